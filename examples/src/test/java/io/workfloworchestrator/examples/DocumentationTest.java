package io.workfloworchestrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what runs here, and its links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path HERE = Path.of("src/test/java/io/workfloworchestrator/examples");

    @Test
    void theReadmesCodeIsTheExamples() throws IOException {
        String example = Files.readString(HERE.resolve("FirstStepsTest.java"));
        String shown = block(Files.readString(ROOT.resolve("README.md")), "java");
        assertThat(shown).isEqualTo(tagged(example, "types") + "\n" + tagged(example, "first-steps"));
    }

    @Test
    void theReadmesCodeIsAboutTenLines() throws IOException {
        String shown = block(Files.readString(ROOT.resolve("README.md")), "java");
        assertThat(shown.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void relativeLinksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
            try (var files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    /** The first fenced block of a language. */
    private static String block(String page, String language) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1).strip();
    }

    /** The lines between the tags of a name, without their common indentation. */
    private static String tagged(String source, String name) {
        StringBuilder lines = new StringBuilder();
        boolean inside = false;
        for (String line : source.lines().toList()) {
            if (line.strip().equals("// tag::" + name)) {
                inside = true;
            } else if (line.strip().equals("// end::" + name)) {
                inside = false;
            } else if (inside) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString().stripTrailing().stripIndent().strip();
    }
}
