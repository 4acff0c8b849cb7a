package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and workflows of a project's own types. */
class OwnWorkflowsTest {
    private static final Path COOKBOOK = Path.of("../docs/definitions");

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void define() throws IOException {
        shell = new Shell(project);
        Path folder = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        for (String type : List.of("release", "incident")) {
            Files.copy(COOKBOOK.resolve(type + ".yaml"), folder.resolve(type + ".yaml"));
        }
    }

    @Test
    void theOnlyWorkflowIsMeantWhereNoneIsNamed() {
        assertThat(shell.json("init", "--type", "release", "--id", "2.0").text("phase"))
                .isEqualTo("prepare");
        assertThat(shell.json("status").text("id")).isEqualTo("2.0");
        assertThat(shell.json("show").text("key")).isEqualTo("release/2.0");
    }

    @Test
    void ofSeveralThePlanningIsMeantElseTheyAreNamed() {
        shell.run("init", "-w", "release/2.0");
        shell.run("init", "-w", "incident/42");
        Shell.Outcome unclear = shell.json("status");
        assertThat(unclear.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(unclear.text("error", "message")).contains("incident/42, release/2.0", "-w TYPE/ID");
        assertThat(shell.json("status", "-w", "incident/42").text("phase")).isEqualTo("triage");
        assertThat(shell.json("status", "-w", "release").text("id")).isEqualTo("2.0");

        shell.run("init", "--type", "project-planning");
        assertThat(shell.json("status").text("workflow")).isEqualTo("project-planning");
        shell.run("init", "--type", "release", "--id", "2.1");
        assertThat(shell.json("status", "-w", "release").text("error", "message"))
                .contains("release/2.0, release/2.1");
    }

    @Test
    void whatIsNotThereIsAnsweredWithHowToBeginIt() {
        assertThat(shell.json("status", "-w", "release/2.0").text("error", "message"))
                .contains("'workflow init -w release/2.0'");
        assertThat(shell.json("init", "--type", "relaese").text("error", "message"))
                .contains("Did you mean \"release\"?");
        assertThat(shell.json("status", "-w", "release/../x").text("error", "code"))
                .isEqualTo("E_ID_SYNTAX");
        assertThat(project.resolve(".ai-planning/.state")).doesNotExist();
    }

    @Test
    void newWorkTakesItsDataFromDefaultsAndFromTheCommandLine() throws IOException {
        Path file = Files.writeString(project.resolve("data.json"), "{\"tag\": \"v2\"}");
        shell.run("init", "-w", "release/2.0", "--data", file.toString());
        assertThat(shell.json("data").json().at("data").orElseThrow()).hasToString("{\"approvers\":[],\"tag\":\"v2\"}");
        Shell.Outcome wrong = shell.json("init", "-w", "release/2.1", "--data", "{\"tag\": 2}");
        assertThat(wrong.text("error", "message")).contains("data.tag must be string, but it is 2");
        assertThat(wrong.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("init", "-w", "release/2.1", "--data", "[]").code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("init", "-w", "release/2.1", "--id", "2.2").code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("list").json().at("workflows").orElseThrow().asList())
                .hasSize(1);
    }

    @Test
    void dataIsChangedByFieldInItsShape() {
        shell.run("init", "-w", "release/2.0");
        Shell.Outcome changed = shell.json("data", "approvers=[\"ann\", \"bo\"]", "tag=v2.0", "--reason", "agreed");
        assertThat(changed.text("data", "tag")).isEqualTo("v2.0");
        assertThat(shell.json("history").text("commits", "0", "reason")).isEqualTo("set approvers, tag: agreed");
        assertThat(shell.json("data", "tag=[1]").text("error", "message")).contains("must be string");
        assertThat(shell.json("data", "approvers").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(shell.json("data").text("data", "approvers", "1")).isEqualTo("bo");
    }

    @Test
    void historyUndoAndExportKeepToTheNamedWorkflow() throws IOException {
        shell.run("init", "-w", "release/2.0");
        shell.run("data", "tag=v1", "-w", "release/2.0");
        shell.run("init", "-w", "incident/42");
        assertThat(shell.json("history", "-w", "release/2.0")
                        .json()
                        .at("commits")
                        .orElseThrow()
                        .asList())
                .hasSize(2);
        assertThat(shell.json("undo", "-w", "release/2.0").text("undone", "reason"))
                .isEqualTo("set tag");
        assertThat(shell.json("undo", "-w", "release/9").code()).isEqualTo(ExitCode.NOT_FOUND.number());

        Path all = project.resolve("all.jsonl");
        Path some = project.resolve("some.jsonl");
        shell.run("export", "--history", "--out", all.toString());
        shell.run("export", "--history", "--out", some.toString(), "-w", "release/2.0");
        assertThat(Files.readString(some)).contains("release/2.0").doesNotContain("incident/42");
        Shell other = new Shell(Files.createDirectories(project.resolve("other")));
        assertThat(other.json("import", some.toString(), "--history").text("commits"))
                .isEqualTo("3");
        Shell third = new Shell(Files.createDirectories(project.resolve("third")));
        assertThat(third.json("import", all.toString(), "-w", "incident/42").text("keys", "0"))
                .startsWith("definition/incident-");
        assertThat(third.json("list").text("workflows", "0", "id")).isEqualTo("42");
        assertThat(third.json("import", all.toString(), "-w", "release/9").code())
                .isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void hintsNameTheWorkflowThatWasAsked() {
        shell.run("init", "--type", "project-planning");
        shell.run("init", "-w", "release/2.0");
        assertThat(shell.run("next", "-w", "release/2.0").out())
                .contains("workflow why run-tests -w release/2.0", "workflow step done announce -w release/2.0");
        assertThat(shell.run("next").out()).doesNotContain("-w");
    }

    @Test
    void aBrokenDefinitionStopsItsOwnTypeOnly() throws IOException {
        shell.run("init", "-w", "release/2.0");
        Path broken = project.resolve(".ai-planning/definitions/incident.yaml");
        Files.writeString(broken, "workflow: incident\nphases: [{id: triage, stepz: []}]\n");
        assertThat(shell.run("status").out()).doesNotContain("goes on by version", "incident.yaml");
        assertThat(shell.run("init", "-w", "release/3.0").code()).isZero();
        assertThat(shell.json("init", "-w", "incident/42").text("error", "code"))
                .isEqualTo("E_RULE_FIELD");
        assertThat(shell.run("doctor").out()).contains("incident.yaml:2:");
        assertThat(shell.run("verify").out()).contains("incident.yaml:2:");
        assertThat(shell.run("list").out()).contains("release/2.0", "incident.yaml:2:");
        assertThat(shell.json("list").text("problems", "0", "file")).endsWith("incident.yaml");
    }

    /** Work that runs by its definition as recorded, since the project's own was changed. */
    private Path recorded() throws IOException {
        shell.run("init", "-w", "release/2.0");
        Path record;
        try (Stream<Path> records = Files.list(project.resolve(".ai-planning/definition"))) {
            record = records.findFirst().orElseThrow();
        }
        Path own = project.resolve(".ai-planning/definitions/release.yaml");
        Files.writeString(own, Files.readString(own).replace("id: announce", "id: announce-it"));
        assertThat(shell.run("status").out()).contains("as recorded");
        return record;
    }

    @Test
    void anEditOfARecordedDefinitionIsTakenBackAndSaidOnce() throws IOException {
        Path record = recorded();
        String before = Files.readString(record);
        Files.writeString(record, before.replace("announce", "denounce"));
        String told = shell.run("status").out();
        assertThat(told.replaceAll("\\s+", " "))
                .contains("was taken back", "workflow show definition/release-", "workflow definition migrate");
        assertThat(record).hasContent(before);
        assertThat(shell.run("status").out()).doesNotContain("taken back").contains("as recorded");
        assertThat(shell.run("step", "done", "announce", "--note", "told").code())
                .isZero();
    }

    @Test
    void aRecordedDefinitionThatWasDeletedIsWrittenAgainAndSaidOnce() throws IOException {
        Path record = recorded();
        String before = Files.readString(record);
        Files.delete(record);
        assertThat(shell.json("data").err()).contains("written again", "E_FILE_MISSING");
        assertThat(record).hasContent(before);
        assertThat(shell.json("status").text("notices")).isEqualTo("[]");
        assertThat(shell.run("definition", "migrate").out()).contains("runs by version");
        assertThat(shell.run("definition", "migrate").out()).contains("Nothing to migrate");
    }

    /** Long ago, so that nobody is writing it any more. */
    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 10_000));
    }

