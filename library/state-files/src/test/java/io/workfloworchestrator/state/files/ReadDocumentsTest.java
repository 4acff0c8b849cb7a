package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Desk.json;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that a process has read is not read again by the next one, while nothing about it changes. */
class ReadDocumentsTest {
    private static final String CSV = "goals/open/csv.lines";
    private static final String PDF = "goals/open/pdf.lines";

    @TempDir
    Path folder;

    private final StateStore store = new InMemoryStateStore();
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void publish() {
        try (Desk desk = open("lines 1")) {
            desk.with(KEY, """
                    {'goals': {
                      'csv': {'title': 'Tables', 'status': 'open'},
                      'pdf': {'title': 'Invoices', 'status': 'open'}}}
                    """);
        }
        assertThat(looked("lines 1")).as("the first process that finds them").contains(CSV, PDF);
        read.clear();
    }

    private Desk open(String reading) {
        return Desk.of(Desk.files(folder, store).documents(new Noting(reading)).clock(CLOCK), folder, store);
    }

    /** The paths of the documents that a new process reads. */
    private List<String> looked(String reading) {
        read.clear();
        try (Desk desk = open(reading)) {
            desk.files.absorb();
        }
        return List.copyOf(read);
    }

    @Test
    void whatWasReadAndDidNotChangeIsNotReadAgain() {
        assertThat(looked("lines 1")).isEmpty();
        assertThat(store.commits(Revision.NONE, store.head(), 9)).hasSize(1);
    }

    @Test
    void anEditIsReadAndTakenOverWhileTheOthersAreNotRead() {
        try (Desk desk = open("lines 1")) {
            desk.edit(PDF, text -> text.replace("Invoices", "Bills"));
            assertThat(desk.value(KEY).at("goals", "pdf", "title")).contains(Json.of("Bills"));
        }
        assertThat(read).contains(PDF).doesNotContain(CSV);
        assertThat(looked("lines 1")).containsOnly(PDF);
        assertThat(looked("lines 1")).isEmpty();
    }

    @Test
    void aDocumentThatTheStateHasLeftBehindIsReadAndWrittenAnew() {
        try (Desk killed = Desk.of(Desk.files(folder, store).clock(CLOCK), folder, store)) {
            killed.update(KEY, value -> value.asObject().withAt(List.of("goals", "pdf", "title"), json("'Bills'")));
        }
        try (Desk desk = open("lines 1")) {
            desk.files.absorb();
            desk.files.flush();
            assertThat(desk.text(PDF)).contains("Bills");
            assertThat(desk.value(KEY).at("goals", "pdf", "title")).contains(Json.of("Bills"));
        }
        assertThat(read).contains(PDF).doesNotContain(CSV);
    }

    @Test
    void anotherWayOfReadingReadsEverythingAgain() {
        assertThat(looked("lines 2")).contains(CSV, PDF);
        assertThat(looked("lines 2")).isEmpty();
        assertThat(looked("")).as("a way without a name").contains(CSV, PDF);
        assertThat(looked("")).contains(CSV, PDF);
    }

    @Test
    void whatIsToBeSaidAboutADocumentIsSaidByEachProcess() {
        try (Desk desk = open("lines 1")) {
            desk.edit(PDF, text -> text + "\"note\": \n");
            desk.files.absorb();
        }
        for (int i = 0; i < 3; i++) {
            read.clear();
            try (Desk desk = open("lines 1")) {
                desk.files.absorb();
                assertThat(desk.codes()).contains("E_LINES_VALUE");
            }
            assertThat(read).contains(PDF).doesNotContain(CSV);
        }
    }

    @Test
    void aDocumentThatWasMovedToTheNameOfAnotherIsRead() throws IOException {
        Files.delete(folder.resolve(CSV));
        Files.move(folder.resolve(PDF), folder.resolve(CSV));

        assertThat(looked("lines 1")).contains(CSV);
    }

    /** Goals that note which of their files are read. */
    private final class Noting implements Documents {
        private final Tracker goals = new Tracker();
        private final String reading;

        Noting(String reading) {
            this.reading = reading;
        }

        @Override
        public List<String> patterns() {
            return goals.patterns();
        }

        @Override
        public Optional<Place> place(String path) {
            return goals.place(path).map(place -> new NotingPlace(path, place, reading));
        }

        @Override
        public List<String> parts(String key, Json value) {
            return goals.parts(key, value);
        }

        @Override
        public Set<String> differing(String key, Json before, Json now) {
            return goals.differing(key, before, now);
        }

        @Override
        public Optional<PlacedDocument> document(String key, Json value, String part) {
            return goals.document(key, value, part);
        }

        @Override
        public Json with(String key, Json value, String part, Json document) {
            return goals.with(key, value, part, document);
        }

        @Override
        public Optional<Acceptable> acceptable(String key, Json value, String part, Json document) {
            return goals.acceptable(key, value, part, document);
        }

        @Override
        public List<String> changed(
                String key, Json now, String part, Optional<Json> documentBefore, Optional<Json> documentNow) {
            return goals.changed(key, now, part, documentBefore, documentNow);
        }
    }

    private final class NotingPlace implements Documents.Place, DocumentFormat {
        private final String path;
        private final Documents.Place place;
        private final String reading;

        NotingPlace(String path, Documents.Place place, String reading) {
            this.path = path;
            this.place = place;
            this.reading = reading;
        }

        @Override
        public String key() {
            return place.key();
        }

        @Override
        public DocumentFormat format() {
            return this;
        }

        @Override
        public Json value(Json content) {
            return place.value(content);
        }

        @Override
        public String part(Json value) {
            return place.part(value);
        }

        @Override
        public String reading() {
            return reading;
        }

        @Override
        public String name() {
            return place.format().name();
        }

        @Override
        public String extension() {
            return place.format().extension();
        }

        @Override
        public byte[] render(Json value, Optional<byte[]> existing) {
            return place.format().render(value, existing);
        }

        @Override
        public Content read(byte[] bytes, Optional<Json> last) {
            synchronized (read) {
                read.add(path);
            }
            return place.format().read(bytes, last);
        }
    }
}
