package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code workflow spec …} on a feature that was specified from a file of answers. */
class SpecCommandsTest {
    private static final Path ANSWERS =
            Path.of("../docs/specifications/new-project.yaml").toAbsolutePath().normalize();
    private static final String FEATURE = "specs/001-track-an-order/";

    @TempDir
    private Path folder;

    private Shell shell;
    private Contract contract;

    @BeforeEach
    void specify() throws IOException {
        shell = new Shell(folder);
        contract = Contract.of(Files.readString(Path.of("../docs/cli-json.md")));
        assertThat(shell.run("specify", "Customers see where their parcel is", "--answers", ANSWERS.toString())
                        .code())
                .isZero();
    }

    /** The answer of a command, held against its contract. */
    private Shell.Outcome asked(String type, String line) {
        Shell.Outcome outcome = shell.json(line.split(" "));
        boolean isRefused = outcome.json().at("error").isPresent();
        assertThat(contract.faults(isRefused ? "Failure" : type, outcome.json()))
                .as(line + " " + outcome.json())
                .isEmpty();
        return outcome;
    }

    private void replace(String file, String what, String by) throws IOException {
        Path path = folder.resolve(FEATURE + file);
        String before = Files.readString(path);
        assertThat(before).contains(what);
        Files.writeString(path, before.replace(what, by));
    }

