package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.DefinitionChange;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.WorkflowState.StepStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A definition that changes under running work. */
class MigrationTest {
    private static final String FIRST = """
            workflow: release
            version: 1
            phases:
              - id: prepare
                steps: [{id: notes, title: Write notes}, {id: sign, title: Sign it}]
                exit: [{id: told, when: 'steps["notes"].done', otherwise: Nobody was told.}]
              - id: ship
                steps: [{id: publish}]
            """;
    private static final String SECOND = """
            workflow: release
            version: 2
            data: {channel: {type: string, default: stable}}
            phases:
              - id: prepare
                steps: [{id: notes, title: Write the notes}, {id: scan, title: Scan it}]
              - id: ship
                steps: [{id: publish}]
            """;

    @TempDir
    Path root;

    private Project project;
    private Workflow<Json> before;

    @BeforeEach
    void begin() {
        project = new Project(root);
        before = project.open(WorkflowDefinition.parse("release.yaml", FIRST));
        before.initialize("Release", Project.ME);
        before.complete("sign", "signed", Project.ME);
    }

    private Workflow<Json> after(String yaml) {
        return project.open(WorkflowDefinition.parse("release.yaml", yaml));
    }

    @Test
    void runningWorkGoesOnAsItWasDescribed() {
        Workflow<Json> workflow = after(SECOND);

        assertThat(workflow.running().version()).isEqualTo(1);
        assertThat(workflow.next().steps())
                .extracting(NextStep::action)
                .contains("Write notes")
                .doesNotContain("Scan it");
        assertThatThrownBy(() -> workflow.complete("scan", "", Project.ME)).hasMessageContaining("no step \"scan\"");
        assertThat(workflow.next().notes())
                .as("whoever asks what is next hears by which rules")
                .containsAnyElementsOf(workflow.status().concerns());
        assertThat(workflow.status().concerns())
                .singleElement()
                .asString()
                .contains("goes on by version 1 as recorded", "workflow definition migrate");
    }

    @Test
    void commentsAndOrderOfNamesAreNoChange() {
        Workflow<Json> workflow = after("# the same\n" + FIRST.replace("version: 1\n", "") + "version: 1\n");

        assertThat(workflow.difference().isEmpty()).isTrue();
        assertThat(workflow.status().concerns()).isEmpty();
    }

    @Test
    void theDifferenceSaysWhatWouldChangeNowAndWritesNothing() {
        Workflow<Json> workflow = after(SECOND);
        Revision head = project.states.head();

        DefinitionDifference difference = workflow.difference();

        assertThat(difference.changes())
                .extracting(DefinitionChange::toString)
                .containsExactly(
                        "definition \"version\" changed: 1 → 2",
                        "data \"channel\" added",
                        "step \"notes\" changed: title",
                        "step \"sign\" removed",
                        "step \"scan\" added",
                        "gate \"told\" removed");
        assertThat(difference.vanishedSteps()).containsExactly("sign");
        assertThat(difference.vanishedPhase()).isEmpty();
        Simulation effect = difference.effect().orElseThrow();
        assertThat(effect.suggested()).extracting(NextStep::action).contains("Scan it", "Write the notes");
        assertThat(effect.withdrawn()).extracting(NextStep::action).contains("Write notes");
        assertThat(project.states.head()).isEqualTo(head);
    }

