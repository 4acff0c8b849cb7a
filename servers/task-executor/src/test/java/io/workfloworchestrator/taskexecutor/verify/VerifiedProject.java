package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification.Verified;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A real project folder with a workflow of tasks, checks that are shell scripts, and the verification of both. */
final class VerifiedProject implements AutoCloseable {
    /** One check, by a script that each test writes. */
    static final String CHECK = """
            checks:
              - id: test
                run: [sh, check.sh]
                covers: [src/**]
            """;

    static final Cause AGENT = Cause.by("ana (verify_task)");
    static final Cause PERSON = Cause.of("dora", "looked at it");

    /** When everything happens. The time of a file that was there before is earlier. */
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    final Path folder;
    final LocalProject local;
    final Workflow<Json> workflow;
    final TaskVerification verification;
    final Approvals approvals;

    private VerifiedProject(Path folder) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        this.folder = folder;
        this.local = LocalProject.open(folder);
        this.workflow = local.workflow(WorkflowDefinition.builtIn("tasks"))
                .id("login")
                .clock(clock)
                .open();
        this.verification = new TaskVerification(local.state(), local.folder(), clock);
        this.approvals = new Approvals(local.state(), local.folder(), clock);
    }

    /** With data such as {@code {'constraints': ['No new dependency'], 'context': {'category': 'feature'}}}. */
    static VerifiedProject open(Path folder, String data) {
        VerifiedProject project = new VerifiedProject(folder);
        Object unusedFirst = project.workflow.initialize("login", AGENT);
        Object unusedNext = project.workflow.update(
                before -> {
                    Json.Obj all = before.asObject();
                    Json.Obj given = json(data);
                    for (String name : given.keys()) {
                        all = all.with(name, given.find(name).orElseThrow());
                    }
                    return all;
                },
                AGENT);
        return project;
    }

    static Json.Obj json(String text) {
        return Json.parse(text.replace('\'', '"')).asObject();
    }

    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file as it was long before anybody began. */
    void writeEarlier(String path, String text) {
        write(path, text);
        try {
            Object unused = Files.setLastModifiedTime(folder.resolve(path), FileTime.from(NOW.minusSeconds(86_400)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Declares the checks, and has a person approve each of them. */
    void checks(String yaml) {
        write(VerificationRules.FILE, yaml);
        approveAll();
    }

    void approveAll() {
        VerificationRules.of(local.folder()).checks().forEach(check -> {
            Object unused = approvals.approve(check, PERSON);
        });
    }

    /** A new task. */
    Item task(String fields) {
        return workflow.items().add("task", json(fields), AGENT).item();
    }

    /** A new task that ana did and completed. */
    Item completed(String fields) {
        Item task = task(fields);
        Object unusedFirst = workflow.items().move(task.id(), "start", Revision.NONE, AGENT);
        Object unusedNext = workflow.items()
                .edit(task.id(), json("{'doer': 'ana', 'startedAt': '2026-03-02T09:00:00Z'}"), Revision.NONE, AGENT);
        return workflow.items()
                .move(task.id(), "complete", Revision.NONE, AGENT)
                .item();
    }

    Verified verify(Item task) {
        return verify(task, Confirmations.NOTHING);
    }

    Verified verify(Item task, Confirmations said) {
        return verification.verify(workflow, task.id(), said, Revision.NONE, AGENT, RunControl.WAITING);
    }

    static Confirmations holds(String... constraints) {
        return new Confirmations(
                List.of(constraints), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    static Confirmations review(String by, String judgement) {
        return new Confirmations(
                List.of(), List.of(), Optional.of(judgement), Optional.of(by), Optional.empty(), List.of());
    }

    VerificationReport assess(Item task) {
        var now = workflow.now();
        ItemView view = now.item(task.id()).orElseThrow();
        return verification.assess(now, view, view.item());
    }

    Item newest(Item task) {
        return workflow.now().item(task.id()).orElseThrow().item();
    }

    @Override
    public void close() {
        local.close();
    }
}
