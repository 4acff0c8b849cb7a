package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the tasks of one list, and what had no place. Not thread-safe. */
final class Reading {
    static final int MOST_TASKS = 5_000;

    private static final int MOST_NOTES = 500;
    private static final int MOST_FAULTS = 20;

    private final Map<String, PortableTask.Builder> tasks = new LinkedHashMap<>();
    private final List<ImportNote> notes = new ArrayList<>();
    private final Map<String, LeftOver> leftOver = new LinkedHashMap<>();
    private final Map<String, List<String>> parts = new LinkedHashMap<>();
    private final Map<String, Double> places = new HashMap<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<CodedException> faults = new ArrayList<>();

    private record LeftOver(String file, int line, int count) {}

    /** @throws CodedException E_IMPORT_SIZE if there are too many */
    PortableTask.Builder task(String id, String title, String file, int line) {
        if (tasks.size() >= MOST_TASKS) {
            throw new CodedException(
                    "E_IMPORT_SIZE", file + " has more than " + MOST_TASKS + " tasks. Take over a part of it.");
        }
        String own = CleanText.line(id, 200);
        String free = own;
        for (int more = 2; tasks.containsKey(free); more++) {
            free = own + "~" + more;
        }
        if (!free.equals(own)) {
            note(file, line, "two tasks have the id \"" + own + "\"; the second one is \"" + free + "\".");
        }
        String shown = title.isBlank() ? "Task " + own : title;
        if (title.isBlank()) {
            note(file, line, "the task \"" + own + "\" has no title.");
        }
        PortableTask.Builder builder = new PortableTask.Builder(free, shown, file, line);
        tasks.put(free, builder);
        return builder;
    }

    static CodedException wrong(String message) {
        return new CodedException("E_IMPORT_FORMAT", message);
    }

    Optional<PortableTask.Builder> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    List<PortableTask.Builder> all() {
        return List.copyOf(tasks.values());
    }

    void note(String file, int line, String what) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new ImportNote(file, line, Words.clip(CleanText.line(what, 600), 400)));
        }
    }

    void note(PortableTask.Builder task, String what) {
        note(task.file(), task.line(), what);
    }

    /** Remembers a field that has no place; all of one name are told once. */
    void leftOver(String field, String file, int line) {
        String name = CleanText.line(field, 60);
        if (leftOver.size() < 100 || leftOver.containsKey(name)) {
            leftOver.merge(
                    name,
                    new LeftOver(file, line, 1),
                    (first, more) -> new LeftOver(first.file, first.line, first.count + 1));
        }
    }

    /** The status of a task by the words of its tool; a word that nobody knows counts as not begun, and is told. */
    void state(PortableTask.Builder task, String word) {
        Optional<TaskState> known = TaskState.of(word);
        if (known.isEmpty()) {
            note(task, "the status \"" + word + "\" is not known; the task counts as pending.");
        }
        task.state(known.orElse(TaskState.PENDING));
        if (word.strip().equalsIgnoreCase("deferred")) {
            task.tag("deferred");
        }
    }

    /** The priority of a task by the words of its tool; a word that nobody knows is told. */
    void priority(PortableTask.Builder task, String word) {
        if (!word.isBlank()) {
            Optional<String> known = urgency(word);
            known.ifPresent(task::priority);
            if (known.isEmpty()) {
                note(task, "the priority \"" + word + "\" is not known and is left out.");
            }
        }
    }

    /** How urgent a task is, in our words, by what its tool says: a word, a number from 0 (most urgent) to 4, {@code P1}, or a letter from A on. */
    private static Optional<String> urgency(String said) {
        String word = said.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "critical", "urgent", "highest", "blocker", "p0", "0", "a" -> Optional.of("critical");
            case "high", "major", "important", "p1", "1", "b" -> Optional.of("high");
            case "medium", "normal", "moderate", "p2", "2", "c" -> Optional.of("medium");
            case "low", "minor", "lowest", "trivial", "p3", "p4", "3", "4", "d" -> Optional.of("low");
            default -> word.matches("[e-z]") ? Optional.of("low") : Optional.empty();
        };
    }

    /** A part of a task waits for nothing but what the whole waits for, and the whole waits for it. */
    void part(PortableTask.Builder whole, PortableTask.Builder part) {
        List<String> others = parts.computeIfAbsent(whole.id, any -> new ArrayList<>());
        whole.needs().stream()
                .filter(need -> !need.equals(part.id) && !others.contains(need))
                .toList()
                .forEach(part::need);
        others.add(part.id);
    }

    /** The same, of a whole that is named; of one that is nowhere it is no part. */
    void part(String whole, PortableTask.Builder part) {
        find(whole).ifPresent(known -> part(known, part));
    }

    /** Puts a task before those with a greater number, whatever its place in the list. */
    void place(PortableTask.Builder task, double number) {
        places.put(task.id, number);
    }

    /** Does something that has to know all tasks, once they are read. */
    void later(Runnable step) {
        later.add(step);
    }

    /** Reads each of several files. What is wrong in one keeps none of the others from being looked at; {@link #done} refuses all. */
    void each(Collection<String> files, Consumer<String> read) {
        for (String file : files) {
            try {
                read.accept(file);
            } catch (CodedException e) {
                if (e.code().equals("E_IMPORT_SIZE")) {
                    throw e;
                }
                faults.add(e);
            }
        }
    }

    /** Refuses the list if some file of it could not be read, and names each with what is wrong. */
    private void requireAllRead() {
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        if (!faults.isEmpty()) {
            String said = faults.stream()
                    .limit(MOST_FAULTS)
                    .map(CodedException::getMessage)
                    .collect(Collectors.joining(" "));
            int more = Math.max(0, faults.size() - MOST_FAULTS);
            throw wrong("Nothing was taken over, since " + faults.size() + " files cannot be read. " + said
                    + (more == 0 ? "" : " And " + more + " more."));
        }
    }

    ReadTasks done() {
        requireAllRead();
        later.forEach(Runnable::run);
        parts.forEach((whole, ids) -> find(whole).ifPresent(task -> ids.forEach(task::need)));
        leftOver.forEach((field, first) -> notes.add(new ImportNote(
                first.file,
                first.line,
                "\"" + field + "\" of " + (first.count == 1 ? "1 task" : first.count + " tasks")
                        + " has no place and is left out.")));
        Stream<PortableTask> read = tasks.values().stream().map(PortableTask.Builder::build);
        return new ReadTasks(
                read.sorted(Comparator.comparingDouble(task -> places.getOrDefault(task.id(), 0.0)))
                        .toList(),
                notes);
    }
}
