package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks that were derived so far, and the requirements that none of them carries out yet. For one derivation; not thread-safe. */
final class TaskList {
    final SpecReading spec;
    final AnswerBook book;
    final Rules rules;
    private final Map<String, DerivedTask> tasks = new LinkedHashMap<>();
    private final Map<String, Requirement> open = new LinkedHashMap<>();
    private String phase = "";
    private List<String> checkpoint = List.of();

    TaskList(SpecReading spec, AnswerBook book, Rules rules) {
        this.spec = spec;
        this.book = book;
        this.rules = rules;
        spec.requirements().forEach(each -> open.put(each.number(), each));
    }

    boolean isFault() {
        return book.find("reproduction").isPresent();
    }

    /** Whether the test that fails as the fault was reproduced is the test of this requirement. */
    boolean isReproduced(Requirement each) {
        return isFault() && each.group().equals("Core");
    }

    void begin(String name) {
        phase = name;
    }

    void waitFor(List<String> keys) {
        checkpoint = List.copyOf(keys);
    }

    /** Adds a task, unless there is one with its key, and gives its key. */
    String add(TaskDraft draft) {
        DerivedTask task = draft.build(phase, checkpoint, rules.health());
        tasks.putIfAbsent(task.key(), task);
        return task.key();
    }

    List<DerivedTask> all() {
        return List.copyOf(tasks.values());
    }

    List<String> keys() {
        return List.copyOf(tasks.keySet());
    }

    List<String> needs(String key) {
        return Optional.ofNullable(tasks.get(key)).map(DerivedTask::needs).orElse(List.of());
    }

    List<Requirement> open() {
        return new ArrayList<>(open.values());
    }

    boolean isOpen(String number) {
        return open.containsKey(number);
    }

    Optional<Requirement> find(String number) {
        return Optional.ofNullable(open.get(number));
    }

    void cover(String number) {
        open.remove(number);
    }

    static List<String> numbers(List<Requirement> some) {
        return some.stream().map(Requirement::number).toList();
    }

    static String joined(List<Requirement> some) {
        return some.isEmpty() ? "its points" : String.join(", ", numbers(some));
    }

    /** An estimate: longer sentences ask for more. */
    static double hours(Requirement each) {
        int words = each.text().split("\\s+").length;
        return words <= 8 ? 1 : words <= 18 ? 2 : words <= 35 ? 4 : 6;
    }

    /**
     * What the project asks of the tasks of a feature.
     *
     * @param contract the path of the feature's own description of its interface, such as {@code specs/001-login/contracts/api.md}
     */
    record Rules(boolean testsFirst, boolean health, String contract) {}
}
