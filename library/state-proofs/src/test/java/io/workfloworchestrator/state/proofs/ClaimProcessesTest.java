package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.proofs.ClaimProcess.Said;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemState;
import io.workfloworchestrator.workflow.Workflow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that claim tasks while some of them die, some are stopped until their claims have run out, some leave their work and
 * come back late, and the clock jumps: each task is done once, by who held it then; what a dead or stopped process held is offered
 * again; and nobody writes with a token that is not the newest.
 */
@SuppressWarnings("NullAway.Init") // the clock is made by what runs the processes
class ClaimProcessesTest {
    @TempDir
    private Path root;

    private AheadClock clock;
    private int deaths;
    private int stops;
    private int late;

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
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        clock = new AheadClock(root.resolve("ahead"));
        clock.jump(0);
        begin(tasks);
        for (int round = 0; !allDone(); round++) {
            assertThat(round).as("rounds with seed %s", seed).isLessThan(200);
            round(processes, random, seed);
        }
        check(tasks, seed);
        assertThat(deaths).as("processes that died, with seed %s", seed).isPositive();
        assertThat(late)
                .as("stopped processes that came too late, with seed %s", seed)
                .isPositive();
        System.out.println(
                deaths + " processes died, " + late + " were stopped and came too late, " + stops + " in a commit");
    }

    /** Lets processes work until none has anything to do; then all claims run out. */
    private void round(int processes, Random random, long seed) throws Exception {
        BlockingQueue<Said> said = new LinkedBlockingQueue<>();
        List<ClaimProcess> running = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                String fate = i == 0 && late == 0 ? "stop" : i == 1 && deaths == 0 ? "die" : "work";
                running.add(ClaimProcess.start(
                        said,
                        clock,
                        root.toString(),
                        "worker-" + i,
                        String.valueOf(random.nextLong()),
                        root.resolve("ahead").toString(),
                        fate));
            }
            listen(said, running, random);
            for (ClaimProcess process : running) {
                int exit = process.end();
                assertThat(exit).as("seed %s: %s", seed, process.said()).isIn(ClaimWorker.NOTHING, ClaimWorker.DEAD);
                deaths += exit == ClaimWorker.DEAD ? 1 : 0;
                checkRefusals(process.said(), seed);
            }
        } finally {
            running.forEach(ClaimProcess::kill);
        }
        clock.jump(16);
    }

    private void listen(BlockingQueue<Said> said, List<ClaimProcess> running, Random random) throws Exception {
        int ready = 0;
        for (int ended = 0; ended < running.size(); ) {
            Said next = said.take();
            next.process().remember(next.line());
            if (next.line().equals(ClaimProcess.ENDED)) {
                ended++;
            } else if (next.line().startsWith("stops ")) {
                outlive(next.process(), next.line());
            } else if (next.line().equals(ClaimWorker.READY) && ++ready == running.size()) {
                for (ClaimProcess process : running) {
                    process.begin();
                }
                clock.jump(random.nextInt(20));
            }
        }
    }

    /** While a process is stopped its claims run out, and what it held is offered again; then it goes on. */
    private void outlive(ClaimProcess stopped, String words) throws Exception {
        stopped.awaitStop();
        clock.jump(16);
        String[] parts = words.split(" ", -1);
        inherit(stopped, parts[1], Long.parseLong(parts[2]));
        stopped.goOn();
        stopped.begin();
    }

    private void inherit(ClaimProcess stopped, String id, long token) throws Exception {
        try (StateManager states = open()) {
            Workflow<Json> work = ClaimWorker.open(root, states, clock, token);
            Optional<Item> claimed = claim(stopped, work, id);
            if (claimed.isPresent()) {
                ClaimWorker.finish(work, "heir", claimed.get());
            } else {
                ItemState taken = work.state()
                        .orElseThrow()
                        .value()
                        .item(id)
                        .orElseThrow()
                        .state();
                assertThat(taken.status().equals("done")
                                || taken.claim().orElseThrow().token() > token)
                        .as("whether somebody else has " + id + ", which nobody could claim")
                        .isTrue();
            }
        }
    }

    /**
     * Claims it. While a process that is stopped in a commit has the store, nothing is changed; then it tries again. If it is the stopped
     * process itself, by a thread that cleans up behind a commit, that is let go on, while its worker waits for a line.
     */
    private static Optional<Item> claim(ClaimProcess stopped, Workflow<Json> work, String id) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return work.items()
                        .claimNext("task", "heir", item -> item.id().equals(id), Cause.of("heir", "works"))
                        .find();
            } catch (StateException busy) {
                if (!busy.code().equals("E_STATE_BUSY") || tries == 6) {
                    throw busy;
                }
                stopped.goOn();
            }
        }
    }

    /** Whoever was stopped with an item in its hands wrote nothing of it any more. */
    private void checkRefusals(List<String> said, long seed) {
        for (String line : said) {
            stops += line.equals(ClaimWorker.STOPS_IN_COMMIT) ? 1 : 0;
            if (line.startsWith("stops ")) {
                assertThat(said).as("seed %s", seed).contains(line.replace("stops", "refused"));
                late++;
            }
        }
    }

    private void begin(int tasks) {
        try (StateManager states = open()) {
            Workflow<Json> work = ClaimWorker.open(root, states, Clock.systemUTC(), 1);
            work.initialize("Work", Cause.of("me", "a test"));
            List<Json.Obj> all = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                all.add(Json.object(Map.of("title", Json.of("Task " + i))));
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
            assertThat(List.of(is.status(), is.fields(), is.evidence()))
                    .as(said)
                    .isEqualTo(List.of(was.status(), was.fields(), was.evidence()));
            return true;
        }
        assertThat(before.orElseThrow().by()).as(said).isEqualTo(commit.cause().actor());
        return false;
    }
}
