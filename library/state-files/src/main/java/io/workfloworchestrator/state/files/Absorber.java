package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files that changed: what was read becomes findings, the findings a plan, and the plan is carried out.
 * Thread-safe: one look at a time.
 *
 * <p>A look that commits always takes its turn in the queue of writers first and the monitor of {@link KnownFiles} second. A
 * change waits for that lock in its turn; if a look held it and waited for a turn, neither would go on.
 */
final class Absorber {
    /** After so many lost races a look leaves the rest to the next one. */
    private static final int TRIES = 50;

    /** Hashing longer files that others keep publishing takes at most a twentieth of the time. */
    private static final long LARGE = 256 << 10;

    private static final int SHARE = 20;

    private final Project project;
    private final ShadowStore store;
    private final Notices notices;
    private final GitLook gitLook;
    private final GitHistory git;
    private final Examiner examiner;
    private final Planner planner;
    private final Applier applier;
    private final Consumer<String> later;
    private final Folders folders;
    private final KnownFiles files = new KnownFiles();
    private final DocumentClaims claims;
    private final ReadDocuments read;
    private final TrackedKeys keys;

    /** @param later is told each key whose file should be compared with the state soon */
    Absorber(
            Project project,
            ShadowStore store,
            Layout layout,
            DocumentFiles documents,
            Notices notices,
            Formats formats,
            Applier applier,
            Consumer<String> later) {
        this.project = project;
        this.store = store;
        this.notices = notices;
        this.later = later;
        this.applier = applier;
        this.gitLook = new GitLook(project.root);
        this.git = new GitHistory(gitLook, store, project);
        this.read = new ReadDocuments(store);
        SetBacks backs = new SetBacks(project, layout, store);
        this.examiner = new Examiner(store, formats, gitLook, backs, new Heirs(store, project, layout, gitLook), read);
        this.planner = new Planner(
                store,
                project,
                new EditPlanner.Tools(store, formats, backs, project.fs::nanos),
                new Inheriting(store, formats));
        this.claims = new DocumentClaims(files, notices, read);
        this.keys = new TrackedKeys(project, store, layout, documents, files, later);
        this.folders = new Folders(project, layout, documents, files::track);
    }

    private enum Outcome {
        DONE,
        /** Something may have to be committed, which needs a turn. */
        NEEDS_TURN,
        /** Git moved during the look, so everything must be looked at anew. */
        GIT_MOVED,
        /** Some files must be looked at again. */
        WAITING
    }

    void look() {
        if (look(false) == Outcome.NEEDS_TURN) {
            try (StateStore.Turn turn = store.enter()) {
                for (int i = 0; i < TRIES && look(true) == Outcome.GIT_MOVED; i++) {
                    // Once more.
                }
                notices.clear(Notices.Kind.EVENT, Layout.STATE_FOLDER);
            } catch (CodedException e) {
                // The edit was taken over and still is in its file: no reason to refuse a question.
                if (!e.code().equals("E_DURABILITY")) {
                    throw e;
                }
                notices.set(
                        Notices.Kind.EVENT,
                        new Notice(
                                e.code(),
                                Layout.STATE_FOLDER,
                                "what was saved in files was taken over, but " + e.getMessage()));
            }
        }
    }

    void lookAtNew() {
        boolean isAnyNew;
        synchronized (files) {
            folders.scanAll(project.fs.nanos());
            isAnyNew = files.all().stream().anyMatch(file -> !file.seen);
        }
        if (isAnyNew) {
            look();
        }
    }

    private Outcome look(boolean inTurn) {
        synchronized (files) {
            project.requireOwnFolder();
            keys.learn();
            long now = project.fs.nanos();
            folders.scan(now);
            Optional<GitHistory.Span> span = git.since();
            List<String> paths = files.all().stream().map(file -> file.path).toList();
            Map<String, List<GitStep>> steps = git.steps(span, paths, keys::wholes);
            Set<FileState> changed = new LinkedHashSet<>(changed(now));
            files.all().stream().filter(file -> steps.containsKey(file.path)).forEach(changed::add);
            Outcome outcome = settle(changed, steps, inTurn);
            if (outcome == Outcome.DONE) {
                git.remember(span, paths);
            }
            return outcome;
        }
    }

