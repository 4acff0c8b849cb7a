package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of a monorepo, each with a folder of specifications of its own, such as {@code packages/web/specs}. They share one state,
 * and therefore one sequence of numbers, and the constitution of the project. A feature of a part runs by the project's definition of
 * a feature with another path; that is recorded with its workflow. Thread-safe.
 */
record FeatureRoots(FeatureDocumentPaths folder, WorkflowDefinition feature) {
    private static final int DEEPEST = 3;
    private static final Set<String> NOT_PARTS =
            Set.of("node_modules", "target", "build", "dist", "vendor", "venv", "specs", "src");

    /** A part as a caller names it; empty for the project itself. Throws E_ROOT if there is no such folder. */
    static Optional<String> root(ProjectFolder project, Optional<String> given) {
        Optional<String> named = given.map(path -> path.strip().replaceAll("/+$", ""))
                .filter(path -> !path.isEmpty() && !path.equals("."));
        named.ifPresent(path -> {
            boolean isThere;
            try {
                isThere = project.root()
                                .resolve(ProjectFolder.checkPath(path))
                                .toFile()
                                .isDirectory()
                        && project.exists(path);
            } catch (PathException e) {
                isThere = false;
            }
            if (!isThere) {
                throw new SpecDrivenException(
                        "E_ROOT",
                        "there is no folder \"" + Words.clip(path.replaceAll("\\p{C}", "?"), 80)
                                + "\" in the project. Name a part of it by its relative path, such as packages/web.");
            }
        });
        return named;
    }

    String specs(Optional<String> root) {
        return root.map(part -> part + "/" + folder.specs()).orElse(folder.specs());
    }

    String specs(Session session) {
        return specs(session.state().root());
    }

    /** The highest number that a folder has, in whichever part; 0 if there is none. */
    long highestNumber(List<Session> all, Optional<String> root) {
        TreeSet<String> places = new TreeSet<>(List.of(folder.specs(), specs(root)));
        all.forEach(session -> places.add(specs(session)));
        boolean hasParts = root.isPresent()
                || all.stream().anyMatch(session -> session.state().root().isPresent());
        if (hasParts) {
            parts(".", 0, places);
        }
        return places.stream().mapToLong(folder::highestNumber).max().orElse(0);
    }

    /** Adds the folders of specifications below a folder, at most three deep: those of parts in which nobody began here yet. */
    private void parts(String path, int depth, Set<String> places) {
        folder.list(path).stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.DIRECTORY)
                .map(FolderEntry::name)
                .filter(name -> !name.startsWith(".") && !NOT_PARTS.contains(name))
                .forEach(name -> {
                    String part = path.equals(".") ? name : path + "/" + name;
                    if (folder.exists(specs(Optional.of(part)))) {
                        places.add(specs(Optional.of(part)));
                    }
                    if (depth + 1 < DEEPEST) {
                        parts(part, depth + 1, places);
                    }
                });
    }

    /** The workflow of a feature's requirements and tasks, to be begun: its documents are in this folder. */
    Workflow<Json> workflow(OpenProject project, String path) {
        int slash = path.lastIndexOf('/');
        String specs = path.substring(0, slash);
        String id = path.substring(slash + 1);
        if (specs.equals(folder.specs())) {
            return Features.workflow(project, id);
        }
        Json.Obj all = feature.toJson();
        Json.Obj paths = all.find("paths")
                .map(Json::asObject)
                .orElse(Json.Obj.EMPTY)
                .with("specs", specs)
                .with("constitution", folder.constitutionPath());
        WorkflowDefinition ofPart = WorkflowDefinition.ofJson("feature of " + specs, all.with("paths", paths));
        return Workflow.at(project.workflow().project(), ofPart, project.state())
                .id(id)
                .open();
    }
}
