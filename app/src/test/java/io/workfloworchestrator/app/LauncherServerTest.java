package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server that people start, {@code ./workflow mcp project-management}, held against the protocol's bad days: a real
 * process on real streams, with the launcher's own flags.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the launcher is a POSIX shell script")
class LauncherServerTest {
    private static final Path MESSAGES = Path.of("../library/mcp/src/test/resources/messages.json");

    @TempDir
    static Path project;

    private static TestDistribution distribution;
    private static Talk server;

    @BeforeAll
    static void start() throws IOException {
        distribution = TestDistribution.shared();
        assertThat(new Shell(project).run("init", "--type", "project-planning").code())
                .isZero();
        server = ready(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Talk talk(boolean reading, Map<String, String> environment) throws IOException {
        return new Talk(
                distribution.command(
                        distribution.launcher(),
                        project,
                        environment,
                        "mcp",
                        "project-management",
                        "--project",
                        project.toString()),
                reading);
    }

    private static Talk ready(Map<String, String> environment) throws IOException {
        Talk talk = talk(true, environment);
        talk.send(Talk.INITIALIZE);
        talk.send(Talk.INITIALIZED);
        talk.answer("init");
        return talk;
    }

    private static Stream<Arguments> messages(String outcome) {
        try {
            return Json.parse(Files.readString(MESSAGES)).at(outcome).orElseThrow().asList().stream()
                    .map(Json::asObject)
                    .map(message -> Arguments.of(message.text("name").orElseThrow(), message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> refused() {
        return messages("refused");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAndTheNextCallIsAnswered(String name, Json.Obj message) {
        int times =
                message.at("times").map(Json::toString).map(Integer::parseInt).orElse(0);
        server.send(message.text("line").orElse("")
                + message.text("repeat").orElse("").repeat(times)
                + message.text("end").orElse(""));

        Json.Obj answer = server.answer(message.text("id").orElseThrow());
        assertThat(answer.at("error", "code")).isEqualTo(message.find("code"));
        assertThat(answer.at("error", "data", "code")).isEqualTo(message.find("kind"));
        assertAlive(server);
    }

    static Stream<Arguments> silent() {
        return messages("silent");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void isPassedOverInSilence(String name, Json.Obj message) {
        server.send(message.text("line").orElseThrow());
        server.call("\"next\"", "get_project_status", "{}");

        assertThat(server.next().orElseThrow().find("id")).contains(Json.of("next"));
    }

    private static void assertAlive(Talk talk) {
        talk.call("\"alive\"", "get_project_status", "{}");
        Json.Obj answer = talk.answer("alive");
        assertThat(answer.at("result", "structuredContent", "currentPhase"))
                .as("%s", answer)
                .contains(Json.of("initialization"));
    }

    @Test
    void fiveHundredPipelinedCallsAreAnsweredAlsoWhenTheInputEndsBehindThem() throws IOException {
        try (Talk talk = talk(true, Map.of())) {
            StringBuilder all = new StringBuilder(Talk.INITIALIZE + "\n" + Talk.INITIALIZED);
            for (int i = 0; i < 500; i++) {
                all.append('\n').append(Talk.calling(i, "get_next_steps", "{}"));
            }
            talk.send(all.toString());
            talk.closeInput();

            Set<Json> answered = new HashSet<>();
            for (Optional<Json.Obj> line = talk.next(); line.isPresent(); line = talk.next()) {
                if (line.get().at("result", "structuredContent", "nextActions").isPresent()) {
                    assertThat(answered.add(line.get().find("id").orElseThrow()))
                            .isTrue();
                }
            }
            assertThat(answered).hasSize(500);
            assertThat(talk.status()).isZero();
        }
    }

    @Test
    void aTerminatedServerAnswersEachOfItsCallsOnceOrNotAtAllAndEnds() throws IOException {
        try (Talk talk = ready(Map.of())) {
            for (int i = 0; i < 100; i++) {
                talk.call(i, "get_next_steps", "{}");
            }
            talk.next();
            talk.process().toHandle().destroy(); // leaves its streams open, unlike Process.destroy()

            Set<Json> answered = new HashSet<>();
            for (Optional<Json.Obj> line = talk.next(); line.isPresent(); line = talk.next()) {
                assertThat(answered.add(line.get().find("id").orElseThrow())).isTrue();
            }
            assertThat(answered).isNotEmpty();
            assertThat(talk.status()).isEqualTo(143);
        }
    }

    @Test
    void aServerWhoseAnswersNobodyTakesEnds() throws IOException {
        try (Talk talk = talk(false, Map.of())) {
            talk.process().getInputStream().close();
            talk.send(Talk.INITIALIZE);

            assertThat(talk.status()).isZero();
        }
    }

    @Test
    void whatALibraryPrintsDoesNotReachTheClient() throws IOException {
        Map<String, String> noisy = Map.of(
                "JDK_JAVA_OPTIONS", "\"-javaagent:" + StdoutNoise.jar(project).toString() + "\"");
        try (Talk talk = ready(noisy)) {
            talk.awaitError("forged");
            talk.call(1, "get_next_steps", "{}");
            assertThat(talk.answer(1).at("result", "structuredContent")).isPresent();
            assertAlive(talk);
        }
    }

    /** Every tenth asks for work, the others for an answer at once; 64 MB of heap, so that what grew would end it. */
    @Tag("nightly")
    @Test
    void aClientThatOnlyWritesIsSlowedDownAndLosesNoAnswer() throws IOException {
        int requests = 10_000;
        try (Talk talk = talk(false, Map.of("JDK_JAVA_OPTIONS", "-Xmx64m"))) {
            talk.send(Talk.INITIALIZE);
            AtomicInteger written = new AtomicInteger();
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 0; i < requests; i++) {
                        talk.send(
                                i % 10 == 0
                                        ? Talk.calling(i, "get_project_status", "{}")
                                        : "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"ping\"}");
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
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).as("requests taken while nothing is read").isLessThan(requests);

            talk.read();
            Set<Json> answered = new HashSet<>();
            while (answered.size() < requests + 1) {
                Json.Obj line = talk.next().orElseThrow(() -> new AssertionError("ended after " + answered.size()));
                assertThat(line.find("result")).isPresent();
                answered.add(line.find("id").orElseThrow());
            }
        }
    }
}
