package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A project folder in which a test acts as a person would: writes, moves and removes files. */
final class Project {
    static final Cause ME = Cause.of("me", "a test");
    static final Set<String> TOOLS =
            Set.of("get_next_steps", "advance_workflow_phase", "get_project_status", "complete_step");

    static final StandardTools STANDARD =
            new StandardTools("", "get_next_steps", "complete_step", "advance_workflow_phase", "");

    /** The command lines of a program. */
    static final Commands COMMANDS = new Commands() {
        @Override
        public Optional<String> begin(String key) {
            return Optional.of("workflow init -w " + key);
        }

        @Override
        public Optional<String> migrate() {
            return Optional.of("workflow definition migrate");
        }

        @Override
        public Optional<String> migrateToPhase() {
            return Optional.of("workflow definition migrate --phase PHASE");
        }
    };

    final Path root;
    final StateManager states = StateManager.inMemory();

    Project(Path root) {
        this.root = root;
    }

    ProjectFolder folder() {
        return ProjectFolder.open(root);
    }

    /** The planning by its first version, in which goals are files that are looked at; work that began by it goes on by it. */
    static WorkflowDefinition planningOfBefore() {
        return WorkflowDefinition.resource(Project.class, "project-planning-1.yaml");
    }

    Workflow<Json> planning() {
        return open(planningOfBefore());
    }

    Workflow<Json> open(WorkflowDefinition definition) {
        return Workflow.at(folder(), definition, states)
                .tools(TOOLS, STANDARD)
                .commands(COMMANDS)
                .keptIn(root.resolve(".ai-planning/.state"))
                .open();
    }

    Project write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project move(String from, String to) {
        try {
            Files.createDirectories(root.resolve(to).getParent());
            Files.move(root.resolve(from), root.resolve(to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text of so many characters and a few. */
    static String words(int characters) {
        return "word ".repeat(characters / 5 + 2);
    }
}
