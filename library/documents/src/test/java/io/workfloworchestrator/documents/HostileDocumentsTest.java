package io.workfloworchestrator.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that are made to take long: each is read and changed, or refused, in little time of its thread. */
@Timeout(120) // against hanging only; promptness is held to the thread's own time, which other processes do not take
class HostileDocumentsTest {
    private static final long PROMPT = 10_000_000_000L;

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("20,000 lines", "- [ ] a task with some words\ntext below\n".repeat(10_000)),
                Arguments.of("a table of 20,000 columns", "|a".repeat(20_000) + "|\n" + "|-".repeat(20_000) + "|\n"),
                Arguments.of("20,000 quotes", "> ".repeat(20_000) + "x\n"),
                Arguments.of("20,000 bullets in a line", "- ".repeat(20_000) + "[ ] x\n"),
                Arguments.of("deep nesting", nested(200)),
                Arguments.of("20,000 unclosed fences", "```\n~~~\n````\n".repeat(7_000)),
                Arguments.of("20,000 unclosed comments", "<!-- a\n".repeat(20_000)),
                Arguments.of("a line of 1 MB", "- [ ] " + "x ".repeat(500_000) + "\n"),
                Arguments.of("a line of backslashes", "\\".repeat(200_000) + "# x\n"),
                Arguments.of("a line of hashes", "# " + "# ".repeat(100_000) + "\n"),
                Arguments.of("a line of brackets", "- [ ] " + "[a:: ".repeat(50_000) + "]\n"),
                Arguments.of("a line of numbers", "- [ ] " + "1.".repeat(100_000) + "\n"),
                Arguments.of("a line of codes", "- [ ] " + "&amp;".repeat(50_000) + "#10;\n"),
                Arguments.of("4,000 equal headings", "## x\n".repeat(4_000)),
                Arguments.of("4,000 equal items", "- [ ] x\n".repeat(4_000)),
                Arguments.of("right to left", "- [ ] \u202E\u05E9\u05DC\u05D5\u05DD \u2066x\u2069\n".repeat(500)),
                Arguments.of("only carriage returns", "- [ ] x\r\r# y\r".repeat(3_000)));
    }

    private static String nested(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            out.append("  ".repeat(i)).append("- [ ] level ").append(i).append('\n');
        }
        return out.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void aHostileDocumentIsReadAndChangedPromptly(String name, String text) {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        for (DocumentFormat format : List.of(
                MarkdownFormat.checklist().build(), MarkdownFormat.document().build())) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Json value = format.read(file, Optional.empty()).value();
            assertThat(format.render(value, Optional.of(file))).isEqualTo(file);
            Json changed = value.asObject().with("title", Json.of("Another title"));
            try {
                byte[] written = format.render(changed, Optional.of(file));
                assertThat(format.read(written, Optional.of(changed)).value()).isEqualTo(changed);
            } catch (DocumentException refused) {
                assertThat(refused.code()).isIn("E_DOCUMENT_WRITE", "E_MARKDOWN_OPEN");
            }
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            System.err.println(name + " as " + format.name() + ": " + took / 1_000_000 + " ms");
            assertThat(took).as(name).isLessThan(PROMPT);
        }
    }
}
