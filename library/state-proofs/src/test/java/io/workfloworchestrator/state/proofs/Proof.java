package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the proofs share. Classes of them run two at a time: they wait for processes and disks more than they work. */
@Timeout(1_200) // enough for ten times as much as nightly (SCALE)
@ExtendWith(Jvm.LaidOut.class)
abstract class Proof {
    static final Cause PARENT = Cause.of("proof", "prepare");
    static final StateKey<Json> SHARED = StateKey.json("t/shared");

    /**
     * The share of the nightly run that is done, or how many times as much: the system property {@code proofs.scale}, an eighth
     * unless the profile or somebody says otherwise.
     */
    static final double SCALE = Double.parseDouble(System.getProperty("proofs.scale", "0.125"));

    /** Of all random choices; {@code proofs.seed} gives another one. */
    static final long SEED = Long.getLong("proofs.seed", 20_261_124L);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    /** How child processes are started; laid out once for all proofs. */
    @SuppressWarnings("NullAway.Init")
    Jvm jvm;

    @BeforeEach
    void take(Jvm laidOut) {
        jvm = laidOut;
    }

    /** This many of the nightly run, as {@link #SCALE} has it; at least one. */
    static int times(int nightly) {
        return Math.max(1, (int) Math.round(nightly * SCALE));
    }

    /** An empty project with the shared key. */
    Path project(String name) throws IOException {
        Path project = Files.createDirectories(temp.resolve(name));
        try (Stack stack = Stack.open(project)) {
            stack.state().create(SHARED, Tally.EMPTY, PARENT);
        }
        return project;
    }

    static void report(String figure, Object... values) {
        System.out.printf(Locale.ROOT, "proof: " + figure + " (seed " + SEED + ")%n", values);
    }

    /**
     * Everything that was acknowledged is in the history, once, with its cause; every commit is counted in the value; no
     * commit is by anybody else.
     */
    static void nothingIsLost(Path project, Collection<Child.Ack> acks, Set<String> actors) {
        try (Stack stack = Stack.open(project)) {
            List<Commit> commits = history(stack);
            List<String> marks = commits.stream()
                    .filter(commit -> !commit.cause().equals(PARENT))
                    .map(commit -> commit.cause().reason())
                    .toList();
            assertThat(marks).as("a commit is there twice").doesNotHaveDuplicates();
            Set<String> lost = acks.stream().map(Child.Ack::mark).collect(Collectors.toCollection(HashSet::new));
            lost.removeAll(new HashSet<>(marks));
            assertThat(lost).as("acknowledged and lost").isEmpty();
            assertThat(commits.stream()
                            .map(commit -> commit.cause().actor())
                            .filter(actor -> !actors.contains(actor) && !actor.equals("proof")))
                    .as("commits that no worker asked for")
                    .isEmpty();
            for (String key : stack.state().list()) {
                long counted = Tally.total(stack.state().get(StateKey.json(key)).value());
                long made = commits.stream()
                        .filter(commit ->
                                commit.keys().contains(key) && !commit.cause().equals(PARENT))
                        .count();
                assertThat(counted).as("updates counted in %s", key).isEqualTo(made);
            }
        }
    }

    static List<Commit> history(Stack stack) {
        List<Commit> all = new ArrayList<>();
        Revision head = stack.database().head();
        for (Revision after = Revision.NONE; after.compareTo(head) < 0; ) {
            List<Commit> some = stack.database().commits(after, head, 5_000);
            assertThat(some).as("commits after %s of %s", after, head).isNotEmpty();
            all.addAll(some);
            after = some.get(some.size() - 1).revision();
        }
        return all;
    }

    /** The file says what the state is, nothing is left beside it, and no database was put aside. */
    static void filesAreWhole(Path project) throws IOException {
        Path folder = project.resolve(".ai-planning");
        try (Stack stack = Stack.open(project)) {
            stack.state().update(SHARED, tally -> tally.asObject().with("z", Json.of(1)), PARENT);
            stack.files().flush();
            assertThat(stack.state().notices()).isEmpty();
            assertThat(stack.database().recovery())
                    .noneMatch(notice -> notice.code().equals("E_STATE_CORRUPT"));
            assertThat(Json.parse(Files.readAllBytes(Stack.file(project, SHARED.name()))))
                    .isEqualTo(stack.state().get(SHARED).value());
        }
        Path quarantine = folder.resolve(".state").resolve("quarantine");
        if (Files.exists(quarantine)) {
            // A log that ends in half a commit, which nobody was told of, may be kept there; a database never is.
            try (Stream<Path> kept = Files.walk(quarantine)) {
                assertThat(kept).noneMatch(path -> path.endsWith("state.db"));
            }
        }
        try (Stream<Path> all = Files.list(folder.resolve("t"))) {
            assertThat(all).as("left beside the file").containsExactly(folder.resolve("t/shared.json"));
        }
    }
}
