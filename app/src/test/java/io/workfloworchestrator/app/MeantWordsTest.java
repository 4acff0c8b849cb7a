package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that cannot have been meant: empty ones, mistyped fields, broken characters. */
class MeantWordsTest {
    static final String TYPE = """
            workflow: rel
            version: 1
            data:
              tag: {type: string, default: ""}
              owner: {type: string, default: ""}
              n: {type: int, default: 0}
              l: {type: list, default: []}
            phases:
              - {id: a, steps: [{id: s1, title: S1}, {id: s2, title: S2}]}
              - {id: b, steps: [{id: s3, title: S3}]}
            """;

    @TempDir
    Path project;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        Path definitions = Files.createDirectories(project.resolve(".ai-planning/definitions"));
        Files.writeString(definitions.resolve("rel.yaml"), TYPE);
        shell = new Shell(project);
        assertThat(shell.run("init", "--type", "rel", "--id", "x").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status|--project|",
                "status|--project=",
                "init|--project|",
                "verify|--project|",
                "status|-w|",
                "init|--type|",
                "init|--id|",
                "init|--name|",
                "init|--data|",
                "export|--out|",
                "export|--format|",
                "step|done|s1|--note|",
                "undo|--reason|",
                "advance|--to|",
                "show|",
                "why|",
                "import|",
                "data||n=2"
            })
    void anEmptyWordIsRefusedAndNothingIsDone(String line) {
        Shell.Outcome outcome = shell.exactly(line.split("\\|", -1));

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(outcome.err().replaceAll("\\s+", " "))
                .contains(" is empty, as an unset variable of a shell is.", "[E_USAGE]");
        assertThat(shell.json("history").text("revision")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ownr=ann      | data has no field "ownr". Did you mean "owner"? Known here: l, n, owner, tag.
            severity=2    | data has no field "severity". Known here: l, n, owner, tag.
            """)
    void aFieldThatNobodyDeclaredIsNotMade(String setting, String message) {
        Shell.Outcome refused = shell.json("data", setting, "n=7");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).isEqualTo(message + " Nothing was changed.");
        assertThat(shell.json("data").text("data", "n")).isEqualTo("0");
        Shell.Outcome begun = shell.json("init", "-w", "rel/y", "--data", "{\"ownr\": \"ann\"}");
        assertThat(begun.text("error", "message")).contains("Did you mean \"owner\"?");
    }

    @Test
    void aFieldThatAFileBroughtStaysAndMayBeChanged() throws IOException {
        Path file = project.resolve(".ai-planning/rel/x.json");
        Json.Obj edited = Json.parse(Files.readString(file)).asObject().withAt(List.of("data", "newer"), Json.of("n"));
        Files.writeString(file, edited.toPrettyText());

        assertThat(shell.json("data", "tag=v1").text("data", "newer")).isEqualTo("n");
        assertThat(shell.json("data", "newer=m").text("data", "newer")).isEqualTo("m");
    }

    @Test
    void aCharacterThatDidNotArriveIsRefused() {
        Shell.Outcome refused = shell.json("data", "owner=Gr\uFFFD\uFFFDe");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.text("error", "message")).contains("did not arrive as UTF-8");
        assertThat(shell.json("data").text("data", "owner")).isEmpty();
        for (String folder : List.of("gr\uFFFDn", "")) {
            assertThat(McpCommand.run(new String[] {"mcp", "project-management", "--project", folder}))
                    .isEqualTo(ExitCode.USAGE.number());
        }
    }

    @Test
    void besideAnotherWorkflowANewOneBeginsAndItsHintsNameIt() {
        Shell.Outcome second = shell.run("init", "--type", "rel", "--id", "y");

        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).contains("workflow next -w rel/y");
        assertThat(shell.run("status", "-w", "rel/y").out()).contains("workflow next -w rel/y");
        assertThat(shell.run("init", "--type", "rel", "--id", "x").out()).contains("workflow next -w rel/x");
        assertThat(shell.run("init").out()).contains("workflow next").doesNotContain("-w");
    }

    @Test
    void aReasonThatIsTooLongIsCutAndTold() {
        Shell.Outcome done = shell.run("step", "done", "s1", "-w", "rel/x", "--note", "n".repeat(2_001));

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).contains("the reason is longer than what is kept of one");
        assertThat(shell.json("history").text("commits", "0", "reason")).endsWith("(cut: it had 2001 characters)");
        assertThat(shell.json("show").text("value", "steps", "s1", "note")).hasSize(2_001);
    }
}
