package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The tasks of one phase of the plan: its tests, if the project wants them first; what is stored; what it delivers; what its stories and
 * other requirements ask for; and a checkpoint. For one derivation; not thread-safe.
 */
record PhaseTasks(TaskList list, PlanPhase each) {
    /** So much of all words of a deliverable and a requirement are the same if they are the same thing. */
    private static final double ALIKE = 0.75;

    /** What is named by one of its first words as something that is stored. */
    private static final Pattern STORED = Pattern.compile(
            "(?iu)^\\W*(?:\\w+\\W+){0,2}(?:tables?|columns?|schemas?|migrations?|collections?|indexe?s?|fields?)\\b");

    private static final String TESTS = "Tests, before the code";

    void add() {
        list.begin(each.id());
        Set<String> before = new LinkedHashSet<>(list.keys());
        List<Requirement> loose = each.carries().stream()
                .flatMap(number -> list.find(number).stream())
                .filter(requirement -> !requirement.isProof())
                .toList();
        Map<String, List<String>> said = new LinkedHashMap<>();
        List<String> things = new ArrayList<>();
        each.delivers()
                .forEach(thing -> sameAs(thing)
                        .ifPresentOrElse(
                                one -> said.computeIfAbsent(one, any -> new ArrayList<>())
                                        .add(thing),
                                () -> things.add(thing)));
        if (list.rules.testsFirst()) {
            testsFirst(loose);
        }
        List<String> ground = since(before);
        ground = lastOf(ground, store(loose, things, ground));
        ground = lastOf(ground, deliver(things, loose, ground));
        build(loose, said, ground);
        if (list.keys().size() > before.size()) {
            closePhase(since(before));
        }
    }

    /** What the next tasks wait for: the newer ones wait for those before them. */
    private static List<String> lastOf(List<String> before, List<String> newer) {
        return newer.isEmpty() ? before : newer;
    }

    private List<String> since(Set<String> before) {
        return list.keys().stream().filter(key -> !before.contains(key)).toList();
    }

    /** The number of the requirement that says the same as something that is delivered, in other words. */
    private Optional<String> sameAs(String thing) {
        return list.spec.requirements().stream()
                .filter(one -> list.isOpen(one.number()) && !isStored(one) && !list.isReproduced(one))
                .filter(one -> each.carries().contains(one.story().isEmpty() ? one.number() : one.story()))
                .filter(one -> Carrying.alikeInAll(thing, one.text()) >= ALIKE)
                .map(Requirement::number)
                .findFirst();
    }

    private void testsFirst(List<Requirement> loose) {
        List<SpecReading.ReadStory> carried = stories();
        List<Requirement> others =
                loose.stream().filter(one -> !list.isReproduced(one)).toList();
        int count = carried.size() + (others.isEmpty() ? 0 : 1);
        carried.forEach(story -> list.add(testsOf(story, TESTS, count > 1)
                .doneWhen("There is a test for each of " + TaskList.joined(list.spec.of(story)) + ", and it fails")));
        if (!others.isEmpty()) {
            list.add(testsOf(others, TESTS, count > 1)
                    .doneWhen("There is a test for each of " + TaskList.joined(others) + ", and it fails"));
        }
    }

    private List<SpecReading.ReadStory> stories() {
        return list.spec.stories().stream()
                .filter(story -> each.carries().contains(story.id()))
                .toList();
    }

    private TaskDraft testsOf(SpecReading.ReadStory story, String group, boolean parallel) {
        List<Requirement> own = list.spec.of(story);
        String text = "Write the tests of " + story.id() + ": " + ItemLines.cut(story.title(), 80);
        return new TaskDraft("test " + story.id(), text, group)
                .story(story.id())
                .covers(TaskList.numbers(own))
                .hours(0.5 + 0.5 * own.size())
                .parallel(parallel);
    }

    private TaskDraft testsOf(List<Requirement> some, String group, boolean parallel) {
        return new TaskDraft("test others of " + each.id(), "Write the tests of " + TaskList.joined(some), group)
                .covers(TaskList.numbers(some))
                .hours(0.5 + 0.5 * some.size())
                .parallel(parallel);
    }

