package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code workflow verify} prints. The faulty definitions of the cookbook have golden files, which the cookbook
 * shows. After a change of messages: run with -Dworkflow.golden.write=true once, and read the difference.
 */
class VerifyOutputTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path FAULTY = DOCS.resolve("definitions/faulty");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"release", "approval", "incident"})
    void theFaultsOfTheCookbookAreShownAsItShowsThem(String type) throws IOException {
        String printed = verify(FAULTY.resolve(type + ".yaml"), false, 100, ExitCode.REFUSED);
        Path golden = FAULTY.resolve(type + ".txt");
        if (Boolean.getBoolean("workflow.golden.write")) {
            Files.writeString(golden, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(golden));
        assertThat(Files.readString(DOCS.resolve("cookbook.md"))).contains("```\n" + printed + "```\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void nothingIsWiderThanTheTerminalAndColourChangesNothingElse(int width) throws IOException {
        for (String type : new String[] {"release", "approval", "incident"}) {
            Path file = FAULTY.resolve(type + ".yaml");
            String plain = verify(file, false, width, ExitCode.REFUSED);
            String coloured = verify(file, true, width, ExitCode.REFUSED);

            assertThat(plain.lines().filter(line -> line.contains(" | ") || line.endsWith("^")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
            assertThat(coloured).contains("\u001b[").isNotEqualTo(plain);
            assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
        }
    }

    @Test
    void theCaretStandsBelowTheFaultBehindWideCharactersTabsAndEmoji() throws IOException {
        Path file = Files.writeString(
                folder.resolve("w.yaml"), "workflow: w\nphases: [{id: a, title: \"世界\t😀é\", wrong: 1}]\n");

        String printed = verify(file, false, 80, ExitCode.REFUSED);

        assertThat(printed)
                .contains("w.yaml:2:34: E_RULE_FIELD\n")
                // two ideographs and an emoji take two cells each
                .contains("  2 | phases: [{id: a, title: \"世界 😀é\", wrong: 1}]\n" + "    | " + " ".repeat(36) + "^\n");
    }

    @Test
    void theEndOfALongLineIsShownWithItsCaret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("w.yaml"),
                "workflow: w\nphases: [{id: a, title: \"" + "x".repeat(300) + "\", wrong: 1}]\n");

        String[] lines = verify(file, false, 80, ExitCode.REFUSED).split("\n", -1);

        assertThat(lines).filteredOn(line -> line.endsWith("^")).singleElement().satisfies(caret -> {
            String source = lines[java.util.Arrays.asList(lines).indexOf(caret) - 1];
            assertThat(source.substring(caret.length() - 1)).startsWith("wrong: 1");
            assertThat(source).hasSizeLessThanOrEqualTo(80);
        });
    }

    @Test
    void theGuidesTableHasEveryCodeOfADefinition() throws IOException {
        Pattern code = Pattern.compile("\\b(E_(?:RULE|YAML)_[A-Z_]*[A-Z])\\b");
        Set<String> said = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("../docs/definitions.md"))) {
            if (line.startsWith("| `E_")) {
                code.matcher(line.split("\\|")[1]).results().forEach(found -> said.add(found.group(1)));
            }
        }
        Set<String> thrown = new TreeSet<>();
        for (String module : List.of("definition", "workflow", "rules", "detect", "files")) {
            try (Stream<Path> sources = Files.walk(Path.of("../library", module, "src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    Pattern quoted = Pattern.compile("\"" + code.pattern() + "\"");
                    quoted.matcher(Files.readString(source)).results().forEach(found -> thrown.add(found.group(1)));
                }
            }
        }
        assertThat(said).isEqualTo(thrown);
    }

    @Test
    void whatIsRightIsSaidInOneLine() throws IOException {
        assertThat(verify(DOCS.resolve("definitions/release.yaml"), false, 80, ExitCode.OK))
                .isEqualTo("No problems.\n");
    }

    @Test
    void simulateComparesWithNow() {
        Shell shell = new Shell(folder);
        shell.run("init", "--type", "project-planning");

        assertThat(shell.run("simulate", "--set", "facts.constitution.exists=true")
                        .out())
                .contains("Gates that would open\n  ✓ constitution-exists")
                .contains("Would be advised, and is not now\n  + ")
                .endsWith("The phase could not be left even then.\nNothing was written.\n");
        assertThat(shell.run("simulate", "--set", "facts.constitution.exists=false")
                        .out())
                .startsWith("Nothing would be different from now.\n");
    }

    private static String verify(Path file, boolean colour, int width, ExitCode expected) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), colour, width);
        int code = Cli.run(new String[] {"verify", file.toString()}, console);
        assertThat(code).as(out.toString()).isEqualTo(expected.number());
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
