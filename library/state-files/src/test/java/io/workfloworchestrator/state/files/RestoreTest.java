package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN;
import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    static final String REFERENCE = """
            {
              "version": "1.0",
              "projectName": "Demo",
              "created": "2026-01-01T00:00:00.000Z",
              "lastUpdated": "2026-01-01T00:00:00.000Z",
              "currentPhase": "execution",
              "currentStep": "create-tasks",
              "phases": {"initialization": {"status": "complete", "steps": []}},
              "goals": {"potential": ["a.md"], "selected": [], "completed": []},
              "integrations": {},
              "mine": {"kept": 12345678901234567890}
            }
            """;

    static final Importer IMPORTER = (key, document) -> document.asObject()
            .text("version")
            .filter("1.0"::equals)
            .map(version -> Json.Obj.EMPTY
                    .with("format", Json.of("own"))
                    .with("name", document.at("projectName").orElseThrow())
                    .with("mine", document.at("mine").orElse(Json.Null.VALUE)));

    @TempDir
    Path folder;

    /** Where the state is kept; the tests of every store answer this with theirs. */
    StateStore store(Path project) {
        return new InMemoryStateStore();
    }

    @Test
    void aCloneIsRestoredFromItsFilesAsOneCommitAndAQuestionCreatesNothing() {
        StateStore store = store(folder);
        try (Desk desk = Desk.at(folder, store)) {
            desk.save(MAIN_FILE, "{'a': 1}");
            desk.save(LOGIN_FILE, "{'b': 1}");
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1}"));
            assertThat(desk.value(LOGIN)).isEqualTo(json("{'b': 1}"));
            assertThat(desk.history())
                    .containsExactly("restored from files: the state begins with " + MAIN_FILE + ", " + LOGIN_FILE);
            assertThat(store.head()).isEqualTo(Revision.NONE);
            assertThat(desk.names(".ai-planning")).containsExactly("project-state.json", "spec-driven");

            desk.set(MAIN, "a", "2");
            assertThat(store.head()).isEqualTo(Revision.of(2));
            assertThat(desk.history()).hasSize(2).last().asString().startsWith("restored from files");
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2}"));
        }
    }

    @Test
    void twoProcessesThatRestoreTheSameCloneAgree() {
        StateStore store = store(folder);
        try (Desk one = Desk.at(folder, store);
                Desk two = Desk.at(folder, store)) {
            one.save(MAIN_FILE, "{'a': 1, 'b': 1}");
            assertThat(one.value(MAIN)).isEqualTo(two.value(MAIN));
            one.set(MAIN, "a", "2");
            two.set(MAIN, "b", "2");
            assertThat(one.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 2}"));
            assertThat(two.history())
                    .filteredOn(cause -> cause.startsWith("restored"))
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsCreatedForAQuestionInAnEmptyProject() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            assertThat(desk.state.find(MAIN)).isEmpty();
            assertThat(desk.state.notices()).isEmpty();
            assertThat(desk.names(".")).isEmpty();
        }
        try (Desk desk = Desk.at(folder.resolve("not-there"), store(folder.resolve("not-there")))) {
            assertThat(desk.state.list()).isEmpty();
        }
        assertThat(folder.resolve("not-there")).doesNotExist();
    }

    @Test
    void aDocumentOfTheReferenceIsImportedVerbatimThenConverted() {
        StateStore store = store(folder);
        try (Desk desk = Desk.of(Desk.files(folder, store).importer(IMPORTER), folder, store)) {
            desk.saveBytes(MAIN_FILE, REFERENCE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(desk.value(MAIN).at("format")).contains(Json.of("own"));
            assertThat(desk.value(MAIN).at("mine", "kept").orElseThrow()).hasToString("12345678901234567890");
            assertThat(desk.state.asOf(MAIN, Revision.of(1)).orElseThrow().value())
                    .isEqualTo(json(REFERENCE));
            assertThat(desk.state.commit(Revision.of(1)).cause().actor()).isEqualTo("imported from project-state.json");
            assertThat(desk.text(MAIN_FILE)).isEqualTo(REFERENCE);

            desk.set(MAIN, "name", "'Other'");
            desk.files.flush();
            assertThat(desk.text(".ai-planning/project-state.reference-1.0.json"))
                    .isEqualTo(REFERENCE);
            assertThat(json(desk.text(MAIN_FILE)).at("name")).contains(Json.of("Other"));
            assertThat(store.head()).isEqualTo(Revision.of(3));
            assertThat(desk.state.notices()).isEmpty();
        }
    }

    @Test
    void aDocumentOfTheReferenceThatReplacesOurFileIsConvertedAndMerged() {
        StateStore store = store(folder);
        try (Desk desk = Desk.of(Desk.files(folder, store).importer(IMPORTER), folder, store)) {
            desk.with(MAIN, "{'format': 'own', 'name': 'Old', 'mine': null}");
            desk.saveBytes(MAIN_FILE, REFERENCE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(desk.value(MAIN).at("name")).contains(Json.of("Demo"));
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE)).at("format")).contains(Json.of("own"));
        }
    }

    @Test
    void aNewerFormatIsLeftAloneAndItsKeyCannotBeChanged() {
        for (String newer : List.of(REFERENCE.replace("\"1.0\"", "\"99.0\""), "{\"schemaVersion\": 999}")) {
            try (Desk desk = Desk.at(folder, store(folder))) {
                desk.saveBytes(MAIN_FILE, newer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(desk.notice("E_STATE_NEWER").path()).isEqualTo(MAIN_FILE);
                Codes.assertRefused("E_STATE_NEWER", () -> desk.state.create(MAIN, json("{}"), Desk.TOOL));
                desk.files.flush();
                assertThat(desk.text(MAIN_FILE)).isEqualTo(newer);
            }
        }
    }

    @Test
    void theWholeFolderDeletedWhileRunningIsWrittenAgainWithTheNextChange() throws IOException {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, "{'a': 1}").with(LOGIN, "{'b': 1}");
            delete(folder.resolve(".ai-planning"));
            assertThat(desk.codes()).containsExactly("E_FILE_MISSING", "E_FILE_MISSING");
            desk.set(MAIN, "a", "2");
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2}"));
            assertThat(json(desk.text(LOGIN_FILE))).isEqualTo(json("{'b': 1}"));
            assertThat(desk.state.notices()).isEmpty();
        }
    }

    @Test
    void anUnreadableFileInACloneIsNeverTakenForAbsent() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.save(MAIN_FILE, "{'a': 1,");
            assertThat(desk.state.find(MAIN)).isEmpty();
            assertThat(desk.notice("E_JSON_SYNTAX").message()).contains("line 1");
            Codes.assertRefused("E_JSON_SYNTAX", () -> desk.state.create(MAIN, json("{}"), Desk.TOOL));
            assertThat(desk.text(MAIN_FILE)).isEqualTo("{\"a\": 1,");
            desk.save(MAIN_FILE, "{'a': 1}");
            assertThat(desk.state.find(MAIN)).map(some -> some.value()).isEqualTo(Optional.of(json("{'a': 1}")));
            assertThat(desk.state.notices()).isEmpty();
        }
    }

    static void deleteConflicts(Path path) {
        try (Stream<Path> all = Files.list(path)) {
            for (Path file :
                    all.filter(name -> Layout.isConflict(name.toString())).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
