package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** {@code docs/items.md} lists the commands for items that exist, with the arguments that they take. */
class ItemPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)( .*?)?` \\| .*");
    private static final Pattern OPTION = Pattern.compile("--\\w+");

    /** What all commands take; the page says so once. */
    private static final Set<String> COMMON =
            Set.of("--project", "--workflow", "--json", "--as", "--reason", "--token", "--help", "--version");

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/items.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2) == null ? "" : row.group(2).replace("\\|", "|"));
            }
        }
        return rows;
    }

    private static Map<String, CommandLine> commands() {
        return Objects.requireNonNull(Cli.model().getSubcommands().get("item")).getSubcommands();
    }

    private static Set<String> options(CommandSpec spec) {
        Set<String> names = new TreeSet<>(spec.optionsMap().keySet());
        names.removeIf(name -> !name.startsWith("--") || COMMON.contains(name));
        return names;
    }

    @Test
    void everyCommandIsListedInTheOrderOfTheHelp() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyElementsOf(Cli.model()
                        .getSubcommands()
                        .get("item")
                        .getSubcommands()
                        .keySet());
    }

    @Test
    void eachHasTheArgumentsThatItTakes() throws IOException {
        Map<String, CommandLine> commands = commands();
        rows().forEach((name, arguments) -> {
            CommandSpec spec = Objects.requireNonNull(commands.get(name)).getCommandSpec();
            assertThat(OPTION.matcher(arguments).results().map(found -> found.group()))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(options(spec));
            assertThat(spec.positionalParameters())
                    .extracting(ArgSpec::paramLabel)
                    .as(name)
                    .allSatisfy(label -> assertThat(arguments).contains(label));
            String words = arguments.replaceAll("\\[?--\\w+( [A-Z=]+)?]?…?", "");
            List<String> labels = Pattern.compile("[A-Z][A-Z|=]*")
                    .matcher(words)
                    .results()
                    .map(found -> found.group())
                    .toList();
            assertThat(labels).as(name).hasSameSizeAs(spec.positionalParameters());
        });
    }

    @Test
    void theReadmeLeadsThere() throws IOException {
        assertThat(Files.readString(Path.of("../README.md"))).contains("(docs/items.md)");
    }
}
