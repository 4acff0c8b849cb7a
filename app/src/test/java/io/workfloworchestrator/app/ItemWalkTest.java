package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk through the issue tracker that the cookbook shows: each command is run, and prints what the page says. */
class ItemWalkTest {
    private static final Pattern WALK =
            Pattern.compile("<!-- walk tracker -->\\n```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    private Path project;

    @Test
    void theCookbooksWalkPrintsWhatItShows() throws IOException {
        Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.copy(
                Path.of("../docs/definitions/tracker.yaml"), project.resolve(".ai-planning/definitions/tracker.yaml"));
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/login.js"), "login()");
        Shell shell = new Shell(project);
        assertThat(shell.run("init", "-w", "tracker/main").code()).isZero();

        Matcher walk = WALK.matcher(Files.readString(Path.of("../docs/cookbook.md")));
        assertThat(walk.find()).isTrue();
        StringBuilder printed = new StringBuilder();
        int commands = 0;
        for (String line :
                walk.group(1).lines().filter(l -> l.startsWith("$ workflow ")).toList()) {
            Shell.Outcome outcome = shell.run(words(line.substring("$ workflow ".length())));
            printed.append(line).append('\n').append(outcome.out()).append(outcome.err());
            commands++;
        }
        assertThat(commands).isGreaterThan(8);
        assertThat(same(printed.toString())).isEqualTo(same(walk.group(1)));
    }

    /** Without what is another each time: ids, times, and where a message is broken that has them. */
    private static String same(String printed) {
        return printed.replaceAll("\\n {10}", " ")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\bi-[0-9a-z]{6}\\b", "ID");
    }

    private static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words.toArray(String[]::new);
    }
}
