package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[2Jb", // clear the screen
                "a\u001b]8;;https://evil.example\u0007b", // a link
                "a\u001b]52;c;ZXZpbA==\u001b\\b", // the clipboard
                "a\u009b2Jb", // CSI as one character
                "a\u009d52;c;ZXZpbA==\u009cb", // OSC as one character
                "a\u0007b",
                "a\bb",
                "a\u0000b",
                "a\u007fb",
                "a\u202eb", // right to left from here
                "a\u200bb", // not to be seen
                "a\u001bPq#0\u001b\\b",
                "a\u001bcb" // reset
            })
    void nothingThatATerminalObeysIsLeftOfData(String data) {
        assertThat(Console.plain(data)).isEqualTo("ab");
    }

    @Test
    void aLineOfDataStaysOneLine() {
        assertThat(Console.plain("a\nb\r\nc\td")).isEqualTo("a b c d");
    }

    @Test
    void lettersOfAllLanguagesStay() {
        assertThat(Console.plain("Grüße, 世界, שלום 🙂")).isEqualTo("Grüße, 世界, שלום 🙂");
    }

    @Test
    void jsonKeepsDataButEscapesWhatATerminalObeys() {
        Console console = console(true, 80);
        console.json(true);
        Json value = Json.Obj.EMPTY.with("title", Json.of("a\u001b[2J\u009b2J\u202eb\u007f"));
        console.answer(value, () -> {});
        assertThat(out.toString())
                .contains("\\u001b", "\\u009b", "\\u202e", "\\u007f")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u007f");
        assertThat(Json.parse(out.toString())).isEqualTo(value);
    }

    @Test
    void withoutColourThereIsNoSequenceAtAll() {
        Console console = console(false, 80);
        console.line(console.bold("a") + console.dim("b") + console.good("c") + console.bar(50, 10));
        assertThat(out.toString()).isEqualTo("abc█████░░░░░  50 %" + System.lineSeparator());
    }

    @Test
    void coloursAreOursAndNotTheDatas() {
        Console console = console(true, 80);
        console.line(console.bad("x\u001b[32my"));
        assertThat(out.toString()).isEqualTo("\u001b[31mxy\u001b[0m" + System.lineSeparator());
    }

    @Test
    void paragraphsKeepToTheWidthAndTheirIndent() {
        Console console = console(true, 40);
        console.paragraph("  " + console.good("✓ "), "    ", "word ".repeat(20).strip());
        assertThat(out.toString().lines())
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(line.replaceAll("\u001b\\[\\d+m", "")).hasSizeLessThanOrEqualTo(40));
        assertThat(out.toString().lines().skip(1)).allMatch(line -> line.startsWith("    word"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Say it by 'workflow specify --session 001 --edit Q' and wait,'workflow specify --session 001 --edit Q'",
                "Not done. To do it: workflow import --apply H-01 \"a b\". Then,workflow import --apply H-01 \"a b\".",
                "It is begun and ended by workflow goals progress G-01 at any time,workflow goals progress G-01",
                "`1. Once, in a checkout: ./mvnw install -pl library/local,library/bom -am`,`./mvnw install -pl library/local,library/bom -am`",
                "Run it for a project: java -jar target/notes.jar --project DIR,java -jar target/notes.jar --project DIR",
                "claude mcp add notes -- /opt/notes mcp planning,claude mcp add notes -- /opt/notes mcp planning",
                "Not one of them. It is in web/specs/001-track-an-order/spec.md now,web/specs/001-track-an-order/spec.md"
            })
    void aCommandOrAPathIsNeverBroken(String text, String whole) {
        List<String> lines = new Wrapping(30).lines("- ", "  ", text);
        assertThat(lines).hasSizeGreaterThan(1).anyMatch(line -> line.contains(whole));
        assertThat(String.join(" ", lines).replaceAll("\\s+", " ")).isEqualTo("- " + text);
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksTakeNone() {
        List<String> lines = new Wrapping(20).lines("", "", "漢字漢字漢 漢字漢字漢 e\u0301e\u0301e\u0301e\u0301 👩‍👩‍👧‍👦");
        assertThat(lines).containsExactly("漢字漢字漢", "漢字漢字漢 e\u0301e\u0301e\u0301e\u0301 👩‍👩‍👧‍👦");
    }

    @Test
    void aTableShortensItsWidestColumn() {
        List<List<Table.Cell>> rows = List.of(
                List.of(
                        Table.Cell.of("001-track-an-order-of-a-customer"),
                        Table.Cell.of("tasked"),
                        Table.Cell.of("Track")),
                List.of(Table.Cell.of("002"), Table.Cell.of("done"), Table.Cell.of("漢字")));
        assertThat(Table.lines(rows, new Wrapping(30)))
                .containsExactly("001-track-an-o…  tasked  Track", "002              done    漢字");
        assertThat(Table.lines(rows, new Wrapping(Wrapping.NONE)).get(0))
                .isEqualTo("001-track-an-order-of-a-customer  tasked  Track");
    }

    @Test
    void anEntryGoesOnInASecondLineAndIsCutThere() {
        Wrapping narrow = new Wrapping(40);
        assertThat(narrow.entry("    4  ann: ", "set n")).containsExactly("    4  ann: set n");
        assertThat(narrow.entry("    4  ", "ann: wrote down the goal \"Second goal\""))
                .containsExactly("    4  ann: wrote down the goal \"Second", "       goal\"");
        assertThat(narrow.entry("    4  ", "word ".repeat(30).strip()))
                .containsExactly("    4  word word word word word word", "       word word word word word word…");
        assertThat(narrow.entry("    4  ", "docs/a/path/that/is/longer/than/a/line.md"))
                .as("a path that no line has room for")
                .containsExactly("    4", "       …");
        assertThat(Table.lines(
                        List.of(List.of(
                                Table.Cell.of("G-01"), Table.Cell.of("Customers return parcels without a label"))),
                        narrow))
                .containsExactly("G-01  Customers return parcels without a", "       label");
    }

    @Test
    void anErrorIsAnAnswerWhereJsonWasAskedFor() {
        Console console = console(false, 80);
        console.json(true);
        console.error("E_USAGE", "no \u001b[2Jsuch\nthing");
        assertThat(err.toString()).isEmpty();
        assertThat(Json.parse(out.toString()).at("error", "code")).contains(Json.of("E_USAGE"));
    }

    private Console console(boolean colour, int width) {
        return new Console(new PrintWriter(out), new PrintWriter(err), colour, width);
    }

    @Test
    void alternativesThatNoLineHasRoomForAreBrokenAtTheirBars() {
        StringWriter said = new StringWriter();
        Console narrow = new Console(new PrintWriter(said), new PrintWriter(said), false, 60);
        assertThat(Cli.run(new String[] {"mcp"}, narrow)).isEqualTo(ExitCode.USAGE.number());
        assertThat(said.toString().lines()).allMatch(line -> line.length() <= 60);
        assertThat(said.toString()).contains("project-management | spec-driven", "authoring is missing.");
    }
}
