package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes one key's newest value into its files. It replaces nothing that is not ours or kept elsewhere. The essay of
 * {@link StateFiles} tells the protocol. Confined to the publisher's thread, except for {@link #render}.
 */
final class FileWriter {
    /** After this a writer goes on without the lock, which only orders: the look after the rename finds what went wrong. */
    private static final long LOCK_PATIENCE = 2_000_000_000L;

    private static final long POLL = 5_000_000L;
    private static final int ROUNDS = 100;
    /** So many documents are written together; the lock is held so long, and others wait for it. */
    private static final int TOGETHER = 128;

    private final Project project;
    private final ShadowStore store;
    private final Layout layout;
    private final Notices notices;
    private final Absorber absorber;
    private final DocumentFiles documents;
    private final DocumentMover mover;
    private final FileReplacer replacer;
    private final Map<String, DocumentPlaces> places = new HashMap<>();
    private final Set<String> swept = new HashSet<>();
    private final ReplacedFiles replaced;

    FileWriter(
            Project project,
            ShadowStore store,
            Layout layout,
            DocumentFiles documents,
            Notices notices,
            ReplacedFiles replaced,
            Absorber absorber) {
        this.project = project;
        this.store = store;
        this.layout = layout;
        this.notices = notices;
        this.absorber = absorber;
        this.replaced = replaced;
        this.documents = documents;
        this.replacer = new FileReplacer(project, store, documents, absorber, replaced);
        this.mover = new DocumentMover(project, store, documents, notices, absorber);
    }

    /** The JSON file of this value. May be asked by any thread. */
    Rendered render(String path, Json value) {
        return replacer.render(path, value);
    }

    /** @param quiet the file stays as it is when one of us wrote it less than this ago, in nanoseconds */
    Outcome publish(String key, long quiet) {
        if (store.isUnwritten()) {
            return Outcome.DONE;
        }
        Outcome outcome = Outcome.DONE;
        try {
            Target whole = Target.whole(layout.path(key), key);
            outcome = attempt(whole.path(), () -> written(whole, quiet));
        } catch (CodedException e) {
            // The key was made under another layout; this one has no file for it.
        }
        return documents.areThere() ? outcome.and(publishDocuments(key, quiet)) : outcome;
    }

    /** Writes the documents of a key whose values changed, first moving those that belong elsewhere now. */
    private Outcome publishDocuments(String key, long quiet) {
        List<Target> changed = changed(key);
        Optional<Target> nowhere = changed.stream().filter(this::isNowhere).findFirst();
        if (nowhere.isPresent()) {
            Outcome looked = attempt(nowhere.get().path(), () -> {
                absorber.lookAtNew();
                return Outcome.DONE;
            });
            if (looked != Outcome.DONE) {
                return looked;
            }
        }
        return publishDocuments(nowhere.isPresent() ? changed(key) : changed, quiet);
    }

    private Outcome publishDocuments(List<Target> changed, long quiet) {
        Outcome outcome = Outcome.DONE;
        List<Target> moving = changed.stream()
                .filter(target -> absorber.files().home(target).isPresent())
                .toList();
        mover.expect(moving);
        for (Target target : moving) {
            outcome = outcome.and(attempt(target.path(), () -> locked(target, () -> mover.move(target))));
        }
        changed.removeIf(absorber.files()::isDisputed);
        if (changed.size() > 1) {
            for (int i = 0; i < changed.size(); i += TOGETHER) {
                List<Target> some = changed.subList(i, Math.min(i + TOGETHER, changed.size()));
                outcome = outcome.and(writeTogether(some, quiet));
            }
        } else if (!changed.isEmpty()) {
            outcome = outcome.and(attempt(changed.get(0).path(), () -> written(changed.get(0), quiet)));
        }
        return outcome;
    }

    /** The documents of a key that are not as its newest value says. */
    private List<Target> changed(String key) {
        Optional<Json> value = store.value(key);
        DocumentPlaces known = places.computeIfAbsent(key, documents::places);
        Set<String> differing = known.follow(value);
        notices.findings(
                key,
                known.misplaced().stream()
                        .map(why -> new Notice(why.code(), key, String.valueOf(why.getMessage())))
                        .toList());
        List<Target> changed = new ArrayList<>(absorber.files().outdated(known, differing, value));
        changed.addAll(absorber.files().leftOver(key, known));
        return changed;
    }

    /**
     * Whether this document is to be written, and is in no file that is known. It may be in one that a person added since the
     * last look, and that another process took over but did not move yet: written anew, it would be there twice.
     */
    private boolean isNowhere(Target target) {
        return absorber.files().isNowhere(target)
                && target.portion().of(store.value(target.key())).isPresent();
    }

