package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person saves stale copies of the file, again and again, while processes update the state. */
class HandEditTest extends Proof {
    @Test
    void staleEditsDestroyNoUpdateOfOthers() throws IOException {
        prove(100);
    }

    @Test
    @Tag("nightly")
    void threeThousandStaleEditsDestroyNoUpdateOfOthers() throws IOException {
        prove(3_000);
    }

    /**
     * One in a hundred may be lost, though none in thousands is on a machine that is not loaded: an editor that renames its
     * file to ours between our last look and our own rename loses that save, as {@code docs/state.md} says, and a thread that is
     * put aside for another process just there makes microseconds of it into milliseconds.
     */
    @Test
    void whatIsSavedWhileTheFileIsPublishedIsNotOverwritten() throws IOException {
        Path project = project("storm");
        List<Child> workers = List.of(jvm.worker(project, "m0"), jvm.worker(project, "m1"));
        try {
            workers.forEach(Child::ready);
            workers.forEach(worker -> worker.tell("hammer t/shared " + times(120_000)));
            workers.forEach(worker -> worker.await(line -> line.startsWith("a "), 3));
            List<String> lost = EditStorm.run(Stack.file(project, SHARED.name()), times(100), times(1));
            assertThat(lost).hasSizeLessThanOrEqualTo(times(1));
            report(
                    "%d saves while two processes publish: %d lost to a rename at the same moment",
                    times(100), lost.size());
        } finally {
            workers.forEach(Child::kill);
        }
    }

    private void prove(int edits) throws IOException {
        Result result = edit(jvm, project("edited"), edits, SEED);

        assertThat(result.broken()).isEmpty();
        // Which publication a copy was made of is inferred: where that is ambiguous, an edit can undo an earlier edit
        // of
        // the same person. It stays in the history; updates of others are never touched.
        assertThat(result.editsLost()).as("edits that a later stale save undid").hasSizeLessThanOrEqualTo(edits / 20);
        assertThat(result.conflicts()).as("edits that were named a conflict").isLessThanOrEqualTo(edits / 2);
        report(
                "%d saves of copies up to 20 saves old, beside %d updates of two processes: 0 updates lost, %d edits undone"
                        + " by later saves, %d edits kept beside and named",
                edits, result.updates(), result.editsLost().size(), result.conflicts());
    }

    /** What was broken, which edits a later save undid, how many updates the others made, and how many edits were kept beside as a conflict. */
    record Result(List<String> broken, List<String> editsLost, int updates, int conflicts) {}

    static Result edit(Jvm jvm, Path project, int edits, long seed) throws IOException {
        List<String> broken = new ArrayList<>();
        List<String> editsLost = new ArrayList<>();
        Random random = new Random(seed);
        Path file = Stack.file(project, SHARED.name());
        List<Child> workers = List.of(jvm.worker(project, "e0"), jvm.worker(project, "e1"));
        try (Stack stack = Stack.open(project)) {
            stack.state().update(SHARED, tally -> tally.asObject().with("notes", Json.Obj.EMPTY), PARENT);
            stack.files().flush();
            workers.forEach(Child::ready);
            workers.forEach(worker -> worker.tell("pace t/shared 600000 25"));
            Deque<Json> copies = new ArrayDeque<>();
            int conflicts = 0;
            TreeMap<String, Json> mine = new TreeMap<>();
            for (int i = 0; i < edits && broken.isEmpty(); i++) {
                Json read = read(file);
                copies.addFirst(read);
                if (copies.size() > 20) {
                    copies.removeLast();
                }
                Json stale = List.copyOf(copies).get(random.nextInt(copies.size()));
                // A field of its own each time, in one of fifty places that it comes back to.
                String note = "n" + i % 50;
                mine.put(note, Json.of(i));
                save(file, stale.asObject().withAt(List.of("notes", note), Json.of(i)), random.nextBoolean());
                Taken taken = taken(stack, note, i);
                if (taken == Taken.LOST) {
                    editsLost.add(note + " = " + i);
                    mine.remove(note);
                } else if (taken == Taken.BESIDE) {
                    conflicts++;
                    mine.remove(note);
                }
            }
            workers.forEach(Child::kill);
            Json last = stack.state().get(SHARED).value();
            mine.forEach((note, value) -> {
                if (!last.at("notes", note).equals(Optional.of(value))) {
                    editsLost.add(note + " is " + last.at("notes", note) + ", not " + value);
                }
            });
            int updates = 0;
            for (Child worker : workers) {
                long counted = Tally.count(last, worker.name());
                int confirmed = worker.acks().size();
                updates += confirmed;
                if (counted < confirmed || counted > confirmed + 1) {
                    broken.add(
                            confirmed + " updates of " + worker.name() + " were confirmed, " + counted + " are there");
                }
                worker.refusals().forEach(broken::add);
            }
            return new Result(broken, editsLost, updates, conflicts);
        } finally {
            workers.forEach(Child::kill);
        }
    }

    /** What the file says; an editor that reads while another editor writes reads again. */
    private static Json read(Path file) throws IOException {
        while (true) {
            try {
                return Json.parse(Files.readAllBytes(file));
            } catch (JsonException | java.nio.file.NoSuchFileException e) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** As editors save: into the file, or beside it and renamed. */
    private static void save(Path file, Json content, boolean inPlace) throws IOException {
        if (inPlace) {
            Files.writeString(file, content.toPrettyText());
        } else {
            Path beside = file.resolveSibling("editor.swp");
            Files.writeString(beside, content.toPrettyText());
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private enum Taken {
        IN,
        BESIDE,
        LOST
    }

    private static Taken taken(Stack stack, String note, int value) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (System.nanoTime() < end) {
            Json now = stack.state().get(SHARED).value();
            if (now.at("notes", note).equals(Optional.of(Json.of(value)))) {
                return Taken.IN;
            }
            if (isBeside(stack, note, value)) {
                return Taken.BESIDE;
            }
            LockSupport.parkNanos(500_000);
        }
        return Taken.LOST;
    }

    /** Whether a file beside has the edit, and the person is told so. */
    private static boolean isBeside(Stack stack, String note, int value) {
        for (Notice notice : stack.state().notices()) {
            if (notice.code().equals("E_EDIT_CONFLICT")
                    && notice.message().contains("/notes/" + note)
                    && keeps(stack.project().resolve(notice.path()), note, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean keeps(Path beside, String note, int value) {
        try {
            Json kept = Json.parse(Files.readAllBytes(beside));
            return kept.at("notes", note).equals(Optional.of(Json.of(value)));
        } catch (IOException | JsonException e) {
            return false;
        }
    }
}
