package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.testing.WorkflowTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that works on issues by the tools which every server of a workflow with items has. */
class TrackerTest {
    @Test
    void anAgentTakesAnIssueProvesItAndHandsItIn(@TempDir Path folder) throws IOException {
        WorkflowDefinition definition = WorkflowDefinition.parse(
                "tracker.yaml", Files.readAllBytes(Path.of("../docs/definitions/tracker.yaml")));
        // tag::agent
        try (WorkflowTrial tracker = WorkflowTrial.of(folder, definition)) {
            tracker.write("src/login.js", "login()");
            ToolAnswer added = tracker.call("add_item", """
                    {"kind": "issue", "fields": {"title": "Login fails", "severity": "high"}}""");
            assertThat(tracker.next()).first().isEqualTo("work-on: Fix I-001: Login fails");

            Json claimed = tracker.call("claim_item", """
                    {"kind": "issue", "by": "agent 7"}""").structured();
            assertThat(claimed.at("item", "id")).isEqualTo(added.structured().at("item", "id"));
            Json token = claimed.at("token").orElseThrow(); // each write with it renews the claim
            tracker.call("move_item", """
                    {"id": "I-001", "move": "start", "token": %s}""".formatted(token));

            tracker.call("add_evidence", """
                    {"id": "I-001", "what": "command", "command": "npm test", "exit": 0, "result": "passed",
                     "covers": ["src/*.js"], "token": %s}""".formatted(token));
            ToolAnswer listed = tracker.call("list_items", """
                    {"kind": "issue", "view": "claimed"}""");
            assertThat(listed.structured()
                            .at("items", "0", "evidence", "0")
                            .orElseThrow()
                            .toString())
                    .contains("npm test", "fresh");

            tracker.write("src/login.js", "login(user)"); // and the evidence counts no more
            assertThat(tracker.call("list_items", "{\"kind\": \"issue\"}").text())
                    .contains("stale: changed since are src/login.js");
        }
        // end::agent
    }
}
