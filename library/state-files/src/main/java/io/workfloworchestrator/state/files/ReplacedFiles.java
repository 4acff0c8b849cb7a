package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The files that were replaced, each under a second name below {@code .ai-planning/.state/replaced}, until nobody writes
 * into them any more.
 *
 * <p>A program that opened the file before our rename goes on writing into the old one. So it is looked at until it did
 * not change for a minute. A text that can be read is taken over like any edit; anything else may be half written, is
 * named, and in the end moved into quarantine. If there are too many, those with known content go earlier. Thread-safe.
 */
final class ReplacedFiles {
    private static final String FOLDER = "replaced";

    /**
     * So many digits of the fingerprint are in the second name, for the case that the store, which knows it, is lost. As many
     * random digits follow.
     */
    private static final int TOLD = 16;

    private static final int MOST_NAMES = 10_000;

    /** A replaced file is first looked at after this, in milliseconds: few write faster, and most commands end earlier. */
    private static final long GRACE = 1_000;

    /** A file that did not change for so long, in milliseconds, is not written into any more. */
    static final long REST = 60_000;

    /** So many are kept that long. */
    private static final int MOST_RESTING = 64;

    /** They are looked at no more often than this, in milliseconds. */
    private static final long PAUSE = 50;

    /** At most so many are read in one look, since somebody waits for it, and a killed process may have left many. */
    private static final int MOST_READ = 16;

    private final Project project;
    private final ShadowStore store;
    private final Notices notices;
    private final KeptCopies kept;
    private final Absorber absorber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Old> olds = new LinkedHashMap<>();
    private long lookedAt;
    private @Nullable Stat listed;

    ReplacedFiles(Project project, ShadowStore store, Notices notices, KeptCopies kept, Absorber absorber) {
        this.project = project;
        this.store = store;
        this.notices = notices;
        this.kept = kept;
        this.absorber = absorber;
    }

    /** A file that was replaced. Guarded by the lock. */
    private static final class Old {
        final Target target;
        final String path;
        final String told;
        final boolean isOwn;
        final long since;

        /** Whether a notice says that it cannot be read. */
        boolean isNamed;

        /** Its attributes when it was last looked at; null before. */
        @Nullable
        Stat stat;

        Old(Target target, String told, boolean isOwn, long since) {
            this.target = target;
            this.path = target.path();
            this.told = told;
            this.isOwn = isOwn;
            this.since = since;
        }
    }

    /** Gives a file a second name, which tells its content; null if there are no hard links. */
    @Nullable
    String link(String path, Reading.Content there) throws IOException {
        String inState = project.besideIn(
                project.state(FOLDER),
                Project.flat(path) + "." + there.fingerprint().substring(0, TOLD));
        for (String name : List.of(inState, project.beside(path, ".old"))) {
            try {
                project.makeFoldersAbove(name);
                project.fs.link(project.file(name), project.file(path));
                return name;
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException e) {
                // Another file system, or no hard links: beside, or not at all.
            }
        }
        return null;
    }