    @Test
    void newsOfTheFilesIsToldOnceByWhicheverCommandMeetsIt() throws IOException {
        shell.run("init", "--type", "project-planning");
        Path file = project.resolve(".ai-planning/project-state.json");
        for (List<String> words : List.of(
                List.of("history"), List.of("data", "--json"), List.of("why", "advance"), List.of("undo", "99"))) {
            write(file, "{ this is no state: " + words);
            Shell.Outcome first = shell.run(words.toArray(String[]::new));
            assertThat(first.err()).as(words.toString()).contains("E_JSON_SYNTAX", "quarantine");
            assertThat(first.out()).doesNotContain("quarantine");
            assertThat(shell.run(words.toArray(String[]::new)).err()).doesNotContain("E_JSON_SYNTAX");
        }
        write(file, "{ this is none either");
        Shell.Outcome status = shell.json("status");
        assertThat(status.text("notices")).contains("E_JSON_SYNTAX");
        assertThat(status.err()).isEmpty();
        assertThat(shell.run("history").err()).isEmpty();
        assertThat(shell.run("status").out()).contains("E_JSON_SYNTAX");
    }

    @Test
    void verifyTakesAWorkflow() throws IOException {
        Path broken = project.resolve(".ai-planning/definitions/incident.yaml");
        Files.writeString(broken, "workflow: incident\nphases: [{id: triage, stepz: []}]\n");
        assertThat(shell.run("verify", "-w", "release/2.0").code()).isZero();
        assertThat(shell.run("verify", "-w", "incident").out()).contains("incident.yaml:2:");
        assertThat(shell.exactly("verify", broken.toString(), "-w", "release").code())
                .isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void theCaretOfABrokenDefinitionStandsBelowItsFault() throws IOException {
        Path broken = project.resolve(".ai-planning/definitions/incident.yaml");
        Files.writeString(broken, "workflow: incident\nphases: [{id: triage, stepz: []}]\n");
        List<String> lines =
                shell.run("init", "--type", "incident").err().lines().toList();
        int source = lines.indexOf(lines.stream()
                .filter(line -> line.contains("stepz: []"))
                .findFirst()
                .orElseThrow());
        assertThat(lines.get(source + 1).indexOf('^'))
                .isEqualTo(lines.get(source).indexOf("stepz"));
        assertThat(lines.get(0).split("E_RULE_FIELD", -1)).hasSize(2);
    }

    @Test
    void initTellsTheSameRevisionInBothForms() {
        shell.run("init", "--type", "project-planning");
        shell.run("init", "-w", "release/2.0");
        String revision = shell.json("init", "--type", "project-planning").text("revision");
        assertThat(shell.run("init", "--type", "project-planning").out()).contains("revision " + revision + "\n");
    }

    @Test
    void whatIsMissingIsCountedByStepsAndGates() {
        shell.run("init", "--type", "project-planning");
        Json conditions = shell.json("why", "advance").json().at("conditions").orElseThrow();
        long open = conditions.asList().stream()
                .filter(one -> !one.asObject().text("outcome").orElse("").equals("yes"))
                .count();
        String said = shell.json("why", "advance").text("summary");
        Matcher counts = Pattern.compile("(\\d+) steps are not done and (\\d+) gates are closed; (\\d+) things to do")
                .matcher(said);
        assertThat(counts.find()).as(said).isTrue();
        assertThat(Long.parseLong(counts.group(1)) + Long.parseLong(counts.group(2)))
                .isEqualTo(open);
        assertThat(shell.json("why", "advance")
                        .json()
                        .at("toChange")
                        .orElseThrow()
                        .asList())
                .hasSize(Integer.parseInt(counts.group(3)));
    }

    @Test
    void completionOffersWorkflowsTypesAndWhatTheirDefinitionHas() {
        shell.run("init", "--type", "project-planning");
        shell.run("init", "-w", "release/2.0");
        String in = project.toString();
        assertThat(words("status", "--project", in, "-w", "")).containsExactly("project-planning/main", "release/2.0");
        assertThat(words("init", "--project", in, "--type", ""))
                .containsExactly(
                        "archived-tasks",
                        "environments",
                        "feature",
                        "features",
                        "incident",
                        "planning",
                        "project-planning",
                        "release",
                        "tasks",
                        "workflows");
        assertThat(words("step", "--project", in, "-w", "release/2.0", "done", ""))
                .containsExactly("write-notes", "test", "announce", "review", "tag");
        assertThat(words("data", "--project", in, "--workflow", "release", "")).containsExactly("approvers=", "tag=");
        assertThat(words("definition", "")).containsExactly("show", "diff", "migrate");
    }

    private static List<String> words(String... before) {
        return Completion.of(Cli.model(), List.of(before)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }

    @Test
    void aToolThatThereIsNotIsNamedByWhateverTellsHowTheWorkStands() throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve(".ai-planning/definitions"))
                        .resolve("tea.yaml"),
                "workflow: tea\nphases: [{id: brew, steps: [{id: boil, title: Boil it, tool: boil_watr}]}]\n");
        shell.run("init", "-w", "tea/main");
        String named = "tea.yaml:2:62: E_RULE_TOOL unknown tool \"boil_watr\".";

        for (String command : List.of("status", "next", "list")) {
            Shell.Outcome outcome = shell.run(command, "-w", "tea/main");
            assertThat((outcome.out() + outcome.err()).replaceAll("\\s+", " "))
                    .as(command)
                    .contains(named);
        }
        assertThat(shell.json("status", "-w", "tea/main").text("health")).isEqualTo("Warning");
    }

    @Test
    void noDifferenceNamesWhatWasLookedAt() {
        shell.run("init", "-w", "release/2.0");
        assertThat(shell.run("diff", "1", "1").out().replaceAll("\\s+", " "))
                .contains("No difference in release/2.0;", "'workflow history' says what each revision changed.");
    }
}