    /** One task for what is stored and how it gets there, with the deliverables that are about that; they are taken out of the list. */
    private List<String> store(List<Requirement> loose, List<String> things, List<String> tests) {
        List<Requirement> own = loose.stream().filter(PhaseTasks::isStored).toList();
        List<String> made = things.stream()
                .filter(thing -> STORED.matcher(thing).find()
                        || own.stream().anyMatch(one -> Carrying.alikeInAll(thing, one.text()) >= ALIKE))
                .toList();
        if (own.isEmpty() && made.isEmpty()) {
            return List.of();
        }
        things.removeAll(made);
        List<String> said =
                own.isEmpty() ? made : own.stream().map(Requirement::text).toList();
        boolean isMigrated = own.stream().anyMatch(each -> each.group().equals("Migration"));
        TaskDraft draft = new TaskDraft(
                        "store " + each.id(),
                        (isMigrated ? "Store, and migrate: " : "Store: ") + ItemLines.cut(String.join("; ", said), 200),
                        "What is stored")
                .covers(TaskList.numbers(own))
                .needs(tests)
                .hours(1 + Math.min(5, own.size() + 0.5 * made.size()));
        if (!own.isEmpty()) {
            draft.doneWhen("The tests of " + TaskList.joined(own) + " pass");
        }
        draft.doneWhen(made.stream().map(thing -> "It is there: " + thing).toList());
        TaskList.numbers(own).forEach(list::cover);
        return List.of(list.add(draft));
    }

    private static boolean isStored(Requirement each) {
        return each.group().equals("Data") || each.group().equals("Migration");
    }

    /** A task for each other thing that the phase delivers. What delivers the mending of a fault carries out what the system has to do. */
    private List<String> deliver(List<String> things, List<Requirement> loose, List<String> needs) {
        List<String> mended = list.isFault() ? TaskList.numbers(Preparation.core(loose)) : List.of();
        List<String> delivered = new ArrayList<>();
        for (String thing : things) {
            delivered.add(list.add(new TaskDraft("deliver " + thing, ItemLines.cut(thing, 200), "What it delivers")
                    .covers(mended)
                    .needs(needs)
                    .hours(list.isFault() ? 1 : 2)
                    .parallel(things.size() > 1)
                    .doneWhen(
                            list.isFault() ? "The tests of the fault pass" : "It is there, and has tests of its own")));
        }
        if (!things.isEmpty()) {
            mended.forEach(list::cover);
        }
        return delivered;
    }

    private void build(List<Requirement> loose, Map<String, List<String>> said, List<String> ground) {
        for (SpecReading.ReadStory story : stories()) {
            List<Requirement> own = list.spec.of(story).stream()
                    .filter(one -> list.isOpen(one.number()))
                    .toList();
            String group = story.id() + ": " + story.title();
            List<String> built = build(own, group, said, ground);
            if (!list.rules.testsFirst()) {
                list.add(testsOf(story, group, false)
                        .needs(built)
                        .doneWhen("There is a test for each of " + TaskList.joined(list.spec.of(story))
                                + ", and it passes"));
            }
        }
        List<Requirement> others =
                loose.stream().filter(one -> list.isOpen(one.number())).toList();
        List<String> built = build(others, "", said, ground);
        List<Requirement> untested = loose.stream()
                .filter(one -> !list.rules.testsFirst() && !list.isReproduced(one))
                .toList();
        if (!untested.isEmpty()) {
            List<String> needs = built.isEmpty() ? ground : built;
            list.add(testsOf(untested, "Tests", false)
                    .needs(needs)
                    .doneWhen("There is a test for each of " + TaskList.joined(untested) + ", and it passes"));
        }
    }

    /** @param group the heading; empty if each requirement stands below that of the specification */
    private List<String> build(
            List<Requirement> some, String group, Map<String, List<String>> said, List<String> needs) {
        List<String> built = new ArrayList<>();
        for (Requirement one : some) {
            String title = one.group().isBlank() ? "Further requirements" : one.group();
            built.add(list.add(new TaskDraft(
                            "build " + one.number(),
                            (list.isReproduced(one) ? "Mend it: " : "Build: ") + ItemLines.cut(one.text(), 200),
                            group.isEmpty() ? title : group)
                    .story(one.story())
                    .covers(List.of(one.number()))
                    .needs(needs)
                    .hours(TaskList.hours(one))
                    .parallel(some.size() > 1)
                    .doneWhen("The tests of " + one.number() + " pass")
                    .doneWhen(said.getOrDefault(one.number(), List.of()).stream()
                            .map(thing -> "It is there: " + thing)
                            .toList())));
            list.cover(one.number());
        }
        return built;
    }

    private void closePhase(List<String> own) {
        Set<String> ends = new LinkedHashSet<>(own);
        own.forEach(key -> ends.removeAll(list.needs(key)));
        list.waitFor(List.of(list.add(new TaskDraft(
                        "checkpoint " + each.id(),
                        "Checkpoint of " + each.id() + ": " + ItemLines.cut(each.name(), 80),
                        "Checkpoint")
                .needs(List.copyOf(ends))
                .hours(0.5)
                .doneWhen(each.doneWhen().isEmpty() ? List.of("All tests pass") : each.doneWhen()))));
    }
}
