package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The power fails at any moment: what was confirmed is there, and nothing of ours is taken for a hand edit. */
class PowerCutModelTest extends Proof {
    private static final int CUTS = times(150);
    private static final int UPDATES = 40;

    @Test
    void whatWasConfirmedSurvivesAPowerCutAtAnyMoment() throws IOException {
        Recording recording = record(jvm, temp.resolve("recorded"));

        List<String> broken = cut(recording, temp.resolve("cuts"), CUTS, SEED);

        assertThat(broken).isEmpty();
        report(
                "%d power cuts within %d recorded file operations: 0 of %d confirmed updates lost, 0 reverted, the rest"
                        + " whole",
                CUTS, recording.trace().size(), UPDATES);
    }

    @Test
    void aFailedSyncBesideCommitsCostsNoLaterCommit() throws IOException {
        Recording recording = record(jvm, temp.resolve("recorded"), "beside");

        List<String> broken = cut(recording, temp.resolve("cuts"), CUTS, SEED);

        assertThat(broken).isEmpty();
        report(
                "%d power cuts where syncs of publications and notes failed: 0 of %d confirmed updates lost",
                CUTS, UPDATES);
    }

    /** What a process did to its files below {@code root}. */
    record Recording(Trace trace, Path root) {}

    /** @param more what {@link TraceWorker} is told beside the usual */
    static Recording record(Jvm jvm, Path folder, String... more) throws IOException {
        Path library = Shim.compile(Files.createDirectories(folder.resolve("shim")));
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("project"));
        Map<String, String> environment = new HashMap<>(Shim.environment(library, folder.resolve("control"), root));
        Path file = folder.resolve("trace");
        environment.put("PROOF_TRACE", file.toString());
        List<String> command = new ArrayList<>(jvm.command(List.of(), TraceWorker.class));
        command.addAll(List.of(root.toString(), Integer.toString(UPDATES), Long.toString(SEED)));
        command.addAll(List.of(more));
        try (Child child = Jvm.start("trace", command, environment)) {
            child.done(1);
        }
        return new Recording(Trace.read(file), root);
    }

    /** Cuts the power at random moments; what was broken by it. */
    static List<String> cut(Recording recording, Path folder, int cuts, long seed) throws IOException {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < cuts; i++) {
            Random random = new Random(seed + i);
            int moment = random.nextInt(recording.trace().size() + 1);
            Path project = Files.createDirectories(folder.resolve("p" + i));
            recording.trace().cut(moment, random, recording.root().resolve("project"), project);
            Set<String> acknowledged = new HashSet<>(
                    recording.trace().acknowledged(moment, recording.root().resolve("acks")));
            for (String what : check(project, acknowledged, Set.of("trace"))) {
                broken.add("cut " + i + " at operation " + moment + ": " + what);
            }
        }
        return broken;
    }

    /** What is broken in a project after a power cut, by what was acknowledged before, and by whom alone it was changed. */
    static List<String> check(Path project, Set<String> acknowledged, Set<String> actors) throws IOException {
        List<String> broken = new ArrayList<>();
        Path file = Stack.file(project, SHARED.name());
        if (Files.exists(file)) {
            try {
                Json.parse(Files.readAllBytes(file));
            } catch (JsonException e) {
                broken.add("a torn file: " + e.getMessage());
            }
        }
        try (Stack stack = Stack.open(project)) {
            long total = stack.state()
                    .find(SHARED)
                    .map(snapshot -> Tally.total(snapshot.value()))
                    .orElse(0L);
            Set<String> lost = new HashSet<>(acknowledged);
            for (Commit commit : history(stack)) {
                lost.remove(commit.cause().reason());
                if (!actors.contains(commit.cause().actor())) {
                    broken.add("a commit that nobody asked for: " + commit.cause());
                }
            }
            if (!lost.isEmpty()) {
                broken.add("lost: " + lost);
            }
            if (total < acknowledged.size()) {
                broken.add(acknowledged.size() + " were confirmed, but only " + total + " are counted");
            }
            for (Notice notice : stack.database().recovery()) {
                if (!notice.code().startsWith("W_")) {
                    broken.add(notice.toString());
                }
            }
        } catch (RuntimeException e) {
            broken.add(e.toString());
        }
        return broken;
    }
}
