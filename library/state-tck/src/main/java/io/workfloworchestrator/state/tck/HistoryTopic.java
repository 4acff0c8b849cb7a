package io.workfloworchestrator.state.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

abstract class HistoryTopic extends Topic {
    private static final long SEED = 20_260_131L;

    @Test
    void aCommitComesBackAsItWas() {
        StateStore store = open();
        Instant time = Instant.parse("2026-02-28T23:59:59.123456Z");
        Cause cause = Cause.of("ärger 😀", "line one\nline \"two\" \\ 'three'; DROP TABLE commits; --");

        Commit commit = accepted(store.commit(proposal(A, Revision.NONE, Json.of(1), cause, time)));

        assertThat(commit).isEqualTo(new Commit(Revision.of(1), time, cause, List.of(A)));
        assertThat(open().commits(Revision.NONE, Revision.of(1), 1)).containsExactly(commit);
        assertThat(open().commitsOf(A, Revision.of(1), 1)).containsExactly(commit);
    }

    @Test
    void theOrderIsThatOfTheCommitsWhateverTheClockSays() {
        StateStore store = open();
        List<Commit> made = new ArrayList<>();
        for (long years : new long[] {0, 2, -2, 0, 50, -30}) {
            Instant time = NOON.plusSeconds(years * 31_557_600);
            made.add(accepted(store.commit(proposal(A, revisionOf(store, A), Json.of(years), CAUSE, time))));
        }

        assertThat(store.commits(Revision.NONE, store.head(), 100)).containsExactlyElementsOf(made);
        assertThat(valueOf(store, A)).contains(Json.of(-30));
    }

    @Test
    void commitsAreThoseAfterOneRevisionUpToAnotherOldestFirst() {
        StateStore store = open();
        List<Commit> made = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            made.add(put(store, i % 2 == 0 ? A : B, i));
        }

        assertThat(store.commits(Revision.NONE, Revision.of(10), 100)).isEqualTo(made);
        assertThat(store.commits(Revision.of(3), Revision.of(7), 100)).isEqualTo(made.subList(3, 7));
        assertThat(store.commits(Revision.of(3), Revision.of(7), 2)).isEqualTo(made.subList(3, 5));
        assertThat(store.commits(Revision.of(10), Revision.of(99), 100)).isEmpty();
        assertThat(store.commits(Revision.of(7), Revision.of(3), 100)).isEmpty();
        assertThat(store.commits(Revision.of(9), Revision.of(Long.MAX_VALUE), 100))
                .isEqualTo(made.subList(9, 10));
    }

    @Test
    void commitsOfAKeyAreNewestFirst() {
        StateStore store = open();
        List<Commit> made = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            Commit commit = put(store, i % 3 == 0 ? B : A, i);
            if (i % 3 != 0) {
                made.add(0, commit);
            }
        }

        assertThat(store.commitsOf(A, store.head(), 100)).isEqualTo(made);
        assertThat(store.commitsOf(A, store.head(), 2)).isEqualTo(made.subList(0, 2));
        assertThat(store.commitsOf(A, Revision.of(5), 100)).isEqualTo(made.subList(2, 6));
        assertThat(store.commitsOf("tck/none", store.head(), 100)).isEmpty();
    }

    @Test
    void everyRevisionOfEveryKeyCanBeReadAgain() {
        StateStore store = open();
        Random random = new Random(SEED);
        List<Map<String, Json>> model = new ArrayList<>(List.of(Map.of()));
        for (int i = 1; i <= 120; i++) {
            String key = "tck/" + (char) ('a' + random.nextInt(4));
            Json value = json("{'step':" + i + ",'of':'" + key + "','text':'" + "x".repeat(random.nextInt(300)) + "'}");
            put(store, key, value);
            Map<String, Json> now = new TreeMap<>(model.get(i - 1));
            now.put(key, value);
            model.add(now);
        }

        List<Integer> revisions = new ArrayList<>();
        for (int i = 0; i <= 120; i++) {
            revisions.add(i);
        }
        Collections.shuffle(revisions, random);
        StateStore fresh = open();
        for (int revision : revisions) {
            for (String key : List.of("tck/a", "tck/b", "tck/c", "tck/d")) {
                assertThat(fresh.readAsOf(key, Revision.of(revision)).flatMap(Entry::value))
                        .as("seed %d: %s as of %d", SEED, key, revision)
                        .isEqualTo(Optional.ofNullable(model.get(revision).get(key)));
            }
        }
        assertThat(fresh.readAsOf(A, Revision.of(Long.MAX_VALUE))).isEqualTo(fresh.read(A));
    }

    @Test
    void thePastOfAKeyIsWalkedBackAsFarAsIsAskedFor() {
        StateStore store = open();
        List<String> made = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            put(store, B, i);
            if (i % 50 == 0) {
                made.add(0, delete(store, A).revision() + " is gone");
            } else {
                made.add(0, put(store, A, i).revision() + " is " + i);
            }
        }

        assertThat(walk(open(), A, Revision.of(Long.MAX_VALUE), 1_000)).isEqualTo(made);
        assertThat(walk(store, A, store.head(), 7)).isEqualTo(made.subList(0, 7));
        assertThat(walk(store, A, Revision.of(201), 1_000)).isEqualTo(made.subList(50, 150));
        assertThat(walk(store, A, Revision.NONE, 1_000)).isEmpty();
        assertThat(walk(store, "tck/none", store.head(), 1_000)).isEmpty();
    }

    private static List<String> walk(StateStore store, String key, Revision upTo, int most) {
        List<String> seen = new ArrayList<>();
        store.walk(key, upTo, (revision, value) -> {
            seen.add(revision + value.map(json -> " is " + json).orElse(" is gone"));
            return seen.size() < most;
        });
        return seen;
    }
}
