package io.workfloworchestrator.interview;

import static io.workfloworchestrator.interview.Tracker.ANN;
import static io.workfloworchestrator.interview.Tracker.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several answer at once: different questions are merged, and for the same one exactly one wins and the others are told. */
class ConcurrentInterviewTest {
    @TempDir
    private Path folder;

    private final StateManager state = StateManager.inMemory();

    private static List<Object> at(int threads, List<Callable<Object>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Object> results = new ArrayList<>();
            for (Future<Object> done : pool.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void twoThreadsLoseNoAnswerAndOverwriteNone() throws Exception {
        Interview interview = Tracker.begun(folder, state);
        InterviewChange unused = interview.answer(
                answers("{\"public\":false,\"parts\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"]}"), ANN);
        List<Callable<Object>> work = new ArrayList<>();
        for (String part : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            for (String who : List.of("ann", "bo")) {
                work.add(() -> tried(interview, "owner." + part, "Owner " + who, who));
                work.add(() -> tried(interview, "tested." + part, who.equals("ann") ? "yes" : "no", who));
            }
        }

        List<Object> results = at(4, work);

        assertThat(results).filteredOn("taken"::equals).hasSize(16);
        assertThat(results)
                .filteredOn(result -> result.toString().contains("has an answer already: "))
                .hasSize(16);
        assertThat(interview.now().standings())
                .filteredOn(s -> s.id().startsWith("owner."))
                .allSatisfy(s -> {
                    Answer answer = s.answer().orElseThrow();
                    assertThat(answer.value()).isEqualTo(Json.of("Owner " + answer.by()));
                });
    }

    private static Object tried(Interview interview, String id, String value, String who) {
        try {
            return interview
                            .answer(Map.of(id, Json.of(value)), Cause.by(who))
                            .taken()
                            .isEmpty()
                    ? ""
                    : "taken";
        } catch (InterviewException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void exactlyOneOfManyBeginsAnInterview() throws Exception {
        Interviews interviews = Tracker.interviews(folder, state);
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Cause cause = Cause.by("client" + i);
            work.add(() -> {
                try {
                    return interviews
                            .start("issue-tracker", "one", Optional.empty(), cause)
                            .id();
                } catch (InterviewException e) {
                    return e.code();
                }
            });
        }
        assertThat(at(4, work)).filteredOn("one"::equals).hasSize(1);
    }

    @Test
    void answersOfTwoBranchesToDifferentQuestionsMergeAsText() {
        Interview interview = Tracker.begun(folder, state);
        StateKey<Json> key = StateKey.json("interview/main");
        InterviewChange unused = interview.answer(answers("{\"name\":\"Ledger\"}"), ANN);
        Json base = state.get(key).json();
        Json ours = interview
                .answer(answers("{\"public\":true}"), ANN)
                .after()
                .moment()
                .get(key)
                .json();
        assertThat(state.undo(state.head(), ANN)).isPresent();
        Json theirs = interview
                .answer(answers("{\"open_days\":3}"), Tracker.BO)
                .after()
                .moment()
                .get(key)
                .json();

        JsonMerge merged = JsonMerge.of(base, ours, theirs);

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.merged().orElseThrow().at("answers", "public", "value"))
                .contains(Json.of(true));
        assertThat(merged.merged().orElseThrow().at("answers", "open_days", "value"))
                .contains(Json.of(3));
    }

    @Test
    void anInterviewWhoseStateWasEditedByHandGoesOn() {
        Interview interview = Tracker.begun(folder, state);
        InterviewChange unused = interview.answer(answers("{\"name\":\"Ledger\",\"open_days\":3}"), ANN);
        StateKey<Json> key = StateKey.json("interview/main");
        Json edited = state.update(
                        key,
                        json -> json.asObject()
                                .withAt(List.of("answers", "open_days", "value"), Json.of("many"))
                                .with("note", Json.of("seen")),
                        ANN)
                .json();
        assertThat(edited.at("note")).isPresent();

        Standing days = interview.now().standings().stream()
                .filter(s -> s.id().equals("open_days"))
                .findFirst()
                .orElseThrow();
        assertThat(days.status()).isEqualTo(Standing.Status.OPEN);
        assertThat(days.why()).contains("its answer does not count: it must be a whole number");
        unused = interview.edit(answers("{\"open_days\":5}"), Optional.empty(), ANN);
        assertThat(state.get(key).json().at("note")).contains(Json.of("seen"));
    }
}
