package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of every command, held against {@code docs/cli-json.md}. */
class JsonContractTest {
    private static final Path PAGE = Path.of("../docs/cli-json.md");

    @TempDir
    Path project;

    private Contract contract;
    private Shell shell;

    @BeforeEach
    void read() throws IOException {
        contract = Contract.of(Files.readString(PAGE));
        shell = new Shell(project);
    }

    @Test
    void everyAnswerIsAsDocumented() throws IOException {
        new DemoFiles(project).makeFolders();
        Path exported = project.resolve("all.jsonl");
        for (String line : List.of(
                "init --name Shop",
                "init",
                "list",
                "status",
                "data",
                "data staleDays=30",
                "next",
                "next --max 1",
                "why step:generate-constitution",
                "why gate:constitution-exists",
                "why advance",
                "step done validate-deliverables --note seen",
                "step skip brainstorm-ideas --reason none",
                "step reopen validate-deliverables",
                "advance",
                "advance --skip-gates --to execution --reason trial",
                "history",
                "show",
                "show --at 1",
                "diff 1 2",
                "diff 0 2",
                "undo",
                "undo",
                "simulate --set facts.constitution.exists=true",
                "definition show",
                "definition diff",
                "definition migrate",
                "grow --back --dry-run",
                "adopt",
                "doctor",
                "export --history --out " + exported,
                "import " + exported + " --replace",
                "completion bash",
                "completion zsh",
                "completion fish")) {
            String command = line.split(" ")[0];
            Shell.Outcome outcome =
                    command.equals("completion") ? shell.bare(line.split(" ")) : shell.json(line.split(" "));
            assertThat(contract.faults(command, outcome.json())).as(line).isEmpty();
        }
    }

    @Test
    void theAnswersOfVerifyAreAsDocumented() throws IOException {
        Path bad = Files.writeString(project.resolve("bad.yaml"), "workflow: release\nversion: 1\nfases: []\n");
        assertThat(contract.faults("verify", shell.bare("verify").json())).isEmpty();
        assertThat(contract.faults(
                        "verify", shell.bare("verify", bad.toString()).json()))
                .isEmpty();
    }

    @Test
    void theAnswerOfNewIsAsDocumented() {
        String folder = project.resolve("made").toString();
        assertThat(contract.faults(
                        "new",
                        shell.bare("new", "server", "made", "--dir", folder).json()))
                .isEmpty();
    }

    @Test
    void errorsAreAnswersAsDocumented() {
        Map<String, ExitCode> lines = Map.of(
                "status", ExitCode.NOT_FOUND,
                "history --limit many", ExitCode.USAGE,
                "step", ExitCode.USAGE,
                "no-such-command", ExitCode.USAGE,
                "import no-such-file", ExitCode.NOT_FOUND);
        lines.forEach((line, code) -> {
            Shell.Outcome outcome = shell.json(line.split(" "));
            assertThat(contract.faults("Failure", outcome.json())).as(line).isEmpty();
            assertThat(outcome.code()).as(line).isEqualTo(code.number());
            assertThat(outcome.err()).isEmpty();
        });
    }

    @Test
    void everyCommandIsDocumentedAndNoOther() {
        TreeSet<String> commands = new TreeSet<>();
        Cli.model().getSubcommands().forEach((name, command) -> {
            command.getSubcommands().keySet().forEach(below -> commands.add(typeName(name, below)));
            if (command.getSubcommands().isEmpty()
                    && !command.getCommandSpec().usageMessage().hidden()) {
                commands.add(name);
            }
        });
        TreeSet<String> documented = new TreeSet<>(contract.names());
        documented.removeIf(name -> Character.isUpperCase(name.charAt(0)));
        assertThat(documented).isEqualTo(commands);
    }

    /** {@code planWrapUp} for {@code plan wrap-up}. */
    private static String typeName(String command, String below) {
        StringBuilder type = new StringBuilder(command);
        for (String word : below.split("-")) {
            type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return type.toString();
    }

    @Test
    void everyExitCodeIsDocumented() throws IOException {
        String page = Files.readString(PAGE);
        for (ExitCode code : ExitCode.values()) {
            assertThat(page).contains("| " + code.number() + " | " + code + " |");
        }
    }

    @Test
    void theContractBites() {
        Json commit =
                Json.parse("{\"revision\": \"1\", \"time\": \"t\", \"actor\": \"a\", \"keys\": [1], \"more\": 0}");
        assertThat(contract.faults("Commit", commit))
                .containsExactlyInAnyOrder(
                        "Commit.revision is no number",
                        "Commit.keys[0] is no string",
                        "Commit.more is not documented",
                        "Commit.reason is absent");
    }
}
