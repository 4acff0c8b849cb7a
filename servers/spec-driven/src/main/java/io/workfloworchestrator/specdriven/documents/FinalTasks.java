package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tasks after the last phase: proofs, the walk from end to end, the release, the measuring of success. Not thread-safe. */
record FinalTasks(TaskList list) {
    /** A time that has not come when people can use it for the first time. */
    private static final Pattern LATER = Pattern.compile(
            "(?iu)\\b(?:in|within|after|over|during|for)\\s+(?:the\\s+)?(?:first\\s+|next\\s+|last\\s+)?"
                    + "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\s+"
                    + "(?:days|weeks?|months?|quarters?|years?)\\b");

    /** What holds for the feature as a whole: quality, constraints, the way through it from end to end, its release, its success. */
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
            measure();
            return;
        }
        String what = list.spec.stories().isEmpty() ? "Walk through it" : "Walk through the stories";
        List<String> last = new ArrayList<>();
        last.add(list.add(new TaskDraft("walk", what + " from end to end, as tests", "The whole")
                .needs(proofs)
                .hours(1 + 0.5 * list.spec.stories().size())
                .doneWhen("What was asked for can be walked from its start to its end")));
        last.add(list.add(new TaskDraft("document", "Bring the documentation up to date", "The whole")
                .parallel(true)
                .doneWhen("Somebody who did not build it can use it by what is written")));
        release(last);
        measure();
    }

    /** Whether it is seen at the release, and not only when people have used it for a while. */
    private static boolean isSeenAtOnce(SpecReading.Criterion each) {
        return !LATER.matcher(each.text()).find();
    }

    private List<SpecReading.Criterion> atRelease(boolean measurable) {
        return list.spec.criteria().stream()
                .filter(each -> each.isMeasurable() == measurable && isSeenAtOnce(each))
                .toList();
    }

    /** What is measured after the release; a fault that is mended shows at the release what has no later time. */
    private List<SpecReading.Criterion> afterRelease() {
        return list.spec.criteria().stream()
                .filter(each -> !isSeenAtOnce(each) || !list.isFault() && each.isMeasurable())
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

    private void measure() {
        List<SpecReading.Criterion> some = afterRelease();
        if (!some.isEmpty()) {
            list.add(new TaskDraft("measure", "Measure the success: " + ids(some), "The whole")
                    .needs(List.of("release"))
                    .covers(some.stream().map(SpecReading.Criterion::id).toList())
                    .hours(0.5 + 0.5 * some.size())
                    .doneWhen(shown(some)));
        }
    }

    private void release(List<String> needs) {
        String way = ItemLines.cut(list.book.text("rollback_plan"), 120)
                + ItemLines.cut(list.book.text("rollback_strategy"), 120);
        List<SpecReading.Criterion> open = atRelease(false);
        TaskDraft draft = new TaskDraft(
                        "release", "Release it, and try the way back" + (way.isEmpty() ? "" : ": " + way), "The whole")
                .needs(needs)
                .doneWhen(list.isFault() ? shown(atRelease(true)) : List.of())
                .doneWhen(
                        open.isEmpty()
                                ? "It runs where people use it"
                                : (open.size() == 1 ? "" : "Each of ") + ids(open)
                                        + " was looked at, with what came out");
        list.add(
                list.isFault()
                        ? draft.covers(atRelease(true).stream()
                                .map(SpecReading.Criterion::id)
                                .toList())
                        : draft);
    }
}
