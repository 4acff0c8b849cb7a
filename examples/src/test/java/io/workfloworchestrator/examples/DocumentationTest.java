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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation shows is what runs here, and its links lead somewhere. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RESOURCES = Path.of("src/test/resources/io/workfloworchestrator/examples");

    /** A block that is cut from a source: its file and tag in a comment above. */
    private static final Pattern CUT =
            Pattern.compile("<!-- (\\S+)#(\\S+) -->\\n```(?:java|yaml)\\n(.*?)```", Pattern.DOTALL);

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
    void codeInTheGuidesIsTheExamples() throws IOException {
        int blocks = 0;
        for (Path page : pages()) {
            Matcher block = CUT.matcher(Files.readString(page));
            while (block.find()) {
                assertThat(block.group(3).strip())
                        .as(page + " shows " + block.group(1) + "#" + block.group(2))
                        .isEqualTo(tagged(source(block.group(1)), block.group(2)));
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"author-guide.md", "new-store.md", "adopting.md"})
    void everyJavaBlockOfAGuideIsCutFromATest(String guide) throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve(guide));
        assertThat(CUT.matcher(page).replaceAll("")).doesNotContain("```java", "<!--");
    }

    @Test
    void theGuidesPomNamesWhatThereIs() throws IOException {
        String pom = block(Files.readString(ROOT.resolve("docs/author-guide.md")), "xml");
        String root = Files.readString(ROOT.resolve("pom.xml"));
        Matcher artifact = Pattern.compile("<artifactId>(workflow-orchestrator-[a-z-]+)</artifactId>")
                .matcher(pom);
        while (artifact.find()) {
            assertThat(root).contains("<artifactId>" + artifact.group(1) + "</artifactId><version>${project.version}");
        }
        Matcher version =
                Pattern.compile("<workflow.version>(.*)</workflow.version>").matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(root).contains("<version>" + version.group(1) + "</version>");
    }

    @Test
    void linesSavedAreCounted() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/adopting.md"));
        long before = lines(source("prompted/ShoppingBefore.java"));
        long after = lines(source("prompted/ShoppingAfter.java"));
        assertThat(page).contains("by the prompt | " + before + " | " + after + " |");
        assertThat(after).isLessThan(before);
    }

    /** Lines of code: neither blank, nor comment, nor import or package. */
    private static long lines(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("(//|/\\*|\\*|import |package ).*"))
                .count();
    }

    private static String source(String name) throws IOException {
        Path guest = Path.of(name);
        Path java = Files.exists(guest) ? guest : HERE.resolve(name);
        return Files.readString(Files.exists(java) ? java : RESOURCES.resolve(name));
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
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/prompts"))) {
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
            if (line.strip().matches("(//|#) tag::" + name)) {
                inside = true;
            } else if (line.strip().matches("(//|#) end::" + name)) {
                inside = false;
            } else if (inside) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString().stripTrailing().stripIndent().strip();
    }
}
