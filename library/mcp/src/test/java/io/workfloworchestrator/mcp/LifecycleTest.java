package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a server starts, ends, and keeps its promises in between, as a real process. */
class LifecycleTest {
    private static final Json.Obj NONE = Json.Obj.EMPTY;

    @Test
    void initializeIsAnsweredEachTimeWhenTheClientClosesAtOnce() {
        for (int i = 0; i < 50; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TestServer.server()
                    .serveStdio(
                            new ByteArrayInputStream((Child.INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8)), out);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("\"id\":\"init\",\"result\"")
                    .endsWith("\n");
        }
    }

    @RepeatedTest(2)
    void aProcessAnswersInitializeWhenTheClientClosesAtOnce() throws IOException {
        assertInitializeAnswered();
    }

    @Tag("nightly")
    @RepeatedTest(200)
    void aProcessAnswersInitialize200TimesOf200() throws IOException {
        assertInitializeAnswered();
    }

    private static void assertInitializeAnswered() throws IOException {
        Process process = new ProcessBuilder(Child.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().write((Child.INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8)).contains("\"serverInfo\"");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a device that is always full");
        Process process = new ProcessBuilder(Child.command())
                .redirectOutput(new File("/dev/full"))
                .start();
        try {
            process.getOutputStream().write((Child.INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("an answer could not be written: No space left on device");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void fiveHundredPipelinedCallsAreAllAnsweredEvenWhenTheInputEndsBehindThem() {
        try (Child child = Child.start()) {
            StringBuilder all = new StringBuilder(Child.INITIALIZE + "\n" + Child.INITIALIZED);
            for (int i = 0; i < 500; i++) {
                all.append('\n').append(Child.callLine(i, "echo", NONE.with("text", Json.of("call " + i))));
            }
            child.send(all.toString());
            child.closeInput();

            Set<String> answered = new HashSet<>();
            for (Json.Obj line = child.next(); line != null; line = child.next()) {
                line.at("result", "structuredContent", "text")
                        .flatMap(Json::asText)
                        .ifPresent(answered::add);
            }
            assertThat(answered).hasSize(500);
            assertThat(child.status()).isZero();
        }
    }

    @Test
    void aCallInFlightAtTheEndOfInputIsAnsweredBeforeTheEnd() {
        try (Child child = Child.ready()) {
            child.call(1, "slow", NONE.with("characters", Json.of(400)));
            child.closeInput();

            assertThat(child.answer("1").at("result", "structuredContent", "what"))
                    .contains(Json.of("slow"));
            assertEndsQuickly(child, 0);
        }
    }

    @Test
    void aToolThatHangsDoesNotKeepAProcessWhoseClientHasGone() {
        try (Child child = Child.ready()) {
            child.call(1, "hang", NONE);
            child.call(2, "echo", NONE.with("text", Json.of("x")));
            child.answer("2");
            child.closeInput();

            assertEndsQuickly(child, 0);
        }
    }

    @Test
    void aTerminatedProcessFinishesWhatIsInFlight() {
        try (Child child = Child.ready()) {
            child.call(1, "slow", NONE.with("characters", Json.of(400)));
            assertThat(child.line().text("method")).contains("notifications/progress");
            child.process().toHandle().destroy(); // leaves its streams open, unlike Process.destroy()

            assertThat(child.answer("1").at("result", "structuredContent", "what"))
                    .contains(Json.of("slow"));
            assertEndsQuickly(child, 143);
        }
    }

    @Test
    void aProcessWhoseAnswersNobodyTakesEnds() throws IOException {
        try (Child child = Child.start(false)) {
            child.process().getInputStream().close();
            child.send(Child.INITIALIZE);

            assertEndsQuickly(child, 0);
        }
    }

    /** Well over the five seconds that a call in flight is given, so that a busy machine is no fault. */
    private static void assertEndsQuickly(Child child, int status) {
        long before = System.nanoTime();
        assertThat(child.status()).isEqualTo(status);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void toolsThatHangHoldUpNobody() {
        try (Child child = Child.ready()) {
            for (int i = 0; i < 20; i++) {
                child.call(i, "hang", NONE);
            }
            child.call(50, "echo", NONE.with("text", Json.of("through")));

            assertThat(child.answer("50").at("result", "structuredContent", "text"))
                    .contains(Json.of("through"));
        }
    }

    @Test
    void aCancelledCallIsToldSoAndNotAnswered() {
        try (Child child = Child.ready()) {
            child.call(1, "until_cancelled", NONE);
            child.awaitError("waiting");
            child.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            child.awaitError("cancelled=true");
            child.call(2, "echo", NONE.with("text", Json.of("next")));

            Json.Obj next = child.line();
            assertThat(next.get("id")).isEqualTo(Json.of(2));
        }
    }

    @Test
    void aRequestWhoseIdIsInFlightIsRefused() {
        try (Child child = Child.ready()) {
            child.call(1, "hang", NONE);
            child.call(1, "echo", NONE.with("text", Json.of("x")));

            assertThat(child.answer("1").at("error", "code")).contains(Json.of(-32600));
        }
    }

    /** Where the id is free only after the answer is written, a few of these are refused. */
    @Test
    void anIdMayBeUsedAgainAsSoonAsItsAnswerIsRead() {
        try (Child child = Child.ready()) {
            for (int i = 0; i < 1_000; i++) {
                child.call(1, "echo", NONE.with("text", Json.of("x")));
                assertThat(child.answer("1").find("error")).as("call %d", i).isEmpty();
            }
        }
    }

    @Test
    void progressComesBeforeTheAnswerAndCarriesTheToken() {
        try (Child child = Child.ready()) {
            child.call(1, "slow", NONE.with("characters", Json.of(1)));

            Json.Obj half = child.line();
            Json.Obj done = child.line();
            Json.Obj answer = child.line();

            assertThat(half.toString())
                    .isEqualTo(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"message\":\"half"
                                    + " way\",\"progress\":1.0,\"progressToken\":\"token-1\",\"total\":2.0}}");
            assertThat(done.at("params", "message")).contains(Json.of("done"));
            assertThat(answer.get("id")).isEqualTo(Json.of(1));
        }
    }

    @Test
    void aClientThatOnlyWritesIsSlowedDownAndLosesNoAnswer() {
        int requests = 10_000;
        try (Child child = Child.start(false, "-Xmx64m")) {
            child.send(Child.INITIALIZE);
            String text = "x".repeat(4_000);
            AtomicInteger written = new AtomicInteger();
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 0; i < requests; i++) {
                        child.send(Child.callLine(i, "echo", NONE.with("text", Json.of(text))));
                        written.incrementAndGet();
                    }
                } catch (UncheckedIOException e) {
                    // The count says how far it came.
                }
            });
            writer.setDaemon(true);
            writer.start();
            AtomicInteger before = new AtomicInteger(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).as("requests taken while nothing is read").isLessThan(requests);

            child.read();
            Set<Json> answered = new HashSet<>();
            while (answered.size() < requests) {
                Json.Obj line = child.line();
                if (line.at("result", "structuredContent", "text").isPresent()) {
                    answered.add(line.find("id").orElseThrow());
                }
            }
            assertThat(answered).hasSize(requests);
        }
    }
}
