package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project with features whose documents a test writes, its state in memory. */
final class AnalysedProject {
    static final Cause CAUSE = Cause.of("ana", "a test");
    static final String LOGIN = "001-login";

    final Path folder;
    final OpenProject open;
    final Workflow<Json> features;

    AnalysedProject(Path folder) {
        this.folder = folder;
        ProjectFolder project = ProjectFolder.open(folder);
        StateManager state = StateManager.inMemory();
        this.features = Workflow.of(project, SpecDrivenServer.FEATURES, state).open();
        Object unused = features.initialize("Features", CAUSE);
        this.open = new OpenProject(project.root(), state, features);
    }

    /** Begins a feature, so that it has an item. */
    Item begin(String id, String... moves) {
        Item added = features.items()
                .add("feature", Json.object(Map.of("title", Json.of(id), "folder", Json.of("specs/" + id))), CAUSE)
                .item();
        for (String move : moves) {
            Object unused = features.items().move(added.id(), move, Revision.NONE, CAUSE);
        }
        return added;
    }

    AnalysedProject with(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AnalysedProject spec(String text) {
        return with("specs/" + LOGIN + "/spec.md", text);
    }

    AnalysedProject plan(String text) {
        return with("specs/" + LOGIN + "/plan.md", text);
    }

    AnalysedProject tasks(String text) {
        return with("specs/" + LOGIN + "/tasks.md", text);
    }

    AnalysedProject constitution(String text) {
        return with("specs/.specify/memory/constitution.md", text);
    }

    void delete(String path) {
        try {
            Files.delete(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new look. */
    FeatureAnalysis look() {
        return new FeatureAnalysis(open);
    }

    List<Finding> consistency() {
        return look().consistency(LOGIN);
    }

    /** The findings as "check file:line about". */
    static List<String> said(List<Finding> findings) {
        return findings.stream()
                .map(one -> one.check() + " " + one.path().substring(one.path().lastIndexOf('/') + 1) + ":" + one.line()
                        + " " + one.about())
                .toList();
    }
}
