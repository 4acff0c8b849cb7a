package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every free text that was answered is in a document, whatever was begun and however the answers look. */
final class EveryAnswerTest {
    private static final Map<String, Map<String, String>> TEXTS = Map.of(
            "new-project",
                    Map.of(
                            "constitution", "project_name tech_stack integration_requirements",
                            "specification",
                                    "feature_name problem_statement proposed_solution primary_users success_criteria persona.1 want.1"
                                            + " benefit.1 acceptance_criteria.1 persona.2 want.2 benefit.2 acceptance_criteria.2 ui_requirements"
                                            + " data_requirements performance_requirements security_requirements constraints out_of_scope",
                            "planning",
                                    "technical_approach specific_technologies data_storage endpoints phase_name.1 phase_goal.1 deliverables.1"
                                            + " validation.1 phase_name.2 phase_goal.2 deliverables.2 validation.2 testing_tools deployment_process"
                                            + " monitoring_approach rollback_strategy key_risks estimated_effort"),
            "existing-project",
                    Map.of(
                            "constitution", "project_name existing_tech_stack architectural_constraints",
                            "specification",
                                    "feature_name problem_statement proposed_solution existing_code_impact primary_users success_criteria"
                                            + " persona.1 want.1 benefit.1 acceptance_criteria.1 ui_requirements data_requirements"
                                            + " backward_compatibility migration_details",
                            "planning",
                                    "technical_approach reuse_existing_code new_dependencies refactoring_scope data_storage endpoints"
                                            + " phase_name.1 phase_goal.1 deliverables.1 validation.1 testing_strategy rollout_strategy"
                                            + " rollback_plan key_risks"),
            "add-feature",
                    Map.of(
                            "constitution", "additional_constraints",
                            "specification",
                                    "feature_name problem_statement proposed_solution relates_to_existing_features primary_users"
                                            + " success_criteria persona.1 want.1 benefit.1 acceptance_criteria.1 ui_requirements"
                                            + " data_requirements constraints",
                            "planning",
                                    "technical_approach reuse_patterns new_technologies data_storage endpoints phase_name.1 phase_goal.1"
                                            + " deliverables.1 validation.1 testing_approach integration_points deployment_strategy"
                                            + " estimated_effort"),
            "bug-fix",
                    Map.of(
                            "constitution", "additional_constraints",
                            "specification",
                                    "feature_name problem_statement reproduction actual_behavior expected_behavior severity since_when"
                                            + " must_not_change success_criteria",
                            "planning",
                                    "root_cause technical_approach fix_files phase_name.1 phase_goal.1 deliverables.1 validation.1"
                                            + " regression_tests deployment_strategy key_risks"),
            "design-first",
                    Map.of(
                            "constitution", "additional_constraints",
                            "specification",
                                    "feature_name problem_statement design_source design_summary design_decisions open_design_questions"
                                            + " primary_users success_criteria persona.1 want.1 benefit.1 acceptance_criteria.1"
                                            + " data_requirements constraints out_of_scope",
                            "planning",
                                    "technical_approach design_deviations specific_technologies data_storage endpoints phase_name.1"
                                            + " phase_goal.1 deliverables.1 validation.1 testing_approach deployment_strategy key_risks"
                                            + " estimated_effort a_question_of_the_projects_own"));

    @TempDir
    Path folder;

    /** How a person writes: one line, many points, paragraphs with a structure of their own. */
    enum Form {
        LINE {
            @Override
            Json value(String token) {
                return Json.of("The word is " + token);
            }
        },
        POINTS {
            @Override
            Json value(String token) {
                return Json.of("- one " + token + "a; two " + token + "b\n- three " + token + "c");
            }
        },
        LIST {
            @Override
            Json value(String token) {
                return Json.strings(List.of("one " + token + "a", "two " + token + "b"));
            }
        },
        BLOCK {
            @Override
            Json value(String token) {
                return Json.of("# A heading " + token + "a\n\n```\ncode " + token + "b\n```\n\n| a | b |\n|---|---|\n| "
                        + token + "c | x |");
            }
        };

        abstract Json value(String token);

        List<String> tokens(String token) {
            return this == LINE
                    ? List.of(token)
                    : this == LIST ? List.of(token + "a", token + "b") : List.of(token + "a", token + "b", token + "c");
        }
    }

    static Stream<Arguments> all() {
        return TEXTS.keySet().stream()
                .sorted()
                .flatMap(scenario -> Stream.of(Form.values())
                        .flatMap(form -> (form == Form.LINE ? Stream.of(true, false) : Stream.of(true))
                                .map(flag -> Arguments.of(scenario, form, flag))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyTokenIsInADocumentAndNoMarkSurvives(String scenario, Form form, boolean yes) {
        Map<String, Json> tokens = new LinkedHashMap<>();
        FeatureAnswers answers = answers(scenario, form, yes, tokens);
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            if (scenario.equals("add-feature") || scenario.equals("bug-fix")) {
                project.save("specs/.specify/memory/constitution.md", "# Ours\n\nTests first.\n");
            }
            StringBuilder all = new StringBuilder();
            for (Written each : project.writeAll(answers)) {
                if (!each.what().equals(Written.KEPT)) {
                    assertThat(each.what()).as(each.toString()).isEqualTo(Written.NEW);
                    all.append(project.text(each.path()));
                }
            }
            String documents = all.toString();
            assertThat(documents)
                    .doesNotContain("{{")
                    .doesNotContain("}}")
                    .as("an expression of the program")
                    .doesNotContainPattern("\\b[a-z]\\w*\\.[a-z]\\w*\\(\\)");
            List<String> lost = new ArrayList<>();
            tokens.forEach((token, value) -> form.tokens(token).stream()
                    .filter(part -> !documents.contains(part))
                    .forEach(part -> lost.add(part)));
            assertThat(lost).as(documents).isEmpty();
        }
    }

    private static FeatureAnswers answers(String scenario, Form form, boolean yes, Map<String, Json> tokens) {
        Answered answered = new Answered(scenario);
        TEXTS.getOrDefault(scenario, Map.of()).forEach((set, ids) -> {
            for (String id : ids.split(" ")) {
                String token = "Zq" + id.replaceAll("[^a-z0-9]", "") + "X";
                Json value = form.value(token);
                tokens.put(token, value);
                Answered unused = answered.set(set, id, value);
            }
        });
        for (String id : List.of("phi_handling", "hipaa_compliance", "test_first_mandatory", "simplicity_principle")) {
            Answered unused = scenario.endsWith("-project") ? answered.constitution(id, Json.of(yes)) : answered;
        }
        return answered.spec("migration_needed", Json.of(yes))
                .plan("refactoring_needed", Json.of(yes))
                .plan("api_contracts_needed", Json.of(yes))
                .of(FeatureProject.FEATURE);
    }
}
