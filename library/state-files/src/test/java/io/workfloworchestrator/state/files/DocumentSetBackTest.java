package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Desk.json;
import static io.workfloworchestrator.state.files.Tracker.JSON_FILE;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are saved from an older version, or made as they were before. */
class DocumentSetBackTest {
    private static final String OPEN = "goals/open/pdf.lines";

    @TempDir
    Path folder;

    private final StateStore store = new InMemoryStateStore();
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.of(Desk.files(folder, store).documents(new Tracker()).clock(CLOCK), folder, store);
        desk.with(KEY, """
                {'goals': {
                  'csv': {'title': 'Tables', 'status': 'open', 'counter': 1},
                  'pdf': {'title': 'Invoices', 'status': 'open', 'counter': 7}}}
                """);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void set(String goal, String field, String text) {
        desk.update(KEY, value -> value.asObject().withAt(List.of("goals", goal, field), json(text)));
    }

    private String field(String goal, String field) {
        return desk.value(KEY).at("goals", goal, field).map(Json::toString).orElse("");
    }

    @Test
    void aStaleSaveIsSaidUntilTheNextChange() {
        String opened = desk.text(OPEN);
        set("pdf", "note", "'of the tool'");
        desk.files.flush();
        desk.save(OPEN, opened.replace("Invoices", "Bills"));
        assertThat(field("pdf", "note")).isEqualTo("\"of the tool\"");
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(desk.notice("E_FILE_STALE").path()).isEqualTo(OPEN);
        set("csv", "title", "'Lists'");
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void anOldCopyOfADocumentIsReplacedAndNamedAndTakenTheSecondTime() {
        String old = desk.text(OPEN);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        set("csv", "title", "'Lists'");
        desk.files.flush();
        desk.save(OPEN, old);
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(desk.notice("E_FILE_STALE").message()).contains("set back", "once more");
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Bills");

        desk.save(OPEN, old);
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        assertThat(desk.notice("E_FILE_STALE").message()).contains("taken back in the state too");
        desk.files.flush();
        assertThat(desk.text(OPEN)).isEqualTo(old);
    }

    @Test
    void aConflictInADocumentIsKeptBesideAndNamedUntilItsFileIsDeleted() throws IOException {
        String opened = desk.text(OPEN);
        set("pdf", "title", "'Slips'");
        set("pdf", "note", "'n'");
        desk.files.flush();
        desk.save(OPEN, opened.replace("Invoices", "Bills") + "\"owner\": \"ana\"\n");
        assertThat(desk.value(KEY).at("goals", "pdf").orElseThrow().toString()).contains("Slips", "\"owner\":\"ana\"");
        Notice notice = desk.notice("E_EDIT_CONFLICT");
        assertThat(notice.path()).matches("goals/open/pdf\\.conflict-[0-9a-f]{8}\\.lines");
        assertThat(desk.text(notice.path())).contains("Bills");
        Files.delete(folder.resolve(notice.path()));
        assertThat(desk.codes()).doesNotContain("E_EDIT_CONFLICT");
    }

    /** The old text is what a person wants if it comes long after the new one was there to be seen. */
    @Test
    void whatAPersonSetsBackLongAfterItWasWrittenIsTakenAtOnceAndSaid() throws IOException {
        String old = desk.text(OPEN);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        aged(JSON_FILE);
        desk.save(OPEN, old);
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        assertThat(desk.notice("E_FILE_STALE").message()).contains("set back", "use undo");
        desk.files.flush();
        assertThat(desk.text(OPEN)).isEqualTo(old);
        assertThat(json(desk.text(JSON_FILE))).isEqualTo(desk.value(KEY));
    }

    /** An edit that says what an older version said, though its bytes were never there. */
    @Test
    void theSameInOtherWordsIsNamedFirstAndTakenIfItIsMeant() throws IOException {
        String old = desk.text(OPEN);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        desk.save(OPEN, old + "\nby the way\n");
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(desk.notice("E_FILE_STALE").message()).contains("older version", "once more");
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Bills", "by the way");

        desk.save(OPEN, old + "\nby the way\n");
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
    }

    /** As git does when it puts changes away: then nobody edited the document. */
    @Test
    void anOldDocumentThatComesWithItsOldJsonFileIsAnOldCopy() throws IOException {
        String old = desk.text(OPEN);
        String oldJson = desk.text(JSON_FILE);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        aged(JSON_FILE);
        desk.save(JSON_FILE, oldJson);
        desk.save(OPEN, old);
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Bills");
    }

    private void aged(String path) throws IOException {
        Files.setLastModifiedTime(folder.resolve(path), FileTime.fromMillis(System.currentTimeMillis() - 11_000));
    }
}
