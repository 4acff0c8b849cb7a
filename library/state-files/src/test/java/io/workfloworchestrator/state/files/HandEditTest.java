package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN;
import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandEditTest {
    @TempDir
    Path folder;

    /** Where the state is kept; the tests of every store answer this with theirs. */
    StateStore store(Path project) {
        return new InMemoryStateStore();
    }

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.at(folder, store(folder));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aValueIsPublishedReadably() {
        desk.with(MAIN, "{'b': [1, {'z': 1, 'a': 2}], 'a': 'ä'}");
        assertThat(desk.text(MAIN_FILE)).isEqualTo("""
                {
                  "a": "ä",
                  "b": [
                    1,
                    {
                      "a": 2,
                      "z": 1
                    }
                  ]
                }
                """);
        assertThat(desk.state.notices()).isEmpty();
    }

    /** The edit is in the file, and will be taken over again if the power fails. */
    @Test
    void anEditThatTheDiskDoesNotConfirmIsShownAndNamed() {
        desk.close();
        AtomicBoolean fails = new AtomicBoolean();
        desk = Desk.at(folder, unconfirmed(store(folder), fails));
        desk.with(MAIN, "{'a': 1}");
        desk.save(MAIN_FILE, "{'a': 2}");
        fails.set(true);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
        assertThat(desk.state.notices()).extracting(StateView.Notice::code).contains("E_DURABILITY");
        assertThatThrownBy(() -> desk.state.create(LOGIN, json("1"), Desk.TOOL)).hasMessageContaining("not confirmed");
        fails.set(false);
        desk.save(MAIN_FILE, "{'a': 3}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 3}"));
        assertThat(desk.state.notices()).isEmpty();
    }

    private static StateStore unconfirmed(StateStore store, AtomicBoolean fails) {
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    return method.getName().equals("enter")
                            ? (StateStore.Turn) () -> {
                                ((StateStore.Turn) answer).close();
                                if (fails.get()) {
                                    throw new StateException("E_DURABILITY", "this change is not confirmed.");
                                }
                            }
                            : answer;
                });
    }

    /** W08 */
    @Test
    void ourOwnWriteIsNotReportedAsAnEdit() {
        desk.with(MAIN, "{'a': 1}");
        for (int i = 0; i < 50; i++) {
            desk.set(MAIN, "a", String.valueOf(i));
            desk.files.flush();
            assertThat(desk.state.head()).isEqualTo(desk.store.head());
        }
        assertThat(desk.history()).doesNotContain("edited on disk: changed " + MAIN_FILE);
    }

    @Test
    void aSecretThatAPersonWroteIsTakenInAndNamedUntilItIsGone() {
        String token = "gh" + "p_" + "aB3dE5gH7jK9".repeat(3);
        desk.with(MAIN, "{'a': 1}");
        desk.save(MAIN_FILE, "{'a': 1, 'note': 'use " + token + "'}");

        assertThat(desk.value(MAIN).at("note")).contains(Json.of("use " + token));
        assertThat(desk.notice("W_SECRET").path()).isEqualTo(MAIN_FILE);
        assertThat(desk.notice("W_SECRET").message())
                .startsWith("/note looks like a GitHub token.")
                .doesNotContain(token);
        try (StateFiles others = StateFiles.of(folder, desk.store, Desk.LAYOUT, Desk.CLOCK)) {
            others.absorb();
            assertThat(others.notices()).extracting(StateView.Notice::code).contains("W_SECRET");
        }
        desk.set(MAIN, "a", "2");
        assertThat(desk.codes()).contains("W_SECRET");

        desk.set(MAIN, "note", "'use $TOKEN'");
        assertThat(desk.codes()).doesNotContain("W_SECRET");
    }

    @Test
    void anEditIsOneCommitThatNamesTheFile() {
        desk.with(MAIN, "{'a': 1, 'b': 2}");
        desk.edit(MAIN_FILE, text -> text.replace("2", "3"));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 3}"));
        assertThat(desk.history()).startsWith("edited on disk: changed " + MAIN_FILE);
        assertThat(desk.state.head()).isEqualTo(Revision.of(2));
        desk.files.flush();
        assertThat(desk.state.head()).isEqualTo(Revision.of(2));
    }

    @Test
    void anEditInPlaceOfTheSameSizeJustAfterAPublicationIsSeen() {
        desk.with(MAIN, "{'a': 1}");
        desk.edit(MAIN_FILE, text -> text.replace("1", "2"));
        await().untilAsserted(() -> assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}")));
    }

    @Test
    void anEditorThatReplacesTheFileIsAnEditToo() throws IOException {
        desk.with(MAIN, "{'a': 1, 'b': 2}");
        Path swap = desk.root.resolve(".ai-planning/4913~");
        Files.writeString(swap, "{\"a\": 7, \"b\": 2}");
        Files.move(swap, desk.root.resolve(MAIN_FILE), StandardCopyOption.ATOMIC_MOVE);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 7, 'b': 2}"));
    }

    @Test
    void editsOfSeveralFilesAreOneCommit() {
        desk.with(MAIN, "{'a': 1}").with(LOGIN, "{'a': 1}");
        Revision before = desk.state.head();
        desk.save(MAIN_FILE, "{'a': 2}");
        desk.save(LOGIN_FILE, "{'a': 3}");
        desk.save(".ai-planning/spec-driven/002-new.json", "{'a': 4}");
        assertThat(desk.state.head().number()).isEqualTo(before.number() + 1);
        assertThat(desk.state.list()).contains("spec-driven/002-new");
        assertThat(desk.state.history(1).get(0).keys()).hasSize(3);
    }

    @Test
    void aStaleSaveKeepsWhatOthersChangedMeanwhile() {
        desk.with(MAIN, "{'a': 1, 'b': 1, 'c': 1}");
        String open = desk.text(MAIN_FILE);
        desk.set(MAIN, "b", "2");
        desk.files.flush();
        desk.set(MAIN, "c", "2");
        desk.files.flush();
        desk.save(MAIN_FILE, open.replace("\"a\": 1", "\"a\": 9"));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 9, 'b': 2, 'c': 2}"));
        desk.files.flush();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 9, 'b': 2, 'c': 2}"));
        assertThat(desk.state.notices()).singleElement().extracting("code").isEqualTo("E_FILE_STALE");
    }

    @Test
    void aConflictKeepsBothAndIsNamedUntilItsFileIsDeleted() throws IOException {
        desk.with(MAIN, "{'a': 1, 'b': 1, 'c': 1}");
        String open = desk.text(MAIN_FILE);
        desk.set(MAIN, "a", "2");
        desk.set(MAIN, "c", "2");
        desk.files.flush();
        desk.save(MAIN_FILE, open.replace("\"a\": 1", "\"a\": 3").replace("\"b\": 1", "\"b\": 5"));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 5, 'c': 2}"));
        var notice = desk.notice("E_EDIT_CONFLICT");
        assertThat(notice.path()).matches("\\.ai-planning/project-state\\.conflict-[0-9a-f]{8}\\.json");
        assertThat(notice.message()).contains("/a", MAIN_FILE, "delete it");
        assertThat(json(desk.text(notice.path()))).isEqualTo(json("{'a': 3, 'b': 5, 'c': 1}"));
        desk.files.flush();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2, 'b': 5, 'c': 2}"));
        Files.delete(desk.root.resolve(notice.path()));
        await().untilAsserted(() -> assertThat(desk.state.notices())
                .singleElement()
                .extracting("code")
                .isEqualTo("E_FILE_STALE"));
        desk.set(MAIN, "b", "6");
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void anotherFormatOfTheSameValueIsLeftAsItIsUntilTheNextChange() {
        desk.with(MAIN, "{'a': 1, 'b': 2}");
        desk.save(MAIN_FILE, "{'b':2,\n'a':1}");
        assertThat(desk.state.head()).isEqualTo(Revision.of(1));
        desk.files.flush();
        assertThat(desk.text(MAIN_FILE)).isEqualTo("{\"b\":2,\n\"a\":1}");
        desk.set(MAIN, "a", "5");
        desk.files.flush();
        assertThat(desk.text(MAIN_FILE)).isEqualTo("{\n  \"a\": 5,\n  \"b\": 2\n}\n");
    }

    @Test
    void aStaleCopyIsReplacedAndSaidToHaveBeenSetBack() {
        desk.with(MAIN, "{'a': 1}");
        String old = desk.text(MAIN_FILE);
        desk.set(MAIN, "a", "2");
        desk.files.flush();
        desk.save(MAIN_FILE, old);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
        assertThat(desk.state.head()).isEqualTo(Revision.of(2));
        assertThat(desk.notice("E_FILE_STALE").message()).contains("revision 1", "revision 2", "undo");
        desk.files.flush();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2}"));
    }

    @Test
    void anOldListInAnotherOrderKeepsWhatOthersAppended() {
        desk.with(MAIN, "{'l': []}");
        desk.set(MAIN, "l", "['a', 'b', 'c']");
        desk.files.flush();
        desk.set(MAIN, "l", "['a', 'b', 'c', 'd']");
        desk.files.flush();
        desk.save(MAIN_FILE, "{'l': ['c', 'a', 'b']}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'l': ['c', 'd', 'a', 'b']}"));
    }

    @Test
    void anOldListWithOtherElementsReplacesJustThose() {
        desk.with(MAIN, "{'l': []}");
        desk.set(MAIN, "l", "['a', 'b', 'c']");
        desk.files.flush();
        desk.set(MAIN, "l", "['a', 'b', 'c', 'd']");
        desk.files.flush();
        desk.save(MAIN_FILE, "{'l': ['A', 'b', 'C']}");
        assertThat(desk.value(MAIN).at("l").orElseThrow().toString())
                .contains("A", "C", "b", "d")
                .doesNotContain("a", "c");
    }

    @Test
    void anotherListReplacesTheOneThatWasThere() {
        desk.with(MAIN, "{'l': []}");
        desk.set(MAIN, "l", "['a', 'b', 'c']");
        desk.files.flush();
        desk.save(MAIN_FILE, "{'l': ['X']}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'l': ['X']}"));
    }

    @Test
    void thatAFileWasSetBackIsToldAlsoWhenItsStateChangesInTheSameBreath() {
        desk.with(MAIN, "{'n': 0}");
        String old = desk.text(MAIN_FILE);
        desk.set(MAIN, "n", "1");
        desk.files.flush();
        desk.save(MAIN_FILE, old);
        desk.set(MAIN, "n", "2");
        assertThat(desk.codes()).containsExactly("E_FILE_STALE");
        desk.set(MAIN, "n", "3");
        assertThat(desk.codes()).isEmpty();
    }

    /** An editor's undo, or git's restore. */
    @Test
    void whatWasEditedInTheFileIsTakenBackInTheFile() {
        desk.with(MAIN, "{'n': 0, 'tag': ''}");
        desk.set(MAIN, "n", "1");
        desk.files.flush();
        String before = desk.text(MAIN_FILE);
        desk.save(MAIN_FILE, "{'n': 1, 'tag': 'P'}");
        String edited = desk.text(MAIN_FILE);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'n': 1, 'tag': 'P'}"));
        desk.save(MAIN_FILE, before);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'n': 1, 'tag': ''}"));
        assertThat(desk.notice("E_FILE_STALE").message()).contains("revision 2").contains("use undo");
        desk.save(MAIN_FILE, edited);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'n': 1, 'tag': 'P'}"));
        desk.files.flush();
        assertThat(desk.text(MAIN_FILE)).isEqualTo(edited);
    }

    /** Whether somebody took it back or had an old copy open cannot be known, so it is said what stayed. */
    @Test
    void whatStaysAgainstTheTextOfAnEditIsSaid() {
        desk.with(MAIN, "{'n': 0, 'tag': ''}");
        desk.set(MAIN, "n", "5");
        desk.files.flush();
        desk.save(MAIN_FILE, "{'n': 0, 'tag': 'P'}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'n': 5, 'tag': 'P'}"));
        assertThat(desk.history().get(0))
                .isEqualTo("edited on disk: changed " + MAIN_FILE
                        + "; what changed since the version that was opened stays: /n");
        assertThat(desk.notice("E_FILE_STALE").message()).contains("stays: /n. To set such a place back");
    }

    @Test
    void aMissingFileIsNoDeletion() throws IOException {
        desk.with(MAIN, "{'a': 1}").with(LOGIN, "{'a': 1}");
        Files.delete(desk.root.resolve(MAIN_FILE));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1}"));
        assertThat(desk.notice("E_FILE_MISSING").path()).isEqualTo(MAIN_FILE);
        desk.set(LOGIN, "a", "2");
        desk.files.flush();
        assertThat(desk.root.resolve(MAIN_FILE)).doesNotExist();
        desk.set(MAIN, "a", "2");
        desk.files.flush();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2}"));
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void repairWritesMissingFiles() throws IOException {
        desk.with(MAIN, "{'a': 1}");
        Files.delete(desk.root.resolve(MAIN_FILE));
        desk.files.repair();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 1}"));
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void aDeletedKeyLosesItsFileAndUndoBringsItBack() {
        desk.with(LOGIN, "{'a': 1}");
        desk.state.delete(LOGIN, Desk.TOOL);
        desk.files.flush();
        assertThat(desk.names(".ai-planning/spec-driven")).isEmpty();
        desk.state.undo(desk.state.head(), Desk.TOOL);
        desk.files.flush();
        assertThat(json(desk.text(LOGIN_FILE))).isEqualTo(json("{'a': 1}"));
    }

    @Test
    void anEditOfAKeyThatIsDeletedMeanwhileIsKept() {
        desk.with(LOGIN, "{'a': 1, 'b': 1}");
        desk.save(LOGIN_FILE, "{'a': 2, 'b': 1}");
        desk.store.commit(new io.workfloworchestrator.state.spi.Proposal(
                new java.util.TreeMap<>(java.util.Map.of(LOGIN.name(), Revision.of(1))),
                new java.util.TreeMap<>(java.util.Map.of(LOGIN.name(), java.util.Optional.empty())),
                Desk.TOOL,
                Desk.CLOCK.instant(),
                java.util.Map.of()));
        assertThat(desk.state.find(LOGIN)).isEmpty();
        assertThat(json(desk.text(desk.notice("E_EDIT_CONFLICT").path()))).isEqualTo(json("{'a': 2, 'b': 1}"));
        desk.files.flush();
        assertThat(desk.root.resolve(LOGIN_FILE)).doesNotExist();
    }

    @Test
    void unknownFieldsOfAPersonSurvive() {
        desk.with(MAIN, "{'a': 1}");
        desk.save(MAIN_FILE, "{'a': 1, '@class': 'java.lang.Runtime', 'mine': {'x': [1]}}");
        desk.set(MAIN, "a", "2");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, '@class': 'java.lang.Runtime', 'mine': {'x': [1]}}"));
    }

    @Test
    void aByteOrderMarkIsToleratedAndNotWritten() {
        desk.with(MAIN, "{'a': 1}");
        desk.save(MAIN_FILE, "\uFEFF{'a': 2}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
        desk.set(MAIN, "a", "3");
        desk.files.flush();
        assertThat(desk.text(MAIN_FILE)).startsWith("{");
    }
}
