package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in a file, what is read of it is bounded. */
class SmallHeapTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path root;

    private static String filled(String start, String piece) {
        return start.concat(piece.repeat((MEGABYTE - start.length()) / piece.length()));
    }

    @Test
    @Timeout(60)
    void filesThatAreAsLargeAsTheyMayBeAreReadWithinASmallHeap() throws Exception {
        Project project = new Project(root)
                .file("front-lines.md", filled("---\n", "k: v\n"))
                .file("front-long.md", filled("---\nk: \"", "\\u00e9"))
                .file("front-list.md", filled("---\nk: [", "a, "))
                .file("boxes.md", filled("", "- [ ] a\n"))
                .file("empty-boxes.md", filled("", "- [ ]\n"))
                .file("headings.md", filled("", "# a\n"))
                .file("lines.md", filled("", "\n"))
                .file("fences.md", filled("", "```\n~~~\n"))
                .file("quotes.md", filled("", ">"))
                .file("too-large.md", filled("", "x").concat("x".repeat(8 * MEGABYTE)))
                .file("deep.json", filled("", "["))
                .file("wide.json", "[0".concat(",0".repeat(MEGABYTE / 2 - 4)).concat("]"))
                .file("keys.json", keys())
                .file("string.json", filled("\"", "a"))
                .file("number.json", filled("", "9"));

        ChildJvm.Result child =
                ChildJvm.withHeap("64m", SmallHeapChild.class, project.root().toString(), "100000000");

        assertThat(child.out()).contains("count=10\n").endsWith("end\n");
        assertThat(child.out().lines().filter(line -> line.startsWith("E_")))
                .contains(
                        "E_FRONT_MATTER front-lines.md",
                        "E_FRONT_MATTER front-long.md",
                        "E_CHECKBOXES boxes.md",
                        "E_HEADINGS headings.md",
                        "E_FILE_SIZE too-large.md",
                        "E_JSON_DEPTH deep.json",
                        "E_JSON_NUMBER number.json");
    }

    /** Little text and much in memory each: 60 bytes of heap and more for the six of a checkbox. */
    @Test
    @Timeout(60)
    void hundredsOfFilesThatAreLargeInMemoryAreReadWithinASmallHeap() throws Exception {
        Project project = new Project(root);
        for (int i = 0; i < 300; i++) {
            project.file(i + ".md", "- [ ] a\n".repeat(MarkdownText.MAX_ITEMS));
        }
        ChildJvm.Result child =
                ChildJvm.withHeap("64m", SmallHeapChild.class, project.root().toString());

        assertThat(child.out())
                .contains("count=300\n", "E_SCAN_BYTES .\n")
                .doesNotContain("OutOfMemory")
                .endsWith("end\n");
    }

    private static String keys() {
        StringBuilder json = new StringBuilder("{\"first\":0");
        for (int i = 0; json.length() < MEGABYTE - 20; i++) {
            json.append(",\"k").append(i).append("\":0");
        }
        return json.append('}').toString();
    }
}