    @Test
    void aFeatureWithoutDocumentsIsNamedWithWhatToDoFirst() {
        assertThat(shell.run("specify", "Customers return a parcel").code()).isZero();
        assertThat(shell.run("spec", "list").out()).contains("Customers return a parcel");
        Shell.Outcome refused = shell.run("spec", "show", "2");
        assertThat(refused.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(refused.err())
                .contains("\"Customers return a parcel\", has no documents yet", "workflow specify --session 002");
        assertThat(shell.run("spec", "show", "7").err()).contains("there is no feature \"7\"", "002");
    }

    @Test
    void everyAnswerIsAsDocumented() throws IOException {
        assertThat(shell.run("history", "--limit", "100").out())
                .contains("written by ")
                .doesNotContain("edited on disk");
        assertThat(asked("specList", "spec list").text("features", "0", "tasks"))
                .isEqualTo("25");
        assertThat(asked("specShow", "spec show 1").text("statements", "0", "tasks"))
                .contains("T003", "T008");
        assertThat(asked("specStatus", "spec status").json().at("features", "0", "verdict"))
                .isEmpty();
        assertThat(asked("specAnalyse", "spec analyse").code()).isZero();
        assertThat(asked("specStatus", "spec status 001").text("features", "0", "verdict", "result"))
                .isEqualTo("consistent");
        Path spec = folder.resolve(FEATURE + "spec.md");
        Files.writeString(spec, Files.readString(spec) + "\n## Open questions\n\n- Who pays for it?\n- Until when?\n");
        assertThat(asked("specClarify", "spec clarify 1 --max 1")
                        .json()
                        .at("questions")
                        .orElseThrow()
                        .asList())
                .hasSize(1);
        assertThat(asked("specLint", "spec lint").code()).isZero();
        assertThat(asked("specDrift", "spec drift 1").code()).isZero();
        replace("spec.md", "a known number and its code", "a known number and its short code");
        assertThat(asked("specStale", "spec stale").text("findings", "0", "about"))
                .isEqualTo("T003");
        assertThat(asked("specStale", "spec stale 1 --preview tasks").text("documents", "0", "difference"))
                .contains("short code");
        assertThat(asked("specStale", "spec stale 1 --take tasks").text("documents", "0", "what"))
                .isEqualTo("merged");
        assertThat(asked("specStale", "spec stale 1 --back " + FEATURE + "tasks.md")
                        .text("documents", "0", "what"))
                .isEqualTo("taken-back");
        assertThat(asked("specStale", "spec stale 1 --take taks").code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(asked("specShow", "spec show 9").code()).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    /** What a person reads of a command on a terminal of this width, its errors too. */
    private List<String> read(int width, String line) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--project", folder.toString()));
        int unused = Cli.run(words.toArray(String[]::new), new Console(writer, writer, false, width));
        writer.flush();
        return out.toString().lines().toList();
    }

    @Test
    void noLineIsWiderThanTheTerminalUnlessItIsOneWordOrACommandToCopy() throws IOException {
        replace("spec.md", "a known number and its code", "a known number and its short code");
        for (String line : List.of(
                "next -w features/main",
                "why gate:all-built -w features/main",
                "status -w features/main",
                "history",
                "history --verbose",
                "spec list",
                "spec show 1",
                "spec analyse",
                "spec status",
                "spec stale",
                "spec show 9",
                "specify --session 1",
                "specify --answers nothing.yaml",
                "item list -w feature/001-track-an-order",
                "item show T001 -w feature/001-track-an-order",
                "tasks new",
                "tasks checks",
                "tasks list",
                "tasks list nothing",
                "handoffs list",
                "server list",
                "server replay nothing",
                "issue list",
                "issue link 1 nothing",
                "undo 9999",
                "next")) {
            assertThat(read(60, line))
                    .as(line)
                    .isNotEmpty()
                    .allSatisfy(shown -> assertThat(Wrapping.columns(shown) <= 60
                                    || shown.strip().matches("\\S+|'?workflow .*"))
                            .as(shown)
                            .isTrue());
        }
    }

    @Test
    void aVerdictExpiresAndNextSaysTheCommandThatRenewsIt() throws IOException {
        assertThat(shell.run("next", "-w", "features/main").out()).contains("workflow spec analyse 001");
        assertThat(shell.run("spec", "analyse", "1").out()).contains("1 feature, 0 errors");
        assertThat(shell.run("spec", "status").out()).contains("consistent");
        replace("tasks.md", "FR-003", "FR-001");
        assertThat(shell.run("spec", "status").out().replaceAll("\\s+", " "))
                .contains("expired: " + FEATURE + "tasks.md changed");
        assertThat(shell.run("next", "-w", "features/main").out()).contains("workflow spec analyse 001");
        Shell.Outcome failed = shell.run("spec", "analyse", "1");
        assertThat(failed.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(failed.out()).contains("[requirement-without-task]");
    }

    @Test
    void nextNamesTheReadyTaskAndTheCommandThatBeginsIt() {
        String begin = "workflow item move T001 start -w feature/001-track-an-order";
        String ofFeature =
                shell.run("next", "-w", "feature/001-track-an-order").out().replaceAll("\\s+", " ");
        assertThat(ofFeature).startsWith("1. Begin T001").contains(begin).doesNotContain("Meet FR");
        assertThat(shell.run("next", "-w", "features/main").out().replaceAll("\\s+", " "))
                .contains("Begin T001 of 001", begin, "workflow why T001 -w feature/001-track-an-order");
        assertThat(shell.run(begin.substring("workflow ".length()).split(" ")).code())
                .isZero();
        assertThat(shell.run("next", "-w", "feature/001-track-an-order").out().replaceAll("\\s+", " "))
                .startsWith("1. Finish T001")
                .contains("item move T001 complete");
        assertThat(shell.run("why", "T001", "-w", "feature/001-track-an-order").code())
                .isZero();
    }

    @Test
    void theCompletionKnowsTheFeatures() {
        assertThat(words("spec", "show", "--project", folder.toString(), "0")).containsExactly("001-track-an-order");
        assertThat(words("spec", "stale", "--take", "t")).containsExactly("tasks");
        assertThat(words("spec", "")).contains("list", "status", "analyse", "stale", "lint", "drift");
    }

    private static List<String> words(String... words) {
        return Completion.of(Cli.model(), List.of(words)).stream()
                .map(Completion.Candidate::word)
                .toList();
    }
}
