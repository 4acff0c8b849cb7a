package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derives the tasks of a feature from its specification and its plan, as they stand in their files.
 *
 * <p>Each phase has the groups: what it delivers, then each story that it carries, then a checkpoint. In a story the tests come first
 * where the constitution says so, and wait for what the phase delivers; each requirement is a task, and those of one story may be done at
 * the same time. A checkpoint waits for all that nothing else in its phase waits for, and what is in the next phase waits for it. A last
 * phase proves what holds for the feature as a whole. Every requirement is covered by a task; tests prove it.
 */
final class TaskDerivation {
    private static final double ALIKE = 0.6;

    private final SpecReading spec;
    private final List<PlanPhase> phases;
    private final AnswerBook book;
    private final boolean testsFirst;
    private final boolean health;
    private final Map<String, DerivedTask> tasks = new LinkedHashMap<>();
    private final Map<String, Requirement> open = new LinkedHashMap<>();
    private String phase = "";
    private List<String> checkpoint = List.of();

    private TaskDerivation(
            SpecReading spec, List<PlanPhase> phases, AnswerBook book, boolean testsFirst, boolean health) {
        this.spec = spec;
        this.phases = phases;
        this.book = book;
        this.testsFirst = testsFirst;
        this.health = health;
        spec.requirements().forEach(each -> open.put(each.number(), each));
    }

    /**
     * The tasks in their order, without numbers.
     *
     * @param testsFirst whether the tests of a story come before its code
     * @param health whether protected health data is touched
     */
    static List<DerivedTask> of(
            SpecReading spec, List<PlanPhase> phases, AnswerBook book, boolean testsFirst, boolean health) {
        boolean isCarried = phases.stream().anyMatch(phase -> !phase.carries().isEmpty());
        List<PlanPhase> carrying = isCarried ? phases : Carrying.of(phases, spec);
        TaskDerivation derivation = new TaskDerivation(spec, carrying, book, testsFirst, health);
        derivation.prepare();
        derivation.phases.forEach(derivation::phase);
        derivation.prove();
        return List.copyOf(derivation.tasks.values());
    }

    private void add(Draft draft) {
        DerivedTask task = draft.build(phase, checkpoint, health);
        tasks.putIfAbsent(task.key(), task);
    }

    /** What has to be there before the first phase. */
    private void prepare() {
        phase = "Phase 0";
        Set<String> needed = new LinkedHashSet<>();
        for (String question : List.of("new_dependencies", "specific_technologies", "new_technologies")) {
            book.find(question)
                    .filter(answer -> !Set.of("none", "no", "-", "n/a")
                            .contains(answer.text().strip().toLowerCase(Locale.ROOT)))
                    .ifPresent(answer -> needed.add(ItemLines.cut(answer.text(), 120)));
        }
        String what = needed.isEmpty() ? "" : ": " + String.join("; ", needed);
        add(new Draft("prepare", "Prepare the place to work" + what, "Preparation")
                .hours(needed.isEmpty() ? 1 : 2)
                .doneWhen("The project builds and its tests run before anything is changed"));
        if (book.isYes("refactoring_needed")) {
            add(new Draft("refactor", "Change existing code first: " + cut("refactoring_scope"), "Preparation")
                    .needs(List.of("prepare"))
                    .hours(6)
                    .doneWhen("Everything that worked before still works"));
        }
        book.find("reproduction")
                .ifPresent(steps ->
                        add(new Draft("reproduce", "Write a test that fails as the fault was reproduced", "Preparation")
                                .needs(List.of("prepare"))
                                .hours(2)
                                .doneWhen("It follows the steps in spec.md, and fails with what happens today")));
        book.find("regression_tests")
                .ifPresent(tests -> tests.points()
                        .forEach(point -> add(new Draft(
                                        "regression " + point,
                                        "Test that this still works: " + ItemLines.cut(point, 200),
                                        "Preparation")
                                .needs(List.of("prepare"))
                                .hours(1)
                                .parallel(true)
                                .doneWhen("The test passes before the change and after it"))));
        if (book.isYes("api_contracts_needed")) {
            add(new Draft("contracts", "Write the contract tests of the interface", "Preparation")
                    .needs(List.of("prepare"))
                    .hours(3)
                    .doneWhen("Each endpoint in contracts/api.md has a test that fails"));
        }
        checkpoint = List.copyOf(tasks.keySet());
    }

