package io.workfloworchestrator.specdriven.guide;

import static io.workfloworchestrator.specdriven.guide.GuideServer.asked;
import static io.workfloworchestrator.specdriven.guide.GuideServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tools of the kit say and do on a server of many workflows: {@code undo}, and the first {@code get_next_steps}. */
class GuideUndoTest {
    @TempDir
    private Path folder;

    private GuideServer server() {
        return GuideServer.on(folder).with("constitution.md", "# Constitution\n");
    }

    private static Json.Obj undo(GuideServer server) {
        ToolAnswer answer = server.server().call("undo", Json.Obj.EMPTY);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        return answer.structured();
    }

    /** Changes a feature as somebody would. */
    private static void edit(GuideServer server, String session, String field, Json value, Cause cause) {
        Workflow<Json> features = server.project.workflow();
        Item item =
                new FeatureSessions(server.project).get(Optional.of(session)).item();
        Object unused = server.state.change(
                cause,
                commit -> features.in(commit, cause.actor())
                        .edit(item.id(), Json.Obj.EMPTY.with(field, value), Revision.NONE)
                        .id());
    }

    @Test
    void aBareUndoTakesTheLastAnswerBackWhereverItIsKept() {
        GuideServer server = server();
        Json.Obj unused = server.ok("action", "start", "description", "A calendar");
        unused = server.ok("action", "start", "description", "A directory");
        unused = server.ok("action", "cancel", "session", "1");
        assertThat(asked(server.ok("action", "answer", "session", "2", "response", "yes")))
                .isEqualTo("additional_constraints");

        assertThat(message(undo(server))).startsWith("Took back").contains("use_existing_constitution");
        assertThat(asked(server.ok("action", "status", "session", "2"))).isEqualTo("use_existing_constitution");
        assertThat(server.ok("action", "list").toString()).contains("cancelled");

        assertThat(message(undo(server))).startsWith("Brought back");
        assertThat(asked(server.ok("action", "status", "session", "2"))).isEqualTo("additional_constraints");
    }

    @Test
    void aBareUndoPassesOverAnalysesAndWhatOthersDidAndSaysSo() {
        GuideServer server = server();
        Json.Obj unused = server.ok("action", "start", "description", "A calendar");
        unused = server.ok("action", "answer", "response", "yes");
        edit(server, "1", "overlaps", Json.strings(List.of("002")), Cause.of("agent (analyse)", "analysed 001"));
        edit(server, "1", "health", Json.of(true), Cause.of(Workflow.DETECTED, "found health data"));
        edit(server, "1", "summary", Json.of("for the ward"), Cause.of("ana", "said what it is for"));
        edit(server, "1", "summary", Json.of("for two"), Cause.of("edited on disk", "changed specs/001/spec.md"));

        String message = message(undo(server));
        assertThat(message)
                .contains("use_existing_constitution")
                .contains("Newer changes were passed over: revision", "ana: said what it is for", "edited on disk");
        assertThat(asked(server.ok("action", "status", "session", "1"))).isEqualTo("use_existing_constitution");

        GuideServer other = server();
        unused = other.ok("action", "start", "description", "A calendar");
        edit(other, "1", "summary", Json.of("for the ward"), Cause.of("ana", "said what it is for"));
        assertThat(message(undo(other)))
                .as("a client takes back its own change first")
                .doesNotContain("Took back revision " + other.state.head().number());
    }

    @Test
    void theFirstCallInANewProjectSaysWhatBegins() {
        GuideServer server = GuideServer.on(folder);
        ToolAnswer answer = server.server().call("get_next_steps", Json.Obj.EMPTY);
        assertThat(answer.isError()).as(answer.text()).isFalse();
        assertThat(answer.structured().at("nextActions", "0", "tool")).contains(Json.of("sdd_guide"));
        assertThat(answer.structured().at("nextActions", "0", "params")).contains(Json.parse("{\"action\":\"start\"}"));
        assertThat(answer.structured().at("nextActions", "0", "reason").toString())
                .contains("description");
        assertThat(server.state.head().number()).isZero();
    }
}
