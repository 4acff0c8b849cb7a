package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a goal's specification and tasks are: where its field {@code spec} says, in {@code specs/<number>-<name>} as the server of
 * specifications writes them, or in {@code <selected goals>/<goal>/spec} as older projects have them. Reads only inside of the project.
 * Immutable and thread-safe.
 */
record SpecificationFiles(ProjectFolder project, Map<String, String> paths) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FOLDERS = 2_000;
    private static final List<String> NAMES = List.of("tasks.md", "specification.md", "spec.md", "plan.md");

    /** What was found for a goal. The path is empty if no file has tasks; {@code looked} says where they may be. */
    record Found(String path, TaskReader.Tasks tasks, List<String> looked) {}

    /** The tasks of a goal, from the first file that has some. */
    Found tasks(Item goal) {
        List<String> folders = folders(goal);
        for (String folder : folders) {
            for (String path : files(folder)) {
                Optional<TaskReader.Tasks> tasks = read(path).map(text -> TaskReader.read(path, text));
                if (tasks.filter(found -> !found.tasks().isEmpty()).isPresent()) {
                    return new Found(path, tasks.get(), folders);
                }
            }
        }
        return new Found("", new TaskReader.Tasks(List.of(), List.of()), folders);
    }

    private static List<String> files(String place) {
        return place.endsWith(".md")
                ? List.of(place)
                : NAMES.stream().map(name -> place + "/" + name).toList();
    }

    private Optional<String> read(String path) {
        try {
            return project.exists(path) ? Optional.of(project.readText(path, MOST_BYTES)) : Optional.empty();
        } catch (PathException e) {
            if (e.code().equals("E_PATH_NOT_FOUND") || e.code().equals("E_PATH_NOT_REGULAR")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> folders(Item goal) {
        List<String> folders = new ArrayList<>();
        goal.state().text("spec").filter(path -> !path.isBlank()).ifPresent(folders::add);
        String slug = slug(goal.title());
        String number = goal.called();
        folders.addAll(inside("specs", slug));
        folders.add("specs/" + slug);
        String selected = paths.getOrDefault("selected", "");
        if (selected.isEmpty()) {
            return folders;
        }
        for (String name : List.of(
                number + "-" + slug, slug + "-" + number, slug, number, "goal-" + number.replaceFirst("^\\D+", ""))) {
            folders.add(selected + "/" + name + "/spec");
        }
        return folders;
    }

    /** The folders that are named after a goal, with or without a number in front. */
    private List<String> inside(String parent, String slug) {
        if (project.attributes(parent).isEmpty()) {
            return List.of();
        }
        return project.list(parent, MOST_FOLDERS).stream()
                .map(FolderEntry::name)
                .filter(name -> name.replaceFirst("^\\d+-", "").equals(slug))
                .map(name -> parent + "/" + name)
                .toList();
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }
}
