package io.workfloworchestrator.workflow;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process that claims tasks and works on them until there is nothing to claim. It is unreliable: it dies in the middle of its
 * work, or leaves a task alone and comes back to it with its old token when somebody else may have it.
 */
final class ClaimWorker {
    /** There is nothing to claim any more. */
    static final int NOTHING = 0;

    /** It died as by {@code kill -9}. */
    static final int DEAD = 9;

    private final Workflow<Json> work;
    private final String name;
    private final Random random;
    private final List<Item> left = new ArrayList<>();

    private ClaimWorker(Workflow<Json> work, String name, Random random) {
        this.work = work;
        this.name = name;
        this.random = random;
    }

    /** @param arguments the project, the worker's name, a seed, and a file with the minutes by which the clock is ahead */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        Path ahead = Path.of(arguments[3]);
        try (StateManager states = StateManager.of(JdbcStateStore.at(root.resolve(".ai-planning/.state")))) {
            Random random = new Random(Long.parseLong(arguments[2]));
            Workflow<Json> work = open(root, states, new AheadClock(ahead), random.nextLong());
            new ClaimWorker(work, arguments[1], random).run();
        }
        System.exit(NOTHING);
    }

    static Workflow<Json> open(Path root, StateManager states, Clock clock, long seed) {
        return Workflow.at(ProjectFolder.open(root), Tasks.DEFINITION, states)
                .clock(clock)
                .random(new Random(seed))
                .open();
    }

    private void run() {
        for (Optional<Item> item = next(); item.isPresent(); item = next()) {
            dieSometimes();
            if (random.nextInt(4) == 0) {
                left.add(item.get());
            } else {
                finish(item.get());
            }
            if (!left.isEmpty() && random.nextInt(3) == 0) {
                finish(left.remove(random.nextInt(left.size())));
            }
        }
        left.forEach(this::finish);
    }

    private Optional<Item> next() {
        return work.items().claimNext("task", name, item -> true, cause()).find();
    }

    /** With the token of its claim, however old it is. */
    private void finish(Item item) {
        Revision token = Tasks.token(item);
        try {
            if (item.status().equals("open")) {
                work.items().move(item.id(), "start", token, cause());
            }
            dieSometimes();
            Json.Obj fields = Json.object(Map.of("area", Json.of(token.toString())));
            work.items().edit(item.id(), fields, token, cause());
            work.items().addEvidence(item.id(), EvidenceDraft.of(Evidence.What.NOTE, "done"), token, cause());
            work.items().move(item.id(), "complete", token, cause());
        } catch (ItemException refused) {
            // Somebody else has it by now, or finished it.
            if (!refused.code().equals("E_CLAIM_TOKEN")) {
                throw refused;
            }
        }
    }

    private Cause cause() {
        return Cause.of(name, "works");
    }

    private void dieSometimes() {
        if (random.nextInt(12) == 0) {
            Runtime.getRuntime().halt(DEAD);
        }
    }

    /** The system's clock, ahead by the minutes that are in a file: whoever changes the file lets the clocks of all jump. */
    private static final class AheadClock extends Clock {
        private final Path file;

        AheadClock(Path file) {
            this.file = file;
        }

        @Override
        public java.time.Instant instant() {
            try {
                return java.time.Instant.now()
                        .plus(Duration.ofMinutes(
                                Long.parseLong(Files.readString(file).strip())));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