    /**
     * Looks at what was replaced just now.
     *
     * @param expected what was found in the file before
     * @return false if somebody had written into it meanwhile; that is then taken over or kept
     */
    boolean settle(Target target, String name, Reading.Content expected) throws IOException {
        lock.lock();
        try {
            Old old = new Old(target, expected.fingerprint(), true, millis());
            olds.put(name, old);
            Stat stat = project.fs.stat(project.file(name));
            boolean same = stat != null && stat.sameContent(expected.stat());
            if (same && expected.bytes().length > FileState.SMALL) {
                return true;
            }
            Reading reading = Reading.of(project, name);
            if (!(reading instanceof Reading.Content content)
                    || content.fingerprint().equals(expected.fingerprint())) {
                return true;
            }
            examine(name, old, content, false);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at all of them, unless another thread is doing that. */
    void look() {
        if (lock.tryLock()) {
            try {
                list();
                long now = millis();
                if (lookedAt == 0 || now - lookedAt >= PAUSE) {
                    lookAgain();
                    lookedAt = now;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void list() {
        try {
            Stat stat = project.fs.stat(project.file(project.state(FOLDER)));
            if (stat == null || stat.equals(listed)) {
                return;
            }
            List<String> names = project.list(project.state(FOLDER), MOST_NAMES).stream()
                    .filter(name -> !olds.containsKey(project.state(FOLDER) + "/" + name))
                    .toList();
            Map<String, String> paths =
                    names.isEmpty() ? Map.of() : absorber.files().pathsByFlatName();
            for (String name : names) {
                String flat = Project.withoutRandom(name);
                String of = paths.get(Project.withoutRandom(flat));
                if (of != null) {
                    found(project.state(FOLDER) + "/" + name, of, flat.substring(flat.lastIndexOf('.') + 1));
                }
            }
            listed = stat;
        } catch (IOException e) {
            listed = null;
        }
    }

    private void lookAgain() {
        long now = millis();
        int resting = 0;
        int read = 0;
        int tooMany = olds.size() - MOST_RESTING;
        Set<String> gone = new HashSet<>();
        for (String name : List.copyOf(olds.keySet())) {
            Old old = olds.get(name);
            if (old == null || read == MOST_READ) {
                continue;
            }
            boolean isCrowded = tooMany-- > 0;
            if (old.isOwn && now - old.since <= GRACE && ++resting <= MOST_RESTING) {
                continue;
            }
            try {
                Stat stat = project.fs.stat(project.file(name));
                if (stat == null) {
                    gone.add(name);
                } else if ((isCrowded || !isUnchanged(old, stat)) && (old.isOwn || isLeft(stat))) {
                    read++;
                    if (Reading.of(project, name) instanceof Reading.Content is) {
                        old.stat = is.stat();
                        examine(name, old, is, isCrowded);
                    }
                }
            } catch (IOException | CodedException e) {
                // It stays, and this process or the next one looks at it again.
            }
        }
        gone.forEach(this::forget);
    }

    /** Whether it is as at the last look, and may still be being written. */
    private boolean isUnchanged(Old old, Stat stat) {
        return old.stat != null && stat.sameContent(old.stat) && age(stat) < REST;
    }

    /** Whether the process that replaced it had the time to look at it, and may have ended before. */
    private boolean isLeft(Stat stat) {
        return project.fs.now() - stat.changed() / 1_000_000L > GRACE;
    }

    private long millis() {
        return project.fs.nanos() / 1_000_000L;
    }

    private long age(Stat stat) {
        return project.fs.now() - stat.modified() / 1_000_000L;
    }

    private void examine(String name, Old old, Reading.Content content, boolean isCrowded) throws IOException {
        if (!old.target.portion().isWhole() && age(content.stat()) < Planner.SETTLED_MILLIS) {
            old.stat = null; // It may be the beginning of a document, which can be read like a whole one.
            return;
        }
        List<Revision> beginnings = old.target.portion().isWhole()
                ? List.of()
                : Beginnings.of(store, old.path, old.target.key(), old.told, content, project.fs.now() - REST);
        boolean isOurs = content.fingerprint().startsWith(old.told)
                || beginnings.isEmpty()
                        && store.known(old.path, content.fingerprint()).isPresent();
        Optional<CodedException> why = isOurs ? Optional.empty() : unreadable(old.target, content);
        if (isOurs || why.isEmpty() && takeOver(old, content, beginnings)) {
            if (old.isNamed) {
                notices.clear(Notices.Kind.REPLACED, old.path);
                old.isNamed = false;
            }
            if (isCrowded || age(content.stat()) >= REST) {
                remove(name);
            }
        } else if (why.isPresent() && age(content.stat()) < REST) {
            if (!kept.isInQuarantine(old.path, content.fingerprint())) {
                old.isNamed = true;
                notices.set(
                        Notices.Kind.REPLACED,
                        new Notice(
                                why.get().code(),
                                old.path,
                                why.get().getMessage()
                                        + " It is being written by a program that opened it before it was"
                                        + " written anew; what it has by now is in '" + name
                                        + "', and will be taken over once it can be read."));
            }
        } else if (kept.isInQuarantine(old.path, content.fingerprint())) {
            remove(name);
        } else {
            kept.quarantineFile(
                    old.path,
                    name,
                    content.fingerprint(),
                    why.orElse(new StateException(
                            "E_STATE_QUARANTINE", "an edit of this file came too late to be taken over.")));
            forget(name);
        }
    }

    private Optional<CodedException> unreadable(Target target, Reading.Content content) {
        try {
            Portion portion = target.portion();
            Portion.Text unused = portion.read(
                    content.bytes(), portion.isWhole() ? Optional.empty() : portion.of(store.value(target.key())));
            return Optional.empty();
        } catch (CodedException e) {
            return Optional.of(e);
        }
    }

    private boolean takeOver(Old old, Reading.Content content, List<Revision> beginnings) {
        if (store.isUnwritten() || !absorber.takeOver(old.target, content, beginnings)) {
            return false;
        }
        kept.forgetBeginnings(old.path, content.bytes());
        return true;
    }

    private void remove(String name) throws IOException {
        project.fs.delete(project.file(name));
        forget(name);
    }

    private void forget(String name) {
        Old old = olds.remove(name);
        if (old != null) {
            notices.clear(Notices.Kind.REPLACED, old.path);
        }
    }

    /** Looks once more; files that may still be being written are left to the next process. */
    void close() {
        lock.lock();
        try {
            lookAgain();
        } finally {
            lock.unlock();
        }
    }

    /** @param told the beginning of its fingerprint when it was replaced; another text if that is unknown */
    private void found(String name, String path, String told) {
        lock.lock();
        try {
            absorber.files()
                    .target(path)
                    .ifPresent(target -> olds.putIfAbsent(name, new Old(target, told, false, millis())));
        } finally {
            lock.unlock();
        }
    }

    /** Cleans up after processes that died: removes temporary files, and takes up replaced files that were left beside. */
    void sweep(String folder) throws IOException {
        for (String name : project.list(folder, MOST_NAMES)) {
            String path = folder.isEmpty() ? name : folder + "/" + name;
            if (Project.isBeside(name, ".tmp")) {
                project.fs.delete(project.file(path));
            } else if (Project.isBeside(name, ".old")) {
                String of = path.substring(0, path.length() - name.length())
                        + Project.withoutRandom(name.substring(1, name.length() - ".old".length()));
                found(path, of, "unknown");
            }
        }
        look();
    }
}