    private String cut(String question) {
        return ItemLines.cut(book.text(question), 120);
    }

    private void phase(PlanPhase each) {
        phase = each.id();
        Set<String> before = new LinkedHashSet<>(tasks.keySet());
        List<Requirement> loose = each.carries().stream()
                .flatMap(number -> Optional.ofNullable(open.get(number)).stream())
                .filter(requirement -> !requirement.isProof())
                .toList();
        List<String> ground = new ArrayList<>(deliver(each));
        ground.addAll(build(loose.stream().filter(TaskDerivation::isGround).toList(), List.copyOf(ground)));
        for (SpecReading.ReadStory story : spec.stories()) {
            if (each.carries().contains(story.id())) {
                story(story, ground);
            }
        }
        List<String> unused = build(loose.stream().filter(one -> !isGround(one)).toList(), ground);
        Set<String> own = new LinkedHashSet<>(tasks.keySet());
        own.removeAll(before);
        if (!own.isEmpty()) {
            closePhase(each, own);
        }
    }

    /** Everything else stands on what is stored. */
    private static boolean isGround(Requirement each) {
        return each.group().equals("Data") || each.group().equals("Migration");
    }

    /** Tasks for requirements that belong to no story, by the headings below which they stand, with tests of their own. */
    private List<String> build(List<Requirement> loose, List<String> needs) {
        Map<String, List<Requirement>> groups = new LinkedHashMap<>();
        loose.forEach(each ->
                groups.computeIfAbsent(each.group(), any -> new ArrayList<>()).add(each));
        List<String> built = new ArrayList<>();
        groups.forEach((title, own) -> {
            String group = title.isBlank() ? "Further requirements" : title;
            List<String> numbers = own.stream().map(Requirement::number).toList();
            String test = "test " + group + " of " + phase;
            Draft tests = new Draft(test, "Write the tests of " + joined(numbers), group)
                    .covers(numbers)
                    .hours(1 + 0.5 * own.size());
            if (testsFirst) {
                add(tests.needs(needs).doneWhen("There is a test for each of " + joined(numbers) + ", and it fails"));
            }
            List<String> here = new ArrayList<>();
            own.forEach(each -> here.add(build(each, group, testsFirst ? List.of(test) : needs, own.size() > 1)));
            if (!testsFirst) {
                add(tests.needs(here).doneWhen("There is a test for each of " + joined(numbers) + ", and it passes"));
            }
            built.addAll(here);
        });
        return built;
    }

    /** A task for each thing that the phase delivers and that is no requirement in other words. */
    private List<String> deliver(PlanPhase each) {
        List<String> delivered = new ArrayList<>();
        for (String thing : each.delivers()) {
            boolean isRequirement = spec.requirements().stream()
                    .anyMatch(one -> each.carries().contains(one.story().isEmpty() ? one.number() : one.story())
                            && Carrying.alike(thing, one.text()) >= ALIKE);
            if (!isRequirement) {
                String key = "deliver " + thing;
                add(new Draft(key, ItemLines.cut(thing, 200), "What it delivers")
                        .hours(3)
                        .parallel(each.delivers().size() > 1)
                        .doneWhen("It is there, and has tests of its own"));
                delivered.add(key);
            }
        }
        return delivered;
    }

    private void story(SpecReading.ReadStory story, List<String> delivered) {
        List<Requirement> own = spec.of(story);
        List<String> numbers = own.stream().map(Requirement::number).toList();
        String group = story.id() + ": " + story.title();
        String test = "test " + story.id();
        Draft tests = new Draft(
                        test, "Write the tests of " + story.id() + ": " + ItemLines.cut(story.title(), 80), group)
                .story(story.id())
                .covers(numbers)
                .hours(1 + 0.5 * own.size());
        if (testsFirst) {
            add(tests.needs(delivered).doneWhen("There is a test for each of " + joined(numbers) + ", and it fails"));
        }
        List<String> built = new ArrayList<>();
        for (Requirement each : own) {
            built.add(build(each, group, testsFirst ? List.of(test) : delivered, own.size() > 1));
        }
        if (!testsFirst) {
            add(tests.needs(built).doneWhen("There is a test for each of " + joined(numbers) + ", and it passes"));
        }
    }

    private static String joined(List<String> numbers) {
        return numbers.isEmpty() ? "its points" : String.join(", ", numbers);
    }

