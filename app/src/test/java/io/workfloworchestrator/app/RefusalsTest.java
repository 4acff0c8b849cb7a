package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not exist, or makes no sense, is refused by name, and in JSON where that was asked for. */
@Isolated
class RefusalsTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history -w nope/x",
                "undo -w nope/x",
                "list -w nope/x",
                "watch --count 1 -w nope/x",
                "export -w nope/x",
                "diff 0 1 nope/nope",
                "diff 0 1 -w nope/x",
                "show nope/nope",
                "show -w nope/x",
                "status -w nope/x",
                "next -w nope/x",
                "why advance -w nope/x",
                "data -w nope/x",
                "step done s -w nope/x",
                "advance -w nope/x",
                "simulate --set phase=x -w nope/x"
            })
    void whatIsNotThereIsRefusedByName(String line) {
        Shell shell = new Shell(project);
        shell.run("init", "--type", "project-planning");
        Shell.Outcome refused = shell.json(line.split(" "));
        assertThat(refused.code()).as(refused.out()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(refused.text("error", "message")).contains("nope");
    }

    @ParameterizedTest
    @CsvSource({
        "specify --session 009, Begin one by workflow specify DESCRIPTION.",
        "handoffs export H-09, workflow handoffs spec passes a goal on.",
        "tasks new stray --template bug-fix --set bug=x, take it over by workflow tasks list;",
    })
    void aRefusalNamesCommandsAndNoTools(String line, String words) throws Exception {
        Shell shell = new Shell(project);
        shell.run("init");
        Path stray = project.resolve("temp/workflows/stray/plan.md");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "# Plan\n");
        Shell.Outcome refused = shell.json(line.split(" "));
        assertThat(refused.text("error", "message")).contains(words);
    }

    @Test
    void aSecondWorkflowOfTasksOfTheSameNameIsSaidToBeOne() {
        Shell shell = new Shell(project);
        shell.run("init");
        String[] line = "tasks new fix --template bug-fix --set bug=x".split(" ");
        assertThat(shell.json(line).code()).isZero();
        assertThat(shell.json(line).text("error", "message")).contains("There is an active workflow \"fix\" already.");
    }

    @ParameterizedTest
    @CsvSource({
        "history --limit 0, --limit is 1 or more",
        "history --limit -5, --limit is 1 or more",
        "next --max 0, --max is 1 or more",
        "next --max -3, --max is 1 or more",
        "watch --count 0, --count is 1 or more",
        "watch --count -1, --count is 1 or more",
        "show --at -1, a revision is 0 or more",
    })
    void aNumberThatMakesNoSenseIsRefused(String line, String words) {
        Shell shell = new Shell(project);
        shell.run("init", "--type", "project-planning");
        Shell.Outcome refused = shell.json(line.split(" "));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mcp nope --json",
                "mcp --json",
                "mcp --json nope",
                "mcp nope/ --json",
                "mcp project-management --jsno --json",
                "mcp project-management twice --json",
                "mcp nope/x --print-config claude-code --json",
                "mcp nope/x --project . --json"
            })
    void serversAreRefusedInJsonToo(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = captured(out, err, line.replace("--project .", "--project " + project));
        Json answer = Json.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(answer.at("error", "code").flatMap(Json::asText).orElse("")).startsWith("E_");
        assertThat(code).isIn(ExitCode.USAGE.number(), ExitCode.NOT_FOUND.number());
        assertThat(err.size()).isZero();
    }

    @Test
    void aServerThatIsNotUnderstoodSaysWhatIsNear() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(captured(new ByteArrayOutputStream(), err, "mcp project-management --projcet x"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("did you mean --project?", "Run 'workflow mcp --help'");
    }

    private static int captured(ByteArrayOutputStream out, ByteArrayOutputStream err, String line) {
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            return McpCommand.run(line.split(" "), new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    @Test
    void usageErrorsAreJsonWhereThatWasAskedFor() {
        Shell shell = new Shell(project);
        for (List<String> words : List.of(
                List.of("--json"),
                List.of("nope", "--json"),
                List.of("help", "nope", "--json"),
                List.of("mcp", "--json"),
                List.of("history", "--limit", "x", "--json"))) {
            Shell.Outcome outcome = shell.exactly(words.toArray(String[]::new));
            assertThat(Json.parse(outcome.out()).at("error", "code"))
                    .as(words.toString())
                    .contains(Json.of("E_USAGE"));
            assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.number());
        }
    }

    @Test
    void helpIsGivenHoweverItIsAskedFor() {
        Shell shell = new Shell(project);
        String all = shell.exactly("--help").out();
        assertThat(shell.exactly("help").out()).isEqualTo(all).contains("history");
        assertThat(shell.exactly("help").code()).isZero();
        String history = shell.exactly("history", "--help").out();
        assertThat(shell.exactly("help", "history").out()).isEqualTo(history).contains("--limit");
        assertThat(shell.exactly("history", "help").out()).isEqualTo(history);
        assertThat(shell.exactly("why", "help").code()).isZero();
        assertThat(shell.exactly("mcp", "help").out()).contains("--project", "--print-config", "--json", "TYPE/ID");
        assertThat(shell.exactly("help", "export").out()).contains(" reference-1.0: the planning");
        assertThat(shell.exactly("help", "histroy").err()).contains("did you mean history?");
    }

    @Test
    void theHelpOfAServerNamesEveryClient() {
        String help = new Shell(project).exactly("help", "mcp").out();
        assertThat(ClientConfig.names()).allSatisfy(name -> assertThat(help).contains(name));
    }

    @ParameterizedTest
    @CsvSource({"status --xyz, false", "status --jsom, true", "status -x, false", "frob, false", "histroy, true"})
    void onlyWhatIsNearIsSuggested(String line, boolean near) {
        String err = new Shell(project).exactly(line.split(" ")).err();
        assertThat(err.contains("did you mean")).as(err).isEqualTo(near);
    }
}
