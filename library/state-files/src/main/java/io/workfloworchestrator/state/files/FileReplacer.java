package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the newest text in the place of a file: what is there is looked at, the new text's fingerprint is recorded, the text is
 * put on the disk beside, and then it gets the file's name. Several files go through these steps together, because a record
 * and a disk take as long for many as for one. Confined to the publisher's thread, except for {@link #render}.
 */
final class FileReplacer {
    private static final int RENDERED = 64;

    private final Project project;
    private final ShadowStore store;
    private final DocumentFiles documents;
    private final Absorber absorber;
    private final ReplacedFiles replaced;
    private final Map<String, Rendered> rendered = new ConcurrentHashMap<>();

    /**
     * Documents of ours that were gone, and were written anew, by their paths. Whoever ends a value that leaves its documents moves
     * them away in the same commit; a document that was written in between came too late, and goes when the value is gone.
     */
    private final Map<String, Stat> writtenAnew = new HashMap<>();

    FileReplacer(
            Project project, ShadowStore store, DocumentFiles documents, Absorber absorber, ReplacedFiles replaced) {
        this.project = project;
        this.store = store;
        this.documents = documents;
        this.absorber = absorber;
        this.replaced = replaced;
    }

    private sealed interface Step {}

    private record Ended(Outcome outcome) implements Step {}

    /** The file changed meanwhile, and another round is needed. */
    private record Again() implements Step {}

    /** A text to be put where {@code there} is; null if nothing is. */
    private record Next(
            Target target, Revision revision, Rendered text, Reading.@Nullable Content there, String temporary)
            implements Step {}

    /**
     * What became of several files; those {@code left} must be written one by one, because something came in between.
     */
    record Together(Outcome outcome, List<Target> left) {}

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

    /** Whether one of us wrote the file just now. A file that a person saved does not rest. */
    boolean isResting(String path, long quiet) throws IOException {
        Stat stat = quiet == 0 ? null : project.fs.stat(project.file(path));
        long age = stat == null ? -1 : project.fs.now() * 1_000_000L - stat.modified();
        return stat != null
                && age >= 0
                && age < quiet
                && absorber.fingerprint(path, stat)
                        .filter(known -> store.publication(path, known).isPresent())
                        .isPresent();
    }

    /**
     * One round for one file; null if the file changed meanwhile, and another round is needed.
     *
     * @throws StateException if what is there cannot be replaced, with the reason
     */
    @Nullable
    Outcome replace(Target target, long quiet) throws IOException {
        Step step = step(target, quiet);
        if (!(step instanceof Next next)) {
            return step instanceof Ended ended ? ended.outcome() : null;
        }
        record(List.of(next));
        try {
            if (!isThere(next)) {
                project.makeFoldersAbove(target.path());
                project.fs.write(project.file(next.temporary()), next.text().bytes(), mode(next));
            }
            return put(next) ? whetherNewest(next) : null;
        } finally {
            discard(next.temporary());
        }
    }

    /** One round for several files, all of them with the same syncs. */
    Together replace(List<Target> targets, long quiet) {
        Outcome outcome = Outcome.DONE;
        List<Target> left = new ArrayList<>();
        List<Next> all = new ArrayList<>();
        for (Target target : targets) {
            try {
                Step step = step(target, quiet);
                if (step instanceof Next next) {
                    all.add(next);
                } else if (!step.equals(new Ended(Outcome.DONE))) {
                    left.add(target);
                }
            } catch (IOException | CodedException e) {
                left.add(target); // When it is written alone, this is said of it.
            }
        }
        try {
            writeTogether(all);
            for (Next next : all) {
                if (put(next)) {
                    outcome = outcome.and(whetherNewest(next));
                } else {
                    left.add(next.target());
                }
            }
        } catch (IOException | CodedException e) {
            all.forEach(next -> left.add(next.target()));
        } finally {
            all.forEach(next -> discard(next.temporary()));
        }
        return new Together(outcome, left);
    }

    private void writeTogether(List<Next> all) throws IOException {
        record(all);
        List<StoreFs.NewFile> files = new ArrayList<>();
        for (Next next : all) {
            if (!isThere(next)) {
                project.makeFoldersAbove(next.target().path());
                files.add(new StoreFs.NewFile(
                        project.file(next.temporary()), next.text().bytes(), mode(next)));
            }
        }
        project.fs.writeAll(files);
    }

    private int mode(Next next) throws IOException {
        Reading.Content there = next.there();
        return project.mode(next.target().path(), there == null ? null : there.stat());
    }

