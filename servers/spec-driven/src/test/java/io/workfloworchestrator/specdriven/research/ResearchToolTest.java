package io.workfloworchestrator.specdriven.research;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.ToolCall;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.documents.FeatureDocuments;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
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

/** Research is planned from all that is said, kept with its feature, and cited by its plan. */
class ResearchToolTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2031-05-06T10:00:00Z"), ZoneOffset.UTC);
    private static final Cause CAUSE = Cause.of("ana", "a test");
    private static final String PATH = "specs/001-login/research.md";

    @TempDir
    private Path folder;

    private OpenProject project;
    private Tool<?, ?> tool;

    @BeforeEach
    void open() {
        ProjectFolder disk = ProjectFolder.open(folder);
        StateManager state = StateManager.inMemory();
        project = new OpenProject(
                disk.root(), state, Workflow.of(disk, "features/main", state).open());
        tool = new ResearchTool(new ToolContext("test", () -> project), CLOCK).tool();
    }

    private void begin(String name, boolean isHealth) {
        if (project.workflow().state().isEmpty()) {
            var unused = project.workflow().initialize("Features", CAUSE);
        }
        var unused = project.workflow()
                .items()
                .add(
                        "feature",
                        Json.object(Map.of(
                                "title", Json.of("Log in"),
                                "folder", Json.of("specs/" + name),
                                "health", Json.of(isHealth))),
                        CAUSE);
    }

    private Json.Obj ok(String arguments) {
        ToolAnswer answer = tool.answer(Json.parse(arguments).asObject(), ToolCall.local());
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    private Json.Obj refused(String arguments) {
        ToolAnswer answer = tool.answer(Json.parse(arguments).asObject(), ToolCall.local());
        assertThat(answer.isError()).as(answer.text()).isTrue();
        return answer.structured().find("error").orElseThrow().asObject();
    }

    private static String guidance(Json.Obj answer) {
        return answer.find("guidance").orElseThrow().toString();
    }

    private String text(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    @Test
    void everythingThatIsSaidIsUsedAndTheYearsAreThoseOfTheClock() {
        Json.Obj answer = ok("""
                {"topic": "passkeys", "context": "a shop with 40 orders a day",
                 "specificQuestions": ["How are lost devices handled?", "Which browsers have it?"],
                 "constraints": ["no new table", "answers within 200 ms"]}
                """);
        assertThat(guidance(answer))
                .contains("passkeys best practices 2030 2031", "passkeys for a shop with 40 orders a day")
                .contains("passkeys: How are lost devices handled?", "passkeys: Which browsers have it?")
                .contains("passkeys with no new table", "It respects: answers within 200 ms", "Measured: figures")
                .doesNotContain("undefined", "2024", "2025", "health", "HIPAA");
        assertThat(answer.text("formatted").orElse("")).contains("1. passkeys best practices 2030 2031");
        assertThat(answer.text("path")).isEmpty();
        assertThat(answer.text("message").orElse("")).contains("featureId");
    }

    @Test
    void wholeWordsSayThatHealthDataIsTouched() {
        assertThat(guidance(ok("{\"topic\": \"Delphi graphics\", \"context\": \"capital gains\"}")))
                .doesNotContain("HIPAA");
        assertThat(guidance(ok("{\"topic\": \"notes of patients\"}"))).contains("HIPAA", "No real data of patients");
        begin("001-login", true);
        assertThat(guidance(ok("{\"topic\": \"passkeys\"}"))).contains("HIPAA");
    }

    @Test
    void oneConstraintAsATextIsAListOfOneAndATopicIsNeeded() {
        assertThat(guidance(ok("{\"topic\": \"passkeys\", \"constraints\": \"no cloud\"}")))
                .contains("passkeys with no cloud");
        assertThat(refused("{\"context\": \"a shop\"}").text("code")).contains("E_ARG_MISSING");
        assertThat(refused("{\"topic\": \" \"}").text("code")).contains("E_ARG_VALUE");
    }

    @Test
    void findingsGetNumbersOnceAndTheFileKeepsWhatPeopleWrite() throws IOException {
        begin("001-login", false);
        Json.Obj first = ok("""
                {"topic": "passkeys", "featureId": "001", "specificQuestions": ["How are lost devices handled?"],
                 "record": [{"finding": "A second passkey is offered", "source": "https://example.org/a", "confidence": "High"},
                            {"finding": "Codes by mail are weaker", "source": "our own test", "question": "How are lost devices handled?"}]}
                """);
        assertThat(first.text("path")).contains(PATH);
        assertThat(text(PATH))
                .contains("## passkeys", "### R-001: A second passkey is offered\n\nSource: https://example.org/a")
                .contains("Answers: How are lost devices handled?", "Confidence: high, recorded on 2031-05-06")
                .doesNotContain("{{");
        Files.writeString(
                folder.resolve(PATH), text(PATH).replace("Source: our own test", "Source: our own test of May"));
        Json.Obj again = ok("""
                {"topic": "passkeys", "record": [{"finding": "A second passkey is offered", "source": "https://example.org/a"},
                                                 {"finding": "A third way", "source": "a talk"}]}
                """);
        assertThat(again.find("recorded").orElseThrow().asList()).hasSize(3);
        assertThat(text(PATH)).contains("Source: our own test of May", "### R-003: A third way");
        assertThat(refused("{\"topic\": \"x\", \"featureId\": \"009\"}").text("code"))
                .contains("E_FEATURE");
        assertThat(refused(
                                "{\"topic\": \"x\", \"record\": [{\"finding\": \"a\", \"source\": \"b\", \"confidence\": \"hihg\"}]}")
                        .text("message")
                        .orElse(""))
                .contains("Did you mean high?");
    }

    @Test
    void aFileOfSomebodyElseStaysAndGetsAProposal() throws IOException {
        begin("001-login", false);
        Files.createDirectories(folder.resolve("specs/001-login"));
        Files.writeString(folder.resolve(PATH), "# Mine\n");
        Json.Obj unused = ok("{\"topic\": \"passkeys\"}");
        assertThat(text(PATH)).isEqualTo("# Mine\n");
        assertThat(text("specs/001-login/research.proposed.md")).contains("## passkeys");
    }

    @Test
    void thePlanCitesFindingsAndIsStaleWhenOneChanges() throws IOException {
        begin("001-login", false);
        Json.Obj unused = ok("""
                {"topic": "passkeys", "record": [{"finding": "A second passkey is offered", "source": "https://example.org/a"}]}
                """);
        FeatureDocuments documents = new FeatureDocuments(CLOCK);
        FeatureAnswers answers =
                new FeatureAnswers(Json.Obj.EMPTY, "001-login", "add-feature", Optional.empty(), false);
        var written = documents.write(project, answers, "plan", CAUSE);
        assertThat(written).hasSize(1);
        assertThat(text("specs/001-login/plan.md"))
                .contains("## Research", "- R-001: A second passkey is offered Source: https://example.org/a");
        assertThat(documents.stale(project, "001-login", Optional.of(answers))).isEmpty();
        Files.writeString(folder.resolve(PATH), text(PATH).replace("A second passkey", "A third passkey"));
        assertThat(documents.stale(project, "001-login", Optional.of(answers)))
                .extracting(part -> part.part())
                .isEqualTo(List.of("Research"));
    }

    @Test
    void whatWasRecordedIsUndone() throws IOException {
        begin("001-login", false);
        Json.Obj unused = ok("{\"topic\": \"passkeys\", \"record\": [{\"finding\": \"Wrong\", \"source\": \"b\"}]}");
        var commit = project.state().history(1).get(0);
        var undone = project.state().undo(commit.revision(), CAUSE);
        assertThat(undone).isPresent();
        Json.Obj after = ok("{\"topic\": \"codes\"}");
        assertThat(after.find("recorded").orElseThrow().asList()).isEmpty();
        assertThat(text(PATH)).contains("## codes").doesNotContain("Wrong");
    }
}
