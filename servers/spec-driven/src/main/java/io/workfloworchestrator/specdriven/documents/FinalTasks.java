package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks after the last phase: proofs, the walk from end to end, the measuring of success, the release. Not thread-safe. */
final class FinalTasks {
    private final TaskList list;

    FinalTasks(TaskList list) {
        this.list = list;
    }

    /** What holds for the feature as a whole: quality, constraints, the way through it from end to end, its success, its release. */
    void add(String phase) {
        list.begin(phase);
        List<String> proofs = new ArrayList<>();
        boolean several = list.open().size() > 1;
        for (Requirement each : list.open()) {
            proofs.add(list.add(new TaskDraft(
                            "prove " + each.number(),
                            "Build and prove: " + ItemLines.cut(each.text(), 200),
                            each.group().isBlank() ? "Further requirements" : each.group())
                    .story(each.story())
                    .covers(List.of(each.number()))
                    .hours(TaskList.hours(each))
                    .parallel(several)
                    .doneWhen("A test, or a measurement that is written down, shows " + each.number())));
        }
        if (list.isFault()) {
            release(proofs);
            return;
        }
        String what = list.spec().stories().isEmpty() ? "Walk through it" : "Walk through the stories";
        List<String> last = new ArrayList<>();
        last.add(list.add(new TaskDraft("walk", what + " from end to end, as tests", "The whole")
                .needs(proofs)
                .hours(1 + 0.5 * list.spec().stories().size())
                .doneWhen("What was asked for can be walked from its start to its end")));
        measure(proofs).ifPresent(last::add);
        last.add(list.add(new TaskDraft("document", "Bring the documentation up to date", "The whole")
                .parallel(true)
                .doneWhen("Somebody who did not build it can use it by what is written")));
        release(last);
    }

    private List<SpecReading.Criterion> criteria(boolean measurable) {
        return list.spec().criteria().stream()
                .filter(each -> each.isMeasurable() == measurable)
                .toList();
    }

    private static String ids(List<SpecReading.Criterion> some) {
        return String.join(", ", some.stream().map(SpecReading.Criterion::id).toList());
    }

    private static List<String> shown(List<SpecReading.Criterion> some) {
        return some.stream()
                .map(each -> "It was measured, and what came out is written down: " + each.id() + ", " + each.text())
                .toList();
    }

    /** The task that measures what success means; empty if no criterion has a number. */
    private Optional<String> measure(List<String> proofs) {
        List<SpecReading.Criterion> some = criteria(true);
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(list.add(new TaskDraft("measure", "Measure the success: " + ids(some), "The whole")
                        .needs(proofs)
                        .covers(some.stream().map(SpecReading.Criterion::id).toList())
                        .hours(0.5 + 0.5 * some.size())
                        .parallel(true)
                        .doneWhen(shown(some))));
    }

    private void release(List<String> needs) {
        String way = ItemLines.cut(list.book().text("rollback_plan"), 120)
                + ItemLines.cut(list.book().text("rollback_strategy"), 120);
        List<SpecReading.Criterion> open = criteria(false);
        TaskDraft draft = new TaskDraft(
                        "release", "Release it, and try the way back" + (way.isEmpty() ? "" : ": " + way), "The whole")
                .needs(needs)
                .doneWhen(list.isFault() ? shown(criteria(true)) : List.of())
                .doneWhen(
                        open.isEmpty()
                                ? "It runs where people use it"
                                : "Each of " + ids(open) + " was looked at, with what came out");
        String unused = list.add(list.isFault() ? draft.covers(criteria(true).stream().map(SpecReading.Criterion::id).toList()) : draft);
    }
}
