package io.workfloworchestrator.taskexecutor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.process.BoundedOutput;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.files.process.ProcessResult.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the commands here are those of a Unix
class CommandRunTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/bin:/bin", "HOME", "/nowhere", "SECRET_OF_MINE", "hidden", "WANTED", "given");

    @TempDir
    Path folder;

    private ProcessResult run(Duration timeout, String... words) {
        return run(CommandRun.MOST_BYTES, timeout, List.of(), words);
    }

    private ProcessResult run(long mostBytes, Duration timeout, List<String> variables, String... words) {
        return new CommandRun(ENVIRONMENT, mostBytes)
                .run(new Command(List.of(words), folder, timeout, variables), () -> false, time -> {});
    }

    private ProcessResult shell(Duration timeout, String script) {
        return run(timeout, "sh", "-c", script);
    }

    @Test
    void exitCodeAndBothOutputsAreKept() {
        ProcessResult result = shell(Duration.ofSeconds(20), "echo out; echo err >&2; exit 3");

        assertThat(result.end()).isEqualTo(End.EXITED);
        assertThat(result.exit()).hasValue(3);
        assertThat(result.output()).isEqualTo("out\nerr\n");
        assertThat(result.isPassed()).isFalse();
        assertThat(result.words()).isEqualTo("exit 3");
    }

    @Test
    void noShellReadsTheWords() {
        ProcessResult result = run(Duration.ofSeconds(20), "echo", "$HOME", "; touch made", "`id`", "*");

        assertThat(result.output()).isEqualTo("$HOME ; touch made `id` *\n");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void theEnvironmentHasOnlyWhatProgramsNeedAndWhatIsNamed() {
        ProcessResult result = run(CommandRun.MOST_BYTES, Duration.ofSeconds(20), List.of("WANTED"), "env");

        assertThat(result.output())
                .contains("PATH=/usr/bin:/bin", "WANTED=given", "CI=true")
                .doesNotContain("hidden");
    }

    @Test
    void aMissingProgramIsNotStarted() {
        ProcessResult result = run(Duration.ofSeconds(20), "no-such-program-anywhere");

        assertThat(result.end()).isEqualTo(End.NOT_STARTED);
        assertThat(result.exit()).isEmpty();
        assertThat(result.output()).contains("no-such-program-anywhere");
        assertThat(result.isPassed()).isFalse();
    }

    @Test
    void aCommandThatHangsIsEndedWithWhatItStarted() throws IOException {
        long start = System.nanoTime();
        ProcessResult result = shell(Duration.ofSeconds(1), "sleep 97 & echo $! > child; echo begun; sleep 97");

        assertThat(result.end()).isEqualTo(End.TIMED_OUT);
        assertThat(result.exit()).isEmpty();
        assertThat(result.output()).startsWith("begun\n");
        assertThat(result.words()).isEqualTo("ended after its time-out, at 1 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(isAlive(folder.resolve("child"))).isFalse();
    }

    @Test
    void aCommandThatIgnoresTheRequestToEndIsEndedByForce() {
        ProcessResult result = shell(Duration.ofMillis(500), "trap '' TERM; while true; do sleep 0.2; done");

        assertThat(result.end()).isEqualTo(End.TIMED_OUT);
    }

    @Test
    void whatWaitsForInputGetsTheEndOfIt() {
        assertThat(run(Duration.ofSeconds(20), "cat").isPassed()).isTrue();
    }

    @Test
    void processesThatStayBehindAreEndedAndCounted() throws IOException {
        // The middle process ends at once, so the last one has lost its parents when anybody looks.
        ProcessResult result =
                shell(Duration.ofSeconds(30), "(sh -c 'sleep 97 & echo $! > orphan' &) ; sleep 0.5; echo done");

        assertThat(result.exit()).hasValue(0);
        assertThat(result.leftBehind()).isEqualTo(1);
        assertThat(isAlive(folder.resolve("orphan"))).isFalse();
    }

    @Test
    void aCommandThatForksAgainAndAgainIsEndedWhole() throws IOException {
        ProcessResult result = shell(
                Duration.ofSeconds(1),
                "f() { echo $$ >> pids; sh -c 'echo $$ >> pids; sleep 97' & }; i=0; while [ $i -lt 30 ]; do f; i=$((i+1));"
                        + " done; sleep 97");

        assertThat(result.end()).isEqualTo(End.TIMED_OUT);
        List<String> pids = new ArrayList<>(Files.readAllLines(folder.resolve("pids")));
        assertThat(pids).hasSizeGreaterThan(30);
        assertThat(pids).noneMatch(CommandRunTest::isAlive);
    }

    @Test
    void ofMuchOutputTheBeginningAndTheEndAreKept() {
        ProcessResult result = shell(Duration.ofSeconds(30), "echo first; seq 1 200000; echo last");

        assertThat(result.isPassed()).isTrue();
        assertThat(result.bytes()).isGreaterThan(1_000_000);
        assertThat(result.output())
                .startsWith("first\n1\n")
                .endsWith("200000\nlast\n")
                .contains(" bytes are left out) …");
        assertThat(result.output().length()).isLessThan(BoundedOutput.HEAD_BYTES + CommandRun.TAIL_BYTES + 100);
    }

    @Test
    void aCommandThatFloodsItsOutputIsEnded() {
        ProcessResult result = run(1 << 20, Duration.ofSeconds(30), List.of(), "yes");

        assertThat(result.end()).isEqualTo(End.FLOODED);
        assertThat(result.words()).contains("had printed");
    }

    @Test
    void aSignalIsTold() {
        ProcessResult result = shell(Duration.ofSeconds(20), "kill -9 $$");

        assertThat(result.exit()).hasValue(137);
        assertThat(result.words()).isEqualTo("exit 137, as after signal 9");
        assertThat(result.isPassed()).isFalse();
    }

    @Test
    void whoeverNoLongerWantsTheAnswerEndsIt() {
        AtomicBoolean cancelled = new AtomicBoolean();
        List<Duration> told = new ArrayList<>();
        ProcessResult result = new CommandRun(ENVIRONMENT)
                .run(
                        new Command(List.of("sleep", "97"), folder, Duration.ofMinutes(1), List.of()),
                        cancelled::get,
                        time -> {
                            told.add(time);
                            cancelled.set(told.size() >= 3);
                        });

        assertThat(result.end()).isEqualTo(End.CANCELLED);
        assertThat(told).hasSize(3).isSorted();
    }

    @Test
    void aCommandNeedsAWordAndTime() {
        assertThatThrownBy(() -> new Command(List.of(), folder, Duration.ofSeconds(1), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Command(List.of("true"), folder, Duration.ZERO, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isAlive(Path file) throws IOException {
        return isAlive(Files.readString(file).strip());
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }
}
