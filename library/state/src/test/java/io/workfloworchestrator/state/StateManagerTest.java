package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateManagerTest {
    record Release(String notes, List<String> approvals) {}

    private static final StateKey<Release> KEY = StateKey.of("release/1.0", Release.class);
    private static final StateKey<Release> OTHER = StateKey.of("release/2.0", Release.class);
    private static final StateKey<Json> RAW = StateKey.json("release/1.0");
    private static final Cause ME = Cause.of("me", "because");
    private static final Cause CI = Cause.of("ci", "build is green");

    private final StateManager state = StateManager.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void aValueIsCreatedFoundAndUpdated() {
        Snapshot<Release> created = state.create(KEY, new Release("", List.of()), ME);

        Snapshot<Release> updated = state.update(KEY, r -> new Release("All green.", r.approvals()), CI);

        assertThat(created.revision()).isEqualTo(Revision.of(1));
        assertThat(updated.revision()).isEqualTo(Revision.of(2));
        assertThat(updated.cause()).isEqualTo(CI);
        assertThat(updated.value().notes()).isEqualTo("All green.");
        assertThat(state.get(KEY)).isEqualTo(updated);
        assertThat(state.list()).containsExactly("release/1.0");
        assertThat(state.head()).isEqualTo(Revision.of(2));
    }

    @Test
    void transactionKnowsTheRevisionThatItsCommitGetsAlsoWhenItIsRepeated() {
        state.create(KEY, new Release("", List.of()), CI);
        Cause once = ME.withOperation("op-1");

        Revision first = state.transact(once, this::noteNext);
        state.update(KEY, r -> new Release("later", r.approvals()), CI);
        Revision again = state.transact(once, this::noteNext);

        assertThat(first).isEqualTo(Revision.of(2)).isEqualTo(again);
        assertThat(state.commit(first).cause().operation()).contains("op-1");
        assertThat(state.get(KEY).value().notes()).isEqualTo("later");
    }

    private Revision noteNext(Transaction commit) {
        commit.update(KEY, r -> new Release("noted", r.approvals()));
        return commit.next();
    }

    @Test
    void creatingTwiceIsRefusedAndNamesTheFirst() {
        state.create(KEY, new Release("", List.of()), CI);

        assertThatThrownBy(() -> state.create(KEY, new Release("x", List.of()), ME))
                .isInstanceOfSatisfying(StateExistsException.class, e -> {
                    assertThat(e.code()).isEqualTo("E_EXISTS");
                    assertThat(e.existing().cause()).isEqualTo(CI);
                })
                .hasMessage("'release/1.0' exists already, since revision 1 (ci: build is green). Change that one,"
                        + " or use another id.");
    }

    @Test
    void aKeyWithoutValueIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> state.get(KEY))
                .isInstanceOf(StateNotFoundException.class)
                .hasMessage("there is no state 'release/1.0'. Nothing has been created in this store yet.");
        state.create(OTHER, new Release("", List.of()), ME);
        assertThatThrownBy(() -> state.update(KEY, r -> r, ME))
                .isInstanceOfSatisfying(
                        StateNotFoundException.class, e -> assertThat(e.code()).isEqualTo("E_NOT_FOUND"))
                .hasMessage("there is no state 'release/1.0'. Known: release/2.0.");
        assertThatThrownBy(() -> state.delete(KEY, ME)).isInstanceOf(StateNotFoundException.class);
        assertThat(state.find(KEY)).isEmpty();
    }

    @Test
    void anUpdateThatChangesNothingCommitsNothing() {
        Snapshot<Release> created = state.create(KEY, new Release("a", List.of("x")), ME);

        Snapshot<Release> same = state.update(KEY, r -> new Release("a", List.of("x")), CI);

        assertThat(same).isEqualTo(created);
        assertThat(state.head()).isEqualTo(Revision.of(1));
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        state.create(KEY, new Release("a", List.of()), ME);

        assertThatThrownBy(() -> state.update(
                        KEY,
                        r -> {
                            throw new IllegalStateException("no");
                        },
                        CI))
                .hasMessage("no");
        assertThat(state.head()).isEqualTo(Revision.of(1));
        assertThat(state.update(KEY, r -> new Release("b", List.of()), CI).revision())
                .isEqualTo(Revision.of(2));
    }

    @Test
    void replaceMergesWhatOthersChangedElsewhere() {
        Snapshot<Release> read = state.create(KEY, new Release("a", List.of("x")), ME);
        state.update(KEY, r -> new Release(r.notes(), List.of("x", "y")), CI);

        Snapshot<Release> merged = state.replace(read, new Release("b", List.of("x")), ME);

        assertThat(merged.value()).isEqualTo(new Release("b", List.of("x", "y")));
    }

    @Test
    void replaceInTheSamePlaceIsRefusedAndNamesTheWinner() {
        Snapshot<Release> read = state.create(KEY, new Release("a", List.of()), ME);
        state.update(KEY, r -> new Release("green", List.of()), CI);

        RevisionConflictException conflict = catchThrowableOfType(
                RevisionConflictException.class, () -> state.replace(read, new Release("red", List.of("z")), ME));

        assertThat(conflict)
                .hasMessage("'release/1.0' is at revision 2, not 1: ci committed \"build is green\" first, and both"
                        + " changed /notes. Read it again and repeat your change.");
        assertThat(conflict.code()).isEqualTo("E_CONFLICT");
        assertThat(conflict.expected()).isEqualTo(Revision.of(1));
        assertThat(conflict.winner().revision()).isEqualTo(Revision.of(2));
        assertThat(conflict.paths()).containsExactly("/notes");
        assertThat(state.get(KEY).value().approvals()).isEmpty();
    }

    @Test
    void replaceOfADeletedValueIsRefused() {
        Snapshot<Release> read = state.create(KEY, new Release("a", List.of()), ME);
        state.delete(KEY, CI);

        assertThatThrownBy(() -> state.replace(read, new Release("b", List.of()), ME))
                .isInstanceOf(StateNotFoundException.class);
    }

    @Test
    void severalKeysChangeInOneCommit() {
        state.create(KEY, new Release("a", List.of()), ME);

        String answer = state.transact(CI, tx -> {
            tx.update(KEY, r -> new Release("moved", r.approvals()));
            tx.put(OTHER, new Release("new", List.of()));
            assertThat(tx.get(OTHER).notes()).isEqualTo("new");
            return tx.get(KEY).notes();
        });

        assertThat(answer).isEqualTo("moved");
        assertThat(state.commit(Revision.of(2)).keys()).containsExactly("release/1.0", "release/2.0");
        assertThat(state.get(OTHER).revision()).isEqualTo(state.get(KEY).revision());
    }

    @Test
    void aTransactionThatPutsAndDeletesAgainCommitsNothing() {
        state.transact(ME, tx -> {
            tx.put(KEY, new Release("a", List.of()));
            tx.delete(KEY);
            assertThat(tx.find(KEY)).isEmpty();
            return "";
        });

        assertThat(state.head()).isEqualTo(Revision.NONE);
    }

    @Test
    void aDeletedValueIsInTheHistoryAndMayBeCreatedAgain() {
        state.create(KEY, new Release("a", List.of()), ME);
        Commit deleted = state.delete(KEY, CI);
        state.create(KEY, new Release("b", List.of()), ME);

        assertThat(state.history(KEY, 10))
                .extracting(Commit::revision)
                .containsExactly(Revision.of(3), deleted.revision(), Revision.of(1));
        assertThat(state.asOf(KEY, Revision.of(1)).orElseThrow().value().notes())
                .isEqualTo("a");
        assertThat(state.asOf(KEY, deleted.revision())).isEmpty();
    }

    @Test
    void historyIsNewestFirstAndChangesSinceOldestFirst() {
        for (int i = 0; i < 5; i++) {
            int n = i;
            state.transact(Cause.of("me", "step " + n), tx -> {
                tx.put(KEY, new Release("r" + n, List.of()));
                return n;
            });
        }

        assertThat(state.history(2)).extracting(c -> c.cause().reason()).containsExactly("step 4", "step 3");
        Changes changes = state.changesSince(Revision.of(3), 10);
        assertThat(changes.commits()).extracting(c -> c.cause().reason()).containsExactly("step 3", "step 4");
        assertThat(changes.complete()).isTrue();
        assertThat(state.changesSince(Revision.NONE, 2).complete()).isFalse();
        assertThat(state.changesSince(Revision.NONE, 2).commits()).hasSize(2);
        assertThat(state.changesSince(Revision.of(5), 2).isEmpty()).isTrue();
        assertThatThrownBy(() -> state.commit(Revision.of(6))).hasMessage("there is no revision 6; the newest is 5.");
        assertThatThrownBy(() -> state.commit(Revision.NONE)).isInstanceOf(StateNotFoundException.class);
    }

    @Test
    void aDiffNamesThePlaces() {
        state.create(KEY, new Release("a", List.of()), ME);
        state.update(KEY, r -> new Release("b", List.of("x")), CI);

        assertThat(state.diff(KEY, Revision.of(1), Revision.of(2)))
                .extracting(JsonDiff::path)
                .containsExactly("/approvals/\"x\"", "/notes");
        assertThat(state.diff(KEY, Revision.NONE, Revision.of(1))).hasSize(1);
    }

    @Test
    void undoTakesBackOneCommitAndKeepsLaterOnes() {
        state.create(KEY, new Release("a", List.of()), ME);
        state.update(KEY, r -> new Release("b", r.approvals()), ME);
        state.update(KEY, r -> new Release(r.notes(), List.of("x")), CI);

        Optional<Commit> undo = state.undo(Revision.of(2), Cause.of("me", "not yet"));

        assertThat(undo.orElseThrow().revision()).isEqualTo(Revision.of(4));
        assertThat(state.get(KEY).value()).isEqualTo(new Release("a", List.of("x")));
        assertThat(state.undo(Revision.of(2), ME)).isEmpty();
    }

    @Test
    void undoIsRefusedWhereLaterCommitsTouchedTheSame() {
        state.create(KEY, new Release("a", List.of()), ME);
        state.update(KEY, r -> new Release("b", r.approvals()), ME);
        state.update(KEY, r -> new Release("c", r.approvals()), CI);

        assertThatThrownBy(() -> state.undo(Revision.of(2), ME))
                .isInstanceOfSatisfying(
                        RevisionConflictException.class,
                        e -> assertThat(e.paths()).containsExactly("/notes"));
        assertThat(state.head()).isEqualTo(Revision.of(3));
    }

    @Test
    void creationAndDeletionAreUndone() {
        state.create(KEY, new Release("a", List.of()), ME);
        state.undo(Revision.of(1), ME);
        assertThat(state.find(KEY)).isEmpty();
        state.undo(Revision.of(2), ME);
        assertThat(state.get(KEY).value().notes()).isEqualTo("a");
    }

    @Test
    void aRepeatedOperationAppliesOnceAndAnswersTheSame() {
        state.create(KEY, new Release("a", List.of()), ME);
        Cause once = CI.withOperation("op-1");

        Snapshot<Release> first = state.update(KEY, r -> new Release(r.notes() + "+", List.of()), once);
        state.update(KEY, r -> new Release(r.notes() + "later", List.of()), ME);
        Snapshot<Release> again = state.update(KEY, r -> new Release(r.notes() + "+", List.of()), once);

        assertThat(again).isEqualTo(first);
        assertThat(state.get(KEY).value().notes()).isEqualTo("a+later");
        assertThat(state.head()).isEqualTo(Revision.of(3));
    }

    @Test
    void aRepeatedTransactionAnswersWhatItAnsweredFirst() {
        state.create(KEY, new Release("a", List.of()), ME);
        Cause once = CI.withOperation("op-1");
        String first = state.transact(once, tx -> takeAway(tx));

        String again = state.transact(once, tx -> takeAway(tx));

        assertThat(again).isEqualTo(first).isEqualTo("a");
        assertThat(state.head()).isEqualTo(Revision.of(2));
        assertThatThrownBy(() -> state.transact(CI.withOperation("op-2"), tx -> takeAway(tx)))
                .isInstanceOf(StateNotFoundException.class);
    }

    private static String takeAway(Transaction tx) {
        String notes = tx.get(KEY).notes();
        tx.delete(KEY);
        return notes;
    }

    @Test
    void aStateOfAnotherShapeIsNamed() {
        state.create(RAW, Json.parse("{\"notes\":7,\"approvals\":[]}"), ME);

        assertThatThrownBy(() -> state.get(KEY))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_STATE_SHAPE"))
                .hasMessage("the state 'release/1.0' does not have its expected shape: at /notes: expected a string,"
                        + " but it is 7.");
    }

    @Test
    void unknownFieldsSurviveAnUpdate() {
        state.create(RAW, Json.parse("{\"notes\":\"a\",\"x\":{\"by\":\"hand\"}}"), ME);

        state.update(KEY, r -> new Release("b", List.of("me")), CI);

        assertThat(state.get(RAW).json())
                .hasToString("{\"approvals\":[\"me\"],\"notes\":\"b\",\"x\":{\"by\":\"hand\"}}");
    }

    @Test
    void aValueThatCouldNotBeReadAgainIsNotCommitted() {
        Json deep = Json.of(1);
        for (int i = 0; i < 65; i++) {
            deep = Json.array(List.of(deep));
        }
        Json tooDeep = deep;
        assertThatThrownBy(() -> state.create(RAW, tooDeep, ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_JSON_DEPTH"))
                .hasMessage(
                        "the state 'release/1.0' was not changed: values are nested deeper than 64. Split it over more"
                                + " keys.");
        List<Json> many = new ArrayList<>(java.util.Collections.nCopies(100, Json.of("x".repeat(1 << 20))));
        assertThatThrownBy(() -> state.create(RAW, Json.array(many), ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_STATE_TOO_LARGE"));
        Json ones = Json.array(java.util.Collections.nCopies(1_000_000, Json.of(1)));
        assertThatThrownBy(() -> state.create(RAW, Json.object(Map.of("a", ones, "b", ones)), ME))
                .isInstanceOfSatisfying(
                        CodedException.class, e -> assertThat(e.code()).isEqualTo("E_JSON_TOKENS"));
        assertThat(state.head()).isEqualTo(Revision.NONE);
    }

    @Test
    void aSnapshotOfAnUnchangedValueIsDecodedOnce() {
        state.create(KEY, new Release("a", List.of()), ME);

        assertThat(state.get(KEY)).isSameAs(state.get(KEY));
    }
}