    @Test
    void theDifferenceNamesWhatHoldsAWordOrAStatusThatIsTakenAway() {
        String trip = """
                workflow: trip
                version: 1
                data: {season: {one-of: [winter, summer]}}
                items:
                  sight:
                    number: S-00
                    fields: {title: {type: string, required: true}, sort: {one-of: [park, zoo]}, by: {one-of: [bus]}}
                    status: {values: [wanted, seen]}
                    moves: [{id: see, from: wanted, to: seen, hint: See it.}]
                phases: [{id: plan, steps: [{id: pack}]}]
                """;
        Workflow<Json> begun = project.open(WorkflowDefinition.parse("trip.yaml", trip));
        begun.initialize("Trip", Project.ME);
        begun.update(data -> data.asObject().with("season", Json.of("winter")), Project.ME);
        for (String fields : List.of(
                "{\"title\": \"Hyde\", \"sort\": \"park\", \"by\": \"bus\"}",
                "{\"title\": \"Bois\", \"sort\": \"park\"}",
                "{\"title\": \"Lions\", \"sort\": \"zoo\"}")) {
            begun.items().add("sight", Json.parse(fields).asObject(), Project.ME);
        }
        String later = trip.replace("[winter, summer]", "[summer]")
                .replace("[park, zoo]", "[zoo, museum]")
                .replace("wanted", "open");

        Workflow<Json> workflow = project.open(WorkflowDefinition.parse("trip.yaml", later));

        assertThat(workflow.difference().effect().orElseThrow().changes())
                .containsExactly(
                        "data.season must be one of summer, but it is \"winter\"; it would stay",
                        "\"Bois\" (S-02), \"Hyde\" (S-01): sort must be one of zoo, museum, but it is \"park\"; it"
                                + " would stay",
                        "\"Bois\" (S-02), \"Hyde\" (S-01), \"Lions\" (S-03): status must be one of open, seen, but it"
                                + " is \"wanted\"; it would stay");
        assertThat(project.open(WorkflowDefinition.parse("trip.yaml", trip + "# the same"))
                        .difference()
                        .effect()
                        .orElseThrow()
                        .changes())
                .isEmpty();
    }

