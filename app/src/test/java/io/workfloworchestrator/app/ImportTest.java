package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State that leaves one project and comes into another. */
class ImportTest {
    /** No token: put together of the form's beginning and of letters. */
    private static final String TOKEN = "gh" + "p_" + "aB3dE5gH7jK9".repeat(3);

    @TempDir
    Path folder;

    private Shell from;
    private Shell to;
    private Path file;

    @BeforeEach
    void makeTwoProjects() throws IOException {
        from = new Shell(Files.createDirectories(folder.resolve("from")));
        to = new Shell(Files.createDirectories(folder.resolve("to")));
        file = folder.resolve("all.jsonl");
        from.run("init", "--type", "project-planning", "--name", "Corner shop");
        from.run("write-many", "--writer", "me", "--count", "0");
        from.run("step", "done", "validate-deliverables", "--note", "first");
        from.run("step", "reopen", "validate-deliverables");
        from.run("step", "done", "validate-deliverables", "--note", "sé\u001bcond");
    }

    @Test
    void withoutHistoryItIsOneCommitThatIsUndone() throws IOException {
        export();
        Shell.Outcome imported = to.json("import", file.toString());
        assertThat(imported.code()).as(imported.out()).isZero();
        assertThat(imported.text("revision")).isEqualTo("1");
        assertThat(to.json("show").json().at("value"))
                .isEqualTo(from.json("show").json().at("value"));
        assertThat(to.json("history").text("commits", "0", "reason")).isEqualTo("import workflow-1 from all.jsonl");
        assertThat(folder.resolve("to/.ai-planning/project-state.json")).isRegularFile();

        assertThat(to.json("undo").code()).isZero();
        assertThat(to.json("show").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void withHistoryEveryCommitComesWithItsTimeAndCause() throws IOException {
        export("--history");
        Shell.Outcome imported = to.json("import", file.toString(), "--history");
        assertThat(imported.code()).as(imported.out()).isZero();
        assertThat(to.json("history").out()).isEqualTo(from.json("history").out());
        assertThat(to.json("diff", "1", "4").json().at("differences"))
                .isEqualTo(from.json("diff", "1", "4").json().at("differences"));
        assertThat(folder.resolve("to/.ai-planning/project-state.json")).isRegularFile();
        assertThat(to.json("doctor").json().at("checks").orElseThrow().asList())
                .filteredOn(check -> List.of("state", "database", "files", "permissions")
                        .contains(check.asObject().text("name").orElse("")))
                .hasSize(4)
                .allMatch(check -> check.at("ok").equals(java.util.Optional.of(Json.of(true))));
        assertThat(to.json("step", "reopen", "validate-deliverables").text("revision"))
                .isEqualTo("5");
    }

    @Test
    void whatIsThereIsNotOverwrittenUnasked() throws IOException {
        export("--history");
        to.run("init", "--type", "project-planning", "--name", "Another shop");
        Shell.Outcome refused = to.json("import", file.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.text("error", "code")).isEqualTo("E_IMPORT_EXISTS");
        assertThat(refused.text("error", "message")).contains("project-planning/main", "--replace", "workflow undo");
        assertThat(to.json("import", file.toString(), "--history").text("error", "message"))
                .contains("two histories cannot be joined");
        assertThat(to.json("status").text("title")).isEqualTo("Another shop");

        assertThat(to.json("import", file.toString(), "--replace", "--reason", "the other one")
                        .code())
                .isZero();
        assertThat(to.json("status").text("title")).isEqualTo("Corner shop");
        assertThat(to.json("history").text("commits", "0", "reason"))
                .isEqualTo("import workflow-1 from all.jsonl: the other one");
        to.run("undo");
        assertThat(to.json("status").text("title")).isEqualTo("Another shop");
    }

    @Test
    void importingTheSameAgainChangesNothing() throws IOException {
        export();
        to.run("import", file.toString());
        Shell.Outcome again = to.json("import", file.toString());
        assertThat(again.code()).isZero();
        assertThat(again.json().at("keys").orElseThrow().asList()).isEmpty();
        assertThat(again.text("revision")).isEqualTo("1");
    }

    @Test
    void anExportWithoutHistoryHasNoneToImport() throws IOException {
        export();
        assertThat(to.json("import", file.toString(), "--history").text("error", "message"))
                .contains("has no history");
        assertThat(filesBelow("to")).isEmpty();
    }

    @Test
    void aStateFileOfTheReferenceBecomesThePlanning() throws IOException {
        Files.writeString(file, ReferenceProjectTest.STATE);
        Shell.Outcome imported = to.json("import", file.toString());
        assertThat(imported.code()).as(imported.out()).isZero();
        assertThat(imported.text("format")).isEqualTo("reference-1.0");
        assertThat(to.json("status").text("phase")).isEqualTo("goal-development");
        Json given = Json.parse(ReferenceProjectTest.STATE);
        assertThat(to.json("export", "--format", "reference-1.0").json().at("ownersNote"))
                .isEqualTo(given.at("ownersNote"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"currentPhase": "execution", "phases": {}, "version": "1.0"   | E_JSON_SYNTAX    | :1:
            {\\n  "version": "1.0",\\n  "currentPhase": "exekution",\\n  "phases": {}\\n}  | E_STATE_SHAPE    | :3:3:
            {\\n  "currentPhase": "execution",\\n  "phases": {},\\n  "version": "9.0"}   | E_STATE_VERSION  | :4:3:
            {\\n  "version": "1.0",,\\n}                                       | E_JSON_SYNTAX    | :2:20:
            [1, 2]                                                            | E_IMPORT_FILE    | :1:1:
            {"a": 1}                                                          | E_IMPORT_FILE    | project-state.json
            """)
    void aBadReferenceFileIsNamedWithLineAndColumn(String text, String code, String place) throws IOException {
        refused(text.replace("\\n", "\n"), code, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            13 | {"data"           | ["data"               | E_JSON_SYNTAX    | :14:
            13 | {"data"           | {"dada"               | E_STATE_SHAPE    | :14:1:
            0 | "version":1        | "version":2           | E_STATE_NEWER    | :1:
            0 | "keys":2           | "keys":-1             | E_IMPORT_FILE    | :1:
            0 | "keys":2           | "keys":3              | E_IMPORT_FILE    | :15:
            1 | "changes":         | "changed":            | E_IMPORT_FILE    | :2:
            1 | "value"            | "delta"               | E_IMPORT_FILE    | before it has a value
            4 | "reason":"         | "raison":"            | E_IMPORT_FILE    | not a commit
            4 | "revision":        | "revised":            | E_IMPORT_FILE    | it has no revision
            5 | "s",["steps"       | "s",["nothing"        | E_IMPORT_FILE    | not a commit
            6 | {"actor            | {]"actor              | E_JSON_SYNTAX    | :7:2:
            12 | "key":"project-pl  | "key":"../project-pl  | E_ID_SYNTAX      | :14:
            13 | Corner shop       | Another               | E_IMPORT_FILE    | does not lead
            14 | "end":14          | "end":15              | E_IMPORT_FILE    | :15:
            """)
    void aBadExportIsNamedWithLineAndColumn(int line, String was, String is, String code, String place)
            throws IOException {
        export("--history");
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        assertThat(lines).hasSize(15);
        assertThat(lines.get(line)).contains(was);
        lines.set(line, lines.get(line).replaceFirst(java.util.regex.Pattern.quote(was), is));
        refused(String.join("\n", lines), code, place);
    }

    @Test
    void theDeepestValueComesAlong() throws IOException {
        String deep = "{\"a\":".repeat(63) + "{\"b\":1}" + "}".repeat(63);
        Path other = folder.resolve("from/.ai-planning/other/deep.json");
        Files.createDirectories(folder.resolve("from/.ai-planning/other"));
        for (String text : List.of(deep, deep.replace("{\"b\":1}", "[]"), "{\"a\": 1}")) {
            Files.writeString(other, text);
            assertThat(from.json("show", "other/deep").json().at("value")).contains(Json.parse(text));
        }
        assertThat(from.json("undo", "7").text("commit", "revision")).isEqualTo("8");
        export("--history");
        assertThat(to.json("import", file.toString(), "--history").code()).isZero();
        assertThat(to.json("show", "other/deep", "--at", "6").out())
                .isEqualTo(from.json("show", "other/deep", "--at", "6").out());
        assertThat(to.json("history").out()).isEqualTo(from.json("history").out());
    }

    @Test
    void aHistoryThatBringsASecretIsRefusedWithItsRevision() throws Exception {
        secretInRevision(5);
        from.run("step", "done", "validate-deliverables", "--note", "third");
        Files.delete(notes());
        export("--history");

        Shell.Outcome refused = to.json("import", file.toString(), "--history");
        assertThat(refused.text("error", "code")).as(refused.out()).isEqualTo("E_SECRET");
        assertThat(refused.text("error", "message"))
                .contains("all.jsonl, revision 5 brings a secret: in 'notes/main', /deploy looks like a GitHub token")
                .doesNotContain(TOKEN, "more", "revision 6")
                .contains("WORKFLOW_ALLOW_SECRETS=1");
        assertThat(refused.code()).isEqualTo(ExitCode.UNSAFE.number());
        assertThat(filesBelow("to")).isEmpty();

        assertThat(allowed("import", file.toString(), "--history")).isZero();
        assertThat(to.json("show", "notes/main", "--at", "5").text("value", "deploy"))
                .isEqualTo(TOKEN);
    }

    @Test
    void aSecretThatIsGoneStaysBehindWithTheHistory() throws IOException {
        secretInRevision(5);
        Files.writeString(notes(), "{\"deploy\": \"$DEPLOY_TOKEN\"}");
        assertThat(from.json("show", "notes/main").text("value", "deploy")).isEqualTo("$DEPLOY_TOKEN");
        export("--history");
        assertThat(to.json("import", file.toString(), "--history").text("error", "code"))
                .isEqualTo("E_SECRET");
        assertThat(to.json("import", file.toString(), "--without-history").code())
                .isZero();
        assertThat(to.json("show", "notes/main").text("value", "deploy")).isEqualTo("$DEPLOY_TOKEN");
    }

    @Test
    void aHistoryIsNotLeftOutUnasked() throws IOException {
        export("--history");
        Shell.Outcome refused = to.json("import", file.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).contains("has a history of", "--history", "--without-history");
        assertThat(filesBelow("to")).isEmpty();
        assertThat(to.json("import", file.toString(), "--history", "--without-history")
                        .code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(to.json("import", file.toString(), "--without-history").code())
                .isZero();
        assertThat(to.json("import", file.toString()).code()).isZero(); // there is state by now
    }

    @Test
    void aSecretInACauseOfTheHistoryIsRefusedToo() throws IOException {
        export("--history");
        Files.writeString(file, Files.readString(file).replaceFirst("\"reason\":\"", "\"reason\":\"" + TOKEN + " "));
        Shell.Outcome refused = to.json("import", file.toString(), "--history");
        assertThat(refused.text("error", "code")).as(refused.out()).isEqualTo("E_SECRET");
        assertThat(refused.text("error", "message"))
                .contains("revision 1 brings a secret: its reason looks like a GitHub token")
                .doesNotContain(TOKEN);
        assertThat(filesBelow("to")).isEmpty();
    }

    /** A person writes it into a file, which is taken in. */
    private void secretInRevision(int revision) throws IOException {
        Files.createDirectories(notes().getParent());
        Files.writeString(notes(), "{\"deploy\": \"" + TOKEN + "\"}");
        assertThat(from.json("history").text("commits", "0", "revision")).isEqualTo(String.valueOf(revision));
    }

    private Path notes() {
        return folder.resolve("from/.ai-planning/notes/main.json");
    }

    /** The command in a process of its own, whose environment lets secrets in. */
    private int allowed(String... words) throws Exception {
        List<String> command = TestDistribution.program(words);
        command.addAll(List.of("--project", folder.resolve("to").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WORKFLOW_ALLOW_SECRETS", "1");
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aFileThatWasCutOffIsNotImportedInPart() throws IOException {
        export("--history");
        List<String> lines = Files.readAllLines(file);
        for (int kept = 1; kept < lines.size(); kept++) {
            refused(String.join("\n", lines.subList(0, kept)) + "\n", "E_IMPORT_FILE", "cut off");
        }
    }

    @Test
    void anExportIsWrittenToANewFileOnlyAndNotFromNothing() throws IOException {
        export();
        assertThat(from.json("export", "--out", file.toString()).text("error", "message"))
                .contains("exists already");
        assertThat(to.json("export").code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(from.json("export", "--format", "reference-1.0", "--history").code())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(from.json("export", "--format", "xml").text("error", "message"))
                .contains("workflow-1");
    }

    private void refused(String text, String code, String place) throws IOException {
        Files.writeString(file, text);
        for (String option : List.of("--replace", "--history")) {
            Shell.Outcome outcome = to.json("import", file.toString(), option);
            assertThat(outcome.text("error", "code")).as(outcome.out()).isEqualTo(code);
            assertThat(outcome.text("error", "message")).contains(file + ":", place);
            assertThat(outcome.code()).isNotZero();
        }
        assertThat(filesBelow("to")).isEmpty();
    }

    private List<Path> filesBelow(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void export(String... options) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("export", "--out", file.toString()));
        words.addAll(List.of(options));
        Shell.Outcome outcome = from.json(words.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.out()).isZero();
    }
}
