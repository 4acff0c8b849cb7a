package io.workfloworchestrator.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.examples.ServerProcess;
import io.workfloworchestrator.examples.guide.Translation.Data;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.rules.Evaluation;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.rules.Rule;
import io.workfloworchestrator.rules.RuleEngine;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.testing.WorkflowTrial;
import io.workfloworchestrator.workflow.Advance;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of {@code docs/author-guide.md}, one after the other. */
class GuideTest {
    private static final Cause ME = Cause.of("me", "the guide");

    @TempDir
    Path folder;

    @BeforeEach
    void writeOriginals() throws IOException {
        write("docs/en/start.md", "# Start\n\nPress the button.\n");
        write("docs/en/stop.md", "# Stop\n\nPress it again.\n");
    }

    @Test
    void stepOneStateThatNobodyLoses() {
        // tag::state
        record Reader(String name, List<String> read) {}

        StateKey<Reader> key = StateKey.of("readers/ada", Reader.class);
        try (LocalProject project = LocalProject.open(folder)) {
            StateManager states = project.state();
            states.create(key, new Reader("Ada", List.of()), Cause.of("me", "a new reader"));
            states.update(key, r -> new Reader(r.name(), List.of("start.md")), Cause.of("ada", "read the first page"));
            states.undo(states.head(), Cause.of("me", "that was somebody else"));
        }
        // end::state
        try (LocalProject project = LocalProject.open(folder)) {
            StateManager states = project.state();
            assertThat(states.get(key).value()).isEqualTo(new Reader("Ada", List.of()));
            assertThat(states.history(10)).hasSize(3);
        }
    }

    @Test
    void stepTwoAWorkflowThatFollowsTheFiles() throws IOException {
        assertThat(Translation.definition().verify(Set.of())).isEmpty();
        // tag::workflow
        StateManager states = StateManager.inMemory();
        Workflow<Data> translation = Translation.open(folder, states);
        translation.initialize("Manual in German", Cause.of("me", "begin"));

        List<NextStep> steps = translation.next().steps();
        steps.get(0).action(); // "Translate start.md"
        steps.get(0).because(); // "docs/de has no start.md yet; the original has 3 lines."
        // end::workflow
        assertThat(steps).extracting(NextStep::action).startsWith("Translate start.md", "Translate stop.md");
        assertThat(steps.get(0).because()).isEqualTo("docs/de has no start.md yet; the original has 3 lines.");
        write("docs/de/start.md", "# Start\n\nDen Knopf drücken.\n");
        write("docs/de/stop.md", "# Stopp\n\nNoch einmal drücken.\n");
        // tag::advance
        Advance advance = translation.advance(Optional.empty(), Cause.of("me", "all pages are there"));
        // end::advance
        assertThat(advance).isInstanceOf(Advance.Advanced.class);
        states.close();
    }

    @Test
    void stepThreeARuleInJavaAndWhyItFiresOrNot() {
        // tag::rule
        Rule ask = Rule.builder("ask-for-help")
                .salience(60)
                .when("many-left", facts -> facts.integer("left") > 10, "left")
                .suggest("Ask a second translator")
                .because("More than ten pages are left.")
                .build();
        RuleEngine engine = RuleEngine.of(List.of(ask));
        Evaluation now = engine.evaluate("translate", Facts.of(Map.of("left", 12)));
        now.suggestions(); // Ask a second translator
        now.explain("ask-for-help"); // many-left: yes, left = 12
        // end::rule
        assertThat(now.suggestions()).hasSize(1);
        assertThat(engine.evaluate("translate", Facts.of(Map.of("left", 3))).suggestions())
                .isEmpty();
        assertThat(now.explain("ask-for-help").toString()).contains("many-left");
    }

    @Test
    void stepFourADetectorOfOnesOwn() throws IOException {
        try (StateManager states = StateManager.inMemory()) {
            Workflow<Data> translation = Translation.open(folder, states);
            translation.initialize("", ME);
            GlossaryDetector detector = new GlossaryDetector(translation);
            write("glossary.json", "{\"Button\": \"Knopf\"}\n");
            write("docs/de/start.md", "# Start\n\nDen Button drücken.\n");
            write("docs/de/stop.md", "# Stopp\n\nNoch einmal drücken.\n");
            detector.look();
            assertThat(translation.state().orElseThrow().value().data().misused())
                    .containsExactly("docs/de/start.md");
            assertThat(translation.explain("gate:words-as-agreed").holds()).isFalse();

            long revision = states.head().number();
            detector.look();
            assertThat(states.head().number())
                    .as("nothing changed, nothing written")
                    .isEqualTo(revision);

            write("docs/de/start.md", "# Start\n\nDen Knopf drücken.\n");
            detector.look();
            assertThat(translation.explain("gate:words-as-agreed").holds()).isTrue();
            assertThat(states.history(1).get(0).cause().actor()).isEqualTo("glossary detector");
        }
    }

    @Test
    void stepFiveTheServer() throws IOException, InterruptedException {
        write("glossary.json", "{\"Button\": \"Knopf\"}\n");
        write("docs/de/start.md", "# Start\n\nDen Button drücken.\n");
        List<Json> answers = ServerProcess.ask(
                TranslationServer.class,
                List.of("--project", folder.toString()),
                "initialize_project_orchestration",
                "{}",
                "get_next_steps",
                "{}",
                "check_words",
                "{}",
                "check_words",
                "{\"page\": \"docs/de/none.md\"}",
                "explain",
                "{\"id\": \"translate-page\"}");
        assertThat(answers.get(1).at("nextActions", "0").orElseThrow())
                .asString()
                .contains("Translate stop.md");
        assertThat(answers.get(2).at("misused", "0")).contains(Json.of("docs/de/start.md"));
        assertThat(answers.get(3).at("error", "code")).contains(Json.of("E_PAGE"));
        assertThat(answers.get(4).at("holds")).contains(Json.of(true));
    }

    @Test
    void stepFiveWithoutAProcess() throws IOException {
        // tag::call
        try (WorkflowTrial trial = WorkflowTrial.of(folder, Translation.definition())) {
            trial.next(); // [translate-page…: Translate start.md, …]
            trial.write("docs/de/start.md", "# Start").write("docs/de/stop.md", "# Stopp");
            trial.advance(); // []: nothing is missing
            trial.phase(); // proofread

            WorkflowMcpServer server = trial.server()
                    .tool(TranslationServer.checkWords(trial::open))
                    .build();
            server.call("check_words", Json.Obj.EMPTY).structured(); // {"misused":[]}
        }
        // end::call
        try (WorkflowTrial trial = WorkflowTrial.of(folder, Translation.definition())) {
            assertThat(trial.next()).containsExactly("advance:translate: Advance to phase proofread");
            assertThat(trial.advance()).isEmpty();
            assertThat(trial.phase()).isEqualTo("proofread");
            write("glossary.json", "{\"Start\": \"Anfang\"}\n");
            assertThat(trial.server()
                            .tool(TranslationServer.checkWords(trial::open))
                            .build()
                            .call("check_words", Json.Obj.EMPTY)
                            .structured()
                            .at("misused", "0"))
                    .contains(Json.of("docs/de/start.md"));
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, text);
    }
}
