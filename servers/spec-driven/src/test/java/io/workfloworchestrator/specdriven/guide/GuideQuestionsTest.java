package io.workfloworchestrator.specdriven.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.interview.Question;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.interview.QuestionType;
import io.workfloworchestrator.interview.Topic;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The question sets: whole, typed, and each question with what a person needs to answer it. */
class GuideQuestionsTest {
    private static List<Question> questions(String id, boolean inLoops) {
        List<Question> all = new ArrayList<>();
        for (Topic topic : set(id).topics()) {
            if (inLoops == (topic.loop() != null)) {
                all.addAll(topic.questions());
            }
        }
        return all;
    }

    private static QuestionSet set(String id) {
        Supplier<QuestionSet> set = GuideQuestions.sets().get(id);
        assertThat(set).as(id).isNotNull();
        return Objects.requireNonNull(set).get();
    }

    /** What is asked beside the 93 where code is there already. */
    private static final Set<String> ADDED =
            Set.of("performance_requirements", "security_requirements", "out_of_scope", "open_questions");

    private static List<String> ids(String set) {
        return questions(set, false).stream()
                .map(Question::id)
                .filter(id -> !id.equals("api_type") && !id.equals("endpoints"))
                .filter(id -> !set.equals("specification-existing-project") || !ADDED.contains(id))
                .toList();
    }

    @Test
    void the93QuestionsOfTheThreeScenariosAreThere() {
        int[] sizes = {12, 12, 12, 11, 12, 12, 2, 10, 10};
        int at = 0;
        for (String scenario : List.of("new-project", "existing-project", "add-feature")) {
            for (String stage : List.of("constitution", "specification", "planning")) {
                assertThat(ids(stage + "-" + scenario))
                        .as(stage + "-" + scenario)
                        .hasSize(sizes[at++]);
            }
        }
        assertThat(ids("constitution-new-project"))
                .containsExactly(
                        "project_name",
                        "project_type",
                        "phi_handling",
                        "hipaa_compliance",
                        "session_timeout",
                        "testing_requirements",
                        "test_first_mandatory",
                        "tech_stack",
                        "code_quality_standards",
                        "simplicity_principle",
                        "integration_requirements",
                        "deployment_environment");
        assertThat(ids("planning-add-feature"))
                .containsExactly(
                        "technical_approach",
                        "reuse_patterns",
                        "new_technologies",
                        "data_storage",
                        "api_contracts_needed",
                        "implementation_phases",
                        "testing_approach",
                        "integration_points",
                        "deployment_strategy",
                        "estimated_effort");
        assertThat(ids("specification-bug-fix")).contains("must_not_change", "reproduction", "expected_behavior");
        assertThat(ids("planning-bug-fix")).contains("root_cause");
    }

    @Test
    void theFollowUpsAreAskedForEachStoryAndPhase() {
        for (String scenario : List.of("new-project", "existing-project", "add-feature", "design-first")) {
            assertThat(questions("specification-" + scenario, true))
                    .extracting(Question::id)
                    .containsExactly("persona", "want", "benefit", "acceptance_criteria");
            assertThat(questions("planning-" + scenario, true))
                    .extracting(Question::id)
                    .containsExactly("phase_name", "phase_goal", "deliverables", "validation");
        }
    }

    @Test
    void everyQuestionSaysWhyItMatters() {
        for (String id : GuideQuestions.sets().keySet()) {
            for (boolean inLoops : new boolean[] {true, false}) {
                assertThat(questions(id, inLoops)).allSatisfy(question -> {
                    assertThat(question.why()).as(id + " " + question.id()).isNotBlank();
                    assertThat(question.text()).as(id + " " + question.id()).endsWith("?");
                });
            }
        }
    }

    @Test
    void rangesAndDefaultsAreThoseOfTheScenario() {
        String[][] counts = {
            {"specification-new-project", "user_stories_count", "20", "3"},
            {"specification-existing-project", "user_stories_count", "15", "3"},
            {"specification-add-feature", "user_stories_count", "10", "3"},
            {"planning-new-project", "implementation_phases", "10", "3"},
            {"planning-existing-project", "implementation_phases", "8", "2"},
            {"planning-add-feature", "implementation_phases", "6", "2"},
        };
        for (String[] one : counts) {
            Question question = set(one[0]).question(one[1]).orElseThrow();
            assertThat(question.type()).isEqualTo(QuestionType.INT);
            assertThat(question.limits().min()).isEqualTo(Json.of(1));
            assertThat(question.limits().max()).isEqualTo(Json.of(Integer.parseInt(one[2])));
            assertThat(question.defaultValue()).contains(Json.of(Integer.parseInt(one[3])));
        }
        Question timeout =
                set("constitution-new-project").question("session_timeout").orElseThrow();
        assertThat(timeout.when()).contains("answers.phi_handling == true && answers.hipaa_compliance == true");
        assertThat(timeout.defaultValue()).contains(Json.of(15));
    }
}
