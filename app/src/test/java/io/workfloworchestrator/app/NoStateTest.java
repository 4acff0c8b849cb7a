package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and exports that are no state of the workflow that they stand for. */
class NoStateTest {
    @TempDir
    Path folder;

    private Path project = Path.of("");
    private Path file = Path.of("");
    private Shell shell;

    @BeforeEach
    void define() throws IOException {
        project = project("project");
        file = project.resolve(".ai-planning/rel/x.json");
        shell = new Shell(project);
    }

    private Path project(String name) throws IOException {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve(".ai-planning/definitions"));
        Files.createDirectories(root.resolve(".ai-planning/rel"));
        Files.writeString(root.resolve(".ai-planning/definitions/rel.yaml"), MeantWordsTest.TYPE);
        return root;
    }

    private static Json.Obj state(String phase, String n) {
        return Json.parse("{\"workflow\":\"rel\",\"version\":1,\"id\":\"x\",\"title\":\"X\",\"phase\":\"" + phase
                        + "\",\"phases\":{},\"steps\":{},\"tracked\":{},\"data\":{\"n\":" + n + "}}")
                .asObject();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {}                                             | E_STATE_SHAPE     | at /workflow: the field is missing
            {"workflow":"rel"}                             | E_STATE_SHAPE     | at /version: the field is missing
            $a,1$,"steps":[]}                              | E_STATE_SHAPE     | at /steps: expected an object
            $nope,1$}                                      | E_STATE_INVARIANT | at /phase: "rel" has no phase "nope". Known here: a, b.
            $a,"many"$}                                    | E_STATE_INVARIANT | data.n must be int, but it is "many"
            $a,1$,"id":"y"}                                | E_STATE_INVARIANT | at /id: "y" is not "x"
            $a,1$,"workflow":"release"}                    | E_STATE_INVARIANT | at /workflow: "release" is not "rel"
            """)
    void aFileThatIsNoStateIsRefusedByNameAndLeftAlone(String text, String code, String message) throws IOException {
        String content = text.startsWith("{") ? text : written(text);
        Files.writeString(file, content);

        Shell.Outcome list = shell.json("list");
        assertThat(list.text("notices", "0", "path")).isEqualTo(".ai-planning/rel/x.json");
        assertThat(list.text("notices", "0", "code")).isEqualTo(code);
        assertThat(list.text("notices", "0", "message")).contains(message);
        assertThat(shell.run("list").out().replaceAll("\\s+", " ")).contains(".ai-planning/rel/x.json:");
        assertThat(shell.run("doctor").out()).contains(".ai-planning/rel/x.json");
        assertThat(shell.json("status", "-w", "rel/x").text("error", "message")).contains(message);
        assertThat(shell.json("history").text("error", "code")).isEqualTo(code);
        Shell.Outcome begun = shell.json("init", "-w", "rel/x");
        assertThat(begun.code()).isEqualTo(ExitCode.STATE.number());
        assertThat(file).hasContent(content);
    }

    /** {@code $PHASE,N$REST}: a whole state with other fields. */
    private static String written(String text) {
        String[] parts = text.substring(1).split("\\$", -1);
        String[] values = parts[0].split(",", 2);
        Json.Obj state = state(values[0], values[1]);
        String more = parts[1].startsWith(",") ? "{" + parts[1].substring(1) : "{}";
        for (String field : Json.parse(more).asObject().keys()) {
            state = state.with(field, Json.parse(more).asObject().find(field).orElseThrow());
        }
        return state.toPrettyText();
    }

    @Test
    void aFileThatIsOneIsTaken() throws IOException {
        Files.writeString(file, state("b", "3").toPrettyText());

        assertThat(shell.json("status").text("phase")).isEqualTo("b");
        assertThat(shell.json("list").json().at("notices").orElseThrow().asList())
                .isEmpty();
    }

    @Test
    void anEditThatMakesNoStateOfOneIsKeptAsideAndTheStateStays() throws IOException {
        shell.run("init", "-w", "rel/x");
        for (String text : List.of(
                "{}", state("nope", "1").toPrettyText(), state("a", "\"many\"").toPrettyText())) {
            Files.writeString(file, text);
            assertThat(shell.json("status").text("phase")).isEqualTo("a");
            assertThat(shell.json("history").text("revision")).isEqualTo("1");
        }
        assertThat(shell.json("list").json().at("notices").orElseThrow().asList())
                .isNotEmpty();
    }

    @Test
    void stateThatIsNoWorkflowMayBeAnything() throws IOException {
        Files.createDirectories(project.resolve(".ai-planning/other"));
        Files.writeString(project.resolve(".ai-planning/other/x.json"), "{}");

        assertThat(shell.json("show", "other/x").json().at("value")).contains(Json.Obj.EMPTY);
    }

    @Test
    void workThatRunsByARecordedDefinitionIsHeldAgainstThat() throws IOException {
        shell.run("init", "-w", "rel/x");
        Path definition = project.resolve(".ai-planning/definitions/rel.yaml");
        Files.writeString(
                definition, MeantWordsTest.TYPE.replace("id: a,", "id: begin,").replace("version: 1", "version: 2"));
        Json.Obj now = Json.parse(Files.readString(file)).asObject();

        Files.writeString(file, now.with("phase", Json.of("b")).toPrettyText());
        assertThat(shell.json("status").text("phase")).isEqualTo("b");
        Files.writeString(file, now.with("phase", Json.of("begin")).toPrettyText());
        assertThat(shell.json("status").text("phase")).isEqualTo("b");
    }

    @Test
    void anImportReadsExactlyOneExport() throws IOException {
        List<String> lines = exported();
        Shell to = new Shell(project("to"));

        assertThat(imported(to, lines, List.of()).code()).isZero();
        Shell other = new Shell(project("other"));
        String place = "all.jsonl:" + (lines.size() + 1) + ":1: ";
        assertThat(imported(other, lines, lines).text("error", "message")).contains(place + "a second export follows");
        assertThat(imported(other, lines, List.of("garbage")).text("error", "message"))
                .contains(place + "there is something behind the export, which ended in line " + lines.size());
        assertThat(imported(other, lines, List.of("", "{}")).text("error", "message"))
                .contains("all.jsonl:" + (lines.size() + 2) + ":1: ");
        assertThat(other.json("list").json().at("workflows").orElseThrow().asList())
                .isEmpty();
        assertThat(imported(other, lines, List.of("", "  ")).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "phase":"a"  | "phase":"nope"   | "rel" has no phase "nope"
            "n":0        | "n":"many"       | data.n must be int
            "id":"x"     | "id":"y"         | at /id: "y" is not "x"
            """)
    void anImportIsHeldAgainstTheDefinitionThatItBrings(String was, String is, String message) throws IOException {
        List<String> lines = exported();
        int value = lines.size() - 2;
        assertThat(lines.get(value)).contains(was);
        lines.set(value, lines.get(value).replace(was, is));
        Path root = folder.resolve("elsewhere");
        Shell to = new Shell(Files.createDirectories(root));

        Shell.Outcome refused = imported(to, lines, List.of());

        assertThat(refused.code()).isEqualTo(ExitCode.STATE.number());
        assertThat(refused.text("error", "message"))
                .contains("all.jsonl:" + (value + 1) + ":1: the value of \"rel/x\"", message, "Nothing was imported.");
        assertThat(root).isEmptyDirectory();
    }

    private List<String> exported() {
        shell.run("init", "-w", "rel/x");
        return new ArrayList<>(shell.run("export").out().lines().toList());
    }

    private Shell.Outcome imported(Shell to, List<String> lines, List<String> more) throws IOException {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        Path from = Files.write(folder.resolve("all.jsonl"), all);
        return to.json("import", from.toString());
    }
}
