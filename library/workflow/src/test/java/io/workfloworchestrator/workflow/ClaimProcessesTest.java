package io.workfloworchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that claim tasks while some of them die, some leave their work and come back late, and the clock jumps: each task is
 * done once, by who held it then; what a dead process held is offered again; and nobody writes with a token that is not the newest.
 */
class ClaimProcessesTest {
    @TempDir
    private Path root;

    @Test
    void everyTaskIsDoneOnceByItsHolder() throws Exception {
        run(2, 8, 20261129);
    }

    @Test
    @Tag("nightly")
    void ofManyProcessesToo() throws Exception {
        run(8, 50, 20261130);
    }

    private void run(int processes, int tasks, long seed) throws Exception {
        Random random = new Random(seed);
        Path ahead = Files.writeString(root.resolve("ahead"), "0");
        begin(tasks);
        int minutes = 0;
        int deaths = 0;
        for (int round = 0; !allDone(); round++) {
            assertThat(round).as("rounds with seed %s", seed).isLessThan(200);
            List<Process> running = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                running.add(start("worker-" + i, random.nextLong(), ahead));
            }
            minutes = jump(ahead, minutes + random.nextInt(20));
            for (Process process : running) {
                int exit = process.waitFor();
                assertThat(exit).as("seed %s: %s", seed, output(process)).isIn(ClaimWorker.NOTHING, ClaimWorker.DEAD);
                deaths += exit == ClaimWorker.DEAD ? 1 : 0;
            }
            minutes = jump(ahead, minutes + 16);
        }
        check(tasks, seed);
        assertThat(deaths).as("processes that died, with seed %s", seed).isPositive();
    }

    private void begin(int tasks) {
        try (StateManager states = open()) {
            Workflow<Json> work = ClaimWorker.open(root, states, Clock.systemUTC(), 1);
            work.initialize("Work", Cause.of("me", "a test"));
            List<Json.Obj> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                all.add(Tasks.fields("Task " + i));
            }
            work.items().addAll("task", all, Cause.of("me", "a test"));
        }
    }

    private StateManager open() {
        return StateManager.of(JdbcStateStore.at(root.resolve(".ai-planning/.state")));
    }

    private boolean allDone() {
        try (StateManager states = open()) {
            Workflow<Json> work = ClaimWorker.open(root, states, Clock.systemUTC(), 1);
            return work.state().orElseThrow().value().items("task").values().stream()
                    .allMatch(item -> item.status().equals("done"));
        }
    }

    /** The clock of every process jumps while they work. */
    private static int jump(Path ahead, int minutes) throws IOException {
        Path next = Files.writeString(ahead.resolveSibling("ahead.next"), String.valueOf(minutes));
        Files.move(next, ahead, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return minutes;
    }

    private Process start(String name, long seed, Path ahead) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        classPath,
                        ClaimWorker.class.getName(),
                        root.toString(),
                        name,
                        String.valueOf(seed),
                        ahead.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Reads the whole history: who changed which item while who held it. */
    private void check(int tasks, long seed) {
        try (StateManager states = open()) {
            Workflow<Json> work = ClaimWorker.open(root, states, Clock.systemUTC(), 1);
            Moment now = states.now();
            List<Commit> commits = new ArrayList<>(now.history(work.key(), 10_000));
            Collections.reverse(commits);
            Map<String, ItemState> before = Map.of();
            int done = 0;
            int claims = 0;
            for (Commit commit : commits) {
                Map<String, ItemState> after =
                        now.at(commit.revision()).get(work.key()).value().items("task");
                for (Map.Entry<String, ItemState> entry : after.entrySet()) {
                    ItemState was = before.get(entry.getKey());
                    if (was != null && !was.equals(entry.getValue())) {
                        String said = "seed " + seed + ", " + commit.cause() + " at " + commit.revision();
                        claims += checkChange(said, commit, was, entry.getValue()) ? 1 : 0;
                        done += entry.getValue().status().equals("done") ? 1 : 0;
                    }
                }
                before = after;
            }
            assertThat(done).as("tasks that became done, seed %s", seed).isEqualTo(tasks);
            assertThat(claims).as("claims, seed %s", seed).isGreaterThanOrEqualTo(tasks);
        }
    }

    /** Whether the change was a new claim; any other has to be made by who holds the newest one. */
    private static boolean checkChange(String said, Commit commit, ItemState was, ItemState is) {
        Optional<Claim> before = was.claim();
        Optional<Claim> after = is.claim();
        long old = before.map(Claim::token).orElse(0L);
        assertThat(was.status()).as(said).isNotEqualTo("done");
        if (after.isPresent() && after.get().token() != old) {
            assertThat(after.get().token())
                    .as(said)
                    .isGreaterThan(old)
                    .isLessThanOrEqualTo(commit.revision().number());
            assertThat(before.filter(claim -> claim.isHeld(after.get().since())))
                    .as(said)
                    .isEmpty();
            assertThat(is.withClaim(before)).as(said).isEqualTo(was);
            return true;
        }
        assertThat(before.orElseThrow().by()).as(said).isEqualTo(commit.cause().actor());
        return false;
    }
}
