package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that could not be written is an error; one that nobody reads any more is none that anybody must be told. */
class LostAnswerTest {
    private static final String FULL = "No space left on device";

    @TempDir
    Path folder;

    private Path project = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        assertThat(new Shell(project).run("init", "--type", "project-planning").code())
                .isZero();
    }

    /** Standard output that fails with these words. */
    private static final class Failing extends OutputStream {
        private final String words;
        private int left;

        Failing(String words, int left) {
            this.words = words;
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException(words);
            }
        }
    }

    private record Ended(int code, String err) {}

    private static Ended run(String words, int left, String... arguments) {
        StringWriter err = new StringWriter();
        AnswerStream out = new AnswerStream(new Failing(words, left), "the answer");
        Console console =
                new Console(new PrintWriter(out, false, StandardCharsets.UTF_8), new PrintWriter(err), false, 200);
        return new Ended(Cli.run(arguments, console), err.toString());
    }

    static Stream<String> everyKindOfAnswer() {
        return Stream.of(
                "history",
                "history --json",
                "export",
                "export --history",
                "export --format reference-1.0",
                "status",
                "next --json",
                "list",
                "show",
                "verify",
                "doctor",
                "step done validate-deliverables",
                "undo --json",
                "init",
                "watch --count 1",
                "completion bash",
                "completion zsh --json",
                "export --out @/all.jsonl",
                "status --json --workflow no/such",
                "status --help",
                "--version",
                "--help");
    }

    @ParameterizedTest
    @MethodSource("everyKindOfAnswer")
    void aFullDiskIsAnErrorOfEveryCommand(String line) {
        Ended ended = run(FULL, 0, words(line));

        assertThat(ended.err()).contains("the answer cannot be written to its end", FULL, "[E_NO_SPACE]");
        assertThat(ended.code()).isEqualTo(ExitCode.STATE.number());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history",
                "next --json",
                "export",
                "step done validate-deliverables",
                "watch --count 1",
                "--help"
            })
    void aReaderThatIsGoneEndsEveryCommandQuietly(String line) {
        Ended ended = run("Broken pipe", 10, words(line));

        assertThat(ended).isEqualTo(new Ended(ExitCode.READER_GONE.number(), ""));
    }

    private String[] words(String line) {
        List<String> words = new ArrayList<>(
                Arrays.asList(line.replace("@", folder.toString()).split(" ")));
        if (!words.get(0).equals("completion") && !line.contains("--help") && !line.startsWith("--")) {
            words.addAll(List.of("--project", project.toString()));
        }
        return words.toArray(String[]::new);
    }

    @Test
    void whatTheCommandDidIsDoneAndTheErrorSaysWhereToSeeIt() {
        Ended ended = run(FULL, 0, "step", "done", "validate-deliverables", "--json", "--project", project.toString());

        assertThat(ended.err()).contains("'workflow history'");
        assertThat(new Shell(project).json("history").text("revision")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "Disk quota exceeded, E_NO_SPACE",
        "Read-only file system, E_READ_ONLY",
        "Operation not permitted, E_PERMISSION",
        "Input/output error, E_FILE",
        "Bad file descriptor, E_FILE"
    })
    void everyOtherFailureHasItsOwnCode(String words, String code) {
        assertThat(run(words, 3, "--version").err()).contains(words, "[" + code + "]");
    }

    @Test
    void aFileOfAnExportIsNamedWithItsOwnCode() throws IOException {
        AnswerLostException lost = new AnswerLostException("all.jsonl", new FileSystemException("x", null, FULL));
        assertThat(lost).hasMessageStartingWith("all.jsonl cannot be written to its end: " + FULL);
        assertThat(lost.code()).isEqualTo("E_NO_SPACE");
        assertThat(new AnswerLostException("x", new AccessDeniedException("x")).code())
                .isEqualTo("E_PERMISSION");

        Shell shell = new Shell(project);
        Shell.Outcome nowhere =
                shell.run("export", "--out", folder.resolve("none/x").toString());
        assertThat(nowhere.err()).contains("there is no folder", "[E_USAGE]");
        Path blocked = Files.writeString(folder.resolve("a file"), "");
        Shell.Outcome below = shell.run("export", "--out", blocked.resolve("x").toString());
        assertThat(below.code()).isEqualTo(ExitCode.STATE.number());
        assertThat(below.err()).contains("[E_FILE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "completion fish", "mcp project-management --print-config codex --json"})
    void aFullDiskIsAnErrorOfTheProcess(String line) throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        Path err = folder.resolve("err");

        Process process = process(words(line))
                .redirectOutput(full.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).content().contains("[E_NO_SPACE]");
        assertThat(process.exitValue()).isEqualTo(ExitCode.STATE.number());
    }

    @Test
    void aReaderThatIsGoneEndsTheProcessQuietly() throws Exception {
        String exported = new Shell(project).run("export").out();
        Path err = folder.resolve("err");
        Process process = process("import", "-", "--project", project.toString())
                .redirectError(err.toFile())
                .start();
        // It answers only when it has read everything, and by then nobody listens.
        process.getInputStream().close();
        try (OutputStream in = process.getOutputStream()) {
            in.write(exported.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).content().isEmpty();
        assertThat(process.exitValue()).isEqualTo(ExitCode.READER_GONE.number());
    }

    private static ProcessBuilder process(String... arguments) {
        return new ProcessBuilder(TestDistribution.program(arguments));
    }
}
