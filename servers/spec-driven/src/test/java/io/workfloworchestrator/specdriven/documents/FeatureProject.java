package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A project with one feature, its state in files as people have it. */
final class FeatureProject implements AutoCloseable {
    static final String FEATURE = "001-sign-in";
    static final Cause CAUSE = Cause.of("ana", "a test");

    final Path folder;
    final OpenProject open;
    final FeatureDocuments documents =
            new FeatureDocuments(Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC));

    private final Optional<LocalProject> local;

    private FeatureProject(Path folder, Optional<LocalProject> local, StateManager state) {
        this.folder = folder;
        this.local = local;
        ProjectFolder project = ProjectFolder.open(folder);
        Workflow<Json> features = Workflow.of(project, "features/main", state).open();
        features.initialize("Features", CAUSE);
        this.open = new OpenProject(project.root(), state, features);
    }

    FeatureProject(Path folder) {
        this(folder, LocalProject.open(folder));
    }

    private FeatureProject(Path folder, LocalProject project) {
        this(folder, Optional.of(project), project.state());
    }

    /** A project whose documents are files and whose state is in memory, so that it has no items. */
    static FeatureProject withoutItems(Path folder) {
        return new FeatureProject(folder, Optional.empty(), StateManager.inMemory());
    }

    private void flush() {
        local.ifPresent(project -> project.files().flush());
    }

    List<Written> write(FeatureAnswers answers, String... stages) {
        List<Written> all = new ArrayList<>();
        for (String stage : stages) {
            all.addAll(documents.write(open, answers, stage, CAUSE));
            flush();
        }
        return all;
    }

    List<Written> writeAll(FeatureAnswers answers) {
        return write(answers, "constitution", "spec", "plan", "tasks");
    }

    List<StalePart> stale(Optional<FeatureAnswers> answers) {
        return documents.stale(open, FEATURE, answers);
    }

    Workflow<Json> workflow() {
        return Workflow.of(open.workflow().project(), "feature/" + FEATURE, open.state())
                .open();
    }

    List<Item> items(String kind) {
        workflow().now();
        flush();
        List<Item> items = new ArrayList<>();
        workflow()
                .state()
                .ifPresent(
                        state -> state.value().items(kind).forEach((id, item) -> items.add(new Item(kind, id, item))));
        items.sort((a, b) -> a.number().orElse("").compareTo(b.number().orElse("")));
        return items;
    }

    String spec() {
        return text("specs/" + FEATURE + "/spec.md");
    }

    String plan() {
        return text("specs/" + FEATURE + "/plan.md");
    }

    String tasks() {
        return text("specs/" + FEATURE + "/tasks.md");
    }

    String constitution() {
        return text("specs/.specify/memory/constitution.md");
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
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String path, String what, String by) {
        String before = text(path);
        if (!before.contains(what)) {
            throw new AssertionError("no \"" + what + "\" in:\n" + before);
        }
        save(path, before.replace(what, by));
    }

    @Override
    public void close() {
        local.ifPresent(LocalProject::close);
    }
}
