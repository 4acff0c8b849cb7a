package io.workfloworchestrator.projectmanagement.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.TrialProject;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components by tools and in their file. */
class ComponentToolsTest {
    private static final String FILE = "planning/overview.md";
    private static final String OF_PEOPLE = """
            ---
            project_name: Corner shop
            version: 1.0
            mood: good
            ---
            # Corner shop - Project Overview

            What it is.

            ## Vision

            Written by hand.

            ## Components

            ### Exploring

            #### Old part

            Its text.

            ### Framework

            _None yet._

            ### Finalized

            _None yet._

            ### Archived

            _None yet._

            ## Change Log

            - [2026-01-01] ours: a line of people

            ## Later

            More.
            """;

    @TempDir
    private Path folder;

    private TrialProject trial;

    @BeforeEach
    void open() {
        trial = TrialProject.lean(folder);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private String stage(String name) {
        return trial.items("component").stream()
                .filter(item -> item.title().equals(name))
                .findFirst()
                .map(Item::status)
                .orElse("gone");
    }

    private void create(String name, String stage) {
        Json.Obj unused = trial.ok(
                "create_component",
                "{\"name\": \"" + name + "\", \"stage\": \"" + stage + "\", \"description\": \"About " + name
                        + ".\", \"subComponents\": [{\"name\": \"a: b\", \"description\": \"does it\"}], \"priority\": \"HIGH\"}");
    }

    @Test
    void aComponentIsAnItemAndASectionOfTheFile() {
        create("Web Framework", "exploring");
        create("Archived things: all", "FINALIZED");

        assertThat(stage("Web Framework")).isEqualTo("exploring");
        assertThat(stage("Archived things: all")).isEqualTo("finalized");
        String today = LocalDate.now(ZoneId.systemDefault()).toString();
        assertThat(trial.text(FILE))
                .contains("""
                        ### Exploring

                        #### Web Framework

                        About Web Framework.

                        Sub-components:
                        - a\\: b: does it

                        Priority: high

                        ### Framework

                        _None yet._

                        ### Finalized

                        #### Archived things: all
                        """)
                .endsWith("## Change log\n\n- [" + today + "] Archived things: all: created\n- [" + today
                        + "] Web Framework: created\n");
        assertThat(trial.notices()).isEmpty();
    }

    @Test
    void theFileOfPeopleStaysByteForByteAroundAChange() {
        for (String ending : List.of("\n", "\r\n")) {
            String file = OF_PEOPLE.replace("\n", ending);
            trial.save(FILE, file);
            assertThat(stage("Old part")).isEqualTo("exploring");
            long before = trial.revision();
            trial.ok("move_component", "{\"componentName\": \"old part\", \"toStage\": \"framework\"}");
            String section = "#### Old part\n\nIts text.\n\n";
            String entry =
                    "- [" + LocalDate.now(ZoneId.systemDefault()) + "] Old part: moved from EXPLORING to FRAMEWORK\n";
            String moved = OF_PEOPLE
                    .replace("### Exploring\n\n" + section, "### Exploring\n\n_None yet._\n\n")
                    .replace("### Framework\n\n_None yet._\n\n", "### Framework\n\n" + section)
                    .replace("- [2026-01-01]", entry + "- [2026-01-01]");
            assertThat(trial.text(FILE)).isEqualTo(moved.replace("\n", ending));
            trial.ok("undo", "{\"revision\": " + (before + 1) + "}");
            assertThat(stage("Old part")).isEqualTo("exploring");
            assertThat(trial.text(FILE)).isEqualTo(file);
        }
        assertThat(trial.notices()).isEmpty();
    }

    @Test
    void whatAPersonWritesIntoTheFileIsSo() {
        create("Parser", "EXPLORING");
        trial.save(
                FILE,
                trial.text(FILE)
                        .replace("### Framework\n\n_None yet._\n", "### Framework\n\n#### By hand\n\nSo it is.\n")
                        .replace("Priority: high", "Priority: low"));
        assertThat(stage("By hand")).isEqualTo("framework");
        Item parser = trial.items("component").stream()
                .filter(item -> item.title().equals("Parser"))
                .findFirst()
                .orElseThrow();
        assertThat(parser.state().text("priority")).contains("low");
        assertThat(trial.notices()).isEmpty();
    }

    @Test
    void aSplitIsOneCommitThatUndoTakesBack() {
        create("Shop", "FINALIZED");
        String file = trial.text(FILE);
        long before = trial.revision();
        Json.Obj split = trial.ok("split_component", """
                {"componentName": "Shop", "newComponents": [
                  {"name": "Basket", "description": "Holds.", "subComponents": [{"name": "a: b", "description": "x"}]},
                  {"name": "Checkout", "description": "Pays."}]}""");
        assertThat(split.at("component", "notes")).contains(Json.of("Split from component: Shop"));
        assertThat(split.at("others", "1", "stage")).contains(Json.of("ARCHIVED"));
        assertThat(stage("Shop")).isEqualTo("archived");
        assertThat(trial.revision()).isEqualTo(before + 1);
        trial.ok("undo", "{}");
        assertThat(trial.items("component")).extracting(Item::title).containsExactly("Shop");
        assertThat(trial.text(FILE)).isEqualTo(file);
    }

    @Test
    void aSplitIntoATakenNameChangesNothing() {
        create("Shop", "EXPLORING");
        create("Basket", "EXPLORING");
        String file = trial.text(FILE);
        String refused = trial.refused("split_component", """
                {"componentName": "Shop", "newComponents": [{"name": "New", "description": "x"}, {"name": "basket", "description": "y"}]}""");
        assertThat(refused)
                .startsWith("E_COMPONENT_EXISTS There is a component \"Basket\" already, in stage EXPLORING.");
        assertThat(trial.refused("split_component", """
                {"componentName": "Shop", "newComponents": [{"name": "New", "description": "x"}]}""")).startsWith("E_COMPONENT_SPLIT");
        assertThat(trial.text(FILE)).isEqualTo(file);
        assertThat(trial.items("component")).hasSize(2);
    }

    @Test
    void aMergeHasAllPartsWithTheirOriginAndTheHighestPriority() {
        create("A", "EXPLORING");
        create("B", "EXPLORING");
        trial.ok("update_component", "{\"name\": \"B\", \"updates\": {\"priority\": \"low\", \"notes\": \"ask Ana\"}}");
        Json.Obj merged = trial.ok("merge_components", """
                {"componentNames": ["A", "b"], "mergedName": "C", "mergedDescription": "Both."}""");
        assertThat(merged.at("component", "priority")).contains(Json.of("high"));
        assertThat(merged.at("component", "notes")).contains(Json.of("Merged from components: A, B; ask Ana"));
        assertThat(merged.at("component", "subComponents", "1", "description")).contains(Json.of("does it (from B)"));
        assertThat(List.of(stage("A"), stage("B"), stage("C"))).containsExactly("archived", "archived", "exploring");
        assertThat(trial.refused("merge_components", """
                {"componentNames": ["A", "a"], "mergedName": "D", "mergedDescription": "x"}""")).startsWith("E_COMPONENT_MERGE");
    }

    @Test
    void onlyAFinalizedComponentBecomesAGoalAndOnlyOnce() {
        create("Parser", "FRAMEWORK");
        assertThat(trial.refused("component_to_goal", "{\"componentName\": \"Parser\"}"))
                .startsWith(
                        "E_COMPONENT_STAGE Only a FINALIZED component becomes a goal, and \"Parser\" is FRAMEWORK.");
        trial.ok("move_component", "{\"componentName\": \"Parser\", \"toStage\": \"FINALIZED\"}");
        Json.Obj made = trial.ok("component_to_goal", "{\"componentName\": \"Parser\", \"goalType\": \"Research\"}");
        Json.Obj again = trial.ok("component_to_goal", "{\"componentName\": \"Parser\"}");
        assertThat(made.text("goal")).contains("G-01").isEqualTo(again.text("goal"));
        Item goal = trial.items("goal").get(0);
        assertThat(trial.items("goal")).hasSize(1);
        assertThat(goal.status()).isEqualTo("potential");
        assertThat(goal.state().text("priority")).contains("High");
        assertThat(goal.state().text("context").orElse("")).contains("From the component \"Parser\"", "research");
        assertThat(goal.state().text("description")).contains("About Parser.\n\n1. a: b: does it");
        assertThat(trial.text("planning/goals/G-01-parser.md")).contains("# Parser");
        assertThat(stage("Parser")).isEqualTo("archived");
    }

    @Test
    void theReadmeSectionIsKeptWhereItIsAndNothingElseIsTouched() {
        String readme = "Intro of people.\n\n# Shop\n\n## Project Components\n\nOur parts:\n\n### Deeper\n\nStays.\n";
        trial.save("README.md", readme).save("EVENT-LOG.md", "# Events\n");
        create("Parser", "FINALIZED");
        create("Idea", "EXPLORING");
        assertThat(trial.text("README.md"))
                .isEqualTo(readme.replace("Our parts:\n", "Our parts:\n\n- **Parser**: About Parser.\n"));
        trial.save("README.md", trial.text("README.md").replace("About Parser.", "Reworded by Ana"));
        trial.ok("move_component", "{\"componentName\": \"Idea\", \"toStage\": \"FINALIZED\"}");
        assertThat(trial.text("README.md"))
                .contains("- **Parser**: Reworded by Ana\n- **Idea**: About Idea.\n\n### Deeper");
        trial.ok("move_component", "{\"componentName\": \"Idea\", \"toStage\": \"ARCHIVED\"}");
        trial.ok("move_component", "{\"componentName\": \"Parser\", \"toStage\": \"ARCHIVED\"}");
        assertThat(trial.text("README.md")).doesNotContain("Idea", "Parser").startsWith("Intro of people.");
        assertThat(trial.text("EVENT-LOG.md").lines())
                .hasSize(6)
                .element(1)
                .asString()
                .contains("Created component");
    }

    @Test
    void badInputIsRefusedInWords() {
        create("Parser", "EXPLORING");
        long revision = trial.revision();
        assertThat(trial.refused(
                        "create_component",
                        "{\"name\": \"evil\\n#### injected\", \"stage\": \"EXPLORING\", \"description\": \"x\"}"))
                .startsWith("E_COMPONENT_NAME");
        assertThat(trial.refused(
                        "create_component", "{\"name\": \" \", \"stage\": \"EXPLORING\", \"description\": \"x\"}"))
                .startsWith("E_COMPONENT_NAME");
        assertThat(trial.refused(
                        "create_component", "{\"name\": \"x\", \"stage\": \"EXPLORE\", \"description\": \"x\"}"))
                .contains("E_COMPONENT_STAGE", "Known here");
        assertThat(trial.refused("create_component", "{\"stage\": \"EXPLORING\", \"description\": \"x\"}"))
                .startsWith("E_ARG_MISSING");
        assertThat(trial.refused("move_component", "{\"componentName\": \"Parsr\", \"toStage\": \"FRAMEWORK\"}"))
                .contains("E_COMPONENT", "Did you mean \"Parser\"?");
        assertThat(trial.refused("move_component", "{\"componentName\": \"Parser\", \"toStage\": \"EXPLORING\"}"))
                .startsWith("E_COMPONENT_STAGE \"Parser\" is in stage EXPLORING already.");
        assertThat(trial.refused("update_component", "{\"name\": \"Parser\", \"updates\": {\"priority\": \"hihg\"}}"))
                .contains("Did you mean \"high\"?");
        assertThat(trial.revision()).isEqualTo(revision);
    }

    @Test
    void anUpdateThatSaysNothingNewIsNoCommit() {
        create("Parser", "EXPLORING");
        long revision = trial.revision();
        Json.Obj same = trial.ok(
                "update_component", "{\"name\": \"Parser\", \"updates\": {\"priority\": \"high\", \"notes\": \"\"}}");
        assertThat(same.text("message")).contains("\"Parser\" says all of that already.");
        assertThat(trial.revision()).isEqualTo(revision);
        trial.ok(
                "update_component",
                "{\"name\": \"Parser\", \"updates\": {\"name\": \"Reader\", \"description\": \"#### x\\n## y\"}}");
        assertThat(trial.items("component")).extracting(Item::title).containsExactly("Reader");
        assertThat(trial.items("component").get(0).state().text("description")).contains("#### x\n## y");
        assertThat(trial.notices()).isEmpty();
    }

    @Test
    void aPlanningOfAnOlderDefinitionIsToldHowToComeUp(@TempDir Path older, @TempDir Path fresh) {
        WorkflowDefinition old =
                WorkflowDefinition.parse("planning.yaml", "workflow: planning\nphases: [{id: plan}]\n");
        try (TrialProject before = TrialProject.begun(older, old)) {
            assertThat(before.refused(
                            "create_component", "{\"name\": \"a\", \"stage\": \"EXPLORING\", \"description\": \"x\"}"))
                    .startsWith("E_PLANNING_OLDER")
                    .contains("workflow definition migrate");
        }
        try (TrialProject none = TrialProject.unbegun(fresh)) {
            assertThat(none.refused("move_component", "{\"componentName\": \"a\", \"toStage\": \"FRAMEWORK\"}"))
                    .startsWith("E_WORKFLOW_NOT_INITIALIZED");
        }
    }

    @Test
    void clientsThatAddAtTheSameTimeLoseNothing() throws InterruptedException {
        try (TrialProject other = TrialProject.at(folder)) {
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                TrialProject used = client % 2 == 0 ? trial : other;
                int number = client;
                clients.add(new Thread(() -> {
                    for (int i = 0; i < 5; i++) {
                        used.ok(
                                "create_component",
                                "{\"name\": \"C" + number + "-" + i
                                        + "\", \"stage\": \"EXPLORING\", \"description\": \"x\"}");
                    }
                }));
            }
            clients.forEach(Thread::start);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(trial.items("component")).hasSize(20);
        trial.ok("move_component", "{\"componentName\": \"C0-0\", \"toStage\": \"FRAMEWORK\"}");
        assertThat(trial.text(FILE).lines().filter(line -> line.startsWith("#### C")))
                .hasSize(20);
    }

    @Test
    void relationsFollowANewNameAndAnswersHaveABound() {
        create("Parser", "EXPLORING");
        String text = "word ".repeat(8_000);
        Json.Obj made = trial.ok(
                "create_component",
                "{\"name\": \"Printer\", \"stage\": \"EXPLORING\", \"description\": \"" + text
                        + "\", \"dependencies\": {\"requires\": [\"Parser\"]}}");
        assertThat(made.toString().length()).isLessThan(5_000);
        trial.ok("update_component", "{\"name\": \"Parser\", \"updates\": {\"name\": \"Reader\"}}");
        assertThat(trial.text(FILE)).contains("Requires:\n- Reader\n").doesNotContain("- Parser");
        assertThat(trial.refused("component_to_goal", "{\"componentName\": \"Reader\", \"goalType\": \"featur\"}"))
                .contains("E_COMPONENT_GOAL", "Did you mean \"feature\"?");
        assertThat(trial.refused("update_component", "{\"name\": \"Reader\", \"updates\": {\"nots\": \"x\"}}"))
                .contains("E_COMPONENT_FIELD", "Did you mean \"notes\"?");
    }
}
