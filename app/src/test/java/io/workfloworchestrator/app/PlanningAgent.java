package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An agent that does what the planning server suggests: a client of a server in a process of its own, on real streams. Before each
 * action it asks what is next, and does only what was advised.
 */
final class PlanningAgent implements AutoCloseable {
    private static final int SUGGESTIONS = 10;

    private final Talk talk;
    private final List<String> followed = new ArrayList<>();
    private int number;

    PlanningAgent(Path project, String... arguments) throws IOException {
        List<String> command = TestDistribution.program("mcp", "project-management", "--project", project.toString());
        command.addAll(List.of(arguments));
        talk = new Talk(new ProcessBuilder(command), true);
        talk.send(Talk.INITIALIZE);
        Json.Obj unused = talk.answer("init");
        talk.send(Talk.INITIALIZED);
    }

    /** What the tool answers; an error fails the test. Arguments are JSON with single quotes. */
    Json.Obj call(String tool, String arguments) {
        return call(tool, Json.parse(arguments.replace('\'', '"')).asObject());
    }

    Json.Obj call(String tool, Json.Obj arguments) {
        Json.Obj result = result(tool, arguments);
        assertThat(result.get("isError"))
                .as("%s %s: %s", tool, arguments, result)
                .isNotEqualTo(Json.of(true));
        return structured(result);
    }

    /** The error of a call that is refused. */
    Json.Obj refused(String tool, String arguments) {
        Json.Obj result = result(tool, Json.parse(arguments.replace('\'', '"')).asObject());
        assertThat(result.get("isError"))
                .as("%s %s: %s", tool, arguments, result)
                .isEqualTo(Json.of(true));
        return structured(result).find("error").orElseThrow().asObject();
    }

    private Json.Obj result(String tool, Json.Obj arguments) {
        int id = ++number;
        talk.call(id, tool, arguments.toString());
        return talk.answer(id).find("result").orElseThrow().asObject();
    }

    private static Json.Obj structured(Json.Obj result) {
        return result.find("structuredContent").orElseThrow().asObject();
    }

    List<Json.Obj> next() {
        return call("get_next_steps", "{'maxSuggestions': " + SUGGESTIONS + "}")
                .find("nextActions")
                .orElseThrow()
                .asList()
                .stream()
                .map(Json::asObject)
                .toList();
    }

    /** Calls this tool exactly as it is suggested now. */
    Json.Obj follow(String tool) {
        return follow(tool, "{}");
    }

    /** Calls this tool as it is suggested now, with what only a person or an agent can add. */
    Json.Obj follow(String tool, String more) {
        List<Json.Obj> steps = next();
        Json.Obj step = steps.stream()
                .filter(one -> one.text("tool").equals(Optional.of(tool)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not suggested, but " + steps));
        followed.add(step.text("ruleId").orElse("") + " calls " + tool);
        Json.Obj arguments = step.find("params").map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj added = Json.parse(more.replace('\'', '"')).asObject();
        for (String key : added.keys()) {
            arguments = arguments.with(key, added.find(key).orElseThrow());
        }
        return call(tool, arguments);
    }

    /** What is to be done by hand now; the text names a path or a part of the action. */
    void byHand(String text) {
        List<Json.Obj> steps = next();
        assertThat(steps)
                .as("%s is advised", text)
                .anySatisfy(step -> assertThat(step.toString()).contains(text));
        followed.add("by hand " + text);
    }

    /** Leaves the phase, as is suggested, without skipping anything. */
    void advance(String from) {
        Json.Obj answer = follow("advance_workflow_phase");
        assertThat(answer.get("advanced")).as(answer.toString()).isEqualTo(Json.of(true));
        assertThat(answer.text("previousPhase")).contains(from);
    }

    List<String> followed() {
        return List.copyOf(followed);
    }

    @Override
    public void close() throws IOException {
        talk.closeInput();
        assertThat(talk.status()).isZero();
        talk.close();
    }
}
