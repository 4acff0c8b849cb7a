package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The requirements of a feature, made of what was answered: a story's criteria, and each point of the other answers.
 *
 * @param healthSource the article that protects health data; empty if the feature touches none
 */
record Requirements(AnswerBook book, List<Story> stories, Optional<String> healthSource) {
    /** What holds wherever protected health data is touched; the constitution asks for it. */
    private static final List<String> HEALTH = List.of(
            "The system shall encrypt protected health data at rest and in transit",
            "When somebody reads or changes protected health data, the system shall record who, what and when",
            "The system shall never write protected health data to logs, messages or file names",
            "Tests shall use synthetic data only");

    private static final List<String> NOTHING = List.of("none", "no", "nothing", "n/a", "na", "-", "not needed");

    /** All of them without numbers, in the order of the document. */
    List<Requirement> all() {
        Map<String, Requirement> all = new LinkedHashMap<>();
        stories.forEach(story -> story.requirements().forEach(each -> all.putIfAbsent(each.key(), each)));
        core().forEach(each -> all.putIfAbsent(each.key(), each));
        for (RequirementGroup group : RequirementGroup.ALL) {
            group.questions().stream()
                    .flatMap(question -> book.find(question).stream())
                    .flatMap(answer -> of(answer, group).stream())
                    .forEach(each -> all.putIfAbsent(each.key(), each));
        }
        healthSource.ifPresent(source -> HEALTH.forEach(text -> {
            Requirement each = new Requirement("", text, RequirementGroup.QUALITY, "", source, "Health data");
            all.put(each.key(), each);
        }));
        return List.copyOf(all.values());
    }

    /** Without stories, the points of the solution say what is to be built. */
    private List<Requirement> core() {
        List<Requirement> core = new ArrayList<>();
        if (stories.isEmpty()) {
            RequirementGroup group = new RequirementGroup("Core", RequirementGroup.FUNCTIONAL, List.of());
            for (String question : List.of("proposed_solution", "expected_behavior", "expected")) {
                book.find(question).ifPresent(answer -> core.addAll(of(answer, group)));
            }
        }
        return core;
    }

    private static List<Requirement> of(GivenAnswer answer, RequirementGroup group) {
        if (NOTHING.contains(answer.text().strip().toLowerCase(Locale.ROOT))) {
            return List.of();
        }
        List<String> points = answer.isBlock()
                ? List.of("The feature shall hold to what is said below the heading " + group.title())
                : answer.points();
        return points.stream()
                .map(point -> new Requirement("", point, group.type(), "", answer.id(), group.title()))
                .toList();
    }
}
