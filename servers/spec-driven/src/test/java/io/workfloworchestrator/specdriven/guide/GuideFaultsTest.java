package io.workfloworchestrator.specdriven.guide;

import static io.workfloworchestrator.specdriven.guide.GuideServer.asked;
import static io.workfloworchestrator.specdriven.guide.GuideServer.code;
import static io.workfloworchestrator.specdriven.guide.GuideServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.tasks.Features;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a session, and what is left of it then. */
class GuideFaultsTest {
    private static final Cause CAUSE = Cause.of("ana", "by hand");

    @TempDir
    private Path folder;

    private GuideServer addFeature() {
        GuideServer server = GuideServer.on(folder).with("constitution.md", "# Constitution\n");
        Json.Obj unused = server.ok("action", "start", "description", "A calendar");
        return server;
    }

    @Test
    void aMegabyteIsRefusedAndTheSessionGoesOn() {
        GuideServer server = addFeature();
        String huge = "x".repeat(1_000_000);
        assertThat(server.call(Map.of("action", Json.of("answer"), "response", Json.of(huge)))
                        .isError())
                .isTrue();
        assertThat(server.call(Map.of("action", Json.of("start"), "description", Json.of(huge)))
                        .isError())
                .isTrue();
        assertThat(asked(server.ok("action", "status"))).isEqualTo("use_existing_constitution");
    }

    @Test
    void answersToTheSameQuestionAtOnceAreNeverTakenForTheNextOne() throws Exception {
        GuideServer server = addFeature();
        Json.Obj unused = server.ok("action", "answer", "response", "yes");
        unused = server.ok("action", "skip");
        List<Future<String>> answers = new ArrayList<>();
        try (Closing pool = new Closing(Executors.newFixedThreadPool(4))) {
            for (int i = 0; i < 4; i++) {
                GuideServer another = server.another();
                Json name = Json.of("Name " + i);
                answers.add(pool.threads.submit(() -> another.call(Map.of(
                                "action", Json.of("answer"), "question", Json.of("feature_name"), "response", name))
                        .text()));
            }
            int refused = 0;
            for (Future<String> answer : answers) {
                refused += answer.get().contains("E_ANSWER_EXISTS") ? 1 : 0;
            }
            assertThat(refused).isEqualTo(3);
        }
        assertThat(asked(server.ok("action", "status"))).isEqualTo("problem_statement");
    }

    /** A pool that ends with its block. */
    private record Closing(ExecutorService threads) implements AutoCloseable {
        @Override
        public void close() {
            threads.shutdown();
        }
    }

    @Test
    void anUndoneAnswerIsAskedAgain() {
        GuideServer server = addFeature();
        Json.Obj answered = server.ok("action", "answer", "response", "yes");
        assertThat(asked(answered)).isEqualTo("additional_constraints");
        assertThat(server.server()
                        .call(
                                "undo",
                                Json.Obj.EMPTY.with(
                                        "revision", answered.find("revision").orElseThrow()))
                        .isError())
                .isFalse();
        assertThat(asked(server.ok("action", "status"))).isEqualTo("use_existing_constitution");
    }

    @Test
    void featuresOfOneNumberFromTwoBranchesGetNumbersOfTheirOwn() {
        GuideServer server = addFeature();
        GuideServer branch = GuideServer.on(folder);
        Json.Obj unused = branch.ok("action", "start", "description", "A directory");
        merge(branch.state, server.state);
        Json.Obj list = server.ok("action", "list");
        assertThat(list.find("list").orElseThrow().asList()).hasSize(2);
        Json.Obj begun = server.ok("action", "start", "description", "A map");
        assertThat(message(begun)).contains("Two branches gave the number 001", "is 002 now", "Feature 003 is begun");
        assertThat(server.ok("action", "list").find("list").orElseThrow().asList())
                .extracting(one -> one.asObject().text("session").orElse(""))
                .containsExactly("001", "002", "003");
    }

    /** What git does with the files of two branches: the items of both are there. */
    private static void merge(StateManager from, StateManager into) {
        StateKey<Json> features = StateKey.json(Features.ALL);
        Json.Obj theirs = from.find(features)
                .orElseThrow()
                .value()
                .at("items", "feature")
                .orElseThrow()
                .asObject();
        for (String id : theirs.keys()) {
            Object unused = into.transact(CAUSE, commit -> {
                Json.Obj ours = commit.get(features).asObject();
                Json.Obj kinds = ours.find("items").orElseThrow().asObject();
                Json.Obj items = kinds.find("feature").orElseThrow().asObject();
                commit.put(
                        features,
                        ours.with(
                                "items",
                                kinds.with(
                                        "feature",
                                        items.with(id, theirs.find(id).orElseThrow()))));
                from.find(StateKey.json("guide/" + id))
                        .ifPresent(kept -> commit.put(StateKey.json("guide/" + id), kept.value()));
                from.find(StateKey.json("interview/" + id + ".constitution"))
                        .ifPresent(
                                kept -> commit.put(StateKey.json("interview/" + id + ".constitution"), kept.value()));
                return Optional.empty();
            });
        }
    }

    @Test
    void answersOfLaterStagesAreKeptAsDrafts() {
        GuideServer server = addFeature();
        Json.Obj kept = server.ok(
                "action",
                "answer",
                "answers",
                Json.parse("{\"use_existing_constitution\": true, \"feature_name\": \"Calendar\"}"));
        assertThat(message(kept)).contains("Kept as drafts until they are asked: feature_name");
        assertThat(asked(kept)).isEqualTo("additional_constraints");
        Json.Obj name = server.ok("action", "skip");
        assertThat(asked(name)).isEqualTo("feature_name");
        assertThat(name.at("question", "said", "value")).contains(Json.of("Calendar"));
    }

    @Test
    void aCallWithoutAnAnswerSaysWhatToDo() {
        GuideServer server = addFeature();
        Json.Obj error = server.refused("action", "answer");
        assertThat(code(error)).isEqualTo("E_ARG_MISSING");
        assertThat(message(error)).contains("skip", "decide");
        assertThat(code(server.refused("action", "ask"))).isEqualTo("E_CLIENT_CANNOT_ASK");
        assertThat(code(server.refused("action", "edit", "question", "feature_name", "response", "x")))
                .isEqualTo("E_GUIDE_STAGE");
    }
}
