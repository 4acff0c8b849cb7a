package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of one workflow of tasks, each a process of its own, whose clients claim at once. */
class ItemServerTest {
    private static final int TASKS = 12;

    @TempDir
    private Path project;

    private final List<Talk> talks = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        Shell shell = Tasks.begin(project);
        Shell.Outcome unused = shell.run("item", "add", "task", "Task 0");
    }

    @AfterEach
    void end() throws IOException {
        for (Talk talk : talks) {
            talk.closeInput();
            assertThat(talk.status()).isZero();
            talk.close();
        }
    }

    private Talk server() throws IOException {
        Talk talk = new Talk(
                new ProcessBuilder(TestDistribution.program("mcp", "work/main", "--project", project.toString())),
                true);
        talks.add(talk);
        talk.send(Talk.INITIALIZE);
        Json.Obj unused = talk.answer("init");
        talk.send(Talk.INITIALIZED);
        return talk;
    }

    private static Json.Obj structured(Talk talk, Object id) {
        return talk.answer(id).at("result", "structuredContent").orElseThrow().asObject();
    }

    /** The next answers, in whatever order they come. */
    private static List<Json.Obj> answers(Talk talk) {
        List<Json.Obj> answers = new ArrayList<>();
        while (answers.size() < TASKS) {
            talk.next()
                    .orElseThrow()
                    .at("result", "structuredContent")
                    .ifPresent(answer -> answers.add(answer.asObject()));
        }
        return answers;
    }

    @Test
    void twoClientsThatClaimAtOnceNeverGetTheSameTaskAndTheOneWithoutHearsWhy() throws IOException {
        Talk ana = server();
        Talk ben = server();
        for (int i = 1; i < TASKS; i++) {
            ana.call(i, "add_item", "{\"kind\":\"task\",\"fields\":{\"title\":\"Task " + i + "\"}}");
            assertThat(structured(ana, i).at("item", "id")).isPresent();
        }
        for (int i = 0; i < TASKS; i++) {
            ana.call(100 + i, "claim_item", "{\"kind\":\"task\",\"by\":\"ana\"}");
            ben.call(100 + i, "claim_item", "{\"kind\":\"task\",\"by\":\"ben\"}");
        }
        Set<String> claimed = new HashSet<>();
        Set<String> tokens = new HashSet<>();
        int nothing = 0;
        for (Talk talk : List.of(ana, ben)) {
            for (Json.Obj answer : answers(talk)) {
                Optional<Json> id = answer.at("item", "id");
                if (id.isPresent()) {
                    assertThat(claimed.add(id.get().toString()))
                            .as(answer.toString())
                            .isTrue();
                    assertThat(tokens.add(answer.at("token").orElseThrow().toString()))
                            .isTrue();
                } else {
                    nothing++;
                    assertThat(answer.text("message").orElse("")).contains("12 claimed, the first until");
                }
            }
        }
        assertThat(claimed).hasSize(TASKS);
        assertThat(nothing).isEqualTo(TASKS);

        ben.call(1, "list_items", "{\"kind\":\"task\",\"view\":\"claimed\"}");
        assertThat(structured(ben, 1).at("total")).contains(Json.of(TASKS));
    }

    @Test
    void itemsAreResourcesWhoseSubscribersHearOfChangesByOthers() throws IOException {
        Talk reader = server();
        Talk writer = server();
        reader.send(request(1, "resources/read", "{\"uri\":\"workflow://items/task\"}"));
        Json items = contents(reader.answer(1));
        assertThat(items.at("items", "0", "title")).contains(Json.of("Task 0"));
        String id = items.at("items", "0", "id").flatMap(Json::asText).orElseThrow();

        reader.send(request(
                2,
                "completion/complete",
                "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"workflow://items/{kind}/{id}\"},\"argument\":{\"name\":\"id\","
                        + "\"value\":\"t-\"},\"context\":{\"arguments\":{\"kind\":\"task\"}}}"));
        assertThat(reader.answer(2).at("result", "completion", "values", "0")).contains(Json.of(id));

        String uri = "workflow://items/task/" + id;
        reader.send(request(3, "resources/subscribe", "{\"uri\":\"" + uri + "\"}"));
        Json.Obj subscribed = reader.answer(3);
        assertThat(subscribed.at("error")).isEmpty();
        writer.call(1, "claim_item", "{\"id\":\"" + id + "\",\"by\":\"ben\"}");
        assertThat(structured(writer, 1).at("token")).isPresent();
        Json.Obj heard = reader.next().orElseThrow();
        while (!heard.at("params", "uri").equals(Optional.of(Json.of(uri)))) {
            heard = reader.next().orElseThrow();
        }
        reader.send(request(4, "resources/read", "{\"uri\":\"" + uri + "\"}"));
        assertThat(contents(reader.answer(4)).at("claimedBy")).contains(Json.of("ben"));
        reader.send(request(5, "resources/read", "{\"uri\":\"workflow://items/task/..%2f..%2fetc\"}"));
        assertThat(reader.answer(5).at("error", "message").flatMap(Json::asText).orElse(""))
                .contains("There is no item");
        reader.send(request(6, "resources/read", "{\"uri\":\"workflow://items/tsk\"}"));
        assertThat(reader.answer(6).at("error", "message").flatMap(Json::asText).orElse(""))
                .contains("Did you mean \"task\"");
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static Json contents(Json.Obj answer) {
        return Json.parse(answer.at("result", "contents", "0", "text")
                .flatMap(Json::asText)
                .orElseThrow(() -> new AssertionError(answer.toString())));
    }
}
