package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no state: groups J and W of the catalogue of bad inputs, and what damage the reference met. */
class DamageTest {
    private static final String GOOD = "{'a': 1, 'list': [1, 2], 'name': 'Demo'}";

    @TempDir
    Path folder;

    /** Where the state is kept; the tests of every store answer this with theirs. */
    StateStore store(Path project) {
        return new InMemoryStateStore();
    }

    private static Arguments bad(String name, String code, byte[] bytes) {
        return Arguments.of(name, code, bytes);
    }

    private static Arguments bad(String name, String code, String text) {
        return bad(name, code, text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> damaged() {
        byte[] random = new byte[500];
        new Random(7).nextBytes(random);
        random[0] = (byte) 0xFE;
        return Stream.of(
                bad("J01 empty", "E_JSON_SYNTAX", ""),
                bad("blank", "E_JSON_SYNTAX", " \n\n"),
                bad("J02 NUL bytes", "E_JSON_SYNTAX", new byte[4096]),
                bad("J03 truncated", "E_JSON_SYNTAX", "{\"a\":[1,2"),
                bad("trailing comma", "E_JSON_SYNTAX", "{\"a\": 1,\n}"),
                bad(
                        "J05 markers",
                        "E_STATE_MERGE_CONFLICT",
                        "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": oops\n>>>>>>> b\n}"),
                bad("J06 null", "E_STATE_SHAPE", "null"),
                bad("J06 array", "E_STATE_SHAPE", "[]"),
                bad("J06 string", "E_STATE_SHAPE", "\"x\""),
                bad("J06 number", "E_STATE_SHAPE", "7"),
                bad("J07 two values", "E_JSON_TRAILING", "{}{}"),
                bad("J08 duplicate key", "E_JSON_DUPLICATE_KEY", "{\"a\":1,\"a\":2}"),
                bad("J09 depth", "E_JSON_DEPTH", "[".repeat(100_000)),
                bad("J10 depth", "E_JSON_DEPTH", "{\"a\":".repeat(5_000)),
                bad("J11 long number", "E_JSON_NUMBER", "{\"a\":" + "9".repeat(10_000) + "}"),
                bad("J12 exponent", "E_JSON_NUMBER", "{\"a\":1e1000000000}"),
                bad("J13 NaN", "E_JSON_SYNTAX", "{\"a\":NaN}"),
                bad("J13 comment", "E_JSON_SYNTAX", "{/*c*/}"),
                bad("J14 lone surrogate", "E_JSON_TEXT", "{\"a\":\"\\ud800\"}"),
                bad("J15 NUL", "E_JSON_TEXT", "{\"a\":\"\\u0000\"}"),
                bad("J16 overlong", "E_JSON_UTF8", new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}),
                bad("J17 UTF-16", "E_JSON_UTF8", "{\"a\":1}".getBytes(StandardCharsets.UTF_16)),
                bad("J18 string", "E_JSON_STRING", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}"),
                bad("J19 name", "E_JSON_NAME", "{\"" + "x".repeat(60_000) + "\":1}"),
                bad("J20 tokens", "E_JSON_TOKENS", "{\"a\":[" + "1,".repeat(2_100_000) + "1]}"),
                bad("J22 prototype", "E_KEY_RESERVED", "{\"__proto__\":{\"admin\":true}}"),
                bad("random", "E_JSON_UTF8", random));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedFileIsKeptNamedAndWrittenAnew(String name, String code, byte[] bytes) throws IOException {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            desk.saveBytes(MAIN_FILE, bytes);
            desk.settle(MAIN_FILE);
            assertThat(desk.value(MAIN)).isEqualTo(json(GOOD));
            assertThat(desk.state.head()).isEqualTo(Revision.of(1));
            var notice = desk.notice(code);
            assertThat(notice.path()).isEqualTo(MAIN_FILE);
            assertThat(notice.message()).contains(".ai-planning/.state/quarantine/", "written anew");
            if (!code.equals("E_JSON_UTF8")) {
                assertThat(notice.message()).containsPattern("line \\d+, column \\d+");
            }
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json(GOOD));
            String kept = desk.names(".ai-planning/.state/quarantine").get(0);
            assertThat(Files.readAllBytes(folder.resolve(".ai-planning/.state/quarantine/" + kept)))
                    .isEqualTo(bytes);
            assertThat(desk.codes()).containsExactly(code);
        }
        try (Desk next = Desk.at(folder, new InMemoryStateStore())) {
            assertThat(next.codes())
                    .as("named by one that knows nothing of it too")
                    .containsExactly("E_STATE_QUARANTINE");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedFileInACloneIsLeftAloneAndNothingIsCreatedOverIt(String name, String code, byte[] bytes)
            throws IOException {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.saveBytes(MAIN_FILE, bytes);
            assertThat(desk.state.find(MAIN)).isEmpty();
            assertThat(desk.codes()).containsExactly(code);
            Codes.assertRefused(code, () -> desk.state.create(MAIN, json("{}"), Desk.TOOL));
            desk.files.flush();
            assertThat(Files.readAllBytes(folder.resolve(MAIN_FILE))).isEqualTo(bytes);
        }
    }

    @Test
    void everyPrefixOfAFileIsKeptAndWrittenAnew() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            byte[] whole = desk.text(MAIN_FILE).strip().getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < whole.length; length++) {
                desk.saveBytes(MAIN_FILE, java.util.Arrays.copyOf(whole, length));
                desk.settle(MAIN_FILE);
                assertThat(desk.value(MAIN)).as("prefix of %s", length).isEqualTo(json(GOOD));
                desk.files.flush();
                assertThat(json(desk.text(MAIN_FILE)))
                        .as("prefix of %s", length)
                        .isEqualTo(json(GOOD));
            }
            assertThat(desk.names(".ai-planning/.state/quarantine")).hasSize(whole.length);
            assertThat(desk.state.head()).isEqualTo(Revision.of(1));
        }
    }

    @Test
    void aFileOfATerabyteIsMovedAwayUnread() throws IOException {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            try (RandomAccessFile sparse =
                    new RandomAccessFile(folder.resolve(MAIN_FILE).toFile(), "rw")) {
                sparse.setLength(1L << 40);
            }
            assertThat(desk.value(MAIN)).isEqualTo(json(GOOD));
            assertThat(desk.notice("E_STATE_TOO_LARGE").message()).contains("1099511627776", "quarantine");
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json(GOOD));
        }
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftAloneUntilItIsWhole() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            String edited = desk.text(MAIN_FILE).replace("Demo", "Edited");
            desk.save(MAIN_FILE, "");
            assertThat(desk.value(MAIN)).isEqualTo(json(GOOD));
            assertThat(desk.notice("E_JSON_SYNTAX").message()).contains("being written");
            desk.save(MAIN_FILE, edited.substring(0, 20));
            assertThat(desk.value(MAIN)).isEqualTo(json(GOOD));
            desk.save(MAIN_FILE, edited);
            assertThat(desk.value(MAIN).at("name")).contains(Json.of("Edited"));
            assertThat(desk.names(".ai-planning/.state/quarantine")).isEmpty();
            assertThat(desk.state.notices()).isEmpty();
        }
    }

    @Test
    void anUpdateDuringSuchAWriteDoesNotOverwriteIt() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            String edited = desk.text(MAIN_FILE).replace("Demo", "Edited");
            desk.save(MAIN_FILE, edited.substring(0, 20));
            desk.set(MAIN, "a", "2");
            assertThat(desk.text(MAIN_FILE)).isEqualTo(edited.substring(0, 20));
            desk.save(MAIN_FILE, edited);
            desk.state.head();
            desk.files.flush();
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'list': [1, 2], 'name': 'Edited'}"));
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(desk.value(MAIN));
        }
    }

    @Test
    void aBrokenFileThatStaysIsKeptAfterAWhile() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            desk.save(MAIN_FILE, "{");
            await().untilAsserted(() -> {
                desk.state.head();
                assertThat(desk.names(".ai-planning/.state/quarantine")).hasSize(1);
            });
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json(GOOD));
        }
    }

    @Test
    void conflictMarkersAreMergedWhenBothSidesCanBeRead() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, "{'a': 1, 'b': 1, 'c': 1}");
            desk.save(
                    MAIN_FILE,
                    "{\n<<<<<<< HEAD\n  'a': 2,\n  'b': 1,\n=======\n  'a': 1,\n  'b': 3,\n>>>>>>> other\n  'c': 1\n}\n");
            desk.settle(MAIN_FILE);
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 3, 'c': 1}"));
            assertThat(desk.codes()).containsExactly("E_STATE_MERGE_CONFLICT");
            desk.files.flush();
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2, 'b': 3, 'c': 1}"));
        }
    }

    @Test
    void conflictMarkersAroundATrueConflictKeepBothSides() {
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, "{'a': 1, 'c': 1}");
            String marked = """
                    {
                    <<<<<<< HEAD
                      "a": 2,
                    ||||||| base
                      "a": 1,
                    =======
                      "a": 3,
                    >>>>>>> other
                      "c": 1
                    }
                    """;
            desk.save(MAIN_FILE, marked);
            desk.settle(MAIN_FILE);
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'c': 1}"));
            assertThat(desk.codes()).containsExactlyInAnyOrder("E_EDIT_CONFLICT", "E_STATE_MERGE_CONFLICT");
            assertThat(json(desk.text(desk.notice("E_EDIT_CONFLICT").path()))).isEqualTo(json("{'a': 3, 'c': 1}"));
            assertThat(FaultTest.everything(folder)).contains(marked);
        }
    }

    @Test
    void anEditThatBreaksAnInvariantIsReportedAndNotWrittenOver() {
        StateStore store = store(folder);
        Check check = (key, value) -> {
            if (value.at("a").orElseThrow().toString().startsWith("-")) {
                throw new io.workfloworchestrator.state.StateException(
                        "E_STATE_INVARIANT", "/a: must not be negative.");
            }
        };
        try (Desk desk = Desk.of(Desk.files(folder, store).check(check), folder, store)) {
            desk.with(MAIN, "{'a': 1, 'b': 1}");
            String wrong = "{\"a\": -1, \"b\": 1}";
            desk.save(MAIN_FILE, wrong);
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
            assertThat(desk.notice("E_STATE_INVARIANT").message()).contains("/a", "not taken over");
            desk.set(MAIN, "b", "2");
            desk.files.flush();
            assertThat(desk.text(MAIN_FILE)).isEqualTo(wrong);
            desk.save(MAIN_FILE, "{'a': 5, 'b': 1}");
            assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 5, 'b': 2}"));
            assertThat(desk.codes()).containsExactly("E_FILE_STALE");
        }
    }

    @Test
    void anEmptyFileForGitThatAKilledProcessLeftIsWrittenAnew() throws IOException {
        Path ignore = folder.resolve(".ai-planning/.state/.gitignore");
        try (Desk desk = Desk.at(folder, store(folder))) {
            desk.with(MAIN, GOOD);
            Files.createDirectories(ignore.getParent());
            Files.writeString(ignore, "");
            desk.saveBytes(MAIN_FILE, "[]".getBytes(StandardCharsets.UTF_8));
            desk.settle(MAIN_FILE);
            assertThat(desk.value(MAIN)).isEqualTo(json(GOOD));
            assertThat(Files.readString(ignore)).isEqualTo("*\n");
        }
    }
}
