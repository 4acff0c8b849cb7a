package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, texts and lines: the small parts. */
class TextTest {
    @ParameterizedTest
    @CsvSource({
        "projectpath, projectPath",
        "project_path, projectPath",
        "path, projectPath",
        "tile, title",
        "titel, title",
        "tilte, title",
        "xyz, ''",
        "'', ''"
    })
    void theNearestNameIsFound(String written, String expected) {
        assertThat(Nearest.of(written, List.of("projectPath", "title", "kind")).orElse(""))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[1;31mred\u001b[0m b', a red b",
        "'\u001b]0;title\u0007x', x",
        "'\u001b]8;;http://e\u001b\\link\u001b]8;;\u001b\\', link",
        "'\u001bPq#0\u001b\\x', x",
        "'\u009b31mx', x",
        "'\u001b(Bx', Bx",
        "'a\u0000\u0007\u007f\u0085b', ab",
        "'\u202Eevil\u2066\u200B\uFEFF', evil",
        "'\u001b', ''",
        "'\u001b[', ''",
        "'tab\tstays', 'tab\tstays'",
        "'plain é 😀', plain é 😀"
    })
    void escapeSequencesAndControlCharactersAreRemoved(String text, String expected) {
        assertThat(PlainText.of(text)).isEqualTo(expected.replace("a red b", "ared b"));
    }

    @Test
    void aLineIsCutBetweenCharactersAndNotThroughOne() {
        assertThat(PlainText.line("12345678😀x", 10)).isEqualTo("12345678…");
        assertThat(PlainText.line("a\nb", 10)).isEqualTo("a b");
    }

    @Test
    void aMessageKeepsItsEndWhichSaysWhatToDo() {
        assertThat(PlainText.ends("0123456789", 10)).isEqualTo("0123456789");
        assertThat(PlainText.ends("what is so, and why. Do this.", 16)).isEqualTo("what is …o this.");
        assertThat(PlainText.ends("1234😀6789😀bcde", 10)).isEqualTo("1234…bcde");
    }

    record Document(
            @Field(untrusted = true, max = 12, lines = true) String text,
            @Field(untrusted = true, max = 12) String line) {}

    @Test
    void aDocumentKeepsItsLines() {
        assertThat(cleaned("text", "# A\n\n\u001b[1m- b")).isEqualTo("# A\n\n- b");
        assertThat(cleaned("text", "# A\n\n- b and the end")).isEqualTo("# A\n\n-…e end");
        assertThat(cleaned("line", "# A\n- b")).isEqualTo("# A - b");
    }

    private static String cleaned(String field, String text) {
        Json clean = Shape.of(Document.class).clean(Json.Obj.EMPTY.with(field, Json.of(text)));
        return clean.at(field).flatMap(Json::asText).orElseThrow();
    }

    @Test
    void linesAreCutAsANaiveReaderCutsThemWhateverTheChunks() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                String line = "x".repeat(random.nextInt(40));
                expected.add(line.length() <= 20 ? line : "long " + line.length());
                text.append(line).append('\n');
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
            List<String> seen = new ArrayList<>();
            LineReader reader = new LineReader(new Trickle(bytes, random), 20);
            for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
                seen.add(line.tooLong() ? "long " + line.length() : new String(line.text(), StandardCharsets.US_ASCII));
            }
            assertThat(seen).as("seed " + seed + ", round " + round).isEqualTo(expected);
        }
    }

    @Test
    void ofALineThatIsTooLongBothEndsAreKept() throws IOException {
        byte[] line = ("start" + "x".repeat(200_000) + "end").getBytes(StandardCharsets.US_ASCII);
        LineReader reader = new LineReader(new Trickle(line, new Random(1)), 50_000);

        LineReader.Line read = Objects.requireNonNull(reader.next());

        assertThat(read.tooLong()).isTrue();
        assertThat(read.length()).isEqualTo(line.length);
        assertThat(new String(read.text(), StandardCharsets.US_ASCII))
                .hasSize(LineReader.END)
                .startsWith("start");
        byte[] tail = Objects.requireNonNull(read.tail());
        assertThat(new String(tail, StandardCharsets.US_ASCII))
                .hasSize(LineReader.END)
                .endsWith("end");
        assertThat(reader.next()).isNull();
    }

    /** A stream that gives a few bytes at a time. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(
                    into, offset, Math.min(length, 1 + random.nextInt(bytes.available() > 1_000 ? 5_000 : 30)));
        }
    }
}
