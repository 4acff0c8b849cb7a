package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether requirements, stories and tasks refer to each other, both ways. Pure functions. */
final class TraceChecks {
    /** Work that serves the feature as a whole, so that it carries out no single requirement. */
    private static final Pattern WHOLE = Pattern.compile(
            "(?iu)\\b(?:preparation|set-?up|foundation\\w*|infrastructure|checkpoint|polish|cross-cutting|the whole|release|"
                    + "deploy\\w*|documentation|what it delivers|what is stored|clean-?up|verification)\\b");

    private static final Pattern REFERENCE = Pattern.compile("(?:FR|NFR|REQ)-?\\d{1,15}");

    private TraceChecks() {}

    static List<Finding> of(FeatureFiles files) {
        List<Finding> all = new ArrayList<>();
        if (files.specification().isPresent()) {
            all.addAll(stories(files));
            all.addAll(twice(files));
        }
        if (files.specification().isPresent() && files.tasks().isPresent()) {
            all.addAll(requirements(files));
            all.addAll(tasks(files));
            all.addAll(unknown(files));
        }
        return all;
    }

    private static List<Finding> requirements(FeatureFiles files) {
        boolean isTraced =
                files.work().living().stream().anyMatch(task -> !task.covers().isEmpty());
        List<TextWords> texts = isTraced
                ? List.of()
                : files.work().living().stream()
                        .map(task -> TextWords.of(task.all()))
                        .toList();
        List<Finding> all = new ArrayList<>();
        for (ReadSpec.Statement each : files.spec().living()) {
            if (!files.work().of(each).isEmpty()) {
                continue;
            }
            TextWords words = TextWords.of(each.text());
            boolean isAlike = texts.stream().anyMatch(words::isLike);
            String message = "No task carries out " + each.id() + ": \"" + Words.clip(each.text(), 90) + "\".";
            String fix = "Add a task for it to " + files.tasksPath() + ", or \"[covers:: " + each.id()
                    + "]\" to the line of the task that carries it out.";
            if (isTraced) {
                all.add(each.at().error("requirement-without-task", message, fix));
            } else if (!isAlike) {
                all.add(each.at().warning("requirement-without-task", message, fix));
            }
        }
        return all;
    }

    private static List<Finding> tasks(FeatureFiles files) {
        List<TextWords> wanted = new ArrayList<>();
        files.spec().living().forEach(each -> wanted.add(TextWords.of(each.text())));
        files.spec().stories().forEach(story -> wanted.add(TextWords.of(story.title())));
        List<Finding> all = new ArrayList<>();
        for (ReadTasks.Task task : files.work().living()) {
            boolean isTraced = !task.covers().isEmpty() || !task.stories().isEmpty() || isForAll(task);
            TextWords words = TextWords.of(task.text());
            if (!isTraced && wanted.stream().noneMatch(words::isLike)) {
                all.add(
                        task.at()
                                .warning(
                                        "task-without-requirement",
                                        "Nobody asked for " + task.id() + ", \"" + Words.clip(task.text(), 90)
                                                + "\": it names no requirement and no story.",
                                        "Add \"[covers:: FR-…]\" to its line, write down the requirement that it serves, or drop it."));
            }
        }
        return all;
    }

    private static boolean isForAll(ReadTasks.Task task) {
        String phase = task.fields().find("phase").orElse("");
        return phase.equals("Phase 0")
                || WHOLE.matcher(task.text()).find()
                || task.place().stream()
                        .skip(1)
                        .anyMatch(title -> WHOLE.matcher(title).find());
    }

    private static List<Finding> unknown(FeatureFiles files) {
        List<String> known =
                files.spec().requirements().stream().map(ReadSpec.Statement::id).toList();
        List<String> stories =
                files.spec().stories().stream().map(ReadSpec.Story::id).toList();
        List<Finding> all = new ArrayList<>();
        for (ReadTasks.Task task : files.work().living()) {
            task.covers().stream()
                    .filter(id -> REFERENCE.matcher(id).matches() && !known.contains(id))
                    .forEach(id -> all.add(unknown(files, task, id, known)));
            task.stories().stream()
                    .filter(id -> !stories.isEmpty() && !stories.contains(id))
                    .forEach(id -> all.add(unknown(files, task, id, stories)));
        }
        return all;
    }

    private static Finding unknown(FeatureFiles files, ReadTasks.Task task, String id, List<String> known) {
        Optional<String> near = Words.nearest(id, known, 2);
        return task.at()
                .error(
                        "unknown-reference",
                        task.id() + " names " + id + ", which is not in " + files.specPath() + ".",
                        near.map(one -> "Name " + one + " if that is meant, or ")
                                        .orElse("Either ") + "add " + id
                                + " to the specification, or take it out of the task's line.");
    }

    private static List<Finding> stories(FeatureFiles files) {
        List<Finding> all = new ArrayList<>();
        List<ReadTasks.Task> tasks = files.work().living();
        Map<String, Set<String>> requirements = byStory(files);
        for (ReadSpec.Story story : files.spec().stories()) {
            if (story.criteria() == 0) {
                all.add(story.at()
                        .error(
                                "story-without-criteria",
                                story.id() + ", \"" + Words.clip(story.title(), 90)
                                        + "\", has no acceptance criterion, so nobody can tell when it is done.",
                                "Write below it at least one line \"- [ ] FR-… Given …, when …, then …\"."));
            }
            Set<String> own = requirements.getOrDefault(story.id(), Set.of());
            boolean isCarried = files.tasks().isEmpty()
                    || tasks.stream()
                            .anyMatch(task ->
                                    task.stories().contains(story.id()) || !Collections.disjoint(task.covers(), own));
            if (!isCarried) {
                all.add(story.at()
                        .warning(
                                "story-without-task",
                                "No task belongs to " + story.id() + ", \"" + Words.clip(story.title(), 90) + "\".",
                                "Add \"[story:: " + story.id()
                                        + "]\" to the lines of its tasks, or add tasks for it."));
            }
        }
        return all;
    }

    private static Map<String, Set<String>> byStory(FeatureFiles files) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (ReadSpec.Statement each : files.spec().living()) {
            ids.computeIfAbsent(each.story(), any -> new HashSet<>()).add(each.id());
        }
        return ids;
    }

    private static List<Finding> twice(FeatureFiles files) {
        List<Finding> all = new ArrayList<>();
        twice(files.spec().requirements().stream().map(ReadSpec.Statement::at), all);
        twice(files.work().tasks().stream().map(ReadTasks.Task::at), all);
        return all;
    }

    private static void twice(Stream<Finding.Place> places, List<Finding> all) {
        Map<String, Integer> first = new HashMap<>();
        places.forEach(place -> {
            Integer before = first.putIfAbsent(place.about().toUpperCase(Locale.ROOT), place.line());
            if (before != null) {
                all.add(place.error(
                        "number-twice",
                        place.about() + " is there already, in line " + before
                                + ": nobody can tell which of the two is meant.",
                        "Give this one the next free number, and change what refers to it."));
            }
        });
    }
}
