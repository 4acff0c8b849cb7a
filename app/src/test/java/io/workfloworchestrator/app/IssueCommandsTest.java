package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a fault from its report to the release that mends it. */
class IssueCommandsTest {
    private static final String FORGETFUL = """
            module.exports = name => {
              if (name.startsWith('z')) throw new Error('no greeting for ' + name + ' at 0x7f3a9c21');
              return 'Hello, ' + name;
            };
            """;

    @TempDir
    private Path project;

    private Shell shell;
    private TinyServer source;
    private Contract contract;

    @BeforeEach
    void add() throws IOException {
        shell = new Shell(project);
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        source = TinyServer.in(project.resolve("notes")).file("greeting.js", FORGETFUL);
        ok("server", "add", "notes", "--source", "notes");
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        String type = words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
        assertThat(contract.faults(type, outcome.json())).as(outcome.out()).isEmpty();
        return outcome;
    }

    @Test
    void aFaultIsReportedSeenAgainMendedAndReleased() throws IOException {
        ok("server", "check", "notes");
        ok("server", "promote", "notes");
        Shell.Outcome reported = ok(
                "issue",
                "report",
                "No greeting for zoe",
                "--server",
                "notes",
                "--severity",
                "high",
                "--tool",
                "greet",
                "--arguments",
                "{\"name\": \"zoe\"}",
                "--error",
                "no greeting for zoe at 0x7f3a9c21");
        assertThat(reported.text("number")).isEqualTo("I-001");
        assertThat(Files.readString(project.resolve("environments/notes/issues/I-001-no-greeting-for-zoe.md")))
                .contains("status: reported", "# No greeting for zoe", "release: notes 1");

        Shell.Outcome again = ok(
                "issue",
                "report",
                "Another title",
                "--server",
                "notes",
                "--tool",
                "greet",
                "--error",
                "no greeting for zoe at 0x11223344");
        assertThat(again.text("number")).isEqualTo("I-001");
        assertThat(again.text("times")).isEqualTo("2");
        Shell.Outcome similar = ok("issue", "report", "No greeting for all", "--server", "notes");
        assertThat(similar.text("similar", "0", "number")).isEqualTo("I-001");
        ok("issue", "triage", "I-002", "--duplicate-of", "I-001");

        Shell.Outcome failing = shell.json("issue", "replay", "I-001");
        assertThat(failing.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(failing.text("answer")).contains("no greeting for zoe");
        assertThat(failing.text("status")).isEqualTo("reproduced");

        source.file("greeting.js", "module.exports = name => 'Hello, ' + name;\n");
        ok("server", "check", "notes");
        assertThat(ok("issue", "replay", "I-001").text("answer")).contains("Hello, zoe");
        String commit = commit();
        assertThat(shell.json("issue", "link", "I-001", other(commit)).text("error", "message"))
                .contains("There is no commit " + other(commit))
                .contains("Did you mean " + commit.substring(0, 8) + ", \"greet all\"?");
        assertThat(ok("issue", "link", "I-001", commit.substring(0, 7)).text("status"))
                .isEqualTo("fixed");
        ok("server", "promote", "notes");
        Shell.Outcome shown = ok("issue", "show", "I-001");
        assertThat(shown.text("status")).isEqualTo("released");
        assertThat(shown.text("fields", "fixedIn")).isEqualTo("notes 2");
        assertThat(shown.text("fields", "commit")).isEqualTo(commit.substring(0, 7));
        assertThat(ok("issue", "stats").text("byStatus", "released")).isEqualTo("1");
        assertThat(ok("issue", "list").json().at("issues").orElseThrow().asList())
                .isEmpty();
    }

    /** A name that differs from it in its first digit. */
    private static String other(String commit) {
        return (commit.startsWith("0") ? "1" : "0") + commit.substring(1, 8);
    }

    /** A commit of the source as it is, in a repository of its own. @return its whole name */
    private String commit() throws IOException {
        Path notes = project.resolve("notes");
        String name = "";
        for (List<String> words : List.of(
                List.of("init", "-q"),
                List.of("add", "."),
                List.of("-c", "user.name=ana", "-c", "user.email=ana@example.org", "commit", "-qm", "greet all"),
                List.of("rev-parse", "HEAD"))) {
            List<String> git = new ArrayList<>(List.of("git", "-C", notes.toString()));
            git.addAll(words);
            Process process = new ProcessBuilder(git).redirectErrorStream(true).start();
            name = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        return name;
    }

    @Test
    void aReportThatAServerLeftIsTakenOnceAndABrokenOneIsPutAside() throws IOException {
        Path reports = Files.createDirectories(project.resolve("environments/notes/reports"));
        String report =
                "{\"title\": \"It hangs\", \"server\": \"other\", \"serverVersion\": \"3\", \"client\": \"agent 7\"}";
        Files.writeString(reports.resolve("1-a.json"), report);
        Files.writeString(reports.resolve("2-b.json"), "{\"title\": ");
        Shell.Outcome told = shell.run("issue", "list");
        assertThat(told.err()).contains("new issue I-001");
        assertThat(reports.resolve("2-b.json.refused")).exists();
        Shell.Outcome listed = ok("issue", "list");
        assertThat(listed.text("issues", "0", "title")).isEqualTo("It hangs");
        assertThat(listed.text("issues", "0", "server")).isEqualTo("notes");
        Files.writeString(
                reports.resolve("1-a.json"), report); // as if the process was killed before it deleted the file
        assertThat(ok("issue", "list").text("issues", "0", "times")).isEqualTo("1");
        assertThat(reports.resolve("1-a.json")).doesNotExist();
        assertThat(shell.run("history").out()).contains("agent 7");
    }

    @Test
    void refusalsNameWhatThereIs() {
        assertThat(shell.json("issue", "report", "x", "--server", "nots").text("error", "message"))
                .contains("Did you mean notes?");
        assertThat(shell.json("issue", "report", "x", "--server", "notes", "--severity", "hihg")
                        .text("error", "message"))
                .contains("Did you mean high?");
        assertThat(shell.json("issue", "show", "I-009").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(shell.json("issue", "link", "I-001", "latest").code()).isEqualTo(ExitCode.USAGE.number());
        ok("issue", "report", "x", "--server", "notes");
        assertThat(shell.run("next", "-w", "environments/main").out()).contains("workflow issue triage I-001");
        assertThat(firstAdvice("project-management", "--toolsets", "environments"))
                .isEqualTo("triage_issue");
        assertThat(firstAdvice("all", "--toolsets", "environments")).isEqualTo("initialize_project_orchestration");
        assertThat(shell.run("issue", "link", "I-001", "0123abc").err())
                .contains("Nobody looked for commit 0123abc: notes is in no git repository.");
        assertThat(shell.json("issue", "replay", "I-001").text("error", "code")).isEqualTo("E_ISSUE_CALL");
    }

    /** What a server advises first in this project, where no planning was begun. */
    private String firstAdvice(String server, String... words) {
        List<String> all = new ArrayList<>(List.of("mcp", server, "--project", project.toString()));
        all.addAll(List.of(words));
        McpCommand.Asked asked = McpCommand.read(all.toArray(String[]::new));
        try (ServedProject served =
                new ServedProject(project.toString(), McpCommand.serving(asked), Surroundings.here())) {
            Json.Obj next = McpCommand.server(asked, served)
                    .call("get_next_steps", Json.Obj.EMPTY)
                    .structured();
            assertThat(next.toString()).contains("Triage I-001 of notes");
            return next.at("nextActions", "0", "tool").flatMap(Json::asText).orElse(next.toString());
        }
    }

    /** A server on the library, started by {@code workflow serve}, reports a fault of its own through MCP. */
    @Test
    void aServerInProductionReportsItsOwnFault() throws IOException {
        Files.createDirectories(project.resolve("planning"));
        Files.writeString(project.resolve("planning/README.md"), "The planning server.\n");
        List<String> run = new ArrayList<>(Program.command());
        run.add("mcp");
        run.add("project-management");
        ok(
                "server",
                "add",
                "planning",
                "--source",
                "planning",
                "--run",
                Json.strings(run).toString(),
                "--test",
                "node -v");
        ok("server", "check", "planning");
        ok("server", "promote", "planning");

        List<String> words = new ArrayList<>(Program.command());
        words.addAll(List.of("serve", "planning", "--project", project.toString()));
        try (Talk talk = new Talk(new ProcessBuilder(words).directory(project.toFile()), true)) {
            talk.send(Talk.INITIALIZE);
            talk.answer("init");
            talk.send(Talk.INITIALIZED);
            talk.call(1, "complete_step", "{\"step\": \"nowhere\"}");
            talk.answer(1);
            assertThat(ok("server", "running").text("running", "0", "server")).isEqualTo("planning");
            talk.call(2, "report_issue", "{\"title\": \"It knows no phase\", \"severity\": \"low\"}");
            assertThat(talk.answer(2).toString()).contains("It becomes an issue of planning");
            talk.closeInput();
            assertThat(talk.status()).isZero();
        }
        Shell.Outcome shown = ok("issue", "show", "I-001");
        assertThat(shown.text("title")).isEqualTo("It knows no phase");
        assertThat(shown.text("fields", "runtime")).startsWith("Java ");
        assertThat(shown.text("fields", "lastCalls")).contains("complete_step", "nowhere");
        assertThat(shown.text("fields", "client")).isEqualTo("test 1");
        assertThat(shown.text("fields", "release")).startsWith("1-");
        assertThat(ok("server", "running").json().at("running").orElseThrow().asList())
                .isEmpty();
    }

    @Test
    void aReportWithASecretOrAnUnknownSeverityIsTakenWithoutThem() throws IOException {
        Path reports = Files.createDirectories(project.resolve("environments/notes/reports"));
        String token = "ghp_" + "a1B2".repeat(9);
        Files.writeString(
                reports.resolve("1.json"),
                "{\"title\": \"It lost my note\", \"severity\": \"nuclear\", \"symptom\": \"header was " + token
                        + "\", \"tool\": \"greet\", \"arguments\": {\"name\": \"zoe\"}}");
        Files.writeString(reports.resolve("2.json"), "{\"title\": \"It is slow\", \"severity\": \"hihg\"}");
        ok("issue", "list");
        Shell.Outcome shown = ok("issue", "show", "I-001");
        assertThat(shown.text("severity")).isEqualTo("medium");
        assertThat(shown.text("fields", "symptom")).isEqualTo("(left out, since it looks like a GitHub token)");
        assertThat(shown.text("fields", "notes")).contains("\"nuclear\"");
        assertThat(shown.text("fields", "arguments")).isEqualTo("{\"name\":\"zoe\"}");
        assertThat(ok("issue", "show", "I-002").text("severity")).isEqualTo("high");
    }

    @Test
    void aReportThatIsALinkIsNotFollowedAndIsNamedAsLongAsItLiesThere() throws IOException {
        Path reports = Files.createDirectories(project.resolve("environments/notes/reports"));
        Path outside = Files.writeString(project.resolve("outside.json"), "{\"title\": \"From outside\"}");
        Object unused = Files.createSymbolicLink(reports.resolve("s.json"), outside);
        assertThat(shell.run("issue", "list").err()).contains("s.json.refused", "it is a link");
        assertThat(ok("issue", "list").json().at("issues").orElseThrow().asList())
                .isEmpty();
        assertThat(shell.run("issue", "list").err()).contains("1 report lies aside");
        assertThat(outside).exists();
    }

    @Test
    void aDuplicateIsOneOfTheIssueThatStaysOpenAndNeverOfItself() {
        for (String title : List.of("slow start", "late answer", "long wait")) {
            ok("issue", "report", title, "--server", "notes");
        }
        assertThat(shell.json("issue", "triage", "I-001", "--duplicate-of", "I-001")
                        .text("error", "message"))
                .contains("no duplicate of itself");
        ok("issue", "triage", "I-001", "--duplicate-of", "I-002");
        ok("issue", "triage", "I-003", "--duplicate-of", "I-001");
        assertThat(ok("issue", "show", "I-003").text("fields", "duplicateOf")).isEqualTo("I-002");
        assertThat(shell.json("issue", "triage", "I-002", "--duplicate-of", "I-003")
                        .text("error", "code"))
                .isEqualTo("E_ISSUE_DUPLICATE");
        assertThat(ok("issue", "list").text("issues", "0", "number")).isEqualTo("I-002");
    }
}
