package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library and the servers on it, from the first release to a fault that a client reports, a fix that breaks one of them and is caught,
 * the one that mends it for all, and back under load.
 */
class ReleaseStoryTest {
    @TempDir
    private Path project;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(project);
    }

    @Test
    void aLibraryAndItsServersForNode() throws IOException {
        tell(StorySources.node(project, List.of("alpha", "gamma")));
    }

    /** Servers of one file each stand in for the three of this project, whose whole builds take minutes. */
    @Test
    @Tag("nightly")
    void aLibraryAndThreeServersOfThisKit() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        tell(StorySources.kit(project, List.of("alpha", "beta", "gamma"), classPath));
    }

    @Test
    @Tag("nightly")
    void aLibraryAndServersOfTheTypeScriptSdk() throws Exception {
        Process npm = new ProcessBuilder("npm", "view", "@modelcontextprotocol/sdk@1", "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(
                npm.waitFor(60, TimeUnit.SECONDS) && npm.exitValue() == 0,
                "npm is not here, or its registry cannot be reached");
        tell(StorySources.sdk(project, List.of("alpha", "gamma"), "1.32.2"));
    }

    private Shell.Outcome ok(String... words) {
        Shell.Outcome outcome = shell.json(words);
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
        return outcome;
    }

    private void tell(StorySources sources) throws IOException {
        add(sources);
        checkAll(sources);
        ok(sources.all("server", "promote"));
        report(sources.servers().get(0));
        Shell.Outcome reported = ok("issue", "show", "I-001");
        assertThat(reported.text("title")).isEqualTo("zoe is not greeted");
        assertThat(reported.text("fields", "error")).contains("no greeting for zoe");
        assertThat(shell.json("issue", "replay", "I-001").text("failed")).isEqualTo("true");

        sources.library(StorySources.Greeting.SHOUTING);
        Shell.Outcome caught = shell.json("server", "check", "core");
        assertThat(caught.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(caught.out()).contains(sources.strict() + " fails with it");
        assertThat(shell.run("server", "promote", "core").err()).contains("core 2 did not pass");

        sources.library(StorySources.Greeting.MENDED);
        checkAll(sources);
        assertThat(ok("issue", "replay", "I-001").out()).contains("Hello, zoe");
        ok("issue", "link", "I-001", "0123abc");
        ok(sources.all("server", "promote"));
        assertThat(ok("issue", "show", "I-001").text("status")).isEqualTo("released");

        rollBackUnderLoad(sources);
        String history = shell.run("history", "--limit", "200").out();
        assertThat(history)
                .contains("promoted core 1", "reported \"zoe is not greeted\"", "linked I-001 to 0123abc")
                .contains("promoted core 3", "rolled back to core 1");
        assertThat(ok("issue", "show", "I-001").text("status"))
                .as("what the release had fixed")
                .isEqualTo("triaged");
    }

    private void add(StorySources sources) {
        sources.library(StorySources.Greeting.FAULTY);
        ok(words(List.of("server", "add", "core", "--source", "core"), sources.libraryWords()));
        for (String name : sources.servers()) {
            sources.server(name);
            ok(words(List.of("server", "add", name, "--source", name, "--depends", "core"), sources.serverWords()));
        }
    }

    private static String[] words(List<String> before, List<String> after) {
        return Stream.concat(before.stream(), after.stream()).toArray(String[]::new);
    }

    private void checkAll(StorySources sources) {
        ok("server", "check", "core");
        sources.servers().forEach(name -> ok("server", "check", name));
    }

    private Talk client(String server) throws IOException {
        List<String> words = new ArrayList<>(Program.command());
        words.addAll(List.of("serve", server, "--project", project.toString()));
        Talk client = new Talk(new ProcessBuilder(words).directory(project.toFile()), true);
        client.send(Talk.INITIALIZE);
        client.answer("init");
        client.send(Talk.INITIALIZED);
        return client;
    }

    /** A client meets the fault, and says so in the same session. */
    private void report(String server) throws IOException {
        try (Talk client = client(server)) {
            client.call(1, "greet", "{\"name\": \"zoe\"}");
            assertThat(client.answer(1).at("result", "isError")).contains(Json.of(true));
            client.call(2, "report_issue", "{\"title\": \"zoe is not greeted\"}");
            assertThat(client.answer(2).toString()).contains("Reported.");
            client.closeInput();
            assertThat(client.status()).isZero();
        }
    }

    /** Whoever runs goes on with the mended release; who comes later gets the one before. */
    private void rollBackUnderLoad(StorySources sources) throws IOException {
        List<Calling> load = new ArrayList<>();
        try {
            for (String name : sources.servers()) {
                load.add(new Calling(client(name)));
            }
            long begin = System.nanoTime();
            Shell.Outcome back = ok(sources.all("server", "rollback", "--reason", "too friendly"));
            System.out.printf(
                    "rolled back %d servers and their library under load: live after %s ms, healthy after %d ms%n",
                    sources.servers().size(), back.text("liveAfterMillis"), (System.nanoTime() - begin) / 1_000_000);
            assertThat(back.out()).contains(sources.strict() + " 1 answered after");
            load.forEach(Calling::mayEnd);
            load.forEach(
                    one -> assertThat(one.ended()).as("calls, all answered").isPositive());
        } finally {
            load.forEach(Calling::close);
        }
        try (Talk later = client(sources.servers().get(0))) {
            later.call(1, "greet", "{\"name\": \"zoe\"}");
            assertThat(later.answer(1).toString()).contains("no greeting for zoe");
        }
    }

    /** A client that calls again and again until it may end. */
    private static final class Calling implements AutoCloseable {
        private final Talk talk;
        private final Thread thread = new Thread(this::call);
        private volatile boolean mayEnd;
        private volatile int answered;
        private volatile String fault = "";

        Calling(Talk talk) {
            this.talk = talk;
            thread.start();
        }

        private void call() {
            int id = 1;
            while (!mayEnd && fault.isEmpty()) {
                talk.call(id, "greet", "{\"name\": \"zoe\"}");
                String said = talk.answer(id).toString();
                fault = said.contains("Hello, zoe") ? "" : said;
                answered = id++;
            }
        }

        void mayEnd() {
            mayEnd = true;
        }

        int ended() {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(60));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(fault).isEmpty();
            return answered;
        }

        @Override
        public void close() {
            mayEnd = true;
            talk.close();
        }
    }
}
