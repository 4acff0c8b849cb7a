package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tasks before the first phase: a place to work, a test that fails as a fault was reproduced, tests of what must not change, code that
 * is changed first, and tests of the interface. For one derivation; not thread-safe.
 */
record Preparation(TaskList list) {
    private static final Set<String> UNCHANGED = Set.of("What must not change", "Compatibility");
    private static final Set<String> NOTHING = Set.of("none", "no", "-", "n/a");

    /** Adds its tasks; those of the first phase wait for them. */
    void add() {
        list.begin("Phase 0");
        List<String> needed = new ArrayList<>();
        for (String question : List.of("new_dependencies", "specific_technologies", "new_technologies")) {
            list.book
                    .find(question)
                    .filter(answer -> !NOTHING.contains(answer.text().strip().toLowerCase(Locale.ROOT)))
                    .ifPresent(answer -> needed.add(ItemLines.cut(answer.text(), 120)));
        }
        boolean isPlaceReady = list.isFault() && needed.isEmpty();
        if (!isPlaceReady) {
            String what = needed.isEmpty() ? "" : ": " + String.join("; ", needed);
            list.add(new TaskDraft("prepare", "Prepare the place to work" + what, "Preparation")
                    .hours(needed.isEmpty() ? 0.5 : 1)
                    .doneWhen("The project builds and its tests run before anything is changed"));
        }
        List<String> first = list.keys();
        if (list.isFault()) {
            reproduce(first);
        }
        keepUnchanged(first);
        if (list.book.isYes("refactoring_needed")) {
            list.add(new TaskDraft("refactor", "Change existing code first: " + cut("refactoring_scope"), "Preparation")
                    .needs(list.keys())
                    .hours(4)
                    .doneWhen("Everything that worked before still works"));
        }
        if (list.book.isYes("api_contracts_needed")) {
            list.add(new TaskDraft("contracts", "Write the contract tests of the interface", "Preparation")
                    .needs(first)
                    .hours(2)
                    .doneWhen("Each endpoint in " + list.rules.contract() + " has a test that fails"));
        }
        list.waitFor(list.keys());
    }

    private String cut(String question) {
        return ItemLines.cut(list.book.text(question), 120);
    }

    private List<String> regressionTests() {
        return list.book.find("regression_tests").map(GivenAnswer::points).orElse(List.of());
    }

    /** The test that fails stands for what the system has to do, so no other task writes it. */
    private void reproduce(List<String> first) {
        TaskDraft draft = new TaskDraft(
                        "reproduce", "Write a test that fails as the fault was reproduced", "Preparation")
                .needs(first)
                .covers(TaskList.numbers(core(list.spec.requirements())))
                .doneWhen("It follows the steps in spec.md, and fails with what happens today");
        List<String> named = regressionTests();
        list.add(
                named.isEmpty()
                        ? draft
                        : draft.doneWhen("The tests that the plan names are there: " + String.join("; ", named)));
    }

    static List<Requirement> core(List<Requirement> some) {
        return some.stream().filter(each -> each.group().equals("Core")).toList();
    }

    /** What must not change has tests that pass before the first change. */
    private void keepUnchanged(List<String> first) {
        List<Requirement> own = list.open().stream()
                .filter(each -> UNCHANGED.contains(each.group()))
                .toList();
        List<String> named = list.isFault() ? List.of() : regressionTests();
        if (own.isEmpty() && named.isEmpty()) {
            return;
        }
        List<String> said = new ArrayList<>(own.stream().map(Requirement::text).toList());
        said.addAll(named);
        list.add(new TaskDraft(
                        "unchanged",
                        "Test what must not change: " + ItemLines.cut(String.join("; ", said), 200),
                        "Preparation")
                .needs(first)
                .covers(TaskList.numbers(own))
                .hours(0.5 + 0.5 * said.size())
                .parallel(list.isFault())
                .doneWhen("The tests pass before anything is changed, and after it"));
        TaskList.numbers(own).forEach(list::cover);
    }
}
