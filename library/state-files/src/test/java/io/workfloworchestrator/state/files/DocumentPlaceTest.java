package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Desk.json;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents move with their values, and values with their documents. */
class DocumentPlaceTest {
    private static final String OPEN = "goals/open/pdf.lines";
    private static final String DONE = "goals/done/pdf.lines";

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
    void aChangeOfTheValueMovesTheFile() {
        desk.edit(OPEN, text -> "Mine.\n" + text);
        set("pdf", "status", "'done'");
        desk.files.flush();
        assertThat(folder.resolve(OPEN)).doesNotExist();
        assertThat(desk.text(DONE)).startsWith("Mine.\n").contains("Invoices");
        assertThat(desk.state.notices()).isEmpty();
        assertThat(desk.history()).as("nothing was taken for an edit").hasSize(2);
    }

    @Test
    void aFileThatIsWrittenWhileItsValueGoesAndItsFolderMovesGoesToo() throws IOException {
        desk.close();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        FaultyFs fs = new FaultyFs(folder);
        desk = Desk.of(Desk.files(folder, store).documents(new Tracker(true)).clock(CLOCK), folder, store, fs);
        desk.files.flush();
        fs.plan((call, number, path) -> {
            if (call.startsWith("write") && writing.getCount() > 0) {
                writing.countDown();
                await(moved);
            }
        });
        set("pdf", "title", "'Bills'");
        desk.update(KEY, value -> {
            await(writing);
            moveNow(OPEN, "elsewhere/pdf.lines");
            moved.countDown();
            Awaitility.await().until(() -> Files.exists(folder.resolve(OPEN)));
            return value.asObject().withAt(List.of("goals"), json("{}"));
        });
        desk.files.flush();
        assertThat(folder.resolve(OPEN)).doesNotExist();
        assertThat(folder.resolve("elsewhere/pdf.lines")).exists();
    }

