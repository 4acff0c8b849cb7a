package io.workfloworchestrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of bad JSON: each entry is refused promptly, with its code, and without repeating its content. */
@Timeout(120) // against hanging only; promptness is held to the thread's own time, which other processes do not take
class JsonReaderTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);

    static Stream<Arguments> badTexts() {
        return Stream.of(
                arguments("empty", "", "E_JSON_SYNTAX"),
                arguments("blank", " \n ", "E_JSON_SYNTAX"),
                arguments("NUL bytes after a power cut", "\0".repeat(4096), "E_JSON_SYNTAX"),
                arguments("truncated array", "{\"a\":[1,2", "E_JSON_SYNTAX"),
                arguments(
                        "git conflict",
                        "{\n<<<<<<< HEAD\n\"a\":1\n=======\n\"a\":2\n>>>>>>> b\n}",
                        "E_STATE_MERGE_CONFLICT"),
                arguments("git conflict in the first line", "<<<<<<< HEAD\n{}\n=======\n", "E_STATE_MERGE_CONFLICT"),
                arguments("two values", "{}{}", "E_JSON_TRAILING"),
                arguments("a word behind", "{} x", "E_JSON_SYNTAX|E_JSON_TRAILING"),
                arguments("a number behind", "{} 1", "E_JSON_TRAILING"),
                arguments("duplicate key", "{\"a\":1,\"a\":2}", "E_JSON_DUPLICATE_KEY"),
                arguments("duplicate key, deep", "[{\"b\":{\"a\":1,\"x\":0,\"a\":2}}]", "E_JSON_DUPLICATE_KEY"),
                arguments("array bomb", "[".repeat(100_000), "E_JSON_DEPTH"),
                arguments("object bomb", "{\"a\":".repeat(5_000), "E_JSON_DEPTH"),
                arguments("long number", "9".repeat(10_000), "E_JSON_NUMBER"),
                arguments("number of 65 digits", "9".repeat(65), "E_JSON_NUMBER"),
                arguments("exponent bomb", "1e1000000000", "E_JSON_NUMBER"),
                arguments("exponent of 309", "[1e309]", "E_JSON_NUMBER"),
                arguments("exponent of -309", "[1e-309]", "E_JSON_NUMBER"),
                arguments("NaN", "NaN", "E_JSON_SYNTAX"),
                arguments("Infinity", "[Infinity]", "E_JSON_SYNTAX"),
                arguments("-Infinity", "[-Infinity]", "E_JSON_SYNTAX"),
                arguments("single quotes", "{'a':1}", "E_JSON_SYNTAX"),
                arguments("comment", "{/*c*/}", "E_JSON_SYNTAX"),
                arguments("line comment", "//c\n{}", "E_JSON_SYNTAX"),
                arguments("trailing comma", "[1,]", "E_JSON_SYNTAX"),
                arguments("leading zero", "01", "E_JSON_SYNTAX"),
                arguments("plus sign", "+1", "E_JSON_SYNTAX"),
                arguments("raw line feed in a string", "\"a\nb\"", "E_JSON_SYNTAX"),
                arguments("lone high surrogate", "\"\\ud800\"", "E_JSON_TEXT"),
                arguments("lone low surrogate", "\"a\\udc00b\"", "E_JSON_TEXT"),
                arguments("lone surrogate in a name", "{\"\\ud800\":1}", "E_JSON_TEXT"),
                arguments("NUL", "\"\\u0000\"", "E_JSON_TEXT"),
                arguments("NUL in a name", "{\"a\\u0000\":1}", "E_JSON_TEXT"),
                arguments("long string", "\"" + "x".repeat(30_000_000) + "\"", "E_JSON_STRING"),
                arguments("string of 1 MB and 1", "\"" + "x".repeat((1 << 20) + 1) + "\"", "E_JSON_STRING"),
                arguments("long name", "{\"" + "n".repeat(60_000) + "\":1}", "E_JSON_NAME"),
                arguments("name of 257", "{\"" + "n".repeat(257) + "\":1}", "E_JSON_NAME"),
                arguments("3 million tokens", "[" + "1,".repeat(3_000_000) + "1]", "E_JSON_TOKENS"),
                arguments("__proto__", "{\"__proto__\":{\"admin\":true}}", "E_KEY_RESERVED"),
                arguments("constructor", "{\"a\":{\"constructor\":1}}", "E_KEY_RESERVED"),
                arguments("prototype", "{\"prototype\":1}", "E_KEY_RESERVED"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTexts")
    void badTextIsRefusedByItsCode(String name, String text, String codes) {
        JsonException fromText = refusal(() -> Json.parse(text));
        JsonException fromBytes = refusal(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(codes.split("\\|")).contains(fromText.code());
        assertThat(fromBytes.code()).isEqualTo(fromText.code());
        assertThat(fromText.getMessage())
                .startsWith("line ")
                .hasSizeLessThan(200)
                .doesNotContain("\n");
        assertThat(fromText.line()).isPositive();
        assertThat(fromText.column()).isPositive();
    }

    static Stream<Arguments> badBytes() {
        return Stream.of(
                arguments("overlong NUL", new byte[] {0x22, (byte) 0xC0, (byte) 0x80, 0x22}),
                arguments("UTF-16 with mark", "{\"a\":1}".getBytes(StandardCharsets.UTF_16)),
                arguments("UTF-16BE", "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)),
                arguments("UTF-16LE", "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)),
                arguments("one digit of UTF-16LE", "7".getBytes(StandardCharsets.UTF_16LE)),
                arguments("Latin-1", "\"ä\"".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("surrogate in UTF-8", new byte[] {0x22, (byte) 0xED, (byte) 0xA0, (byte) 0x80, 0x22}),
                arguments("truncated character", new byte[] {0x22, (byte) 0xC3}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBytes")
    void whatIsNotUtf8IsRefused(String name, byte[] bytes) {
        JsonException refusal = refusal(() -> Json.parse(bytes));

        assertThat(refusal.code()).isEqualTo("E_JSON_UTF8");
        assertThat(refusal).hasMessageContaining("Save it as UTF-8.");
    }

    @Test
    void everyStrictPrefixOfAnObjectIsRefused() {
        String text = "{\"goals\":[{\"id\":\"G-1\",\"done\":true,\"weight\":1.5e3,\"note\":\"ä😀\\n\"}],\"none\":null}";

        for (int length = 0; length < text.length(); length++) {
            String prefix = text.substring(0, length);
            assertThat(refusal(() -> Json.parse(prefix)).code()).as(prefix).startsWith("E_JSON_");
        }
        assertThat(Json.parse(text).at("goals", "0", "id")).contains(Json.of("G-1"));
    }

    @Test
    void aRefusalNamesLineAndColumn() {
        JsonException refusal = refusal(() -> Json.parse("{\n  \"a\": 1,\n  \"b\": tru\n}"));

        assertThat(refusal.line()).isEqualTo(3);
        assertThat(refusal.column()).isBetween(8, 12);
        assertThat(refusal).hasMessage("line 3, column " + refusal.column() + ": this is not JSON here.");
    }

    @Test
    void aMergeConflictIsNamedByItsFirstLine() {
        JsonException refusal = refusal(
                () -> Json.parse("{\n  \"a\": 1,\n<<<<<<< HEAD\n  \"b\": 1\n=======\n  \"b\": 2\n>>>>>>> x\n}\n"));

        assertThat(refusal)
                .hasMessage(
                        "line 3, column 1: the text holds git's conflict markers, so it is no JSON. Take what you need of"
                                + " both sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>.");
    }

    @Test
    void theLimitsThemselvesAreAccepted() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(Json.Arr.class);
        assertThat(Json.parse("9".repeat(64))).hasToString("9".repeat(64));
        assertThat(Json.parse("[1e308,1e-308]")).hasToString("[1e308,1e-308]");
        assertThat(Json.parse("\"" + "x".repeat(1 << 20) + "\"").asText().orElseThrow())
                .hasSize(1 << 20);
        assertThat(Json.parse("{\"" + "n".repeat(256) + "\":1}").asObject().size())
                .isEqualTo(1);
    }

    @Test
    void tooManyBytesAreRefusedBeforeTheyAreRead() {
        JsonException refusal = refusal(() -> Json.parse(new byte[(64 << 20) + 1]));

        assertThat(refusal.code()).isEqualTo("E_STATE_TOO_LARGE");
        assertThat(refusal).hasMessage("67108865 bytes of JSON are more than the limit of 67108864.");
    }

    @Test
    void aByteOrderMarkIsTolerated() {
        assertThat(Json.parse("\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("{\"a\":1}");
    }

    @Test
    void aTypeMarkerIsPlainData() {
        assertThat(Json.parse("{\"@class\":\"java.lang.Runtime\"}").at("@class"))
                .contains(Json.of("java.lang.Runtime"));
    }

    @Test
    void integersBeyondTwoToTheFiftyThreeKeepTheirDigits() {
        assertThat(Json.parse("[9007199254740993,0.10,1E5,-0]")).hasToString("[9007199254740993,0.10,1E5,-0]");
    }

    private static JsonException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        JsonException refusal = catchThrowableOfType(JsonException.class, parsing);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun))
                .as("processor time")
                .isLessThan(PROMPT);
        assertThat(refusal).as("accepted").isNotNull();
        return refusal;
    }
}
