package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChanges;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A project with features whose tasks are state, in memory or in files as people have them. */
final class TasksProject implements AutoCloseable {
    static final Cause CAUSE = Cause.of("ana", "a test");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);

    /** The kinds of the planning that have to do with features. */
    static final String PLANNING = """
            workflow: planning
            version: 1
            title: Planning
            items:
              goal:
                title: goal
                number: G-00
                fields:
                  title: {type: string, required: true}
                  progress: {type: int, default: 0}
                  progressLog: {type: list, of: {type: object, fields: {date: string, percent: int}}, default: []}
                  spec: string
                status:
                  values: [potential, not-started, in-progress, on-hold, completed]
                  first: potential
                  final: [completed]
                  done: [completed]
                moves:
                  - {id: promote, from: potential, to: not-started, hint: Select it.}
                  - {id: start, from: [not-started, on-hold], to: in-progress, hint: Begin it.}
                  - {id: pause, from: [not-started, in-progress], to: on-hold, hint: Wait.}
                  - {id: complete, from: in-progress, to: completed, hint: Prove it.}
              handoff:
                title: hand-off
                number: H-00
                fields:
                  title: {type: string, required: true}
                  what: string
                  goal: string
                  context: {type: map, default: {}}
                  answer: string
                status: {values: [open, taken, done, refused], first: open, final: [done, refused], done: done}
                moves:
                  - {id: take, from: open, to: taken, hint: Begin it.}
                  - {id: finish, from: [open, taken], to: done, hint: Say what came of it.}
                  - {id: refuse, from: [open, taken], to: refused, hint: Say why.}
            phases:
              - {id: one, title: One, steps: [{id: a, title: A}]}
            """;

    final Path folder;
    final StateManager state;
    final OpenProject open;
    final FeatureProgress progress;
    private final Optional<LocalProject> local;
    private final Workflow<Json> features;
    private final WorkflowMcpServer server;

    private TasksProject(Path folder, Optional<LocalProject> local, StateManager state) {
        this.folder = folder;
        this.local = local;
        this.state = state;
        ProjectFolder disk = ProjectFolder.open(folder);
        this.features = Workflow.of(disk, SpecDrivenServer.FEATURES, state).open();
        this.open = new OpenProject(disk.root(), state, features);
        this.progress = new FeatureProgress(disk, state, CLOCK);
        this.server = SpecDrivenServer.of("1", () -> open, client -> {}, EnumSet.allOf(SpecToolset.class));
        if (features.state().isEmpty()) {
            var unused = features.initialize("Features", CAUSE);
        }
    }

    static TasksProject inMemory(Path folder) {
        return new TasksProject(folder, Optional.empty(), StateManager.inMemory());
    }

    static TasksProject inFiles(Path folder) {
        LocalProject local = LocalProject.open(folder);
        return new TasksProject(folder, Optional.of(local), local.state());
    }

    Workflow<Json> workflow(String key) {
        return Workflow.of(open.workflow().project(), key, state).open();
    }

    /** A feature with these tasks, each as a JSON object of its fields. */
    Item feature(String name, String goal, String... tasks) {
        Json.Obj fields = Json.object(
                Map.of("title", Json.of(name.substring(4)), "folder", Json.of("specs/" + name), "goal", Json.of(goal)));
        Item feature = change(commit -> features.in(commit, "ana").add("feature", fields));
        Workflow<Json> own = workflow("feature/" + name);
        var unused = own.initialize(name, CAUSE);
        for (String task : tasks) {
            Item unusedItem = change(
                    commit -> own.in(commit, "ana").add("task", Json.parse(task).asObject()));
        }
        return feature;
    }

    /** The planning, with a goal that was selected. */
    Item goal(String title) {
        save(".ai-planning/definitions/planning.yaml", PLANNING);
        Workflow<Json> planning = workflow("planning/main");
        if (planning.state().isEmpty()) {
            var unused = planning.initialize("Planning", CAUSE);
        }
        return change(commit -> {
            ItemChanges items = planning.in(commit, "ana");
            Item goal = items.add("goal", Json.object(Map.of("title", Json.of(title))));
            return items.move(goal.id(), "promote", Revision.NONE);
        });
    }

    Item handoff(Item goal, String what) {
        return change(commit -> workflow("planning/main")
                .in(commit, "ana")
                .add(
                        "handoff",
                        Json.object(
                                Map.of("title", Json.of(what), "what", Json.of(what), "goal", Json.of(goal.id())))));
    }

    <T> T change(Function<Transaction, T> work) {
        return state.change(CAUSE, work).result();
    }

    Done<FeatureProgress.Moved> move(String feature, String task, TaskChange change) {
        return state.change(CAUSE, commit -> progress.move(commit, feature, task, change, "ana"));
    }

    Item item(String workflow, Item item) {
        return workflow(workflow).state().orElseThrow().value().item(item.id()).orElseThrow();
    }

    List<Item> tasks(String feature) {
        Workflow<Json> own = workflow("feature/" + feature);
        var unused = own.now();
        List<Item> items = new ArrayList<>();
        own.state().orElseThrow().value().items("task").forEach((id, item) -> items.add(new Item("task", id, item)));
        items.sort((a, b) -> a.number().orElse("").compareTo(b.number().orElse("")));
        return items;
    }

    WorkflowMcpServer server() {
        return server;
    }

    Json.Obj ok(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        flush();
        return answer.structured();
    }

    Json.Obj refused(String tool, String arguments) {
        ToolAnswer answer = server.call(tool, Json.parse(arguments).asObject());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    void flush() {
        local.ifPresent(project -> project.files().flush());
    }

    String text(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        local.ifPresent(LocalProject::close);
    }
}
