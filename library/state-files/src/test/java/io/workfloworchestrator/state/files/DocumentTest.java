package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Desk.TOOL;
import static io.workfloworchestrator.state.files.Desk.json;
import static io.workfloworchestrator.state.files.Tracker.JSON_FILE;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a value that are documents, each where its value says. */
class DocumentTest {
    private static final String OPEN = "goals/open/pdf.lines";
    private static final String DONE = "goals/done/pdf.lines";

    @TempDir
    Path folder;

    private final StateStore store = new InMemoryStateStore();
    private Desk desk;

    @BeforeEach
    void open() {
        desk = at(folder, store);
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

    /** How many calls to go on after one that failed; fewer make more rounds. */
    int stride() {
        return 5;
    }

    private static Desk at(Path root, StateStore store) {
        return Desk.of(Desk.files(root, store).documents(new Tracker()).clock(CLOCK), root, store);
    }

    private void set(String goal, String field, String text) {
        desk.update(KEY, value -> value.asObject().withAt(List.of("goals", goal, field), json(text)));
    }

    private String field(String goal, String field) {
        return desk.value(KEY).at("goals", goal, field).map(Json::toString).orElse("");
    }

    private void move(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to).getParent());
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    @Test
    void eachPartIsPublishedWhereItsValueSays() {
        assertThat(desk.text(OPEN)).isEqualTo("\"id\": \"pdf\"\n\"title\": \"Invoices\"\n");
        assertThat(desk.text("goals/open/csv.lines")).contains("Tables");
        assertThat(json(desk.text(JSON_FILE))).isEqualTo(desk.value(KEY));
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void anEditOfADocumentIsOneCommitAndIsInTheJsonFileToo() {
        desk.edit(OPEN, text -> text.replace("Invoices", "Bills"));
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(field("pdf", "counter")).as("what no document says").isEqualTo("7");
        assertThat(desk.history()).startsWith("edited on disk: changed " + OPEN).hasSize(2);
        desk.files.flush();
        assertThat(json(desk.text(JSON_FILE))).isEqualTo(desk.value(KEY));
        assertThat(desk.state.notices()).isEmpty();
        assertThat(desk.state.head()).isEqualTo(Revision.of(2));
    }

    @Test
    void aTextThatACallerHadWrittenIsNoEditAndNamesTheCaller() {
        String text = desk.text(OPEN).replace("Invoices", "Bills");
        desk.state.writing(OPEN, text, Cause.of("ana (derive_again)", "a test"));
        desk.edit(OPEN, any -> text);
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(desk.history()).startsWith("written by ana (derive_again): " + OPEN);
        desk.edit(OPEN, now -> now.replace("Bills", "Notes"));
        assertThat(field("pdf", "title")).isEqualTo("\"Notes\"");
        assertThat(desk.history()).startsWith("edited on disk: changed " + OPEN);
    }

    @Test
    void editsOfTheJsonFileAndOfDocumentsAreOneCommitAndAllAreTakenOver() {
        desk.edit(
                JSON_FILE,
                text -> text.replace("\"counter\": 7", "\"counter\": 8").replace("Tables", "Lists"));
        desk.edit(OPEN, text -> text.replace("Invoices", "Bills"));
        desk.edit("goals/open/csv.lines", text -> text + "\"note\": \"soon\"\n");
        assertThat(desk.value(KEY).toString()).contains("Bills", "Lists", "soon", "\"counter\":8");
        assertThat(desk.state.head()).isEqualTo(Revision.of(2));
        desk.files.flush();
        assertThat(json(desk.text(JSON_FILE))).isEqualTo(desk.value(KEY));
        assertThat(desk.text("goals/open/csv.lines")).contains("Lists", "soon");
        assertThat(desk.notice("E_FILE_STALE").message())
                .as("the document was saved with the title of before")
                .contains("stays: /title");
    }

    @Test
    void onlyTheDocumentsWhosePartChangedAreWritten() throws IOException {
        Object before = Files.readAttributes(folder.resolve("goals/open/csv.lines"), "unix:ino,ctime")
                .toString();
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Bills");
        assertThat(Files.readAttributes(folder.resolve("goals/open/csv.lines"), "unix:ino,ctime")
                        .toString())
                .isEqualTo(before);
    }

    @Test
    void whatTheFormatDoesNotOwnStays() {
        desk.edit(OPEN, text -> "Dear reader,\n\n" + text + "\nand so on");
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        assertThat(desk.text(OPEN)).isEqualTo("Dear reader,\n\n\"id\": \"pdf\"\n\"title\": \"Bills\"\n\nand so on");
        assertThat(desk.history()).noneMatch(cause -> cause.startsWith("edited on disk"));
    }

    @Test
    void aFileThatAPersonMakesInAPlaceIsANewPart() {
        desk.save("goals/done/login.lines", "'title': 'Log in'\nfree words\n");
        assertThat(desk.value(KEY).at("goals", "login").orElseThrow())
                .isEqualTo(json("{'title': 'Log in', 'status': 'done'}"));
        desk.files.flush();
        assertThat(desk.text("goals/done/login.lines")).contains("free words");
        assertThat(json(desk.text(JSON_FILE))).isEqualTo(desk.value(KEY));
    }

    @Test
    void whatADocumentMustNotSayIsNamedAndLeftAsItIs() {
        desk.save("goals/done/login.lines", "no title\n");
        assertThat(desk.value(KEY).at("goals", "login")).isEmpty();
        assertThat(desk.notice("E_STATE_INVARIANT").path()).isEqualTo("goals/done/login.lines");
        set("pdf", "note", "'x'");
        desk.files.flush();
        assertThat(desk.text("goals/done/login.lines")).isEqualTo("no title\n");
    }

    @Test
    void aDocumentIsNeverWrittenOverAFileThatWasThereBefore() {
        desk.save("goals/open/login.lines", "mine");
        desk.state.head();
        desk.update(
                KEY,
                value -> value.asObject()
                        .withAt(List.of("goals", "login"), json("{'title': 'Log in', 'status': 'open'}")));
        desk.files.flush();
        assertThat(desk.text("goals/open/login.lines")).isEqualTo("mine");
        assertThat(desk.value(KEY).at("goals", "login", "title")).contains(Json.of("Log in"));
        assertThat(desk.state.notices()).anyMatch(notice -> notice.path().equals("goals/open/login.lines"));
    }

    @Test
    void aRemovedPartLosesItsFileAndUndoBringsItBack() {
        desk.update(
                KEY,
                value -> value.asObject()
                        .with(
                                "goals",
                                value.at("goals").orElseThrow().asObject().without("pdf")));
        desk.files.flush();
        assertThat(folder.resolve(OPEN)).doesNotExist();
        assertThat(desk.state.notices()).isEmpty();
        desk.state.undo(desk.state.head(), TOOL);
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Invoices");
    }

    @Test
    void aRemovedPartThatIsBackIsNotMissedBeforeItsFileIsWritten() {
        Json before = desk.value(KEY);
        desk.update(
                KEY,
                value -> value.asObject()
                        .with(
                                "goals",
                                before.at("goals").orElseThrow().asObject().without("pdf")));
        desk.files.flush();
        assertThat(folder.resolve(OPEN)).doesNotExist();
        StateFiles other =
                Desk.files(folder, store).documents(new Tracker()).clock(CLOCK).build();
        try (StateManager killed = StateManager.of(other.store(), new Unpublished(other), CLOCK)) {
            killed.undo(killed.head(), TOOL);
        }
        try (Desk next = at(folder, store)) {
            assertThat(next.state.notices()).isEmpty();
            next.files.flush();
            assertThat(next.text(OPEN)).contains("Invoices");
            assertThat(next.state.notices()).isEmpty();
        }
    }

    @Test
    void aDeletedDocumentIsNoDeletion() throws IOException {
        Files.delete(folder.resolve(OPEN));
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        assertThat(desk.notice("E_FILE_MISSING").path()).isEqualTo(OPEN);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        assertThat(desk.text(OPEN)).contains("Bills");
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void repairWritesMissingDocuments() throws IOException {
        Files.delete(folder.resolve(OPEN));
        desk.files.repair();
        assertThat(desk.text(OPEN)).contains("Invoices");
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void whatCannotBeReadInADocumentIsNamedWithLineAndColumnAndEverythingElseIsTaken() {
        desk.edit(OPEN, text -> text.replace("\"Invoices\"", "Inv") + "\"note\": \"soon\"\n");
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        assertThat(field("pdf", "note")).isEqualTo("\"soon\"");
        assertThat(desk.notice("E_LINES_VALUE").message()).startsWith("line 2, column 9: the field 'title'");
        assertThat(desk.notice("E_LINES_VALUE").path()).isEqualTo(OPEN);
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        assertThat(desk.text(OPEN)).as("left until it is corrected").contains("\"title\": Inv\n");
        desk.edit(OPEN, text -> text.replace("\"title\": Inv", "\"title\": \"Slips\""));
        assertThat(desk.value(KEY).toString()).contains("soon");
        desk.files.flush();
        assertThat(desk.codes()).doesNotContain("E_LINES_VALUE");
    }

    @Test
    void aDocumentThatCannotBeReadGoesIntoQuarantineAndWhatAPersonWroteBeforeStays() throws IOException {
        desk.edit(OPEN, text -> "Mine.\n" + text);
        desk.state.head();
        String good = desk.text(OPEN);
        desk.save(OPEN, "!! broken");
        desk.settle(OPEN);
        desk.state.head();
        Notice notice = desk.notice("E_LINES");
        assertThat(notice.path()).isEqualTo(OPEN);
        assertThat(notice.message()).contains("line 1, column 1", "quarantine/", "written anew");
        desk.files.flush();
        assertThat(desk.text(OPEN)).isEqualTo(good);
        List<String> kept = desk.names(".ai-planning/.state/quarantine");
        assertThat(kept).singleElement().asString().endsWith(".lines");
        assertThat(desk.text(".ai-planning/.state/quarantine/" + kept.get(0))).isEqualTo("!! broken");
        Files.delete(folder.resolve(".ai-planning/.state/quarantine/" + kept.get(0)));
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void aCloneIsRestoredFromTheJsonFileAndTheDocumentsAreMergedOverIt() throws IOException {
        desk.files.flush();
        desk.save(OPEN, desk.text(OPEN).replace("Invoices", "Bills"));
        move("goals/open/csv.lines", "goals/done/csv.lines");
        try (Desk clone = at(folder, new InMemoryStateStore())) {
            assertThat(clone.value(KEY)).isEqualTo(json("""
                    {'goals': {
                      'csv': {'title': 'Tables', 'status': 'done', 'counter': 1},
                      'pdf': {'title': 'Bills', 'status': 'open', 'counter': 7}}}
                    """));
            assertThat(clone.state.notices()).isEmpty();
            assertThat(clone.store.head()).isEqualTo(Revision.NONE);
            clone.set(KEY, "a", "1");
            clone.files.flush();
            assertThat(clone.history()).hasSize(3).first().isEqualTo("tool: change");
            assertThat(clone.history().get(1))
                    .startsWith("edited on disk: changed ")
                    .contains(OPEN, "goals/done/csv.lines");
            assertThat(clone.history().get(2)).isEqualTo("restored from files: the state begins with " + JSON_FILE);
            assertThat(json(clone.text(JSON_FILE))).isEqualTo(clone.value(KEY));
        }
    }

    @Test
    void anotherProcessGoesOnWithTheSameDocuments() throws IOException {
        desk.close();
        move(OPEN, DONE);
        try (Desk next = at(folder, store)) {
            assertThat(next.value(KEY).at("goals", "pdf", "status")).contains(Json.of("done"));
            assertThat(next.state.notices()).isEmpty();
        }
        try (Desk next = at(folder, store)) {
            assertThat(next.state.head()).isEqualTo(Revision.of(2));
            assertThat(next.state.notices()).isEmpty();
        }
    }

    @Test
    void aPowerCutAtAnyCallOfAMoveLeavesOneWholeDocument() throws IOException {
        for (int call = 1; call < 400; call += stride()) {
            Path project = Files.createDirectory(folder.resolve("cut" + call));
            InMemoryStateStore kept = new InMemoryStateStore();
            FaultyFs fs = new FaultyFs(project);
            try (Desk first = at(project, kept)) {
                first.with(KEY, "{'goals': {'pdf': {'title': 'Invoices', 'status': 'open'}}}");
                first.edit(OPEN, text -> text + "Mine.\n");
                first.state.head();
            }
            fs.plan(fs.cutAt(call));
            try (Desk cut =
                    Desk.of(Desk.files(project, kept).documents(new Tracker()).clock(CLOCK), project, kept, fs)) {
                cut.update(
                        KEY,
                        value -> value.asObject()
                                .withAt(List.of("goals", "pdf", "status"), Json.of("done"))
                                .withAt(List.of("goals", "pdf", "title"), Json.of("Bills")));
                cut.files.flush();
            } catch (FaultyFs.PowerCut | io.workfloworchestrator.json.CodedException e) {
                // The rest of this process's life did not happen.
            }
            boolean isDone = kept.head().number() > 1;
            try (Desk next = at(project, kept)) {
                next.state.head();
                next.files.repair();
                next.state.head();
                next.files.repair();
                String there = isDone ? DONE : OPEN;
                assertThat(next.text(there)).as("cut at %s", call).contains("Mine.", isDone ? "Bills" : "Invoices");
                assertThat(project.resolve(isDone ? OPEN : DONE))
                        .as("cut at %s", call)
                        .doesNotExist();
                assertThat(next.state.head().number()).as("cut at %s", call).isEqualTo(isDone ? 2 : 1);
                assertThat(next.codes()).as("cut at %s", call).isEmpty();
            }
            if (!fs.isOff()) {
                assertThat(call).isGreaterThan(20);
                return;
            }
        }
    }
}