    private List<FileState> changed(long now) {
        List<FileState> changed = new ArrayList<>();
        for (FileState file : files.all()) {
            Stat stat = project.look(file.path);
            if (file.needsLook(stat, now)) {
                if (stat != null && stat.size() > LARGE && stat.isFile() && file.seen && !file.pending) {
                    if (now < file.notBefore || stat.equals(file.stat)) {
                        later.accept(file.key);
                        continue;
                    }
                }
                changed.add(file);
            }
        }
        return changed;
    }

    private Outcome settle(Collection<FileState> changed, Map<String, List<GitStep>> steps, boolean inTurn) {
        for (int i = 0; i < TRIES && !changed.isEmpty(); i++) {
            Map<FileState, Reading> readings = new LinkedHashMap<>();
            for (FileState file : changed) {
                long start = project.fs.nanos();
                readings.put(file, Reading.of(project, file.path));
                long end = project.fs.nanos();
                file.notBefore = end + SHARE * (end - start);
            }
            Optional<Outcome> outcome = settleOnce(readings, steps, inTurn);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        changed.forEach(file -> file.pending = true);
        return changed.isEmpty() ? Outcome.DONE : Outcome.WAITING;
    }

    /** One try; empty if somebody else committed meanwhile. */
    private Optional<Outcome> settleOnce(
            Map<FileState, Reading> readings, Map<String, List<GitStep>> steps, boolean inTurn) {
        Map<FileState, Examiner.Seen> seen = examine(readings, steps);
        boolean mayCommit = false;
        for (Examiner.Seen one : seen.values()) {
            mayCommit |= one.finding().mayCommit()
                    || !one.steps().isEmpty()
                    || one.finding().isStrange() && store.isUnwritten();
        }
        boolean isStrange = seen.values().stream().anyMatch(one -> one.finding().isStrange());
        if (mayCommit && !inTurn) {
            readings.keySet().forEach(file -> file.pending = true);
            if (isStrange) {
                git.awaitEnd();
            }
            return Optional.of(Outcome.NEEDS_TURN);
        }
        if (isStrange && git.moved()) {
            readings.keySet().forEach(file -> file.pending = true);
            return Optional.of(Outcome.GIT_MOVED);
        }
        boolean isGitWorking = isStrange && git.isWorking();
        Map<FileState, FilePlan> plans = planner.plan(seen, isGitWorking);
        if (!applier.apply(plans)) {
            return Optional.empty();
        }
        boolean waits = plans.keySet().stream().anyMatch(file -> file.pending);
        return Optional.of(waits ? Outcome.WAITING : Outcome.DONE);
    }

    private Map<FileState, Examiner.Seen> examine(Map<FileState, Reading> readings, Map<String, List<GitStep>> steps) {
        Map<FileState, FileState.Known> known = new LinkedHashMap<>();
        for (boolean isThere : new boolean[] {false, true}) { // What is gone from one place may be at another one.
            List<FileState> gone = isThere ? claims.gone() : List.of();
            readings.forEach((file, reading) -> {
                if (reading instanceof Reading.Content == isThere) {
                    claims.identify(file, reading, store.value(file.key), gone);
                    if (reading instanceof Reading.Content content && files.get(file.path) == file) {
                        // Of a file that was replaced it is known.
                        Beginnings.note(store, file, content, project.fs.now() - ReplacedFiles.REST);
                    }
                    known.put(file, file.known());
                    file.read(reading, project.fs.nanos());
                }
            });
        }
        Map<FileState, Examiner.Seen> seen = new LinkedHashMap<>();
        readings.forEach((file, reading) -> {
            FileState.Known before = Objects.requireNonNull(known.get(file));
            Optional<Examiner.Seen> elsewhere = claims.elsewhere(before, file, reading);
            seen.put(
                    file,
                    elsewhere.orElseGet(
                            () -> examiner.examine(before, reading, steps.getOrDefault(file.path, List.of()))));
        });
        claims.twins(seen.keySet()).forEach(twin -> seen.put(twin, claims.twice(twin)));
        return seen;
    }

    KnownFiles files() {
        return files;
    }

    /** Whether a file may be replaced. */
    enum Standing {
        /** It need not be, as it has the newest value. */
        CURRENT,
        /** It may be. */
        SAFE,
        /** Not now: its content is another one by now, or is being written. */
        MOVING,
        /** It must not be. */
        HELD
    }

    Standing standing(Target target, Reading.Content content, Entry newest) {
        Standing standing = standing(target, content, newest, false);
        if (standing == Standing.MOVING) {
            try (StateStore.Turn turn = store.enter()) {
                return standing(target, content, newest, true);
            }
        }
        return standing;
    }

    private Standing standing(Target target, Reading.Content content, Entry newest, boolean inTurn) {
        synchronized (files) {
            FileState file = files.track(target);
            if (git.isNew()) {
                // Whether git or somebody else wrote the file follows from everything that git did.
                if (!inTurn) {
                    return Standing.MOVING;
                }
                look(true);
            }
            if (isSafe(file) && file.fingerprint.equals(content.fingerprint())) {
                file.read(content, project.fs.nanos());
            } else {
                settle(List.of(file), Map.of(), inTurn);
            }
            if (file.held || file.refusal != null) {
                return Standing.HELD;
            }
            if (!isSafe(file) || !file.fingerprint.equals(content.fingerprint())) {
                return Standing.MOVING;
            }
            return isSame(file, newest) ? Standing.CURRENT : Standing.SAFE;
        }
    }

    private static boolean isSafe(FileState file) {
        return file.safe && !file.pending && !file.held && file.refusal == null;
    }

    private static boolean isSame(FileState file, Entry newest) {
        return file.isSame(newest.commit().revision().number(), file.portion.of(newest.value()));
    }

    boolean isUpToDate(String path, Entry newest) throws IOException {
        synchronized (files) {
            FileState file = files.get(path);
            return file != null
                    && isSafe(file)
                    && isSame(file, newest)
                    && file.stat != null
                    && !file.needsLook(project.fs.stat(project.file(path)), project.fs.nanos());
        }
    }

    /**
     * Takes over what somebody wrote into a file that was replaced meanwhile; whether it is in the state, or kept and
     * named.
     */
    boolean takeOver(Target target, Reading.Content content, List<Revision> beginnings) {
        try (StateStore.Turn turn = store.enter()) {
            synchronized (files) {
                FileState lost = new FileState(target);
                FileState there = files.track(target);
                lost.recent.addAll(there.recent);
                lost.good = there.good;
                lost.beginnings = beginnings;
                for (int i = 0; i < TRIES; i++) {
                    if (settleOnce(Map.of(lost, content), Map.of(), true).isPresent()) {
                        break;
                    }
                }
                if (lost.safe && !beginnings.isEmpty()) {
                    // What is there now has only the beginning of the text around the values.
                    there.isSpoilt = lost.good != null;
                    there.good = lost.good;
                }
                return lost.safe;
            }
        }
    }

    /** Notes that we put this content there; {@code stat} is null if we removed the file. */
    void published(Target target, @Nullable Stat stat, @Nullable Rendered text, Revision revision) {
        String path = target.path();
        synchronized (files) {
            FileState file = files.track(target);
            files.holds(file, target.portion());
            if (stat == null || text == null) {
                file.read(new Reading.Absent(), project.fs.nanos());
                file.pending = false;
                file.seenRevision = Math.max(file.seenRevision, revision.number());
            } else {
                file.published(stat, text, revision.number(), project.fs.nanos());
            }
            notices.clear(Notices.Kind.CONTENT, path);
            notices.clear(Notices.Kind.PUBLISHING, path);
        }
    }

    void moved(Target from, Target to) {
        synchronized (files) {
            files.moved(from, to, project.look(to.path()));
            notices.clear(from.path());
        }
    }

    boolean isInGit() {
        return !gitLook.token().isEmpty();
    }

    /** Whether git is in the middle of a merge or the like, which it cannot abort if others change its index meanwhile. */
    boolean isMerging() {
        return gitLook.unfinished().isPresent();
    }

    /** The fingerprint of a file; empty if it changed since the last look. */
    Optional<String> fingerprint(String path, Stat stat) {
        synchronized (files) {
            FileState file = files.get(path);
            return file == null || !stat.equals(file.stat) || file.fingerprint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(file.fingerprint);
        }
    }

    /** Spares the processes to come from reading what was read. */
    void keepRead() {
        synchronized (files) {
            read.keep();
        }
    }

    List<String> conflicts() {
        synchronized (files) {
            folders.scan(project.fs.nanos()); // The last look may have kept something.
            return folders.conflicts().stream().sorted().toList();
        }
    }
}
