package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.Publication;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A process whose file calls are recorded while it makes updates, each of which it notes in a file when confirmed. Some
 * syncs fail.
 */
final class TraceWorker {
    private static final StateKey<Json> LARGE = StateKey.json("t/large");

    private TraceWorker() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int updates = Integer.parseInt(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        Shim shim = Shim.attached();
        if (arguments.length > 3) {
            besideCommits(root, updates, random, shim);
            return;
        }
        int mark = 0;
        for (int session = 0; session < 2; session++) {
            try (FileOutputStream acks =
                            new FileOutputStream(root.resolve("acks").toFile(), true);
                    Stack stack = Stack.open(root.resolve("project"));
                    JdbcStateStore beside = JdbcStateStore.at(Stack.folder(root.resolve("project")))) {
                for (int i = 0; i < updates / 2; i++) {
                    String name = "trace-" + ++mark;
                    String text = "x".repeat(random.nextInt(3_000));
                    boolean both = random.nextInt(4) == 0;
                    int size = random.nextInt(12) == 0 ? 60 : 1;
                    if (i % 6 == 5) {
                        shim.arm(Shim.Call.SYNC, random.nextInt(2), 1, Shim.EIO);
                    }
                    // As long as it is open, nobody makes the log good by closing the database.
                    Revision unused = beside.head();
                    if (isConfirmed(stack.state(), name, text, both ? size : 0)) {
                        acks.write((name + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    shim.disarm();
                    if (random.nextInt(3) == 0) {
                        stack.files().flush();
                    }
                }
            }
        }
        System.out.println("done");
    }

    /** Syncs fail of what is no commit, and again when the log is written once more, so that it is refused, while another connection keeps the log. */
    private static void besideCommits(Path root, int updates, Random random, Shim shim) throws IOException {
        try (FileOutputStream acks = new FileOutputStream(root.resolve("acks").toFile(), true);
                JdbcStateStore store = JdbcStateStore.at(Stack.folder(root.resolve("project")));
                StateManager state = StateManager.of(store);
                JdbcStateStore beside = JdbcStateStore.at(Stack.folder(root.resolve("project")))) {
            for (int i = 0; i < updates; i++) {
                String name = "trace-" + i;
                Revision now = beside.head();
                if (i % 4 == 2) {
                    shim.arm(Shim.Call.SYNC, 0, 3, Shim.EIO);
                    try {
                        if (random.nextBoolean()) {
                            store.note("note", name);
                        }
                        store.publish(List.of(new Publication("file", "t/shared", now, name)));
                        throw new IllegalStateException("the sync was to fail");
                    } catch (CodedException refused) {
                        shim.disarm();
                    }
                }
                if (isConfirmed(state, name, "x".repeat(random.nextInt(3_000)), 0)) {
                    acks.write((name + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        System.out.println("done");
    }

    private static boolean isConfirmed(StateManager state, String name, String text, int size) {
        try {
            state.transact(Cause.of("trace", name), tx -> {
                Json tally = Tally.plus(tx.find(Proof.SHARED).orElse(Tally.EMPTY), "trace");
                tx.put(Proof.SHARED, tally.asObject().with("text", Json.of(text)));
                if (size > 0) {
                    Json now = tx.find(LARGE).orElse(Json.Obj.EMPTY);
                    tx.put(LARGE, now.asObject().withAt(List.of("f" + size, name), Json.of(text.repeat(size))));
                }
                return 0;
            });
            return true;
        } catch (CodedException e) {
            return false;
        }
    }
}