    private void moveNow(String from, String to) {
        try {
            move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNewFileThatAnotherProcessTookOverAndHasNotMovedYetIsNotWrittenASecondTime() {
        CountDownLatch written = new CountDownLatch(1);
        AtomicBoolean isNew = new AtomicBoolean(true);
        FaultyFs slow = new FaultyFs(folder);
        FaultyFs late = new FaultyFs(folder);
        try (Desk first = Desk.of(Desk.files(folder, store).documents(new Tracker()), folder, store, slow)) {
            slow.plan((call, number, path) -> {
                if (call.equals("lock")) { // before it moves anything
                    await(written);
                }
            });
            try (Desk second = Desk.of(Desk.files(folder, store).documents(new Tracker()), folder, store, late)) {
                late.plan((call, number, path) -> {
                    if (call.equals("lock") && isNew.getAndSet(false)) { // after its look, before it asks for the value
                        first.save("goals/open/mine.lines", "'id': 'svg'\n'title': 'Pictures'\nMine.\n");
                        assertThat(first.value(KEY).at("goals", "svg")).isPresent();
                    }
                });
                second.update(KEY, value -> value.asObject().withAt(List.of("goals", "pdf", "note"), json("'new'")));
                second.files.flush();
            } finally {
                written.countDown();
            }
            first.files.flush();
            assertThat(first.value(KEY).at("goals", "svg", "title")).contains(Json.of("Pictures"));
            first.files.flush();
            assertThat(first.names("goals/open")).containsExactly("csv.lines", "pdf.lines", "svg.lines");
            assertThat(first.text("goals/open/svg.lines")).contains("Mine.");
            assertThat(first.state.notices()).isEmpty();
        }
        assertThat(field("svg", "title")).isEqualTo("\"Pictures\"");
    }

    @Test
    void aTakenPlaceIsNotNamedWhereWhatIsStillToBeWrittenFreesIt() throws IOException {
        desk.save(DONE, "'id': 'other'\n");
        set("pdf", "status", "'done'");
        desk.files.flush();
        assertThat(desk.codes()).contains("E_DOCUMENT_PLACE");
        Files.delete(desk.root.resolve(DONE));
        set("pdf", "note", "'new'");
        assertThat(desk.codes()).doesNotContain("E_DOCUMENT_PLACE");
        assertThat(desk.text(DONE)).contains("new");
    }

    @Test
    void aFileInTheWayOfAMoveIsNamedAndNotOverwritten() throws IOException {
        desk.save(DONE, "'id': 'other'\n");
        set("pdf", "status", "'done'");
        desk.files.flush();
        assertThat(desk.text(DONE)).isEqualTo("\"id\": \"other\"\n");
        assertThat(desk.text(OPEN)).contains("Invoices");
        assertThat(desk.codes()).contains("E_DOCUMENT_PLACE");
        assertThat(field("pdf", "status")).isEqualTo("\"done\"");
        Files.delete(folder.resolve(DONE));
        set("pdf", "title", "'Bills'");
        desk.files.flush();
        assertThat(desk.text(DONE)).contains("Bills");
        assertThat(folder.resolve(OPEN)).doesNotExist();
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void aPersonsMoveMeansWhatThePlaceSays() throws IOException {
        move(OPEN, DONE);
        assertThat(field("pdf", "status")).isEqualTo("\"done\"");
        assertThat(field("pdf", "counter")).isEqualTo("7");
        desk.files.flush();
        assertThat(folder.resolve(OPEN)).doesNotExist();
        assertThat(desk.text(DONE)).contains("Invoices");
        assertThat(desk.state.notices()).isEmpty();
    }

    @Test
    void aPersonMayMoveAndEditAtOnceWhileOthersChangeTheSamePart() throws IOException {
        String opened = desk.text(OPEN);
        set("pdf", "note", "'of the tool'");
        desk.files.flush();
        Files.delete(folder.resolve(OPEN));
        desk.save(DONE, opened.replace("Invoices", "Bills"));
        assertThat(desk.value(KEY).at("goals", "pdf").orElseThrow())
                .isEqualTo(json("{'title': 'Bills', 'status': 'done', 'counter': 7, 'note': 'of the tool'}"));
        desk.files.flush();
        assertThat(desk.text(DONE)).contains("of the tool", "Bills");
    }

    @Test
    void aRenamedFileIsTheSameDocumentAndGoesBackToWhereItBelongs() throws IOException {
        move(OPEN, "goals/done/other.lines");
        assertThat(field("pdf", "status")).isEqualTo("\"done\"");
        assertThat(desk.value(KEY).at("goals", "other")).isEmpty();
        desk.files.flush();
        assertThat(desk.text(DONE)).contains("Invoices");
        assertThat(folder.resolve("goals/done/other.lines")).doesNotExist();
    }

    @Test
    void aFileWithoutAnIdIsRecognisedByItsContent() throws IOException {
        desk.edit(OPEN, text -> text.replace("\"id\": \"pdf\"\n", ""));
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        move(OPEN, "goals/done/other.lines");
        assertThat(field("pdf", "status")).isEqualTo("\"done\"");
        assertThat(desk.value(KEY).at("goals", "other")).isEmpty();
    }

    @Test
    void twoFilesThatSayTheyAreTheSameDocumentAreBothNamedAndNothingIsTakenUntilOneIsGone() throws IOException {
        String copy = "goals/done/copy.lines";
        desk.save(copy, desk.text(OPEN).replace("Invoices", "Bills"));
        assertThat(field("pdf", "title")).isEqualTo("\"Invoices\"");
        assertThat(desk.state.notices())
                .extracting(Notice::code, Notice::path)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("E_DOCUMENT_TWICE", OPEN),
                        org.assertj.core.groups.Tuple.tuple("E_DOCUMENT_TWICE", copy));
        set("pdf", "note", "'x'");
        desk.files.flush();
        assertThat(desk.text(OPEN)).doesNotContain("note");
        assertThat(desk.text(copy)).contains("Bills");

        Files.delete(folder.resolve(OPEN));
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(field("pdf", "status")).isEqualTo("\"done\"");
        desk.files.flush();
        assertThat(desk.text(DONE)).contains("Bills", "note");
        assertThat(desk.state.notices()).noneMatch(notice -> notice.code().equals("E_DOCUMENT_TWICE"));
    }

    @Test
    void whenTheCopyIsDeletedTheFirstOneIsTheDocumentAgain() throws IOException {
        desk.save("goals/done/copy.lines", desk.text(OPEN));
        assertThat(desk.codes()).contains("E_DOCUMENT_TWICE");
        Files.delete(folder.resolve("goals/done/copy.lines"));
        desk.edit(OPEN, text -> text.replace("Invoices", "Bills"));
        assertThat(field("pdf", "title")).isEqualTo("\"Bills\"");
        assertThat(field("pdf", "status")).isEqualTo("\"open\"");
        assertThat(desk.state.notices()).isEmpty();
    }

    private void move(String from, String to) throws IOException {
        Files.createDirectories(folder.resolve(to).getParent());
        Files.move(folder.resolve(from), folder.resolve(to));
    }
}
