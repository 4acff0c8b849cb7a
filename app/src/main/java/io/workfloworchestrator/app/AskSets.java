package io.workfloworchestrator.app;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.setup.SetupQuestions;
import io.workfloworchestrator.server.RepositoryFacts;
import io.workfloworchestrator.specdriven.guide.FeatureGuide;
import io.workfloworchestrator.specdriven.guide.GuideQuestions;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The question sets of all servers, for {@code workflow ask}, and what is known for their recommendations. Pure functions. */
final class AskSets {
    private AskSets() {}

    static Map<String, Supplier<QuestionSet>> all() {
        Map<String, Supplier<QuestionSet>> sets = new LinkedHashMap<>(SetupQuestions.sets());
        sets.putAll(GuideQuestions.sets());
        return sets;
    }

    static Json.Obj facts(ProjectFolder folder, StateManager state) {
        String title = Planning.begun(state)
                .flatMap(key -> state.find(StateKey.of(key, WorkflowState.codec(Json.class))))
                .map(planning -> planning.value().title())
                .orElse("");
        Json.Obj facts = RepositoryFacts.titled(SetupQuestions.facts(folder), title);
        Json.Obj said = FeatureGuide.facts(folder, state);
        return said.find("said").map(some -> facts.with("said", some)).orElse(facts);
    }
}