    private String build(Requirement each, String group, List<String> needs, boolean parallel) {
        String key = "build " + each.number();
        String word = each.group().equals("Migration") ? "Migrate: " : "Build: ";
        add(new Draft(key, word + ItemLines.cut(each.text(), 200), group)
                .story(each.story())
                .covers(List.of(each.number()))
                .needs(needs)
                .hours(hours(each))
                .parallel(parallel)
                .doneWhen("The tests of " + each.number() + " pass"));
        open.remove(each.number());
        return key;
    }

    /** Longer sentences ask for more; data and migration are more than they look. */
    private static double hours(Requirement each) {
        int words = each.text().split("\\s+").length;
        double hours = words <= 8 ? 2 : words <= 18 ? 3 : words <= 35 ? 5 : 9;
        return each.group().equals("Data") || each.group().equals("Migration") ? hours + 2 : hours;
    }

    private void closePhase(PlanPhase each, Set<String> own) {
        Set<String> ends = new LinkedHashSet<>(own);
        own.forEach(key -> {
            DerivedTask task = tasks.get(key);
            if (task != null) {
                ends.removeAll(task.needs());
            }
        });
        String key = "checkpoint " + each.id();
        add(new Draft(key, "Checkpoint of " + each.id() + ": " + ItemLines.cut(each.name(), 80), "Checkpoint")
                .needs(List.copyOf(ends))
                .hours(1)
                .doneWhen(each.doneWhen().isEmpty() ? List.of("All tests pass") : each.doneWhen()));
        checkpoint = List.of(key);
    }

    /** What holds for the feature as a whole: quality, constraints, the way through it from end to end, documentation, release. */
    private void prove() {
        phase = "Phase " + (phases.size() + 1);
        for (Requirement each : List.copyOf(open.values())) {
            String key = "prove " + each.number();
            add(new Draft(key, "Build and prove: " + ItemLines.cut(each.text(), 200), each.group())
                    .story(each.story())
                    .covers(List.of(each.number()))
                    .hours(hours(each))
                    .parallel(open.size() > 1)
                    .doneWhen("A test, or a measurement that is written down, shows " + each.number()));
        }
        List<String> proofs = tasks.values().stream()
                .filter(task -> task.phase().equals(phase))
                .map(DerivedTask::key)
                .toList();
        String what = spec.stories().isEmpty() ? "Walk through it" : "Walk through the stories";
        add(new Draft("walk", what + " from end to end, as tests", "The whole")
                .needs(proofs)
                .hours(2 + 0.5 * spec.stories().size())
                .doneWhen("What was asked for can be walked from its start to its end"));
        add(new Draft("document", "Bring the documentation up to date", "The whole")
                .hours(2)
                .parallel(true)
                .doneWhen("Somebody who did not build it can use it by what is written"));
        String way = cut("rollback_plan") + cut("rollback_strategy");
        add(new Draft("release", "Release it, and try the way back" + (way.isEmpty() ? "" : ": " + way), "The whole")
                .needs(List.of("walk", "document"))
                .hours(2)
                .doneWhen("Each success criterion of the specification was looked at, with what came out"));
    }

    /** One task in the making. */
    private static final class Draft {
        private final String key;
        private final String text;
        private final String group;
        private String story = "";
        private List<String> covers = List.of();
        private List<String> needs = List.of();
        private double hours = 1;
        private boolean isParallel;
        private List<String> doneWhen = List.of();

        Draft(String key, String text, String group) {
            this.key = key;
            this.text = text;
            this.group = group;
        }

        Draft story(String id) {
            story = id;
            return this;
        }

        Draft covers(List<String> numbers) {
            covers = numbers;
            return this;
        }

        Draft needs(List<String> keys) {
            needs = keys;
            return this;
        }

        Draft hours(double estimate) {
            hours = estimate;
            return this;
        }

        Draft parallel(boolean may) {
            isParallel = may;
            return this;
        }

        Draft doneWhen(String what) {
            return doneWhen(List.of(what));
        }

        Draft doneWhen(List<String> all) {
            doneWhen = all;
            return this;
        }

        /** The task; without needs of its own it waits for the last checkpoint. */
        DerivedTask build(String phase, List<String> checkpoint, boolean health) {
            List<String> waits = needs.isEmpty() ? checkpoint : needs;
            boolean touches = health && !covers.isEmpty();
            return new DerivedTask(
                    key, "", text, phase, group, story, covers, waits, hours, isParallel, doneWhen, touches);
        }
    }
}
