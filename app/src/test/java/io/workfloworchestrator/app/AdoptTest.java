package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects of the reference's format open and go on: their goal files, of both dialects, and their index become goals. */
class AdoptTest {
    private static final String GOALS = "brainstorming/future-goals/";
    private static final String INDEX = GOALS + "selected-goals/SELECTED-GOALS.md";

    @TempDir
    private Path project;

    private Shell shell;

    private void write(String path, String text) throws IOException {
        Files.createDirectories(project.resolve(path).getParent());
        Files.writeString(project.resolve(path), text);
    }

    @BeforeEach
    void layDown() throws IOException {
        shell = new Shell(project);
        write(".ai-planning/project-state.json", ReferenceProjectTest.STATE);
        write(GOALS + "potential-goals/mobile-app.md", """
                # Mobile App

                **Impact Score:** High
                **Effort Score:** Medium
                **Suggested Tier:** Next
                **Last Updated:** 2025-11-01
                """);
        write(GOALS + "potential-goals/faster-search.md", """
                # Faster search

                People wait too long.

                **Impact:** High - everybody searches
                **Effort:** Low - one index
                **Suggested Tier:** Now

                ### 1. What problem does this solve?

                Ten seconds for a word.
                """);
        write(GOALS + "potential-goals/TEMPLATE-goal.md", "# Template\n");
        write(GOALS + "archive/implemented/old-login.md", "# Old login\r\n\r\nDone.\r\n");
        write(INDEX, """
                # Selected Goals

                ## Active Goals

                ### Goal 01: Faster search [Now]

                **Priority:** High
                **Status:** In Progress
                **Owner:** Ana
                **Target Date:** TBD
                **Description:**
                People wait too long.
                **Progress:** 60%
                **Source:** potential-goals/faster-search.md

                ---

                ### ✅ Goal 03: Newsletter [Later]
                **Status:** Planning
                **Priority:** Low
                **Progress:** Not started

                ---

                ## Completed Goals

                ### Goal 02: Nothing of ours
                """);
    }

    private Map<String, String> goals() {
        Map<String, String> goals = new TreeMap<>();
        List<Json> items = shell.json("item", "list", "goal")
                .json()
                .at("items")
                .orElseThrow()
                .asList();
        items.forEach(item -> goals.put(
                item.asObject().text("title").orElse(""),
                item.asObject().text("status").orElse("")));
        return goals;
    }

    @Test
    void goalFilesOfBothDialectsAreGoalsAtOnce() throws IOException {
        String before = Files.readString(project.resolve(GOALS + "potential-goals/faster-search.md"));
        assertThat(shell.json("init").text("existed")).isEqualTo("true");
        assertThat(goals())
                .containsExactly(
                        Map.entry("Faster search", "potential"),
                        Map.entry("Mobile App", "potential"),
                        Map.entry("Old login", "implemented"));
        assertThat(shell.json("item", "list", "goal", "--where", "title=Faster search")
                        .out())
                .contains("everybody searches", "one index", "Ten seconds for a word.", "People wait too long.");
        assertThat(Files.readString(project.resolve(GOALS + "potential-goals/faster-search/goal.md")))
                .endsWith(before);
        assertThat(shell.run("status").err()).isEmpty();
    }

    @Test
    void theIndexIsTakenOverOnceAndUndoTakesItBack() throws IOException {
        String index = Files.readString(project.resolve(INDEX));
        Shell.Outcome dry = shell.json("adopt");
        assertThat(dry.out())
                .contains(
                        INDEX + ":5 Goal 01, Faster search, is the goal G-", "Goal 03, Newsletter, is the new goal G-");
        assertThat(goals()).doesNotContainKey("Newsletter");

        Shell.Outcome applied = shell.json("adopt", "--apply");
        assertThat(applied.text("applied")).isEqualTo("true");
        assertThat(goals()).containsEntry("Faster search", "in-progress").containsEntry("Newsletter", "planning");
        assertThat(shell.json("item", "list", "goal").out()).doesNotContain("Nothing of ours");
        assertThat(project.resolve(GOALS + "selected-goals/faster-search/goal.md"))
                .exists();
        assertThat(Files.readString(project.resolve(INDEX))).isEqualTo(index);
        assertThat(shell.json("adopt").json().at("adopted").orElseThrow().asList())
                .isEmpty();

        assertThat(shell.json("undo", applied.text("revision")).code()).isZero();
        assertThat(goals()).containsEntry("Faster search", "potential").doesNotContainKey("Newsletter");
    }

    /** The title of each goal, by its number. */
    private Map<String, String> numbers() {
        Map<String, String> numbers = new TreeMap<>();
        List<Json> items = shell.json("item", "list", "goal")
                .json()
                .at("items")
                .orElseThrow()
                .asList();
        items.forEach(item -> numbers.put(
                item.asObject().text("number").orElse(""),
                item.asObject().text("title").orElse("")));
        return numbers;
    }

    @Test
    void goalsOfTheIndexKeepTheNumbersThatPeopleKnowThemBy() throws IOException {
        assertThat(shell.json("init").code()).isZero();
        assertThat(numbers()).hasSize(3);
        Shell.Outcome applied = shell.json("adopt", "--apply");
        assertThat(numbers()).containsEntry("G-01", "Faster search");
        assertThat(numbers().values())
                .containsExactlyInAnyOrder("Faster search", "Mobile App", "Old login", "Newsletter");
        assertThat(Files.readString(project.resolve(GOALS + "selected-goals/faster-search/goal.md")))
                .contains("id: G-01");

        assertThat(shell.json("undo", applied.text("revision")).code()).isZero();
        assertThat(numbers()).hasSize(3);
        assertThat(shell.json("adopt", "--apply").code()).isZero();
        assertThat(numbers()).containsEntry("G-01", "Faster search");

        write(
                INDEX,
                Files.readString(project.resolve(INDEX))
                        .replace(
                                "## Completed Goals",
                                "### Goal 9: Gift cards [Next]\n**Status:** Planning\n\n---\n\n## Completed Goals"));
        assertThat(shell.json("adopt", "--apply").out())
                .contains("Goal 9, Gift cards, is the new goal G-09, planning.");
    }
}
