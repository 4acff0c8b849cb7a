package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
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
    private static final int RENDERED = 64;

    private final Project project;
    private final ShadowStore store;
    private final Layout layout;
    private final Notices notices;
    private final Absorber absorber;
    private final DocumentFiles documents;
    private final DocumentMover mover;
    private final Map<String, Rendered> rendered = new ConcurrentHashMap<>();
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
        this.mover = new DocumentMover(project, store, documents, notices, absorber);
    }

    /** The JSON file of this value. It is kept, so that a value that was announced in its commit is not rendered again. */
    Rendered render(String path, Json value) {
        Rendered known = rendered.get(path);
        if (known != null && known.value() == value) {
            return known;
        }
        Rendered fresh = Rendered.of(value);
        if (fresh.bytes().length <= FileState.SMALL) {
            if (rendered.size() > RENDERED) {
                rendered.clear();
            }
            rendered.put(path, fresh);
        }
        return fresh;
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
        Optional<Json> value = store.read(key).flatMap(Entry::value);
        DocumentFiles.Placing placing = documents.placing(key, value);
        List<Notice> misplaced = new ArrayList<>();
        placing.misplaced()
                .values()
                .forEach(why -> misplaced.add(new Notice(why.code(), key, String.valueOf(why.getMessage()))));
        notices.findings(key, misplaced);
        List<Target> changed = new ArrayList<>(placing.targets());
        changed.removeIf(target ->
                absorber.files().hasPart(target.path(), target.portion().of(value)));
        absorber.files().documents(key).stream()
                .filter(there -> !DocumentFiles.partOf(there).isEmpty()
                        && there.portion().of(value).isEmpty())
                .forEach(changed::add);
        Outcome outcome = Outcome.DONE;
        for (Target target : changed) {
            outcome = outcome.and(attempt(target.path(), () -> locked(target, () -> mover.move(target))));
        }
        for (Target target : changed) {
            if (!absorber.files().isDisputed(target)) {
                outcome = outcome.and(attempt(target.path(), () -> written(target, quiet)));
            }
        }
        return outcome;
    }

    private interface Attempt {
        @Nullable
        Outcome run() throws IOException;
    }

    private Outcome written(Target target, long quiet) throws IOException {
        return isResting(target.path(), quiet) ? Outcome.RESTING : locked(target, () -> replace(target, quiet));
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
            return fail(path, e.code(), String.valueOf(e.getMessage()));
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

    /** Whether one of us wrote the file just now. A file that a person saved does not rest. */
    private boolean isResting(String path, long quiet) throws IOException {
        Stat stat = quiet == 0 ? null : project.fs.stat(project.file(path));
        long age = stat == null ? -1 : project.fs.now() * 1_000_000L - stat.modified();
        return stat != null
                && age >= 0
                && age < quiet
                && absorber.fingerprint(path, stat)
                        .filter(known -> store.publication(path, known).isPresent())
                        .isPresent();
    }

    /** @param attempt gives null if the file changed meanwhile, and another round is needed */
    private Outcome locked(Target target, Attempt attempt) throws IOException {
        String path = target.path();
        project.requireOwnFolder();
        String link = project.linkAbove(path);
        if (link != null) {
            return fail(path, "E_STATE_DIR_SYMLINK", "its folder '" + link + "' is a symbolic link.");
        }
        String lockPath = project.state("publish.lock");
        project.makeFoldersAbove(lockPath);
        StoreFs.Held held = acquire(lockPath);
        try {
            String folder = Project.parent(path);
            if (held != null && !swept.contains(folder)) {
                replaced.sweep(folder);
                swept.add(folder);
            }
            for (int i = 0; i < ROUNDS; i++) {
                Outcome outcome = attempt.run();
                if (outcome != null) {
                    return outcome;
                }
            }
            return Outcome.BUSY;
        } finally {
            if (held != null) {
                held.close();
            }
        }
    }

    private StoreFs.@Nullable Held acquire(String lockPath) throws IOException {
        long end = project.fs.nanos() + LOCK_PATIENCE;
        while (true) {
            StoreFs.Held held = project.fs.lock(project.file(lockPath));
            if (held != null || project.fs.nanos() - end > 0) {
                return held;
            }
            project.fs.pause(POLL + ThreadLocalRandom.current().nextLong(POLL));
        }
    }

    /** One round; null if the file changed meanwhile, and another round is needed. */
    private @Nullable Outcome replace(Target target, long quiet) throws IOException {
        String path = target.path();
        String key = target.key();
        Optional<Entry> entry = store.read(key);
        if (entry.isEmpty() || absorber.isUpToDate(path, entry.get())) {
            return Outcome.DONE;
        }
        Reading reading = Reading.of(project, path);
        if (reading instanceof Reading.Unfit unfit) {
            if (unfit.code().equals("E_STATE_TOO_LARGE")) {
                absorber.look();
            }
            return fail(path, unfit.code(), unfit.message());
        }
        Reading.Content there = reading instanceof Reading.Content content ? content : null;
        if (there != null) {
            Absorber.Standing standing = absorber.standing(target, there, entry.get());
            if (standing == Absorber.Standing.CURRENT || standing == Absorber.Standing.HELD) {
                return Outcome.DONE;
            }
            if (standing == Absorber.Standing.MOVING) {
                return Outcome.BUSY;
            }
            if (isResting(path, quiet)) { // since somebody wrote it for whom we waited
                return Outcome.RESTING;
            }
            keepFirst(path);
            // The content may just have been taken over, or somebody else committed meanwhile.
            entry = store.read(key);
            if (entry.isEmpty()) {
                return null;
            }
        }
        Revision revision = entry.get().commit().revision();
        Optional<Json> value = target.portion().of(entry.get().value());
        if (!documents.isPlace(target, entry.get().value())) {
            return Outcome.MOVED;
        }
        if (value.isEmpty()) {
            return there == null || isSomebodyElses(target) || remove(target, there, revision) ? Outcome.DONE : null;
        }
        if (!write(target, value.get(), revision, there)) {
            return null;
        }
        boolean newest = store.read(key)
                .map(now -> now.commit().revision().equals(revision))
                .orElse(false);
        return newest ? Outcome.DONE : Outcome.MOVED;
    }

    private void keepFirst(String path) throws IOException {
        for (Map.Entry<String, byte[]> keep : absorber.files().toKeep(path).entrySet()) {
            project.keep(keep.getKey(), keep.getValue());
            absorber.files().kept(path, keep.getKey());
        }
    }

    /** Whether we never wrote a document here: what is at its place is somebody else's, and is never removed. */
    private boolean isSomebodyElses(Target target) {
        return !target.portion().isWhole()
                && !SeenRevisions.wroteDocument(store, target.path(), target.key(), target.portion());
    }

    private boolean remove(Target target, Reading.Content there, Revision revision) throws IOException {
        String path = target.path();
        String aside = replaced.link(path, there);
        if (aside == null) {
            aside = project.beside(path, ".old");
            project.fs.move(project.file(path), project.file(aside));
        } else {
            project.fs.delete(project.file(path));
        }
        absorber.published(target, null, null, revision);
        SeenRevisions.write(store, target.portion().noteName(path), revision.number());
        return replaced.settle(target, aside, there);
    }

    /** Writes and renames; false if the file turned out to have changed before it was replaced. */
    private boolean write(Target target, Json value, Revision revision, Reading.@Nullable Content there)
            throws IOException {
        String path = target.path();
        String key = target.key();
        Rendered text = target.portion().isWhole() ? render(path, value) : document(target, value, there);
        if (store.publication(path, text.fingerprint())
                .filter(publication -> publication.revision().equals(revision))
                .isEmpty()) {
            store.publish(List.of(new Publication(path, key, revision, text.fingerprint())));
        }
        if (there != null && !target.portion().isWhole() && there.fingerprint().equals(text.fingerprint())) {
            absorber.published(target, there.stat(), text, revision);
            return true;
        }
        project.makeFoldersAbove(path);
        String temporary = project.beside(path, ".tmp");
        String aside = null;
        try {
            project.fs.write(
                    project.file(temporary), text.bytes(), project.mode(path, there == null ? null : there.stat()));
            Stat written = project.fs.stat(project.file(temporary));
            if (there == null) {
                putNew(temporary, path);
            } else {
                aside = replaced.link(path, there);
                Stat last = project.fs.stat(project.file(path));
                if (last == null || !last.sameContent(there.stat())) {
                    if (aside != null) {
                        project.fs.delete(project.file(aside));
                    }
                    return false;
                }
                project.fs.move(project.file(temporary), project.file(path));
            }
            Stat now = project.fs.stat(project.file(path));
            if (written != null && now != null && now.sameContent(written)) {
                absorber.published(target, now, text, revision);
            }
        } finally {
            discard(temporary);
        }
        boolean ours = aside == null || there == null || replaced.settle(target, aside, there);
        if (there == null) {
            SeenRevisions.write(store, target.portion().noteName(path), revision.number());
        }
        return ours;
    }

    /** The document of this value, written over the one that is there or, if that cannot be read, over the last one. */
    private Rendered document(Target target, Json value, Reading.@Nullable Content there) {
        Optional<byte[]> existing = there == null
                ? Optional.empty()
                : absorber.files().over(target.path()).or(() -> readable(target, value, there.bytes()));
        return target.portion().render(value, existing);
    }

    /** The bytes; of those with git's markers the side that is this document. */
    private static Optional<byte[]> readable(Target target, Json value, byte[] bytes) {
        if (!MarkedText.isMarked(bytes)) {
            return Optional.of(bytes);
        }
        return MarkedText.of(bytes).stream()
                .flatMap(sides -> Stream.of(sides.ours(), sides.theirs()))
                .filter(side -> target.portion().value(side, Optional.of(value)).isPresent())
                .findFirst();
    }

    /** Renames to a name that must be free. With hard links, a file that came there meanwhile is never replaced. */
    private void putNew(String temporary, String path) throws IOException {
        try {
            project.fs.link(project.file(path), project.file(temporary));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            if (project.fs.stat(project.file(path)) == null) {
                project.fs.move(project.file(temporary), project.file(path));
            }
        }
    }

    private void discard(String temporary) {
        try {
            project.fs.delete(project.file(temporary));
        } catch (IOException e) {
            // The next sweep of the folder knows the leftover by its name.
        }
    }

    void close() {
        replaced.close();
        absorber.files().seen().forEach((name, revision) -> SeenRevisions.write(store, name, revision));
    }
}
