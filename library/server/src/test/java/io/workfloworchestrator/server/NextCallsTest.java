package io.workfloworchestrator.server;

import static io.workfloworchestrator.server.TaskServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.mcp.ToolAnswer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a refusal says to call next can be called, or says what only the caller can add. */
class NextCallsTest {
    private static final WorkflowDefinition DINNER = WorkflowDefinition.parse("dinner.yaml", """
            workflow: dinner
            version: 1
            items:
              guest:
                fields: {title: {type: string, required: true}}
                status: {values: [asked, here], first: asked, final: [here]}
                moves: [{id: come, from: asked, to: here, hint: Open the door.}]
              dish:
                number: D-00
                fields: {title: {type: string, required: true}}
                status: {values: [wanted, cooking, served], first: wanted, final: [served]}
                claim: {for: 15m}
                moves:
                  - {id: cook, from: wanted, to: cooking, tool: claim_item, params: {id: "${item.id}"}}
                  - id: serve
                    from: cooking
                    to: served
                    hint: Carry it in.
                    when:
                      - id: tasted
                        is: item.evidence.exists(e, e.what == "review")
                        otherwise: "Nobody has tasted ${item.title} yet."
                        tool: add_evidence
                        params: {id: "${item.id}", what: review}
            phases: [{id: cook}]
            """);

    @TempDir
    private Path project;

    private TaskServer server;

    @BeforeEach
    void begin() {
        server = new TaskServer(project, DINNER);
        ToolAnswer unused = server.ok("add_item", "{\"kind\":\"dish\",\"fields\":{\"title\":\"Soup\"}}");
    }

    /** Calls what a refusal says to call next, with more arguments of the caller. */
    private ToolAnswer next(ToolAnswer refused, String more) {
        String arguments = text(refused, "error", "next", "arguments");
        return server.ok(
                text(refused, "error", "next", "tool"), arguments.substring(0, arguments.length() - 1) + more + "}");
    }

    @Test
    void anUnknownItemLeadsToTheListOfItsProbableKind() {
        ToolAnswer refused = server.call("move_item", "{\"id\":\"D-09\",\"move\":\"cook\"}");

        assertThat(text(next(refused, ""), "items", "0", "title")).isEqualTo("Soup");
        assertThat(text(server.call("claim_item", "{\"id\":\"x\",\"by\":\"ana\"}"), "error", "next", "arguments"))
                .isEqualTo("{\"kind\":\"guest\"}");
    }

    @Test
    void aClosedGateAnswersWithItsOwnToolAndSaysWhatTheCallerAdds() {
        server.ok("move_item", "{\"id\":\"D-01\",\"move\":\"cook\"}");
        ToolAnswer closed = server.call("move_item", "{\"id\":\"D-01\",\"move\":\"serve\"}");

        assertThat(closed.text()).contains("Nobody has tasted Soup yet.", "To add_evidence add result: what came out.");
        assertThat(text(closed, "error", "next", "tool")).isEqualTo("add_evidence");
        next(closed, ",\"result\":\"passed\"");
        server.ok("move_item", "{\"id\":\"D-01\",\"move\":\"serve\"}");
    }

    @Test
    void aClaimIsLeftToTheNameOfTheCaller() {
        ToolAnswer advice = server.ok("get_next_steps", "{}");
        assertThat(text(advice, "nextActions", "1", "tool")).isEqualTo("claim_item");
        assertThat(text(advice, "nextActions", "1", "reason")).endsWith("To claim_item add by: your own name.");

        server.ok("claim_item", "{\"kind\":\"dish\",\"by\":\"ana\"}");
        server.ok("add_item", "{\"kind\":\"dish\",\"fields\":{\"title\":\"Bread\"}}");
        ToolAnswer held = server.call("edit_item", "{\"id\":\"D-01\",\"fields\":{\"title\":\"Stew\"}}");
        assertThat(held.text()).contains("The holder itself gives its token.", "To claim_item add by: your own name.");
        assertThat(text(next(held, ",\"by\":\"ben\""), "item", "title")).isEqualTo("Bread");
    }

    @Test
    void anExitCodeIsAnOutcome() {
        ToolAnswer added = server.ok("add_evidence", "{\"id\":\"D-01\",\"what\":\"command\",\"exit\":0}");
        assertThat(text(added, "item", "evidence", "0")).contains("command passed (exit 0)");
        assertThat(server.call("add_evidence", "{\"id\":\"D-01\",\"what\":\"review\"}")
                        .text())
                .startsWith("E_ARG_MISSING: ")
                .contains("needs result");
    }

    @Test
    void oneOtherIsNotSeveral() {
        server.ok("move_item", "{\"id\":\"D-01\",\"move\":\"cook\"}");
        assertThat(text(server.ok("claim_item", "{\"kind\":\"dish\",\"by\":\"ana\"}"), "message"))
                .endsWith(" 1 other, which can be claimed by id.");
        assertThat(text(server.ok("explain", "{\"id\":\"D-01\"}"), "kind")).isEqualTo("item");
    }
}