    /** Writes several documents at once, and then one by one what did not work out so. */
    private Outcome writeTogether(List<Target> some, long quiet) {
        List<Target> left = some;
        Outcome outcome = Outcome.DONE;
        try {
            FileReplacer.Together done = allLocked(some, quiet);
            outcome = done.outcome();
            left = done.left();
        } catch (IOException | RuntimeException e) {
            // Each of them says by itself what is wrong.
        }
        for (Target target : some) {
            if (!left.contains(target)) {
                notices.clear(Notices.Kind.PUBLISHING, target.path());
            }
        }
        for (Target target : left) {
            outcome = outcome.and(attempt(target.path(), () -> written(target, quiet)));
        }
        return outcome;
    }

    private FileReplacer.Together allLocked(List<Target> some, long quiet) throws IOException {
        List<Target> ready = new ArrayList<>();
        List<Target> left = new ArrayList<>();
        for (Target target : some) {
            boolean isReady = project.linkAbove(target.path()) == null && !replacer.isResting(target.path(), quiet);
            (isReady ? ready : left).add(target);
        }
        project.requireOwnFolder();
        StoreFs.Held held = acquire();
        try {
            for (Target target : ready) {
                sweep(held, target);
            }
            FileReplacer.Together done = replacer.replace(ready, quiet);
            left.addAll(done.left());
            return new FileReplacer.Together(done.outcome(), left);
        } finally {
            release(held);
        }
    }

    private interface Attempt {
        @Nullable
        Outcome run() throws IOException;
    }

    private Outcome written(Target target, long quiet) throws IOException {
        return replacer.isResting(target.path(), quiet)
                ? Outcome.RESTING
                : locked(target, () -> replacer.replace(target, quiet));
    }

    private Outcome attempt(String path, Attempt attempt) {
        try {
            Outcome outcome = Objects.requireNonNull(attempt.run());
            if (outcome == Outcome.DONE || outcome == Outcome.MOVED) {
                notices.clear(Notices.Kind.PUBLISHING, path);
            }
            return outcome;
        } catch (FileAlreadyExistsException e) {
            return Outcome.BUSY;
        } catch (IOException e) {
            return fail(path, Failures.code(e), Failures.text(e));
        } catch (CodedException e) {
            // What the store says of a full disk is about a change, and the change is in the store.
            boolean isFull = e.code().equals("E_NO_SPACE");
            return fail(path, e.code(), isFull ? "no space is left." : String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return fail(path, "E_STATE_IO", e.toString() + ".");
        }
    }

    private Outcome fail(String path, String code, String why) {
        swept.clear(); // Leftovers that could not be removed now are looked for again.
        notices.set(
                Notices.Kind.PUBLISHING,
                new Notice(
                        code,
                        path,
                        "the state is safe in the database, but this file could not be written: " + why
                                + " It is tried again with the next change."));
        return Outcome.FAILED;
    }

    /** @param attempt gives null if the file changed meanwhile, and another round is needed */
    private Outcome locked(Target target, Attempt attempt) throws IOException {
        String path = target.path();
        project.requireOwnFolder();
        String link = project.linkAbove(path);
        if (link != null) {
            return fail(path, "E_STATE_DIR_SYMLINK", "its folder '" + link + "' is a symbolic link.");
        }
        StoreFs.Held held = acquire();
        try {
            sweep(held, target);
            for (int i = 0; i < ROUNDS; i++) {
                Outcome outcome = attempt.run();
                if (outcome != null) {
                    return outcome;
                }
            }
            return Outcome.BUSY;
        } finally {
            release(held);
        }
    }

    /** Cleans up once in the folder of a file, if nobody else is writing there. */
    private void sweep(StoreFs.@Nullable Held held, Target target) throws IOException {
        String folder = Project.parent(target.path());
        if (held != null && !swept.contains(folder)) {
            replaced.sweep(folder);
            swept.add(folder);
        }
    }

    /** Null if others held the lock for too long. */
    private StoreFs.@Nullable Held acquire() throws IOException {
        String path = project.state("publish.lock");
        project.makeFoldersAbove(path);
        long end = project.fs.nanos() + LOCK_PATIENCE;
        while (true) {
            StoreFs.Held held = project.fs.lock(project.file(path));
            if (held != null || project.fs.nanos() - end > 0) {
                return held;
            }
            project.fs.pause(POLL + ThreadLocalRandom.current().nextLong(POLL));
        }
    }

    private static void release(StoreFs.@Nullable Held held) {
        if (held != null) {
            held.close();
        }
    }

    void close() {
        replaced.close();
        absorber.files().seen().forEach((name, revision) -> SeenRevisions.write(store, name, revision));
    }
}