    private Step step(Target target, long quiet) throws IOException {
        String path = target.path();
        String key = target.key();
        Optional<Entry> entry = store.read(key);
        if (entry.isEmpty() || absorber.isUpToDate(path, entry.get())) {
            return new Ended(Outcome.DONE);
        }
        Reading reading = Reading.of(project, path);
        if (reading instanceof Reading.Unfit unfit) {
            if (unfit.code().equals("E_STATE_TOO_LARGE")) {
                absorber.look();
            }
            throw new StateException(unfit.code(), unfit.message());
        }
        Reading.Content there = reading instanceof Reading.Content content ? content : null;
        if (there != null) {
            Absorber.Standing standing = absorber.standing(target, there, entry.get());
            if (standing == Absorber.Standing.CURRENT || standing == Absorber.Standing.HELD) {
                return new Ended(Outcome.DONE);
            }
            if (standing == Absorber.Standing.MOVING) {
                return new Ended(Outcome.BUSY);
            }
            if (isResting(path, quiet)) { // since somebody wrote it for whom we waited
                return new Ended(Outcome.RESTING);
            }
            keepFirst(path);
            // The content may just have been taken over, or somebody else committed meanwhile.
            entry = store.read(key);
            if (entry.isEmpty()) {
                return new Again();
            }
        }
        return step(target, entry.get(), there);
    }

    private Step step(Target target, Entry entry, Reading.@Nullable Content there) throws IOException {
        Revision revision = entry.commit().revision();
        Optional<Json> value = target.portion().of(entry.value());
        if (!documents.isPlace(target, entry.value())) {
            return new Ended(Outcome.MOVED);
        }
        if (value.isEmpty()) {
            boolean isLeft = target.portion().isLeft() && !isTooLate(target, there);
            boolean stays = there == null || isLeft || isSomebodyElses(target);
            return stays || remove(target, Objects.requireNonNull(there), revision)
                    ? new Ended(Outcome.DONE)
                    : new Again();
        }
        Rendered text =
                target.portion().isWhole() ? render(target.path(), value.get()) : document(target, value.get(), there);
        return new Next(target, revision, text, there, project.beside(target.path(), ".tmp"));
    }

    private void keepFirst(String path) throws IOException {
        for (Map.Entry<String, byte[]> keep : absorber.files().toKeep(path).entrySet()) {
            project.keep(keep.getKey(), keep.getValue());
            absorber.files().kept(path, keep.getKey());
        }
    }

    private boolean isTooLate(Target target, Reading.@Nullable Content there) {
        Stat written = writtenAnew.remove(target.path());
        return written != null && there != null && there.stat().sameContent(written);
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

    /** Records that these texts are ours before they are there, so that nobody takes them for edits. */
    private void record(List<Next> all) {
        List<Publication> news = new ArrayList<>();
        for (Next next : all) {
            String path = next.target().path();
            String fingerprint = next.text().fingerprint();
            if (store.publication(path, fingerprint)
                    .filter(publication -> publication.revision().equals(next.revision()))
                    .isEmpty()) {
                news.add(new Publication(path, next.target().key(), next.revision(), fingerprint));
            }
        }
        if (!news.isEmpty()) {
            store.publish(news);
        }
    }

    private static boolean isThere(Next next) {
        Reading.Content there = next.there();
        return there != null
                && !next.target().portion().isWhole()
                && there.fingerprint().equals(next.text().fingerprint());
    }

    /** Gives the text the file's name; false if the file turned out to have changed before it was replaced. */
    private boolean put(Next next) throws IOException {
        Target target = next.target();
        String path = target.path();
        Reading.Content there = next.there();
        if (there != null && isThere(next)) {
            absorber.published(target, there.stat(), next.text(), next.revision());
            return true;
        }
        Stat written = project.fs.stat(project.file(next.temporary()));
        String aside = null;
        if (there == null) {
            if (written != null && target.portion().isLeft() && !isSomebodyElses(target)) {
                writtenAnew.put(path, written);
            }
            putNew(next.temporary(), path);
        } else {
            writtenAnew.remove(path);
            aside = replaced.link(path, there);
            Stat last = project.fs.stat(project.file(path));
            if (last == null || !last.sameContent(there.stat())) {
                if (aside != null) {
                    project.fs.delete(project.file(aside));
                }
                return false;
            }
            project.fs.move(project.file(next.temporary()), project.file(path));
        }
        Stat now = project.fs.stat(project.file(path));
        if (written != null && now != null && now.sameContent(written)) {
            absorber.published(target, now, next.text(), next.revision());
        }
        discard(next.temporary());
        boolean ours = aside == null || there == null || replaced.settle(target, aside, there);
        if (there == null) {
            SeenRevisions.write(
                    store, target.portion().noteName(path), next.revision().number());
        }
        return ours;
    }

    private Outcome whetherNewest(Next next) {
        boolean newest = store.read(next.target().key())
                .map(now -> now.commit().revision().equals(next.revision()))
                .orElse(false);
        return newest ? Outcome.DONE : Outcome.MOVED;
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
}
