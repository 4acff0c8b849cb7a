package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the README shows for a project work word for word and in their order, from {@code workflow init} on. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    /** Where a command's comment says this, it refuses, and says what is missing. */
    private static final String REFUSED = "as here, hear what is missing";

    @TempDir
    private Path project;

    @Test
    void theCommandsWorkInTheirOrderInAnEmptyFolder() throws IOException {
        assertThat(runAll()).isGreaterThan(14);
    }

    @Test
    void theCommandsWorkInTheirOrderInANewRepository() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "init", "-q", project.toString()).start();
        assertThat(git.waitFor()).isZero();
        assertThat(runAll()).isGreaterThan(14);
    }

    @Test
    void aKindThatAnotherWorkflowHasIsRefusedWithTheWordsThatNameIt() throws IOException {
        int unused = runAll();
        Shell shell = new Shell(project);
        for (String command : List.of("add issue Again", "list issue", "claim issue", "board issue")) {
            assertThat(shell.json(("item " + command).split(" ")).text("error", "message"))
                    .as(command)
                    .endsWith(" tracker/main has that kind: -w tracker/main.");
        }
        assertThat(shell.json("item", "list", "isue").text("error", "message")).doesNotContain("has that kind");
        assertThat(shell.json("item", "show", "issue", "-w", "tracker/main").text("error", "message"))
                .contains("no item \"issue\"")
                .doesNotContain("has that kind");
    }

    /** Runs the lines of the blocks that are meant for a project; gives how many commands there were. */
    private int runAll() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(block -> block.contains("workflow init"))
                .toList();
        assertThat(blocks).hasSize(3);
        int commands = 0;
        for (String line : String.join("", blocks).lines().toList()) {
            for (String command : line.replaceFirst(" +#.*", "").split(" && ")) {
                run(command, line.contains(REFUSED));
                commands++;
            }
        }
        assertThat(project.resolve("all.jsonl")).isNotEmptyFile();
        return commands;
    }

    private void run(String line, boolean isRefused) throws IOException {
        // The page stands in the project's folder, and this test does not.
        String[] words =
                Walk.words(line.replace("…/docs", "../docs").replace("all.jsonl", "" + project.resolve("all.jsonl")));
        switch (words[0]) {
            case "mkdir" -> Files.createDirectories(project.resolve(words[2]));
            case "cp" -> {
                Path from = Path.of(words[1]);
                Files.copy(from, project.resolve(words[2]).resolve(from.getFileName()));
            }
            default -> {
                assertThat(words[0]).isEqualTo("workflow");
                Shell.Outcome outcome = new Shell(project)
                        .run(List.of(words).subList(1, words.length).toArray(String[]::new));
                assertThat(outcome.code())
                        .as(line + "\n" + outcome.out() + outcome.err())
                        .isEqualTo(isRefused ? 1 : 0);
            }
        }
    }
}
