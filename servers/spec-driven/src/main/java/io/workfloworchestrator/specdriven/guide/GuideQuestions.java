package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionSets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The question sets of the guide, for whoever leads interviews: {@code sdd_guide}, and {@code workflow ask} on a terminal. They are
 * called {@code <stage>-<scenario>}, such as {@code specification-bug-fix}. Pure functions of the resources.
 */
public final class GuideQuestions {
    /** A fix obeys the constitution that is there, and a design is no time to write one. */
    private static final Set<String> NOT_ASKED = Set.of("constitution-bug-fix", "constitution-design-first");

    private static final List<String> IDS = Arrays.stream(Stage.values())
            .filter(Stage::isAsked)
            .flatMap(stage -> Arrays.stream(Scenario.values()).map(scenario -> id(stage, scenario)))
            .filter(id -> !NOT_ASKED.contains(id))
            .toList();

    private GuideQuestions() {}

    public static Map<String, Supplier<QuestionSet>> sets() {
        Map<String, Supplier<QuestionSet>> sets = new LinkedHashMap<>();
        IDS.forEach(id -> sets.put(id, () -> read(id)));
        return sets;
    }

    static boolean isAsked(QuestionSets sets, String question) {
        return IDS.stream().anyMatch(set -> sets.get(set).question(question).isPresent());
    }

    static String id(Stage stage, Scenario scenario) {
        return stage.word() + "-" + scenario.word();
    }

    private static QuestionSet read(String id) {
        String name = "/io/workfloworchestrator/specdriven/questions/" + id + ".yaml";
        return QuestionSet.read(id + ".yaml", BuiltInFiles.bytes(GuideQuestions.class, name));
    }
}
