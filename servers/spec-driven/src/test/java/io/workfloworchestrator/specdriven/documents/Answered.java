package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers about a feature, as interviews give them. */
final class Answered {
    private final String scenario;
    private final Map<String, Map<String, Json>> sets = new LinkedHashMap<>();
    private final Map<String, List<Json>> open = new LinkedHashMap<>();
    private boolean health;
    private Optional<Json.Obj> goal = Optional.empty();

    Answered(String scenario) {
        this.scenario = scenario;
    }

    /** A whole set of answers of the kind that a person would give. */
    static Answered login() {
        return new Answered("new-project")
                .constitution("project_name", "Clinic portal")
                .constitution("project_type", "web-app")
                .constitution("phi_handling", Json.of(false))
                .constitution("testing_requirements", "unit", "integration")
                .constitution("test_first_mandatory", Json.of(true))
                .constitution("tech_stack", "Java 17, PostgreSQL")
                .constitution("code_quality_standards", "linting", "code_review")
                .constitution("simplicity_principle", Json.of(true))
                .constitution("deployment_environment", "server")
                .spec("feature_name", "Sign in")
                .spec("problem_statement", "Staff share one password, so nobody knows who changed a record.")
                .spec("proposed_solution", "Everybody signs in with an account of his own.")
                .spec("primary_users", "Nurses and doctors")
                .spec("success_criteria", "No shared password is left after a month", "A sign-in takes less than 5 s")
                .spec("user_stories_count", Json.of(2))
                .spec("persona.1", "nurse")
                .spec("want.1", "to sign in with my own account")
                .spec("benefit.1", "what I change bears my name")
                .spec(
                        "acceptance_criteria.1",
                        "When the password is right, the system shall show the ward",
                        "When the password is wrong three times, the system shall lock the account for 5 minutes")
                .spec("persona.2", "administrator")
                .spec("want.2", "to close the account of somebody who left")
                .spec("benefit.2", "nobody gets in who should not")
                .spec("acceptance_criteria.2", "When an account is closed, the system shall end its sessions")
                .spec("ui_requirements", "The page works on a phone")
                .spec("data_requirements", "Accounts with name, role and a hash of the password; sign-ins with time")
                .spec("performance_requirements", "A sign-in is answered within 1 s for 100 people at once")
                .spec("security_requirements", "Passwords shall be kept as hashes only")
                .spec("out_of_scope", "Sign-in by other companies' accounts")
                .plan("technical_approach", "A session cookie, and a filter before every page.")
                .plan("specific_technologies", "Spring Security")
                .plan("architecture_pattern", "layered")
                .plan("data_storage", "Two tables in PostgreSQL")
                .plan("api_contracts_needed", Json.of(true))
                .plan("api_type", "rest")
                .plan("endpoints", "POST /session", "DELETE /session")
                .plan("implementation_phases", Json.of(2))
                .plan("phase_name.1", "Accounts")
                .plan("phase_goal.1", "People can sign in")
                .plan("deliverables.1", "Tables for accounts", "The page for signing in")
                .plan("validation.1", "A nurse signs in on a phone")
                .plan("phase_name.2", "Closing accounts")
                .plan("phase_goal.2", "Administrators close an account")
                .plan("deliverables.2", "A page for administrators")
                .plan("validation.2", "A closed account cannot sign in")
                .plan("testing_tools", "JUnit, Playwright")
                .plan("deployment_process", "One jar behind the proxy")
                .plan("rollback_strategy", "The previous jar is started again")
                .plan("key_risks", "People forget their new passwords")
                .plan("estimated_effort", "2 weeks");
    }

    Answered constitution(String id, String... value) {
        return set("constitution", id, value(id, value));
    }

    Answered constitution(String id, Json value) {
        return set("constitution", id, value);
    }

    Answered spec(String id, String... value) {
        return set("specification", id, value(id, value));
    }

    Answered spec(String id, Json value) {
        return set("specification", id, value);
    }

    Answered plan(String id, String... value) {
        return set("planning", id, value(id, value));
    }

    Answered plan(String id, Json value) {
        return set("planning", id, value);
    }

    Answered without(String set) {
        sets.remove(set);
        return this;
    }

    Answered health() {
        health = true;
        return this;
    }

    Answered serving(Json.Obj what) {
        goal = Optional.of(what);
        return this;
    }

    Answered openQuestion(String set, String id, String words) {
        open.computeIfAbsent(set, any -> new ArrayList<>())
                .add(Json.Obj.EMPTY.with("id", Json.of("Q-" + id)).with("question", Json.of(words)));
        return this;
    }

    /** An optional question that somebody chose to leave out. */
    Answered skipped(String set, String id, String words) {
        open.computeIfAbsent(set, any -> new ArrayList<>())
                .add(Json.Obj.EMPTY
                        .with("id", Json.of("Q-" + id))
                        .with("question", Json.of(words))
                        .with("skipped", Json.of(true)));
        return this;
    }

    private static Json value(String id, String... values) {
        boolean isList = values.length > 1
                || List.of(
                                "success_criteria",
                                "acceptance_criteria",
                                "deliverables",
                                "validation",
                                "out_of_scope",
                                "endpoints",
                                "testing_requirements",
                                "code_quality_standards",
                                "key_risks",
                                "constraints",
                                "must_not_change",
                                "reproduction",
                                "regression_tests",
                                "fix_files")
                        .contains(id.split("\\.")[0]);
        return isList ? Json.strings(List.of(values)) : Json.of(values[0]);
    }

    Answered set(String set, String id, Json value) {
        sets.computeIfAbsent(set, any -> new LinkedHashMap<>()).put(id, value);
        return this;
    }

    FeatureAnswers of(String featureId) {
        Json.Obj all = Json.Obj.EMPTY;
        for (Map.Entry<String, Map<String, Json>> set : sets.entrySet()) {
            List<Json> answers = new ArrayList<>();
            set.getValue().forEach((id, value) -> answers.add(answer(id, value)));
            Json.Obj topic = Json.Obj.EMPTY
                    .with("id", Json.of("all"))
                    .with("answers", Json.array(answers))
                    .with("open", Json.array(open.getOrDefault(set.getKey(), List.of())));
            all = all.with(set.getKey(), Json.Obj.EMPTY.with("topics", Json.array(List.of(topic))));
        }
        return new FeatureAnswers(all, featureId, scenario, goal, health);
    }

    private static Json answer(String id, Json value) {
        List<String> lines = value instanceof Json.Arr
                ? value.asList().stream()
                        .flatMap(each -> each.asText().stream())
                        .toList()
                : List.of(
                        value instanceof Json.Bool bool
                                ? bool.value() ? "yes" : "no"
                                : value.asText().orElseGet(value::toString));
        return Json.Obj.EMPTY
                .with("id", Json.of("Q-" + id))
                .with("question", Json.of("What about " + id.replace('_', ' ') + "?"))
                .with("value", value)
                .with("text", Json.of(String.join(", ", lines)))
                .with("lines", Json.strings(lines))
                .with("assumed", Json.of(false))
                .with("because", Json.of(""));
    }
}
