package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole projects of the reference's format: each opens, migrates, is taken over and goes on, and no line of it is lost. */
class ReferenceFixturesTest {
    private static final String SCANNED = """
            # Mobile App

            **Impact Score:** High
            **Effort Score:** Medium
            **Suggested Tier:** Next
            **Last Updated:** 2025-11-01

            Customers order on the way.
            """;
    private static final String ANALYSED = """
            # Faster search

            People wait too long.

            **Impact:** High - everybody searches
            **Impact Factors**
            - People Affected: 1200

            **Effort:** Low - one index
            **Suggested Tier:** Now

            ### 1. What problem does this solve?

            Ten seconds for a word.

            ### 5. What are the risks?

            The index is too large.
            """;
    private static final String OF_COMPONENT = """
            ---
            type: goal
            tags: [payments, goal, component-driven]
            status: potential
            priority: high
            created: 2025-11-02
            goalType: component
            ---

            # Goal: Payments

            **Priority:** high

            ## Description

            Take money by card. It matters, since half of the customers have no cash.

            ## Sub-Goals

            1. Card reader (planned)

            ## Success Criteria

            - [ ] All sub-goals are done
            """;
    private static final String INDEX = """
            ---
            type: goals
            ---
            # Selected Goals

            **Last Updated:** 2025-11-03

            ## Overview

            **Total Active Goals:** 2

            - High: 1

            ---

            ## Active Goals

            ### Goal 01: Faster search [Now]

            **Priority:** High
            **Status:** In Progress
            **Impact:** High
            **Effort:** Low
            **Owner:** Ana
            **Target Date:** TBD
            **Description:**
            People wait too long.
            **Progress:** 60%
            **Next Action:** Measure it again.
            **Source:** potential-goals/faster-search.md

            ---

            ### ❌ Goal 07: Newsletter [Later]
            **Status:** Blocked
            **Priority:** Low
            **Blockers:** The provider is gone.

            ---

            ## Completed Goals

            ---

            ## Notes

            A note of ours.
            """;
    private static final String OVERVIEW = """
            ---
            project_name: Corner shop
            project_type: software
            current_phase: planning
            version: 1.0
            ---

            # Corner shop - Project Overview

            A shop on the corner.

            ## Components

            ### Exploring

            #### Web Framework

            What pages are made with.

            Sub-components:
            - Router: finds the page

            Priority: high

            ### Framework

            _No components in this stage_

            ### Finalized

            #### Till

            Takes the money.

            ### Archived

            _No components in this stage_

            ## Change Log

            - [2025-11-02] Till: created Takes the money.
            """;

    @TempDir
    private Path project;

