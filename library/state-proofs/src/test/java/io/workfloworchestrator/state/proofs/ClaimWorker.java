package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process that claims tasks and works on them until there is nothing to claim. It is unreliable: it dies in the middle of its
 * work, is stopped in it, or leaves a task alone and comes back to it with its old token when somebody else may have it.
 *
 * <p>It says {@code ready}, and waits for a line; {@code stops ITEM TOKEN} before it is stopped with a claimed item in its hands;
 * {@code stops} when that happens in the middle of a commit; and {@code refused ITEM TOKEN} when it comes too late.
 */
final class ClaimWorker {
    /** There is nothing to claim any more. */
    static final int NOTHING = 0;

    /** It died as by {@code kill -9}. */
    static final int DEAD = 9;

    private static final WorkflowDefinition DEFINITION = WorkflowDefinition.parse("work.yaml", """
            workflow: work
            version: 1
            items:
              task:
                fields:
                  title: {type: string, required: true}
                  area: string
                status: {values: [open, doing, done], first: open, final: [done], done: [done]}
                claim: {for: 15m}
                moves:
                  - {id: start, from: open, to: doing, hint: Begin it.}
                  - id: complete
                    from: doing
                    to: done
                    hint: Say what is done.
                    when: [{id: proved, is: "item.evidence.exists(e, e.fresh)", otherwise: No evidence yet.}]
            phases:
              - id: work
                steps: [{id: all, title: All is done, done: "items.task.all.all(t, t.final)"}]
            """);

    private static final String RELIABLE = "reliable";
    static final String READY = "ready";
    static final String STOPS_IN_COMMIT = "stops";

    private final Workflow<Json> work;
    private final String name;
    private final Random random;
    private final List<Item> left = new ArrayList<>();
    private String fate;

    private ClaimWorker(Workflow<Json> work, String name, Random random, String fate) {
        this.work = work;
        this.name = name;
        this.random = random;
        this.fate = fate;
    }

    /**
     * @param arguments the project, the worker's name, a seed, a file with the minutes by which the clock is ahead, and what happens
     *     to the worker with its first task: {@code die}, {@code stop} or {@code work}
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        try (StateManager states = StateManager.of(JdbcStateStore.at(root.resolve(".ai-planning/.state")))) {
            Random random = new Random(Long.parseLong(arguments[2]));
            Clock clock = new StoppingClock(new AheadClock(Path.of(arguments[3])), new Random(random.nextLong()));
            Workflow<Json> work = open(root, states, clock, random.nextLong());
            System.out.println(READY);
            if (System.in.read() >= 0) {
                new ClaimWorker(work, arguments[1], random, arguments[4]).run();
            }
        }
        System.exit(NOTHING);
    }

    static Workflow<Json> open(Path root, StateManager states, Clock clock, long seed) {
        return Workflow.at(ProjectFolder.open(root), DEFINITION, states)
                .clock(clock)
                .random(new Random(seed))
                .open();
    }

    private static Revision token(Item item) {
        return item.state().claim().orElseThrow().revision();
    }

    private void run() {
        for (Optional<Item> item = next(); item.isPresent(); item = next()) {
            failSometimes(item.get());
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
        Revision token = token(item);
        try {
            if (item.status().equals("open")) {
                work.items().move(item.id(), "start", token, cause());
            }
            failSometimes(item);
            Json.Obj fields = Json.object(Map.of("area", Json.of(token.toString())));
            work.items().edit(item.id(), fields, token, cause());
            work.items().addEvidence(item.id(), EvidenceDraft.of(Evidence.What.NOTE, "done"), token, cause());
            work.items().move(item.id(), "complete", token, cause());
        } catch (ItemException refused) {
            // Somebody else has it by now, or finished it.
            if (!refused.code().equals("E_CLAIM_TOKEN")) {
                throw refused;
            }
            System.out.println("refused " + item.id() + " " + token);
        }
    }

    private Cause cause() {
        return Cause.of(name, "works");
    }

    /** Does a claimed task, and nothing happens to the worker meanwhile. */
    static void finish(Workflow<Json> work, String name, Item item) {
        new ClaimWorker(work, name, new Random(0), RELIABLE).finish(item);
    }

    /** Dies or is stopped. A worker that was stopped does not die any more: it has to be refused first. */
    private void failSometimes(Item item) {
        int luck = fate.equals(RELIABLE) ? 10 : random.nextInt(24);
        if (fate.equals("die") || luck < 2 && !fate.equals("stopped")) {
            Runtime.getRuntime().halt(DEAD);
        }
        if (fate.equals("stop") || luck > 21) {
            fate = "stopped";
            stop("stops " + item.id() + " " + token(item));
            awaitLine(); // Another thread of this process may have the store, and has to be let go on before this one.
        }
    }

    private static void awaitLine() {
        try {
            int unused = System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the system stop this process, as by Ctrl-Z, and returns when somebody lets it go on. */
    static void stop(String words) {
        System.out.println(words);
        try {
            signal("STOP", ProcessHandle.current().pid());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void signal(String signal, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process))
                .start()
                .waitFor();
    }
}
