package io.workfloworchestrator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workfloworchestrator.json.Json;
import org.junit.jupiter.api.Test;

class UndoTest {
    private static final StateKey<Json> KEY = StateKey.json("rel/1");
    private static final Cause ME = Cause.by("me");

    private final StateManager state = StateManager.inMemory();

    private void set(String field, Json value) {
        state.update(
                KEY, json -> json.asObject().with(field, value), Cause.by("me").doing("set " + field));
    }

    private TakenBack takeBack(long revision) {
        return state.takeBack(Revision.of(revision), ME);
    }

    private String reason(TakenBack done) {
        return done.commit().orElseThrow().cause().reason();
    }

    @Test
    void takingBackAnUndoIsSaidToBringTheChangeBackAndReasonsDoNotNest() {
        state.create(KEY, Json.Obj.EMPTY, ME);
        set("n", Json.of(1));

        TakenBack first = takeBack(2);
        TakenBack second = takeBack(3);
        TakenBack third = takeBack(4);

        assertThat(first.toText()).isEqualTo("Took back revision 2: set n.");
        assertThat(reason(first)).isEqualTo("undo revision 2 (set n)");
        assertThat(second.redo()).isTrue();
        assertThat(second.toText()).isEqualTo("Brought back revision 2: set n.");
        assertThat(reason(second)).isEqualTo("redo revision 2 (set n)");
        assertThat(reason(third)).isEqualTo("undo revision 2 (set n)");
        for (long revision = 5; revision < 20; revision++) {
            assertThat(reason(takeBack(revision))).hasSizeLessThan(40);
        }
    }

    @Test
    void historiesFromBeforeRedoWasSaidAreFollowedToTheChange() {
        state.create(KEY, Json.Obj.EMPTY, ME);
        set("n", Json.of(1));
        state.undo(Revision.of(2), Cause.of("me", "undo revision 2 (set n)"));
        state.undo(Revision.of(3), Cause.of("me", "undo revision 3 (undo revision 2 (set n))"));

        TakenBack again = takeBack(4);

        assertThat(again.redo()).isFalse();
        assertThat(again.change().revision()).isEqualTo(Revision.of(2));
        assertThat(reason(again)).isEqualTo("undo revision 2 (set n)");
    }

    @Test
    void aReasonThatOnlySpeaksOfUndoLeadsNowhere() {
        state.create(KEY, Json.Obj.EMPTY, ME);
        state.update(
                KEY, json -> json.asObject().with("n", Json.of(1)), Cause.of("me", "undo revision 999999999999999999"));
        assertThat(takeBack(2).change().revision()).isEqualTo(Revision.of(2));
    }

    @Test
    void aLongReasonIsCutAndTheOwnOneIsKept() {
        state.create(KEY, Json.Obj.EMPTY, Cause.of("me", "x".repeat(2_000)));
        TakenBack done = state.takeBack(Revision.of(1), Cause.of("me", "a mistake"));
        assertThat(reason(done))
                .hasSizeLessThan(300)
                .startsWith("undo revision 1 (xxx")
                .endsWith("…): a mistake");
    }

    @Test
    void aConflictNamesTheCommitThatChangedTheSamePlaceAndWhatAPersonCanDo() {
        state.create(KEY, Json.Obj.EMPTY, ME);
        set("n", Json.of(1));
        set("tag", Json.of("a"));
        set("n", Json.of(2));
        set("owner", Json.of("o"));

        RevisionConflictException conflict = catchThrowableOfType(RevisionConflictException.class, () -> takeBack(2));

        assertThat(conflict.winner().revision()).isEqualTo(Revision.of(4));
        assertThat(conflict)
                .hasMessageContaining("revision 4 (me: set n)")
                .hasMessageContaining("/n")
                .hasMessageContaining("Take back revision 4 first")
                .message()
                .doesNotContain("owner", "update()");
    }

    @Test
    void aConflictWithADeletionNamesTheDeletion() {
        state.create(KEY, Json.Obj.EMPTY, ME);
        set("n", Json.of(1));
        state.delete(KEY, Cause.of("me", "away with it"));
        RevisionConflictException conflict = catchThrowableOfType(RevisionConflictException.class, () -> takeBack(2));
        assertThat(conflict.winner().revision()).isEqualTo(Revision.of(3));
    }

    @Test
    void replacingNamesTheCommitThatChangedTheSamePlaceToo() {
        Snapshot<Json> read = state.create(KEY, Json.Obj.EMPTY, ME);
        set("n", Json.of(1));
        set("owner", Json.of("o"));
        RevisionConflictException conflict = catchThrowableOfType(
                RevisionConflictException.class, () -> state.replace(read, Json.Obj.EMPTY.with("n", Json.of(2)), ME));
        assertThat(conflict.winner().revision()).isEqualTo(Revision.of(2));
        assertThat(conflict).hasMessageContaining("\"set n\" in revision 2 first");
    }

    @Test
    void aCauseSaysWhatWasDoneBeforeWhy() {
        assertThat(Cause.by("me").doing("set n").reason()).isEqualTo("set n");
        assertThat(Cause.of("me", "agreed").doing("set n").reason()).isEqualTo("set n: agreed");
        assertThat(Cause.of("me", "x".repeat(2_000)).doing("set n").reason())
                .hasSize(2_000)
                .endsWith("… (cut: it had 2000 characters)");
        assertThat(Cause.of("me", "first\nsecond").headline()).isEqualTo("first");
    }
}
