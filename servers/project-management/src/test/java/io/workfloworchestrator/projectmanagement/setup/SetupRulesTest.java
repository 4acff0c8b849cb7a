package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the set-up, and what a project puts in their place. */
class SetupRulesTest {
    @TempDir
    private Path folder;

    private SetupRules rules() {
        return SetupRules.of(ProjectFolder.open(folder));
    }

    private void override(String yaml) throws IOException {
        Files.createDirectories(folder.resolve(".ai-planning"));
        Files.writeString(folder.resolve(SetupRules.OVERRIDE), yaml);
    }

    @Test
    void ourOwnAreWhole() {
        SetupRules rules = rules();
        assertThat(rules.constitution().principles()).allSatisfy(each -> {
            assertThat(each.name()).isNotBlank();
            assertThat(each.text()).endsWith(".");
            assertThat(each.types().size() + each.words().size()).isPositive();
        });
        for (String type :
                Stream.of(ProjectType.values()).map(ProjectType::word).toList()) {
            assertThat(rules.constitution().principles())
                    .filteredOn(each -> each.types().contains(type))
                    .hasSize(3);
            assertThat(rules.constitution().guidelines())
                    .anySatisfy(each -> assertThat(each.types()).contains(type));
        }
        assertThat(List.of(
                        rules.people().manageClosely(),
                        rules.people().keepSatisfied(),
                        rules.people().keepInformed(),
                        rules.people().monitor()))
                .allSatisfy(each -> assertThat(each.how()).endsWith("."));
    }

    @Test
    void everyQuestionSaysWhyAndWhereItsAnswerGoes() {
        QuestionSet set = Objects.requireNonNull(SetupQuestions.sets().get(SetupQuestions.ID))
                .get();
        assertThat(set.topics()).allSatisfy(topic -> {
            assertThat(SetupDocument.isSection(topic.section())).as(topic.id()).isTrue();
            assertThat(topic.questions())
                    .allSatisfy(question ->
                            assertThat(question.why()).as(question.id()).endsWith("."));
        });
    }

    @Test
    void aPartOfAProjectStandsInThePlaceOfOurs() throws IOException {
        override(
                "resources: {toolKinds: [{title: Keys, words: [keys]}], technologyKinds: [], assetKinds: [], priorities: []}\n");
        assertThat(rules().resources().toolKinds())
                .extracting(SetupRules.Kind::title)
                .containsExactly("Keys");
        assertThat(rules().people().primary()).contains("user");
    }

    @Test
    void goalsAreEstimatedByTheRulesOfTheProjectsGoals() throws IOException {
        Files.createDirectories(folder.resolve(".ai-planning"));
        Files.writeString(folder.resolve(".ai-planning/goals.yaml"), """
                impact: {severe: [keys]}
                tiers: {high: [Now, Now, Now]}
                """);
        SetupServer server = SetupServer.begun(folder, "planning");
        Json.Obj unused = server.ok("start_project_setup", Map.of("projectName", Json.of("Keys")));
        unused = server.answers(Map.of("goals", Json.parse("[\"Find the keys\"]")));
        assertThat(server.ok("extract_project_goals").at("mainGoals", "0", "suggestedTier"))
                .contains(Json.of("Now"));
    }

    @Test
    void aWrongPartIsNamedWithItsPlace() throws IOException {
        override("peeple: {}\n");
        assertThatThrownBy(this::rules)
                .hasMessage(".ai-planning/setup.yaml: there is no \"peeple\". Did you mean \"people\"?")
                .extracting("code")
                .isEqualTo("E_SETUP_RULES");
        override(
                "resources: {toolKinds: [{title: A, wrods: [b]}], technologyKinds: [], assetKinds: [], priorities: []}\n");
        assertThatThrownBy(this::rules)
                .hasMessage(
                        ".ai-planning/setup.yaml: there is no \"resources.toolKinds.1.wrods\". Did you mean \"words\"?");
        override("roadmap: {weeksPerPoint: many}\n");
        assertThatThrownBy(this::rules)
                .hasMessageStartingWith(".ai-planning/setup.yaml: ")
                .hasMessageContaining("roadmap");
        override("roadmap: [\n");
        assertThatThrownBy(this::rules).isInstanceOf(BrokenDefinitionException.class);
    }
}
