package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the files that changed, and commits what people changed in them. Thread-safe: one look at a time. */
final class Absorber {
    /** A look that lost this many races leaves the rest to the next one. */
    private static final int TRIES = 50;

    /** Longer files that others keep publishing are hashed on this path at most a twentieth of the time. */
    private static final long LARGE = 256 << 10;

    private static final int SHARE = 20;
    private static final int MOST_COMMITS = 10_000;

    private final Project project;
    private final ShadowStore store;
    private final Layout layout;
    private final Clock clock;
    private final Notices notices;
    private final GitHistory git;
    private final Judge judge;
    private final TakenSecrets secrets;
    private final Consumer<String> later;
    private final Folders folders;
    private final KnownFiles files = new KnownFiles();
    private final ReentrantLock lock = files.lock();
    private @Nullable Revision known;

    /** Whether this look is made in a turn of the queue of writers, and whether it needs one. */
    private boolean queued;

    private boolean needsTurn;

    /** @param later told each key whose file should be compared with the state soon */
    Absorber(
            Project project,
            ShadowStore store,
            Layout layout,
            Clock clock,
            Notices notices,
            Judge judge,
            TakenSecrets secrets,
            Consumer<String> later) {
        this.project = project;
        this.store = store;
        this.layout = layout;
        this.clock = clock;
        this.notices = notices;
        this.judge = judge;
        this.secrets = secrets;
        this.later = later;
        this.git = new GitHistory(new GitLook(project.root), store, project.fs);
        this.folders = new Folders(project, layout, files::track);
    }