    @Test
    void theDifferenceTellsOfDataThatTheNewDefinitionRefusesAndOfTheWayOut() {
        String trip = "workflow: trip\nversion: 1\ndata: {people: {type: list, of: string, default: []}}\n"
                + "phases: [{id: plan, steps: [{id: pack}]}]\n";
        Workflow<Json> begun = project.open(WorkflowDefinition.parse("trip.yaml", trip));
        begun.initialize("Trip", Project.ME);
        assertThatThrownBy(() -> begun.update(
                        data -> data.asObject().with("people", Json.array(List.of(Json.of(1)))), Project.ME))
                .hasMessage("data.people must be list of string, but it is [1]. Nothing was changed.");
        String later = trip.replace("version: 1", "version: 2").replace("{type: list, of: string, default: []}", "int");
        Workflow<Json> workflow = project.open(WorkflowDefinition.parse("trip.yaml", later));

        assertThat(workflow.difference().effect().orElseThrow().changes())
                .containsExactly(
                        "data.people must be int, but it is []. It cannot be migrated before that. Take people away"
                                + " first (null is the value that does it), and set it again afterwards; or give it a value that"
                                + " fits both definitions.");
        assertThatThrownBy(() -> workflow.migrate(Optional.empty(), Project.ME))
                .hasMessageContaining("data.people must be int, but it is [] in trip")
                .hasMessageContaining("Take people away first");

        workflow.update(data -> data.asObject().without("people"), Project.ME);
        assertThat(workflow.migrate(Optional.empty(), Project.ME)
                        .state()
                        .value()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void migratingIsOneCommitThatKeepsWhatVanishedAndCanBeUndone() {
        Workflow<Json> workflow = after(SECOND);
        long head = project.states.head().number();

        WorkflowChange<Json> migrated = workflow.migrate(Optional.empty(), Project.ME);

        assertThat(project.states.head().number()).isEqualTo(head + 1);
        assertThat(migrated.value().version()).isEqualTo(2);
        assertThat(migrated.value().step("sign").status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(migrated.value().steps()).containsKey("scan");
        assertThat(migrated.value().data().at("channel")).contains(Json.of("stable"));
        assertThat(workflow.status().concerns()).isEmpty();
        assertThat(workflow.migrate(Optional.empty(), Project.ME).revision()).isEqualTo(migrated.revision());

        project.states.undo(migrated.revision(), Project.ME);

        assertThat(workflow.running().version()).isEqualTo(1);
        assertThat(workflow.next().steps()).extracting(NextStep::action).contains("Write notes");
    }

    @Test
    void aPhaseThatVanishedIsAnErrorUntilItIsMapped() {
        Workflow<Json> workflow = after(SECOND.replace("id: prepare", "id: make-ready"));
        Revision head = project.states.head();

        assertThat(workflow.difference().vanishedPhase()).contains("prepare");
        assertThat(workflow.difference().effect()).isEmpty();
        assertThatThrownBy(() -> workflow.migrate(Optional.empty(), Project.ME))
                .hasMessageContaining("is in phase \"prepare\"")
                .hasMessageContaining("--phase")
                .hasMessageContaining("make-ready, ship");
        assertThat(project.states.head()).isEqualTo(head);

        WorkflowState<Json> state =
                workflow.migrate(Optional.of("make-ready"), Project.ME).value();

        assertThat(state.phase()).isEqualTo("make-ready");
        assertThat(state.phaseState("prepare").left()).isPresent();
        assertThat(state.phaseState("make-ready").note().orElseThrow()).contains("migrated to from \"prepare\"");
    }

    @Test
    void aRecordedDefinitionThatIsGoneIsSaid() {
        StateManager clone = StateManager.inMemory();
        clone.create(before.key(), before.state().orElseThrow().value(), Project.ME);
        Workflow<Json> workflow =
                Workflow.open(project.folder(), WorkflowDefinition.parse("release.yaml", SECOND), clone);

        assertThat(workflow.running().version()).isEqualTo(2);
        assertThat(workflow.status().concerns()).singleElement().asString().contains("is no longer kept with it");
    }

    @Test
    void undoingTheBeginningOfOneWorkLeavesTheOthersOfItsDefinition() {
        WorkflowDefinition first = WorkflowDefinition.parse("release.yaml", FIRST.replace("sign", "seal"));
        Revision begun = named("one", first).initialize("", Project.ME).state().revision();
        named("two", first).initialize("", Project.ME);

        project.states.undo(begun, Project.ME);

        assertThat(project.states.list()).doesNotContain("release/one", record(first));
        Workflow<Json> two = named("two", WorkflowDefinition.parse("release.yaml", SECOND));
        assertThat(two.running().step("seal")).isPresent();
        assertThat(two.status().concerns()).singleElement().asString().contains("goes on by version 1 as recorded");
        assertThat(project.states.list()).contains(record(first));
    }

    private Workflow<Json> named(String id, WorkflowDefinition definition) {
        return Workflow.at(project.folder(), definition, project.states).id(id).open();
    }

    private static String record(WorkflowDefinition definition) {
        return "definition/release-" + definition.fingerprint();
    }

    @Test
    void otherWordsAreNoOtherDefinition() {
        Workflow<Json> workflow = after(FIRST.replace("Write notes", "Write the notes")
                .replace("Nobody was told.", "Tell somebody.")
                .replace("version: 1", "version: 1\ntitle: A release"));

        assertThat(workflow.next().steps()).extracting(NextStep::action).contains("Write the notes", "Tell somebody.");
        assertThat(workflow.status().concerns()).isEmpty();
        assertThat(workflow.difference().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: Sign it | title: Sign it, optional: true",
                "id: sign | id: signed",
                "steps[\"notes\"].done | steps[\"sign\"].done",
                "version: 1 | version: 2",
                "id: publish | id: publish, tool: publish_it",
            })
    void whatWorkDoesIsAnotherDefinition(String words, String others) {
        String changed = FIRST.replace(words, others);
        assertThat(changed).isNotEqualTo(FIRST);
        assertThat(WorkflowDefinition.parse("release.yaml", changed).fingerprint())
                .isNotEqualTo(before.definition().fingerprint());
    }

    @Test
    void workOfBeforeWordsWereLeftOutIsReadByTheFingerprintThatItHas() {
        WorkflowDefinition first = before.definition();
        Json.Obj text = first.toJson();
        String whole = sha256(text.toString()).substring(0, 20);
        StateManager old = StateManager.inMemory();
        Json.Obj state = old.create(before.key(), before.state().orElseThrow().value(), Project.ME)
                .json()
                .asObject()
                .with("definition", Json.of(whole));
        old.transact(Project.ME, commit -> {
            commit.put(StateKey.json(before.key().name()), state);
            commit.put(StateKey.json("definition/release-" + whole), text);
            return "";
        });

        assertThat(Workflow.open(project.folder(), first, old).status().concerns())
                .isEmpty();
        Workflow<Json> changed = Workflow.open(project.folder(), WorkflowDefinition.parse("release.yaml", SECOND), old);
        assertThat(changed.running().version()).isEqualTo(1);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
