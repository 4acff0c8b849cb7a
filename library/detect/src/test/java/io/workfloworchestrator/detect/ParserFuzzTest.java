package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.detect.FileContent.Wanted;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No content of a file, and no text of a path or glob, makes anything but a value, a finding or a declared refusal. */
@Timeout(300)
class ParserFuzzTest {

    private static final String[] PIECES = {
        "---",
        "---\n",
        "...\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        ":",
        ": ",
        "- ",
        "- [ ] ",
        "- [x] ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "\\",
        "#",
        "# ",
        "## ",
        "|",
        ">",
        "&a",
        "*a",
        "!!x",
        "```",
        "~~~",
        "1. ",
        "2) ",
        "    ",
        "> ",
        "[/] ",
        "<!--",
        "-->",
        "<div>",
        "<pre>",
        "`",
        "===",
        "key",
        "a",
        "1",
        "-1",
        "0.5",
        "1e9",
        "true",
        "null",
        "\u0000",
        "\u001b",
        "\u202e",
        "\ud83d\ude00",
        "\u00e4",
        "*",
        "**",
        "?",
        "/",
        "..",
        ".",
        "~",
        "C:",
        "\\u",
        "ud800",
        "{a,b}",
        ".ai-planning",
        ".state",
        "nul",
        "x".repeat(300)
    };

    @Test
    void contentOfAnyKindIsReadOrReported() {
        fuzz(20_000);
    }

    @Test
    @Tag("nightly")
    void aMillionInputsPerParserAreReadOrReported() {
        fuzz(1_000_000);
    }

    @SuppressWarnings("SystemOut")
    private static void fuzz(int rounds) {
        long seed = Long.getLong("detect.seed", System.nanoTime());
        System.out.println("ParserFuzzTest: seed " + seed + ", " + rounds + " inputs; -Ddetect.seed repeats it");
        Random random = new Random(seed);
        Wanted wanted = new Wanted(EnumSet.allOf(Part.class), Set.of(List.of("a", "- [")), Set.of("", "/key", "/0/a"));
        for (int i = 0; i < rounds; i++) {
            String text = text(random);
            try {
                FileContent content =
                        FileContent.of("a.md", wanted, random.nextInt(20) == 0 ? noise(random) : text.getBytes(UTF_8));
                content.findings(wanted).forEach(finding -> refusal(() -> PathRules.show(finding.toString())));
                refusal(() -> ProjectFolder.checkPath(text));
                refusal(() -> Glob.of(text).excludes("a/b/c.md"));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ", round " + i + ": " + PathRules.show(text), e);
            }
        }
    }

    private static void refusal(Runnable check) {
        try {
            check.run();
        } catch (CodedException e) {
            if (e.code().isEmpty()) {
                throw e;
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "---\n" : "");
        for (int n = random.nextInt(30); n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
