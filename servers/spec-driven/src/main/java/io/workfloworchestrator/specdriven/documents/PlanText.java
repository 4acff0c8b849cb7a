package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the plan says: the values for its template. It carries out the specification as it stands in its file. */
record PlanText(AnswerBook book, SpecReading spec, Constitution constitution) {
    private static final List<String> ARCHITECTURE =
            List.of(("architecture_pattern data_storage integration_points refactoring_scope"
                            + " refactoring_needed api_contracts_needed data_requirements")
                    .split(" "));
    private static final List<String> RELEASE =
            List.of(("deployment_process deployment_strategy rollout_strategy rollback_strategy"
                            + " rollback_plan monitoring_approach")
                    .split(" "));

    Json.Obj data() {
        List<Json> phases = new ArrayList<>();
        List<Map<String, GivenAnswer>> answers = book.elements(PlanPhase.QUESTIONS);
        for (PlanPhase phase : Carrying.of(PlanPhase.of(book), spec)) {
            Map<String, GivenAnswer> own = phases.size() < answers.size() ? answers.get(phases.size()) : Map.of();
            phases.add(phase.data(own));
        }
        return book.data()
                .with("phases", Json.array(phases))
                .with(
                        "articles",
                        Json.array(constitution.articles().stream()
                                .map(Constitution.Article::data)
                                .toList()))
                .with(
                        "requirements",
                        Json.array(spec.requirements().stream()
                                .filter(Requirement::isProof)
                                .map(PlanText::numbered)
                                .toList()))
                .with("hasArchitecture", isAnswered(ARCHITECTURE))
                .with("hasRelease", isAnswered(RELEASE))
                .with("stored", stored())
                .with("endpoints", endpoints())
                .with("questions", SpecificationText.open(book, "planning"));
    }

    private boolean isAnswered(List<String> questions) {
        return questions.stream().anyMatch(question -> book.find(question).isPresent());
    }

    private Json stored() {
        return Json.array(spec.requirements().stream()
                .filter(each -> each.group().equals("Data") || each.source().equals("Q-data_requirements"))
                .map(PlanText::numbered)
                .toList());
    }

    private static Json numbered(Requirement each) {
        return Json.Obj.EMPTY.with("number", each.number()).with("text", each.text());
    }

    private Json endpoints() {
        return book.all().stream()
                .filter(answer -> answer.question().equals("endpoints"))
                .findFirst()
                .<Json>map(GivenAnswer::data)
                .orElse(Json.array(List.of()));
    }
}
