package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notes of a long evening, by a client over real streams: which lines are ideas, and how much one answer holds. */
class BrainstormTest {
    /** 5,000 tokens, by the usual measure of four characters for each. */
    private static final int MOST_CHARACTERS = 20_000;

    @TempDir
    private Path folder;

    private String notes = "";

    @BeforeEach
    void readNotes() throws IOException {
        try (InputStream in = Objects.requireNonNull(BrainstormTest.class.getResourceAsStream("brainstorm.md"))) {
            notes = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void ideasHaveTheLinesOnWhichTheyBegin() throws IOException {
        save(notes);
        try (PlanningAgent agent = begun()) {
            Json.Obj answer = agent.call("extract_ideas", "{'filePath': 'planning/notes/evening.md'}");
            Map<Integer, String> byLine = new TreeMap<>();
            answer.find("ideas")
                    .orElseThrow()
                    .asList()
                    .forEach(idea -> byLine.put(
                            Integer.parseInt(idea.at("location", "lineNumber")
                                    .orElseThrow()
                                    .toString()),
                            idea.at("text").flatMap(Json::asText).orElse("")));
            assertThat(byLine).containsOnlyKeys(10, 12, 14, 16, 22, 26, 30, 34);
            assertThat(byLine.get(10)).endsWith("with a picture and the day on which they pick it up");
            assertThat(byLine.get(12)).startsWith("Automate the list");
            assertThat(byLine.get(26)).startsWith("Wir müssen");
            assertThat(byLine.get(22)).startsWith("Improve the photos");
        }
    }

    @Test
    @Tag("nightly")
    void twentyThousandLinesStayWithinOneAnswer() throws IOException {
        int times = 20_000 / (int) notes.lines().count() + 1;
        save(notes + notes.replaceFirst("(?s)---.*?---", "").repeat(times));
        try (PlanningAgent agent = begun()) {
            Json.Obj answer = agent.call("extract_ideas", "{'filePath': 'planning/notes/evening.md', 'limit': 50}");
            assertThat(answer.toString()).hasSizeLessThan(MOST_CHARACTERS);
            assertThat(answer.text("cursor")).isPresent();
            Json.Obj kept = agent.call(
                    "extract_ideas", "{'filePath': 'planning/notes/evening.md', 'minConfidence': 0.85, 'save': true}");
            assertThat(kept.toString()).hasSizeLessThan(MOST_CHARACTERS);
        }
    }

    private PlanningAgent begun() throws IOException {
        PlanningAgent agent = new PlanningAgent(folder);
        agent.call("initialize_project_orchestration", "{'projectName': 'Corner shop'}");
        return agent;
    }

    private void save(String text) throws IOException {
        Files.createDirectories(folder.resolve("planning/notes"));
        Files.writeString(folder.resolve("planning/notes/evening.md"), text);
    }
}
