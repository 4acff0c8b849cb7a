package io.workfloworchestrator.projectmanagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run that docs/planning-setup.md shows. */
class SetupPageTest {
    private static final Path PAGE = Path.of("../../docs/planning-setup.md");

    @TempDir
    private Path folder;

    private final StringBuilder talk = new StringBuilder();

    private void turn(String said, Json.Obj turn) {
        talk.append("> ").append(said).append('\n');
        turn.find("drafts")
                .orElseThrow()
                .asList()
                .forEach(draft -> talk.append("  draft ")
                        .append(draft.asObject().text("id").orElse(""))
                        .append(": ")
                        .append(draft.asObject().find("value").orElseThrow())
                        .append('\n'));
        turn.at("nextQuestion", "text")
                .flatMap(Json::asText)
                .ifPresentOrElse(
                        question -> talk.append(question).append('\n'),
                        () -> talk.append("Nothing is open any more.\n"));
    }

    private void run(SetupServer server) {
        turn(
                "start_project_setup {\"projectName\": \"Clinic portal\", \"projectType\": \"software\"}",
                server.ok(
                        "start_project_setup",
                        Map.of("projectName", Json.of("Clinic portal"), "projectType", Json.of("software"))));
        for (String words : List.of(
                "Our 12 nurses cannot answer 50,000 patients who call for results. We must comply with HIPAA.",
                "yes",
                "We need to build a portal where patients see their results, and integrate with Epic.",
                "about 6 months",
                "3 developers and Ada (design, part-time)",
                "React, PostgreSQL",
                "skip",
                "We have a budget of $250,000, which is the limit.",
                "90 % of the patients use it within a year. Calls drop by half.",
                "yes")) {
            turn(words, server.says(words));
        }
    }

    @Test
    void thePageShowsWhatHappens() throws IOException {
        SetupServer server = SetupServer.begun(folder, "planning");
        server.write("README.md", "# Portal\n\nPatients see their results as soon as the laboratory has them.\n");
        run(server);
        Json.Obj finished = server.ok("finalize_project_setup");
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        assertThat(page).contains("```text\n" + talk + "```\n");
        assertThat(page).contains("\"" + finished.text("message").orElse("") + "\"");
        assertThat(finished.at("initialGoals", "goalIds")).contains(Json.parse("[\"G-01\", \"G-02\"]"));
        for (String file : List.of("CONSTITUTION.md", "ROADMAP.md", "STAKEHOLDERS.md")) {
            assertThat(page)
                    .as(file)
                    .contains("`planning/" + file + "`:\n````markdown\n" + server.read("planning/" + file) + "````\n");
        }
    }
}
