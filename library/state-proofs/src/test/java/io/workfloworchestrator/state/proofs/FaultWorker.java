package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A process whose file calls fail, one after the other, and which must neither lose nor claim anything. A second store, with
 * a connection of its own, reads each update as soon as it is acknowledged: later the first one may have healed it.
 *
 * <p>Says {@code case CALL AFTER ERROR HITS CODES} for each, and {@code bad …} for each promise that was broken.
 */
final class FaultWorker {
    private static final StateKey<Json> KEY = Proof.SHARED;
    private static final Set<String> CODES = Set.of(
            "E_NO_SPACE",
            "E_STATE_IO",
            "E_DURABILITY",
            "E_TOO_MANY_FILES",
            "E_PERMISSION",
            "E_READ_ONLY",
            "E_STATE_BUSY",
            "E_STATE_DIR_SYMLINK");

    private final Shim shim;
    private final Path root;
    private int projects;

    private FaultWorker(Shim shim, Path root) {
        this.shim = shim;
        this.root = root;
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int most = Integer.parseInt(arguments[1]);
        FaultWorker worker = new FaultWorker(Shim.attached(), root);
        for (String word : arguments[2].split(",")) {
            String[] part = word.split(":");
            Shim.Call call = Shim.Call.valueOf(part[0]);
            int error = Integer.parseInt(part[1]);
            for (boolean fresh : new boolean[] {true, false}) {
                worker.all(call, error, fresh, most);
            }
        }
        System.out.println("done");
    }

    /** Each of the first calls, then fewer and fewer of the later ones, until there are no more. */
    private void all(Shim.Call call, int error, boolean fresh, int most) throws IOException {
        int misses = 0;
        for (int after = 0; after < most && misses < 2; after += Math.max(1, after / (most > 100 ? 20 : 3))) {
            misses = one(call, after, error, fresh) ? 0 : misses + 1;
        }
    }

    /** Whether the fault was met. */
    private boolean one(Shim.Call call, int after, int error, boolean fresh) throws IOException {
        Path project = Files.createDirectory(root.resolve("p" + projects++));
        Outcome outcome = new Outcome();
        if (!fresh) {
            try (Stack stack = Stack.open(project)) {
                update(stack, outcome);
                update(stack, outcome);
            }
        }
        int hits;
        Stack stack = Stack.open(project);
        try (JdbcStateStore beside = JdbcStateStore.at(Stack.folder(project))) {
            outcome.beside = fresh ? null : beside;
            if (!beside.head().equals(Revision.of(fresh ? 0 : 2))) {
                outcome.bad.add("at revision " + beside.head() + " before any fault");
            }
            shim.arm(call, after, 1 + projects % 2, error);
            for (int i = 0; i < 6; i++) {
                update(stack, outcome);
            }
            stack.files().flush();
            hits = shim.disarm();
            int before = outcome.refusals.size();
            update(stack, outcome);
            if (outcome.refusals.size() > before) {
                outcome.bad.add("still refused without a fault: " + outcome.refusals);
            }
        } catch (CodedException | IllegalStateException e) {
            hits = shim.disarm();
            outcome.bad.add("thrown " + e);
        } finally {
            stack.close();
        }
        check(project, outcome);
        String name = call + " " + after + " " + error + (fresh ? " fresh" : "");
        for (String bad : outcome.bad) {
            System.out.println("bad " + name + ": " + bad.replace('\n', ' '));
        }
        System.out.println("case " + name + " " + hits + " " + outcome.codes);
        return hits > 0;
    }

    private static final class Outcome {
        private final List<String> bad = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();
        private final Set<String> codes = new TreeSet<>();
        private long acknowledged;
        private long unconfirmed;
        private @Nullable JdbcStateStore beside;

        void acknowledged() {
            acknowledged++;
            long there = beside == null
                    ? acknowledged
                    : total(beside.read(KEY.name()).flatMap(Entry::value));
            if (there < acknowledged) {
                bad.add(acknowledged + " acknowledged, but " + there + " are there at once");
            }
        }
    }

    private static long total(Optional<Json> value) {
        return value.map(Tally::total).orElse(0L);
    }

    private static void update(Stack stack, Outcome outcome) {
        try {
            stack.state().transact(Cause.of("fault", "count"), tx -> {
                tx.put(KEY, Tally.plus(tx.find(KEY).orElse(Tally.EMPTY), "fault"));
                return 0;
            });
            outcome.acknowledged();
        } catch (CodedException e) {
            String message = String.valueOf(e.getMessage());
            outcome.refusals.add(e.code() + " " + message);
            outcome.codes.add(e.code());
            if (!CODES.contains(e.code())) {
                outcome.bad.add("no named error: " + e);
            }
            if (!message.toLowerCase(Locale.ROOT).contains("nothing was changed")) {
                outcome.unconfirmed++;
            }
        }
    }

    /** What another store finds, and whether everything works again. */
    private static void check(Path project, Outcome outcome) throws IOException {
        try (Stack stack = Stack.open(project)) {
            long total = total(stack.state().find(KEY).map(Snapshot::value));
            if (total < outcome.acknowledged || total > outcome.acknowledged + outcome.unconfirmed) {
                outcome.bad.add(outcome.acknowledged + " acknowledged, " + outcome.unconfirmed + " unconfirmed, but "
                        + total + " are there: " + outcome.refusals);
            }
            update(stack, outcome);
            stack.files().flush();
            List<Notice> notices = stack.state().notices();
            if (!notices.isEmpty()) {
                outcome.bad.add("notices remain: " + notices);
            }
            for (Notice notice : stack.database().recovery()) {
                outcome.bad.add("recovered: " + notice);
            }
            Json file = Json.parse(Files.readAllBytes(Stack.file(project, KEY.name())));
            if (!file.equals(stack.state().get(KEY).value())) {
                outcome.bad.add("the file is not the state");
            }
        }
    }
}