    private void laidDown(Map<String, String> files) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put(".ai-planning/project-state.json", ReferenceProjectTest.STATE);
        for (Map.Entry<String, String> file : all.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    /** Every line of every file that people read, without what is between the words. */
    private Set<String> lines() {
        Set<String> lines = new HashSet<>();
        try (Stream<Path> all = Files.walk(project)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = project.relativize(file).toString();
                if (path.startsWith(".ai-planning") || path.startsWith(".git")) {
                    continue;
                }
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(lines::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private Json.Obj call(String tool, String arguments) {
        McpCommand.Asked asked = McpCommand.read(
                new String[] {"mcp", "project-management", "--project", project.toString(), "--toolsets", "all"});
        try (ServedProject served = new ServedProject(
                asked.project(), McpCommand.serving(asked), io.workfloworchestrator.local.Surroundings.here())) {
            ToolAnswer answer = McpCommand.server(asked, served)
                    .call(tool, Json.parse(arguments).asObject());
            assertThat(answer.isError()).as(answer.text()).isFalse();
            return answer.structured();
        }
    }

    /** Opens it, moves what has another place, takes its goals over, selects one and reads it all again. */
    private void goesOn(String promoted, List<String> titles) {
        Set<String> before = lines();
        Shell shell = new Shell(project);
        assertThat(shell.json("init").text("existed")).isEqualTo("true");
        Json.Obj found = call("migrate_existing_project", "{}");
        assertThat(found.find("suggestions").orElseThrow().asList()).isNotEmpty();
        Json.Obj unused = call(
                "confirm_migration",
                "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"merge\", \"files\": \"keep-both\"}}");
        assertThat(lines()).containsAll(before);

        assertThat(shell.json("adopt", "--apply").code()).isZero();
        assertThat(lines()).containsAll(before);
        Shell.Outcome goals = shell.json("item", "list", "goal");
        assertThat(goals.json().at("items").orElseThrow().asList().stream()
                        .map(item -> item.asObject().text("number").orElse("") + " "
                                + item.asObject().text("title").orElse("")))
                .as(goals.out())
                .containsAll(titles);

        assertThat(shell.json("goals", "evaluate", promoted).code()).isZero();
        Shell.Outcome done = shell.json("goals", "promote", promoted);
        assertThat(done.code()).as(done.out()).isZero();
        Set<String> after = lines();
        before.removeAll(after);
        assertThat(before)
                .allMatch(line ->
                        line.toLowerCase(java.util.Locale.ROOT).contains("priority") || line.startsWith("status:"));
        assertThat(shell.json("status").text("workflow")).isEqualTo("project-planning");
        assertThat(shell.run("verify").code()).isZero();
    }

    @Test
    void aProjectInTheNumberedFolders() throws IOException {
        laidDown(Map.of(
                "README.md",
                "# Corner shop\n\nA shop.\n\n## Project Components\n\n- Till\n",
                "EVENT-LOG.md",
                "# Event log\n\n- It began.\n",
                "01-planning/CONSTITUTION.md",
                crlf("# Constitution\n\nCustomers come first.\n"),
                "01-planning/project-overview-working.md",
                OVERVIEW,
                "02-goals-and-roadmap/ROADMAP.md",
                "# Roadmap\n\n## Phase 1: Now\n",
                "02-goals-and-roadmap/potential-goals/payments/goal.md",
                OF_COMPONENT,
                "02-goals-and-roadmap/potential-goals/faster-search.md",
                ANALYSED,
                "02-goals-and-roadmap/selected-goals/SELECTED-GOALS.md",
                INDEX,
                "meeting-notes.md",
                "# Meeting\n\nWe talked.\n"));
        goesOn("Goal: Payments", List.of("G-01 Faster search", "G-07 Newsletter"));
        Shell shell = new Shell(project);
        assertThat(shell.json("item", "list", "component").out()).contains("Web Framework", "Till");
    }

    @Test
    void aProjectInTheOlderFoldersWithBothDialects() throws IOException {
        laidDown(Map.of(
                "brainstorming/future-goals/potential-goals/mobile-app.md", crlf(SCANNED),
                "brainstorming/future-goals/potential-goals/faster-search.md", ANALYSED,
                "brainstorming/future-goals/potential-goals/TEMPLATE-goal.md", "# A template\n\nOf nothing.\n",
                "brainstorming/future-goals/selected-goals/SELECTED-GOALS.md", crlf(INDEX),
                "brainstorming/future-goals/archive/implemented/old-login.md", "# Old login\n\nIt is done.\n",
                "brainstorming/future-goals/brainstorming/ongoing-brainstorming-discussion.md",
                        "# Ideas\n\n- We should sell gift cards\n",
                "project-proposal.md", "# Proposal\n\nA shop, please.\n"));
        goesOn("Mobile App", List.of("G-01 Faster search", "G-07 Newsletter"));
    }

    @Test
    void aProjectThatIsHalfInEach() throws IOException {
        laidDown(Map.of(
                "README.md",
                "# Corner shop\n",
                "02-goals-and-roadmap/ROADMAP.md",
                "# Roadmap\n\nSoon.\n",
                "02-goals-and-roadmap/potential-goals/payments/goal.md",
                crlf(OF_COMPONENT),
                "brainstorming/future-goals/potential-goals/mobile-app.md",
                SCANNED,
                "brainstorming/future-goals/SELECTED-GOALS.md",
                INDEX,
                "potential-goals/faster-search.md",
                ANALYSED,
                "01-planning/project-overview-working.md",
                crlf(OVERVIEW)));
        goesOn("Mobile App", List.of("G-01 Faster search", "G-07 Newsletter"));
    }
}
