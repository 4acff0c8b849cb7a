package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A walk that a page shows: each of its commands is run, and prints what the page says. */
final class Walk {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** How a page shows that somebody edits a file. */
    private static final Pattern WRITTEN = Pattern.compile("\\$ echo \"([^\"]*)\" > (\\S+)");

    private Walk() {}

    /** Runs the commands of the block under {@code <!-- walk NAME -->}; gives how many there are. */
    static int run(Shell shell, Path page, String name) throws IOException {
        Matcher walk = Pattern.compile("<!-- walk " + name + " -->\\n```console\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page));
        assertThat(walk.find()).isTrue();
        StringBuilder printed = new StringBuilder();
        int commands = 0;
        for (String line : walk.group(1).lines().filter(l -> l.startsWith("$ ")).toList()) {
            Matcher written = WRITTEN.matcher(line);
            if (written.matches()) {
                printed.append(line).append('\n');
                Object unused = Files.writeString(shell.project().resolve(written.group(2)), written.group(1) + "\n");
                continue;
            }
            Shell.Outcome outcome = shell.run(words(line.substring("$ workflow ".length())));
            printed.append(line).append('\n').append(outcome.out()).append(outcome.err());
            commands++;
        }
        assertThat(same(printed.toString())).isEqualTo(same(walk.group(1)));
        return commands;
    }

    /** Without what is another each time: ids, times, days, and where a message is broken that has them. */
    private static String same(String printed) {
        return printed.replaceAll("\\n {10}", " ")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\d( \\d\\d:\\d\\d:\\d\\d)?", "DAY")
                .replaceAll("\\bi-[0-9a-z]{6}\\b", "ID")
                .replaceAll("after [0-9.]+ m?s\\b", "after TIME")
                .replaceAll("speed: start .*(\\n {2}.*)*", "speed: FIGURES")
                .replaceAll("(is live.*)revision \\d+", "$1revision N");
    }

    /** The words of a command line as a shell reads them, quotes taken off. */
    static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words.toArray(String[]::new);
    }
}
