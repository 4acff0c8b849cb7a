package io.workfloworchestrator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program empties a list of items, and pauses while it writes the new text. The list so far can be read, lacks items, and is
 * taken over; the program goes on writing into the file that was replaced then.
 */
class SlowSaveTest {
    private static final String FILE = "docs/tasks.md";

    @TempDir
    private Path folder;

    private Board board;
    private final List<Item> tasks = new ArrayList<>();

    @BeforeEach
    void begin() {
        board = Board.open(folder);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            lines.append("- [ ] Task number ").append(i).append(" @ana\n");
        }
        board.save(FILE, lines.toString()); // in one change, since a beginning with few items looks like an old version
        board.look();
        for (int i = 0; i < 7; i++) {
            tasks.add(board.titled("task", "Task number " + i));
        }
    }

    @AfterEach
    void end() {
        board.close();
    }

    @Test
    void whatTheEndOfTheTextHasComesBackAsItWas() throws IOException {
        String text = "# Plan\n\n"
                + board.text(FILE).replace("number 0", "number 0 by me").replace("number 6", "number 6 by me")
                + "\nWords of mine.\n";

        saveInParts(text, text.indexOf("ber 3"));

        await().untilAsserted(() -> assertThat(board.look().titles())
                .containsExactly(
                        "Task number 0 by me",
                        "Task number 1",
                        "Task number 2",
                        "Task number 3",
                        "Task number 4",
                        "Task number 5",
                        "Task number 6 by me"));
        assertThat(board.item(tasks.get(4).id()).state()).isEqualTo(tasks.get(4).state());
        assertThat(board.notices()).isEmpty();
        await().untilAsserted(() -> assertThat(board.look().text(FILE)).isEqualTo(text));
    }

    @Test
    void aTextThatSaysWhatItSaidBeforeBringsEverythingBack() throws IOException {
        String text = board.text(FILE);
        List<String> titles = board.titles();

        saveInParts(text, text.indexOf("ber 3"));

        await().untilAsserted(() -> assertThat(board.look().titles()).isEqualTo(titles));
        assertThat(board.all("task"))
                .extracting(Item::id)
                .containsAll(tasks.stream().map(Item::id).toList());
        await().untilAsserted(() -> assertThat(board.look().text(FILE)).isEqualTo(text));
    }

    @Test
    void itMayPauseTwice() throws IOException {
        String text = "- [ ] New one\n" + board.text(FILE).replace("number 6", "number 6 by me");

        saveInParts(text, text.indexOf("ber 2"), text.indexOf("ber 5"));

        await().untilAsserted(() -> assertThat(board.look().titles())
                .containsExactly(
                        "Task number 0",
                        "Task number 1",
                        "Task number 2",
                        "Task number 3",
                        "Task number 4",
                        "Task number 5",
                        "Task number 6 by me",
                        "New one"));
        assertThat(board.titled("task", "New one").number()).contains("T008");
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void whatAnAgentChangesMeanwhileStays() throws IOException {
        String text = "- [ ] New one\n"
                + board.text(FILE).replace("number 0", "number 0 by me").replace("number 6", "number 6 by me")
                + "- [ ] New two\n";
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            int half = text.indexOf("ber 3");
            write(out, text.substring(0, half));
            awaitFewer(7);
            board.edit(tasks.get(1), Map.of("title", Json.of("Renamed by an agent")));
            board.edit(board.titled("task", "New one"), Map.of("owner", Json.of("agent")));
            board.add("task", "Of an agent");
            write(out, text.substring(half));
        }

        await().untilAsserted(() -> assertThat(board.look().titles())
                .containsExactly(
                        "Task number 0 by me",
                        "Renamed by an agent",
                        "Task number 2",
                        "Task number 3",
                        "Task number 4",
                        "Task number 5",
                        "Task number 6 by me",
                        "New one",
                        "Of an agent",
                        "New two"));
        assertThat(board.titled("task", "New one").state().text("owner")).contains("agent");
        assertThat(board.codes()).doesNotContain("E_EDIT_CONFLICT");
    }

    @Test
    void whereAnAgentAndTheEndDifferIsNamed() throws IOException {
        String text = board.text(FILE).replace("number 6", "number 6 by me");
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            int half = text.indexOf("ber 3");
            write(out, text.substring(0, half));
            awaitFewer(7);
            board.edit(tasks.get(3), Map.of("title", Json.of("Renamed by an agent")));
            write(out, text.substring(half));
        }

        await().untilAsserted(() -> assertThat(board.look().titles())
                .containsExactly(
                        "Task number 0",
                        "Task number 1",
                        "Task number 2",
                        "Renamed by an agent",
                        "Task number 4",
                        "Task number 5",
                        "Task number 6 by me"));
        assertThat(board.notices())
                .anyMatch(notice -> notice.code().equals("E_EDIT_CONFLICT")
                        && notice.message().contains(tasks.get(3).id()));
    }

    /** Whether it replaced the file before it ended or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theProcessThatTookTheBeginningMayHaveEnded(boolean isReplaced) throws IOException {
        String text = board.text(FILE).replace("number 6", "number 6 by me");
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            int half = text.indexOf("ber 3");
            write(out, text.substring(0, half));
            awaitFewer(7);
            if (isReplaced) {
                board.look();
            }
            board.close();
            write(out, text.substring(half));
        }
        board = Board.at(folder);

        await().untilAsserted(() -> assertThat(board.look().titles()).hasSize(7).contains("Task number 6 by me"));
        assertThat(board.notices()).isEmpty();
    }

    /** A program emptied the file, and was so slow that the empty file was kept; then the text came. */
    @Test
    void nothingIsSaidOfAnEmptyFileWhoseTextCame() {
        String text = board.text(FILE);
        board.save(FILE, "");
        await().untilAsserted(() -> assertThat(board.look().text(FILE)).isEqualTo(text));
        assertThat(board.codes()).containsExactly("E_DOCUMENT_EMPTY");

        board.save(FILE, text.replace("number 6", "number 6 by me"));

        assertThat(board.look().titles()).contains("Task number 6 by me");
        assertThat(board.notices()).isEmpty();
    }

    @Test
    void nothingIsSaidOfAReplacedFileWhoseTextCame() throws IOException {
        String text = board.text(FILE).replace("number 6", "number 6 by me");
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            await().untilAsserted(() -> assertThat(board.look().text(FILE)).isNotEmpty());
            write(out, "\n");
            await().untilAsserted(() -> assertThat(board.look().notices())
                    .anyMatch(notice -> notice.message().contains("/replaced/")));
            write(out, text);
        }

        await().untilAsserted(() -> assertThat(board.look().titles()).contains("Task number 6 by me"));
        assertThat(board.notices()).isEmpty();
    }

    /** However often it pauses, and whether or not it keeps the file open, what it saved in the end is what counts. */
    @ParameterizedTest
    @CsvSource({"add, 3, true", "remove, 3, true", "move, 7, true", "rename, 3, false"})
    void itMayPauseOftenWhateverItChanges(String edit, int parts, boolean isHeld) throws IOException {
        List<String> lines = new ArrayList<>(board.text(FILE).lines().toList());
        switch (edit) {
            case "add" -> lines.add("- [ ] New one");
            case "move" -> lines.add(lines.remove(1));
            case "rename" -> lines.set(6, lines.get(6).replace("number 6", "number 6 by me"));
            default -> lines.remove(1);
        }
        Path file = folder.resolve(FILE);
        int size = (lines.size() + parts - 1) / parts;
        try (OutputStream held = Files.newOutputStream(file)) {
            for (int from = 0; from < lines.size(); from += size) {
                List<String> part = lines.subList(from, Math.min(from + size, lines.size()));
                String text = String.join("\n", part) + "\n";
                if (isHeld) {
                    write(held, text);
                } else {
                    Files.writeString(file, text, StandardOpenOption.APPEND);
                }
                String last = title(part.get(part.size() - 1));
                await().untilAsserted(() -> assertThat(board.look().titles()).contains(last));
            }
        }

        List<String> saved = lines.stream().map(SlowSaveTest::title).toList();
        await().untilAsserted(() -> assertThat(board.look().titles()).containsExactlyInAnyOrderElementsOf(saved));
        await().untilAsserted(() -> assertThat(board.look().text(FILE).lines().map(SlowSaveTest::title))
                .containsExactlyElementsOf(saved));
    }

    /** The beginning may move the file to where its new title says, under the hands of the program that writes it. */
    @Test
    void theFileMayMoveMeanwhile() throws IOException {
        board.close();
        Path shop = Files.createDirectory(folder.resolve("other"));
        board = Board.open(
                shop,
                Board.YAML
                        .replace(
                                "{area: string, note: string}",
                                "{area: string, note: string, why: string, risk: string}")
                        .replace("sections: [note]", "sections: [note, why, risk]"));
        Map<String, Json> fields = Map.of(
                "title", Json.of("Sell"),
                "area", Json.of("shop"),
                "note", Json.of("Whatever is there"),
                "why", Json.of("For money"),
                "risk", Json.of("Nobody comes"));
        board.add("goal", fields);
        Path before = shop.resolve("goals/potential/shop/sell.md");
        Path after = shop.resolve("goals/potential/shop/sell-more.md");
        await().until(() -> Files.exists(before));
        String text = Files.readString(before).replace("Sell", "Sell more");
        try (OutputStream out = Files.newOutputStream(before)) {
            int half = text.indexOf("ever is there");
            write(out, text.substring(0, half));
            await().until(() -> board.look() != null && Files.exists(after));
            write(out, text.substring(half));
        }

        await().untilAsserted(() -> assertThat(
                        board.look().titled("goal", "Sell more").state().fields())
                .containsAllEntriesOf(
                        Map.of("note", fields.get("note"), "why", fields.get("why"), "risk", fields.get("risk"))));
        await().untilAsserted(() -> assertThat(after).hasContent(text));
        assertThat(board.notices()).isEmpty();
    }

    private static String title(String line) {
        return line.replaceAll("^- \\[ ] (T\\d+ )?(.*?)( @.*| \\^.*)?$", "$2");
    }

    private void saveInParts(String text, int... cuts) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            int from = 0;
            for (int cut : cuts) {
                write(out, text.substring(from, cut));
                String end = text.substring(0, cut);
                String cutTitle = end.substring(end.lastIndexOf("Task"));
                await().untilAsserted(() -> assertThat(board.look().titles()).contains(cutTitle));
                board.look();
                from = cut;
            }
            write(out, text.substring(from));
        }
    }

    private void awaitFewer(int than) {
        await().untilAsserted(() ->
                assertThat(board.look().titles()).contains("Task num").hasSizeLessThan(than));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
