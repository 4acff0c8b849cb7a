package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.StateKey;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A process whose file calls are recorded while it makes updates, each of which it notes in a file when confirmed. */
final class TraceWorker {
    private TraceWorker() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int updates = Integer.parseInt(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        StateKey<Json> large = StateKey.json("t/large");
        int mark = 0;
        for (int session = 0; session < 2; session++) {
            try (FileOutputStream acks =
                            new FileOutputStream(root.resolve("acks").toFile(), true);
                    Stack stack = Stack.open(root.resolve("project"))) {
                for (int i = 0; i < updates / 2; i++) {
                    String name = "trace-" + ++mark;
                    String text = "x".repeat(random.nextInt(3_000));
                    boolean both = random.nextInt(4) == 0;
                    int size = random.nextInt(12) == 0 ? 60 : 1;
                    stack.state().transact(Cause.of("trace", name), tx -> {
                        Json tally = Tally.plus(tx.find(Proof.SHARED).orElse(Tally.EMPTY), "trace");
                        tx.put(Proof.SHARED, tally.asObject().with("text", Json.of(text)));
                        if (both) {
                            Json now = tx.find(large).orElse(Json.Obj.EMPTY);
                            tx.put(large, now.asObject().withAt(List.of("f" + size, name), Json.of(text.repeat(size))));
                        }
                        return 0;
                    });
                    acks.write((name + "\n").getBytes(StandardCharsets.UTF_8));
                    if (random.nextInt(3) == 0) {
                        stack.files().flush();
                    }
                }
            }
        }
        System.out.println("done");
    }
}