    /**
     * Looks at everything that may have changed.
     *
     * <p>What commits takes its turn in the queue of writers first and this lock second, always: a change waits for this
     * lock in its turn, and would wait in vain for one who holds it and waits for a turn.
     */
    void look() {
        if (!look(false)) {
            try (StateStore.Turn turn = store.enter()) {
                look(true);
                notices.clear(Notices.Kind.EVENT, Layout.STATE_FOLDER);
            } catch (StateException e) {
                // What was taken over is there, and in the file: no reason to refuse a question.
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

    /** False when it has to be done again in a turn. */
    private boolean look(boolean inTurn) {
        lock.lock();
        try {
            begin(inTurn);
            project.requireOwnFolder();
            learn();
            long now = project.fs.nanos();
            folders.scan(now);
            List<FileState> changed = changed(now);
            boolean moved = git.moved();
            if (!changed.isEmpty()) {
                settle(changed, moved);
            }
            if (moved && changed.stream().noneMatch(file -> file.pending)) {
                git.remember();
            }
            return !needsTurn;
        } finally {
            lock.unlock();
        }
    }

    private void begin(boolean inTurn) {
        queued = inTurn;
        needsTurn = false;
    }

    private List<FileState> changed(long now) {
        List<FileState> changed = new ArrayList<>();
        for (FileState file : files.all()) {
            Stat stat;
            try {
                stat = project.fs.stat(project.file(file.path));
            } catch (IOException e) {
                stat = null;
            }
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

    /** Learns which keys there are, and which of them others committed since. */
    private void learn() {
        Revision head = store.head();
        Revision before = known;
        if (head.equals(before)) {
            return;
        }
        if (before == null || head.compareTo(before) < 0 || head.number() - before.number() > MOST_COMMITS) {
            store.readAll().keySet().forEach(this::trackKey);
        } else {
            for (Commit commit : store.commits(before, head, MOST_COMMITS)) {
                for (String key : commit.keys()) {
                    trackKey(key);
                    later.accept(key);
                }
            }
        }
        known = head;
    }

    private void trackKey(String key) {
        try {
            files.track(layout.path(key), key);
        } catch (StateException e) {
            // Another layout let this key in; this one has no file for it.
        }
    }

    private void settle(List<FileState> changed, boolean moved) {
        for (int i = 0; i < TRIES; i++) {
            Map<FileState, Reading> readings = new LinkedHashMap<>();
            for (FileState file : changed) {
                long start = project.fs.nanos();
                readings.put(file, Reading.of(project, file.path));
                long end = project.fs.nanos();
                file.notBefore = end + SHARE * (end - start);
            }
            if (settle(readings, moved)) {
                return;
            }
        }
        changed.forEach(file -> file.pending = true);
    }

    private boolean settle(Map<FileState, Reading> readings, boolean moved) {
        Map<FileState, Judge.Finding> findings = new LinkedHashMap<>();
        Map<String, byte[]> strange = new LinkedHashMap<>();
        boolean mayCommit = false;
        for (Map.Entry<FileState, Reading> entry : readings.entrySet()) {
            Judge.Finding finding = judge.examine(entry.getKey(), entry.getValue());
            findings.put(entry.getKey(), finding);
            if (finding.isStrange() && entry.getValue() instanceof Reading.Content content) {
                strange.put(entry.getKey().path, content.bytes());
            }
            mayCommit |= finding.mayCommit() || finding.isStrange() && (moved || store.isUnwritten());
        }
        if (mayCommit && !queued) {
            needsTurn = true;
            readings.keySet().forEach(file -> file.pending = true);
            return true;
        }
        Set<String> checkedOut = Set.of();
        if (!strange.isEmpty() && !store.isUnwritten()) {
            if (git.isWorking()) {
                // Half a checkout is no state; look again when git is done.
                findings.keySet().removeIf(file -> strange.containsKey(file.path) && (file.pending = true));
            } else if (moved) {
                checkedOut = git.sameAsHead(strange);
            }
        }
        Batch batch = new Batch();
        for (Map.Entry<FileState, Judge.Finding> entry : findings.entrySet()) {
            FileState file = entry.getKey();
            judge.decide(file, entry.getValue(), checkedOut.contains(file.path), batch);
        }
        try {
            List<String> secret = secrets.in(batch.values());
            boolean committed = batch.commit(store, clock);
            if (committed) {
                secrets.add(secret);
            }
            return committed;
        } catch (StateException e) {
            batch.undo();
            strange.keySet().forEach(path -> {
                notices.set(
                        Notices.Kind.CONTENT,
                        new Notice(
                                e.code(),
                                path,
                                "the edit of this file could not be taken over: " + e.getMessage()
                                        + " The file is left as it is."));
                FileState file = files.get(path);
                if (file != null) {
                    file.pending = true;
                }
            });
            return true;
        }
    }

    /** What is known of each file. */
    KnownFiles files() {
        return files;
    }

    /** What a file's content is to whoever wants to replace it. */
    enum Standing {
        /** It has the newest value. */
        CURRENT,
        /** It may be replaced. */
        SAFE,
        /** It is another one by now, or is being written. */
        MOVING,
        /** It must stay. */
        HELD
    }

    /** Looks at one file now. */
    Standing standing(String path, String key, Reading.Content content, Revision revision) {
        Standing standing = standing(path, key, content, revision, false);
        if (standing == Standing.MOVING) {
            try (StateStore.Turn turn = store.enter()) {
                return standing(path, key, content, revision, true);
            }
        }
        return standing;
    }

    private Standing standing(String path, String key, Reading.Content content, Revision revision, boolean inTurn) {
        lock.lock();
        try {
            begin(inTurn);
            FileState file = files.track(path, key);
            if (isSafe(file) && file.fingerprint.equals(content.fingerprint())) {
                file.read(content.stat(), content.fingerprint(), project.fs.nanos());
            } else {
                settle(List.of(file), git.moved());
            }
            if (file.held || file.refusal != null) {
                return Standing.HELD;
            }
            if (!isSafe(file) || !file.fingerprint.equals(content.fingerprint())) {
                return Standing.MOVING;
            }
            return file.sameAs == revision.number() ? Standing.CURRENT : Standing.SAFE;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSafe(FileState file) {
        return file.safe && !file.pending && !file.held && file.refusal == null;
    }

    /** Whether this file was seen to have the value of this revision, and nothing changed since. */
    boolean isUpToDate(String path, Revision revision) throws IOException {
        lock.lock();
        try {
            FileState file = files.get(path);
            return file != null
                    && isSafe(file)
                    && file.sameAs == revision.number()
                    && file.stat != null
                    && !file.needsLook(project.fs.stat(project.file(path)), project.fs.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what somebody wrote into a file in the moment in which we replaced it. */
    boolean rescue(String path, String key, Reading.Content content) {
        try (StateStore.Turn turn = store.enter()) {
            return rescued(path, key, content);
        }
    }

    private boolean rescued(String path, String key, Reading.Content content) {
        lock.lock();
        try {
            begin(true);
            FileState file = files.track(path, key);
            FileState lost = new FileState(path, key);
            lost.recent.addAll(file.recent);
            lost.read(content.stat(), content.fingerprint(), project.fs.nanos() - Judge.SETTLED_NANOS);
            for (int i = 0; i < TRIES; i++) {
                if (settle(Map.of(lost, content), false)) {
                    break;
                }
            }
            return lost.safe;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that we put this content there; {@code stat} null when we removed the file. */
    void published(String path, String key, @Nullable Stat stat, String fingerprint, Revision revision) {
        lock.lock();
        try {
            FileState file = files.track(path, key);
            if (stat == null) {
                file.unread(null, project.fs.nanos());
                file.pending = false;
                file.seenRevision = Math.max(file.seenRevision, revision.number());
            } else {
                file.published(stat, fingerprint, revision.number(), project.fs.nanos());
            }
            notices.clear(Notices.Kind.CONTENT, path);
            notices.clear(Notices.Kind.PUBLISHING, path);
        } finally {
            lock.unlock();
        }
    }

    /** The fingerprint of a file that is known to be what it was at the last look. */
    Optional<String> fingerprint(String path, Stat stat) {
        lock.lock();
        try {
            FileState file = files.get(path);
            return file == null || !stat.equals(file.stat) || file.fingerprint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(file.fingerprint);
        } finally {
            lock.unlock();
        }
    }

    List<String> conflicts() {
        lock.lock();
        try {
            return folders.conflicts().stream().sorted().toList();
        } finally {
            lock.unlock();
        }
    }
}
