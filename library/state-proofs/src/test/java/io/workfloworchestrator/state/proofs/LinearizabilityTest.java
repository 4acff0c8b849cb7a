package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.proofs.Linearizability.Kind;
import io.workfloworchestrator.state.proofs.Linearizability.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several processes saw could have happened one after the other, in an order that agrees with the clock. */
@Tag("nightly")
class LinearizabilityTest extends Proof {
    private static final int REGISTERS = 4;
    private static final int PROCESSES = 6;

    /** How many seeds; {@code proofs.seeds} gives more. */
    private static final int SEEDS = Integer.getInteger("proofs.seeds", 1);

    private static final long MILLIS = times(3_000);

    @Test
    @Timeout(7_200)
    void aHistoryOfSeveralProcessesIsLinearizable() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            int operations = record("calm" + i, SEED + i, 0);
            int withKills = record("killed" + i, SEED + i, 8);

            report(
                    "linearizable: %d operations of %d processes, and %d with 8 kills, on %d registers, seed %d",
                    operations, PROCESSES, withKills, REGISTERS, SEED + i);
        }
    }

    private int record(String name, long seed, int kills) throws IOException {
        Path project = project(name);
        try (Stack stack = Stack.open(project)) {
            for (int i = 0; i < REGISTERS; i++) {
                stack.state().create(StateKey.json("register/r" + i), Json.of(0), PARENT);
            }
        }
        Random random = new Random(seed + kills);
        List<Child> all = new ArrayList<>();
        List<Child> alive = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                alive.add(jvm.worker(project, "p" + i));
            }
            all.addAll(alive);
            alive.forEach(Child::ready);
            alive.forEach(worker -> worker.tell("registers " + random.nextLong() + " " + MILLIS + " " + REGISTERS));
            for (int i = 0; i < kills; i++) {
                LockSupport.parkNanos(random.nextLong(MILLIS * 1_000_000 / kills));
                int victim = random.nextInt(PROCESSES);
                alive.get(victim).kill();
                Child next = jvm.worker(project, "p" + victim + "k" + i)
                        .tell("registers " + random.nextLong() + " " + MILLIS / 2 + " " + REGISTERS);
                alive.set(victim, next);
                all.add(next);
            }
            alive.forEach(worker -> worker.done(1));
        } finally {
            all.forEach(Child::kill);
        }
        Map<Integer, List<Op>> histories = new HashMap<>();
        all.forEach(worker -> {
            assertThat(worker.refusals()).as("%s of %s", worker.name(), name).isEmpty();
            parse(worker.lines(), histories);
        });
        histories.forEach((register, ops) -> assertThat(Linearizability.check(ops, 0))
                .as("seed %d, register %d, %d operations", seed, register, ops.size())
                .isTrue());
        return histories.values().stream().mapToInt(List::size).sum();
    }

    private static void parse(List<String> lines, Map<Integer, List<Op>> histories) {
        Map<String, String[]> returns = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith("r ")) {
                returns.put(line.split(" ")[1], line.split(" "));
            }
        }
        for (String line : lines) {
            if (line.startsWith("i ")) {
                String[] call = line.split(" ");
                String[] end = returns.get(call[1]);
                Op op = new Op(
                        Kind.valueOf(call[3].toUpperCase(java.util.Locale.ROOT)),
                        Long.parseLong(call[4]),
                        Long.parseLong(call[5]),
                        end == null ? 0 : Long.parseLong(end[2]),
                        Long.parseLong(call[6]),
                        end == null ? Long.MAX_VALUE : Long.parseLong(end[3]));
                histories
                        .computeIfAbsent(Integer.parseInt(call[2]), any -> new ArrayList<>())
                        .add(op);
            }
        }
    }

    @Test
    void theCheckerAgreesWithBruteForceOnRandomHistories() {
        Random random = new Random(SEED);
        int good = 0;
        for (int i = 0; i < 3_000; i++) {
            List<Op> history = new ArrayList<>();
            for (int n = 2 + random.nextInt(5); n > 0; n--) {
                long call = random.nextInt(12);
                Kind kind = List.of(Kind.READ, Kind.WRITE, Kind.CAS).get(random.nextInt(3));
                long end = random.nextInt(6) == 0 ? Long.MAX_VALUE : call + 1 + random.nextInt(6);
                long result = kind == Kind.CAS ? random.nextInt(2) : random.nextInt(3);
                history.add(new Op(
                        kind, random.nextInt(3), random.nextInt(3), result, 2 * call, end < 100 ? 2 * end + 1 : end));
            }
            boolean expected = bruteForce(history, 0);
            good += expected ? 1 : 0;
            assertThat(Linearizability.check(history, 0))
                    .as("seed %d: %s", SEED, history)
                    .isEqualTo(expected);
        }
        assertThat(good).isBetween(300, 2_700);
    }

    @Test
    void aLostUpdateAndAStaleReadAreSeen() {
        Op write = new Op(Kind.WRITE, 1, 0, 0, 10, 20);
        Op stale = new Op(Kind.READ, 0, 0, 0, 30, 40);
        Op fresh = new Op(Kind.READ, 0, 0, 1, 30, 40);
        Op cas = new Op(Kind.CAS, 1, 2, 1, 50, 60);
        Op again = new Op(Kind.CAS, 1, 3, 1, 52, 62);

        assertThat(Linearizability.check(List.of(write, fresh, cas), 0)).isTrue();
        assertThat(Linearizability.check(List.of(write, stale), 0)).isFalse();
        assertThat(Linearizability.check(List.of(write, cas, again), 0)).isFalse();
    }

    /** Every order of every subset that has all that returned. */
    private static boolean bruteForce(List<Op> left, long value) {
        if (left.stream().allMatch(Op::isPending)) {
            return true;
        }
        for (Op op : left) {
            boolean first = left.stream().allMatch(other -> other.equals(op) || other.end() >= op.call());
            Optional<Long> after = op.apply(value);
            if (first && after.isPresent()) {
                List<Op> rest = new ArrayList<>(left);
                rest.remove(op);
                if (bruteForce(rest, after.get())) {
                    return true;
                }
            }
        }
        return false;
    }
}
