package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class WorkflowTest {
    private static final Path DOCS = Path.of("../../docs/definitions");

    @TempDir
    Path root;

    private Project project;
    private Workflow<Json> release;

    @BeforeEach
    void begin() {
        project = new Project(root);
        release = project.open(WorkflowDefinition.load(DOCS.resolve("release.yaml")));
    }

    @Test
    void aQuestionBeforeInitialisingCreatesNothingAndSaysWhatToDo() {
        for (Runnable question : List.<Runnable>of(
                release::next, release::status, release::sync, () -> release.explain("run-tests"), release::progress)) {
            assertThatThrownBy(question::run)
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("no workflow \"release/main\" yet, and nothing was created by asking")
                    .hasMessageContaining("'workflow init -w release/main'");
        }
        assertThat(project.states.list()).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void initialisingTwiceAnswersTheFirstUnchanged() {
        Initialized<Json> first = release.initialize("Release 2.0", Project.ME);
        Initialized<Json> second = release.initialize("Other", Cause.of("you", "again"));

        assertThat(first.existed()).isFalse();
        assertThat(second.existed()).isTrue();
        assertThat(second.state().value().title()).isEqualTo("Release 2.0");
        assertThat(project.states.head()).isEqualTo(first.state().revision());
    }

    @Test
    void withoutATitleTheFoldersNameIsTaken() {
        assertThat(release.initialize(" ", Project.ME).state().value().title())
                .isEqualTo(String.valueOf(root.getFileName()));
        assertThatThrownBy(() -> project.open(WorkflowDefinition.builtIn("project-planning"))
                        .initialize("a\nb", Project.ME))
                .hasMessageContaining("control characters");
    }

    @Test
    void aStepReopensWhenWhatCompletedItIsGone() {
        release.initialize("r", Project.ME);
        project.write("docs/release-notes.md", "short");
        assertThat(release.sync().state().value().isDone("write-notes")).isTrue();

        project.delete("docs/release-notes.md");
        Sync<Json> sync = release.sync();

        assertThat(sync.state().value().isDone("write-notes")).isFalse();
        assertThat(sync.changes()).singleElement().asString().startsWith("step \"write-notes\" is pending again");
    }

    @Test
    void advancingIsRefusedWithEverythingThatIsMissingAndWhatProvidesIt() {
        release.initialize("r", Project.ME);

        Advance.Refused refused = (Advance.Refused) release.advance(Optional.empty(), Project.ME);

        assertThat(refused.phase()).isEqualTo("prepare");
        assertThat(refused.target()).contains("approve");
        assertThat(refused.missing()).extracting(Missing::id).containsExactly("step:write-notes", "step:test");
        assertThat(refused.missing().get(0).path()).contains("docs/release-notes.md");
        assertThat(refused.missing().get(0).also())
                .as("one file, told once")
                .containsExactly(new Missing.Also(
                        "gate:notes-written",
                        "Write at least a paragraph into docs/release-notes.md; it has 0 characters."));
        assertThat(refused.missing().get(1).also()).isEmpty();
        assertThat(release.explain("advance").toChange()).hasSize(2);
        assertThat(project.states.head()).isEqualTo(Revision.of(1));
    }

    @Test
    void gatesReadTheDataAndPhasesMayLeadBack() {
        toApprove();
        release.complete("review", "read it all", Project.ME);
        assertThat(((Advance.Refused) release.advance(Optional.empty(), Project.ME))
                        .missing()
                        .get(0)
                        .what())
                .isEqualTo("Two people approve a release; so far 0 did.");
        release.update(
                data -> data.asObject().with("approvers", Json.strings(List.of("one", "two"))),
                Cause.of("me", "approved"));

        assertThat(release.advance(Optional.of("prepare"), Project.ME)).isInstanceOf(Advance.Advanced.class);
        assertThat(release.status().phase()).isEqualTo("prepare");
        assertThat(release.advance(Optional.empty(), Project.ME)).isInstanceOf(Advance.Advanced.class);
        assertThat(release.state().orElseThrow().value().isDone("review")).isFalse();
        release.complete("review", "", Project.ME);
        assertThat(release.advance(Optional.of("ship"), Project.ME)).isInstanceOf(Advance.Advanced.class);
    }

    @Test
    void dataOfAnotherShapeIsRefused() {
        release.initialize("r", Project.ME);

        assertThatThrownBy(() -> release.update(data -> data.asObject().with("approvers", Json.of(3)), Project.ME))
                .hasMessage("data.approvers must be list of string, but it is 3. Nothing was changed.");
        assertThat(project.states.head()).isEqualTo(Revision.of(1));
    }

    @Test
    void unknownStepsPhasesAndIdsAreNamedWithTheNearest() {
        release.initialize("r", Project.ME);

        assertThatThrownBy(() -> release.complete("write-note", "", Project.ME))
                .hasMessageContaining("There is no step \"write-note\"")
                .hasMessageContaining("Did you mean \"write-notes\"?");
        assertThatThrownBy(() -> release.advance(Optional.of("aprove"), Project.ME))
                .hasMessageContaining("Did you mean \"approve\"?");
        assertThatThrownBy(() -> release.advance(Optional.of("ship"), Project.ME))
                .hasMessageContaining("does not lead to \"ship\": it leads to approve");
        assertThatThrownBy(() -> release.jumpTo("x".repeat(5000), Project.ME))
                .message()
                .hasSizeLessThan(400);
        assertThatThrownBy(() -> release.explain("run-test")).hasMessageContaining("Did you mean \"run-tests\"?");
    }

    @Test
    void aStepWithAConditionIsNotCompletedBySayingSo() {
        release.initialize("r", Project.ME);

        assertThatThrownBy(() -> release.complete("write-notes", "done!", Project.ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_STEP_NOT_DONE"))
                .hasMessageContaining("is not done: Write what changed into docs/release-notes.md.");
        project.write("docs/release-notes.md", "x");
        assertThatThrownBy(() -> {
                    release.sync();
                    release.reopen("write-notes", Project.ME);
                })
                .hasMessageContaining("its condition holds");
    }

    @Test
    void aSkipIsRecordedShownAndTakenBack() {
        release.initialize("r", Project.ME);
        release.skip("write-notes", Cause.of("me", "nothing changed for users"));

        assertThat(release.status().health()).isEqualTo(Health.WARNING);
        assertThat(release.status().concerns()).contains("step \"write-notes\" was skipped: nothing changed for users");
        assertThat(release.explain("write-notes").summary()).contains("skipped: nothing changed for users");
        release.reopen("write-notes", Project.ME);
        assertThat(release.status().concerns()).noneMatch(c -> c.contains("skipped"));
    }

    @Test
    void aJumpNeedsNoGatesButIsRecordedWithItsCause() {
        release.initialize("r", Project.ME);
        release.jumpTo("ship", Cause.of("me", "emergency fix"));

        assertThat(release.status().phase()).isEqualTo("ship");
        assertThat(release.status().concerns())
                .contains("phase \"ship\": jumped to from \"prepare\" by me: emergency fix");
        assertThatThrownBy(() -> release.jumpTo("ship", Project.ME)).hasMessageContaining("already");
    }

    @Test
    void whatVanishesFromDiskIsMarkedMissingAndComesBack() {
        Workflow<Json> approval = project.open(WorkflowDefinition.load(DOCS.resolve("approval.yaml")));
        approval.initialize("a", Project.ME);
        project.write("approval/answers/ada.md", "---\nanswer: yes\n---\n").write("approval/answers/bob.md", "x");
        assertThat(approval.sync().changes()).contains("answers found: ada, bob");

        project.delete("approval/answers/ada.md");
        assertThat(approval.sync().changes()).contains("answers missing: ada");
        assertThat(approval.state().orElseThrow().json().at("tracked", "answers", "ada", "missing"))
                .isPresent();
        assertThat(approval.state().orElseThrow().json().at("tracked", "answers", "ada", "fields", "path"))
                .contains(Json.of("approval/answers/ada.md"));
        assertThat(approval.status().concerns()).anyMatch(c -> c.startsWith("answers missing on disk: ada"));

        project.write("approval/answers/ada.md", "back");
        assertThat(approval.sync().changes()).contains("answers found: ada");
        assertThat(approval.status().concerns()).isEmpty();
    }

    @Test
    void explainingANoNamesTheFactsTheirSourcesAndTheLeastChange() {
        release.initialize("r", Project.ME);
        project.write("target/surefire-reports/TEST-a.xml", "<x/>");

        Why why = release.explain("run-tests");

        assertThat(why.holds()).isFalse();
        assertThat(why.conditions()).anySatisfy(c -> {
            assertThat(c.id()).isEqualTo("no-reports");
            assertThat(c.outcome()).isEqualTo("no");
            assertThat(c.facts()).extracting(Why.FactUsed::name).contains("facts.testReports.count");
            assertThat(c.facts()).extracting(Why.FactUsed::source).contains("target/surefire-reports/TEST-*.xml");
        });
        assertThat(why.toChange()).isNotEmpty();
        assertThat(why.toText()).contains("[no]  no-reports: facts.testReports.count == 0");
    }

    @Test
    void simulatingSaysWhatWouldOpenAndWritesNothing() {
        release.initialize("r", Project.ME);
        Revision head = project.states.head();

        Simulation simulation = release.now()
                .simulate(
                        Map.of("facts.notes.exists", true, "facts.notes.textSize", 300, "facts.testReports.count", 2));

        assertThat(simulation.opened()).containsExactly("notes-written");
        assertThat(simulation.changes()).hasSize(2).allMatch(c -> c.contains("is complete"));
        assertThat(simulation.advances()).isTrue();
        assertThat(simulation.suggested()).extracting(NextStep::id).contains("advance:prepare");
        assertThat(project.states.head()).isEqualTo(head);
        assertThat(release.now()
                        .simulate(Map.of("steps[\"review\"].done", true, "phase", "approve"))
                        .advances())
                .isFalse();
        assertThatThrownBy(() -> release.now().simulate(Map.of("facts.note.exists", true)))
                .hasMessageContaining("did you mean \"notes\"");
        assertThatThrownBy(() -> release.now().simulate(Map.of("facts.notes.exists", "yes")))
                .hasMessageContaining("holds bool");
    }

    /** An author's own data. */
    record Ticket(int severity, List<String> links) {}

    @Test
    void anAuthorsRecordIsTheDataAndUnknownFieldsSurvive() {
        Workflow<Ticket> incident = Workflow.at(
                        project.folder(), WorkflowDefinition.load(DOCS.resolve("incident.yaml")), project.states)
                .id("2026-03-01")
                .clock(Clock.fixed(Instant.parse("2026-03-01T08:00:00.123456Z"), ZoneOffset.UTC))
                .data(Ticket.class, new Ticket(1, List.of()))
                .open();
        incident.initialize("Shop is down", Project.ME);
        project.states.update(
                StateKey.json("incident/2026-03-01"),
                json -> json.asObject()
                        .withAt(List.of("data", "quiet"), Json.of(false))
                        .withAt(List.of("own"), Json.of(1)),
                Project.ME);

        incident.update(t -> new Ticket(2, List.of("https://example.org/7")), Project.ME);

        Json json = incident.state().orElseThrow().json();
        assertThat(json.at("data", "severity")).contains(Json.of(2));
        assertThat(json.at("data", "quiet")).contains(Json.of(false));
        assertThat(json.at("own")).contains(Json.of(1));
        assertThat(json.at("phases", "triage", "entered")).contains(Json.of("2026-03-01T08:00:00.123Z"));
        assertThat(incident.explain("page-the-lead").holds()).isFalse();
        assertThat(project.states.list()).contains("incident/2026-03-01").hasSize(2);
    }

    @Test
    void theStateIsReadableAndHasNothingThatChangesByItself() {
        release.initialize("Release 2.0", Project.ME);
        String before = release.state().orElseThrow().json().toPrettyText();
        release.next();
        release.next();

        assertThat(release.state().orElseThrow().json().toPrettyText()).isEqualTo(before);
        assertThat(before).doesNotContain("revision").doesNotContain("pdated").contains("\"write-notes\": {");
    }

    @Test
    void projectsInTheOlderLayoutAreRecognisedAndKeepWorking() throws Exception {
        project.write("brainstorming/future-goals/CONSTITUTION.md", Project.words(200))
                .write("brainstorming/future-goals/potential-goals/login.md", "# Login\n");
        Workflow<Json> planning = project.planning();
        planning.initialize("old", Project.ME);

        NextSteps next = planning.next();

        assertThat(planning.status().phases().get(0).steps())
                .filteredOn(s -> s.status().equals("complete"))
                .extracting(WorkflowStatus.Step::id)
                .containsExactly("create-structure", "generate-constitution");
        assertThat(planning.state().orElseThrow().json().at("tracked", "goals", "login", "fields", "path"))
                .contains(Json.of("brainstorming/future-goals/potential-goals/login.md"));
        assertThat(next.missing()).extracting(Missing::id).doesNotContain("gate:constitution-exists");
        planning.jumpTo("execution", Project.ME);
        project.folder("temp/workflows/login").folder("archive/workflows/done");
        assertThat(planning.sync().changes()).anyMatch(c -> c.startsWith("workflows found: done, login"));

        project.folder("05-brainstorming/future-goals");
        Files.createDirectories(root.resolve("01-planning"));
        assertThat(planning.status().concerns()).anyMatch(c -> c.startsWith("goals missing on disk: login"));
    }

    @Test
    void oddNamesAreNotesAndNeverFailAnAnswer() throws Exception {
        release.initialize("r", Project.ME);
        Files.createDirectories(root.resolve("target/surefire-reports"));
        Files.createSymbolicLink(root.resolve("target/surefire-reports/TEST-loop.xml"), Path.of("TEST-loop.xml"));
        Files.createSymbolicLink(root.resolve("docs"), Path.of("no-such-folder"));

        NextSteps next = release.next();

        assertThat(next.steps()).isNotEmpty();
        assertThat(release.status().health()).isNotEqualTo(Health.BLOCKED);
    }

    private void ready() {
        project.write("docs/release-notes.md", Project.words(300)).write("target/surefire-reports/TEST-a.xml", "<x/>");
    }

    private void toApprove() {
        release.initialize("r", Project.ME);
        ready();
        assertThat(release.advance(Optional.empty(), Project.ME)).isInstanceOf(Advance.Advanced.class);
    }
}
