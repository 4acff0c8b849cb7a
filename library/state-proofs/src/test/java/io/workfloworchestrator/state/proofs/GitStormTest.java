package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Agents commit, people save from old copies, git moves, processes are killed: nothing that was acknowledged or saved is
 * lost without a word. {@code -Dproofs.seed=N -Dproofs.rounds=1} repeats the operations of the round that failed with seed N.
 */
class GitStormTest extends Proof {
    private static final int ROUNDS = Integer.getInteger("proofs.rounds", times(60));

    /** After so many rounds that lost something, the others would say nothing new. */
    private static final int MOST_BROKEN = Integer.getInteger("proofs.failures", 5);

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(times(75));

    @Test
    void nothingIsLostWithoutAWord() throws IOException {
        storm(ROUNDS, LIMIT);
    }

    @Test
    @Tag("nightly")
    void nothingIsLostWithoutAWordInAThousandRounds() throws IOException {
        storm(times(1_000), Long.MAX_VALUE);
    }

    private void storm(int rounds, long limit) throws IOException {
        List<String> broken = new ArrayList<>();
        int done = run(jvm, temp, SEED, rounds, limit, broken);

        assertThat(broken)
                .as("of %d rounds these lost something:%n%s", done, String.join("\n", broken))
                .isEmpty();
        report("%d rounds of agents, people, kills and git: nothing lost without a word", done);
    }

    /** How many rounds were made; what was lost in each that lost something is added. */
    static int run(Jvm jvm, Path temp, long seed, int rounds, long limit, List<String> broken) throws IOException {
        long begin = System.nanoTime();
        Deque<Child> spare = new ArrayDeque<>();
        int done = 0;
        try {
            while (done < rounds && broken.size() < MOST_BROKEN && System.nanoTime() - begin < limit) {
                if (spare.isEmpty()) {
                    spare.add(agent(jvm)); // It starts while the round begins.
                }
                Path folder = Files.createDirectories(temp.resolve("round" + done));
                long own = seed + done;
                String lost = StormRound.run(folder, own, () -> spare.isEmpty() ? agent(jvm) : spare.remove());
                if (!lost.isEmpty()) {
                    broken.add("seed " + own + ":\n" + lost);
                }
                delete(folder);
                done++;
            }
            return done;
        } finally {
            spare.forEach(Child::kill);
        }
    }

    private static Child agent(Jvm jvm) {
        return Jvm.start("agent", jvm.command(List.of(), StormAgent.class), Map.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
