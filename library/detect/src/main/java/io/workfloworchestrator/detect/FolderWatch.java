package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.Failures;
import io.workfloworchestrator.files.PathException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A running watch of the folders that a {@link StateDetector}'s facts depend on, made by {@link StateDetector#watch}.
 *
 * <p>Events only say when and where to look; the facts always come from the disk. After a lost event (overflow), after a
 * folder was deleted and made again, or after the whole project vanished and came back, everything is looked at again. If
 * the system has no watches left, or cannot watch the file system (network and shared folders), the watch polls instead,
 * and {@link #mode()} and {@link #reason()} say so.
 *
 * <p>Safe for use by several threads. Close it to stop.
 */
public final class FolderWatch implements AutoCloseable {
    /** The ways to notice changes. */
    public enum Mode {
        /** The system tells, within milliseconds. */
        NATIVE,
        /** The watch looks again and again, with a pause between. */
        POLLING,
        /** Changes are not noticed: the watch was closed. */
        CLOSED
    }

    private static final long GAP_MILLIS = 20;
    private static final long[] SETTLE_MILLIS = {30, 300, 3_000};
    private static final Set<String> REMOTE = Set.of(
            ("nfs nfs4 cifs smb smb2 smb3 smbfs 9p afs ceph lustre glusterfs ncpfs vboxsf vmhgfs prl_fs drvfs virtiofs"
                            + " davfs fuse")
                    .split(" "));

    /** A watched folder: the scan that began to watch it, and its identity then, since another may take its place. */
    private record Registered(
            WatchKey key, long scan, @Nullable Object identity) {}

    private final StateDetector detector;
    private final Runnable listener;
    private final long pollMillis;
    private final WatchHub hub;
    private final Sink sink = new Sink();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean forGood = new AtomicBoolean();

    private volatile long lastRun = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    private volatile Mode mode = Mode.NATIVE;
    private volatile @Nullable String reason;

    // Guarded by the detector's lock.
    private final TreeMap<String, Registered> registered = new TreeMap<>();
    private long coveredStructure = -1;
    private int settling;
    private volatile boolean settled;

    FolderWatch(StateDetector detector, Runnable listener, Duration poll) {
        this.detector = detector;
        this.listener = listener;
        this.pollMillis = Math.max(1, poll.toMillis());
        this.hub = WatchHub.acquire();
        String remote = unwatchable(detector.project().root());
        if (remote != null) {
            fallBack(remote);
        }
    }

    /** Why the system does not report changes on this file system; null if it does. */
    private static @Nullable String unwatchable(Path root) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")) {
            return "the JDK has no file events on macOS";
        }
        try {
            String type = Files.getFileStore(root).type().toLowerCase(Locale.ROOT);
            return REMOTE.contains(type) || type.startsWith("fuse.")
                    ? "the project lies on a network or shared file system (" + type
                            + "), whose changes are not reported"
                    : null;
        } catch (IOException e) {
            return "the file system cannot be asked for its kind";
        }
    }

    /** The way in which this watch notices changes now. */
    public Mode mode() {
        return closed.get() ? Mode.CLOSED : mode;
    }

    /** Why the watch polls; empty if it does not. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Stops. The listener is not called again; a call that is under way ends. Closing twice does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            detector.unwatch(this);
            hub.release();
        }
    }

    // ---- called by the detector, under its lock ----

    /** Whether the last detection is still true, as far as events tell. */
    boolean holds() {
        return settled && mode == Mode.NATIVE && !closed.get() && sink.isEmpty();
    }

    boolean trusted() {
        return mode == Mode.NATIVE && !closed.get();
    }

    /** Takes up what events tell; called before a scan. */
    void before(FolderTree tree, FileLooks looks) {
        settled = false; // and stays so when the scan fails
        Map<String, Set<String>> events = sink.drain();
        if (!events.isEmpty()) {
            settling = 0;
        }
        events.forEach((folder, names) -> {
            if (names.isEmpty()) {
                tree.distrust(folder, null);
                looks.distrustBelow(folder);
                drop(folder);
            }
            for (String name : names) {
                String path = Folder.child(folder, name);
                tree.distrust(folder, name);
                looks.distrust(path);
                drop(path);
            }
        });
    }

    /** Ends the watches of a folder and of those below it, since they may be other folders now; they are made anew. */
    private void drop(String folder) {
        Registered own = registered.remove(folder);
        if (own != null) {
            end(folder, own);
        }
        Map<String, Registered> below =
                folder.isEmpty() ? registered : registered.subMap(folder + "/", folder + "0"); // '0' comes after '/'
        below.forEach(this::end);
        below.clear();
    }

    private void end(String folder, Registered known) {
        hub.unregister(known.key(), folder, sink);
        coveredStructure = -1;
    }

    /** Watches new folders, and trusts those that were watched before the scan; called after a scan. */
    void after(FolderTree tree, FileLooks looks, long scan) {
        if (!trusted()) {
            return;
        }
        boolean more = false;
        if (coveredStructure != tree.structure()) {
            more = cover(tree, scan);
        }
        if (!trusted()) {
            tree.distrustAll();
            looks.distrustAll();
            return;
        }
        Predicate<String> watchedBefore = folder -> {
            Registered known = registered.get(folder);
            return known != null && known.scan() < scan && Objects.equals(known.identity(), tree.key(folder));
        };
        boolean all = tree.trust(watchedBefore);
        all &= looks.trust(watchedBefore);
        settled = all && !more;
        if (settled) {
            settling = 0;
        } else if (more) {
            schedule();
        } else if (settling < SETTLE_MILLIS.length) {
            hub.later(this::run, SETTLE_MILLIS[settling++]);
        } else if (forGood.compareAndSet(false, true)) {
            // Something cannot be watched, such as the target of a link: it is polled.
            hub.later(this::runForGood, pollMillis);
        }
    }

    private boolean cover(FolderTree tree, long scan) {
        Set<String> needed = tree.covered();
        registered.entrySet().removeIf(entry -> {
            boolean keep = needed.contains(entry.getKey())
                    && Objects.equals(entry.getValue().identity(), tree.key(entry.getKey()));
            if (!keep) {
                hub.unregister(entry.getValue().key(), entry.getKey(), sink);
            }
            return !keep;
        });
        boolean more = false;
        coveredStructure = tree.structure();
        for (String folder : needed) {
            if (registered.containsKey(folder)) {
                continue;
            }
            more = true;
            try {
                Path path = detector.project().root().resolve(folder);
                registered.put(folder, new Registered(hub.register(path, folder, sink), scan, tree.key(folder)));
            } catch (NoSuchFileException | NotDirectoryException e) {
                tree.missing(folder); // since it was looked at
            } catch (IOException e) {
                fallBack("the system cannot watch more folders: " + Failures.reason(e));
                return false;
            }
        }
        return more;
    }

    /** Gives all watches back to the system, and polls. */
    private void fallBack(String why) {
        reason = why + "; looking every " + pollMillis + " ms instead";
        mode = Mode.POLLING;
        settled = false;
        releaseWatches();
        hub.later(this::run, pollMillis);
    }

    void releaseWatches() {
        registered.forEach(this::end);
        registered.clear();
    }

    // ---- on the hub's working thread ----

    /** Runs soon, but with a gap between two runs, so that a burst of events is taken up at once. */
    private void schedule() {
        if (!closed.get() && scheduled.compareAndSet(false, true)) {
            long sinceLast = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastRun);
            hub.later(this::runScheduled, Math.max(0, GAP_MILLIS - sinceLast));
        }
    }

    private void runScheduled() {
        scheduled.set(false);
        run();
    }

    private void runForGood() {
        run();
        if (!settled && mode == Mode.NATIVE && !closed.get()) {
            hub.later(this::runForGood, pollMillis);
        } else {
            forGood.set(false);
        }
    }

    private void run() {
        if (closed.get()) {
            return;
        }
        boolean gone = false;
        try {
            if (detector.refresh() && !closed.get()) {
                listener.run();
            }
        } catch (PathException e) {
            gone = true; // the project folder is away; it may come back
        } catch (RuntimeException e) {
            // The listener's own failure: it must not end the watch. The thread's handler reports it.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
        lastRun = System.nanoTime();
        if (!closed.get() && (gone || mode == Mode.POLLING)) {
            hub.later(this::run, pollMillis);
        } else if (!sink.isEmpty()) {
            schedule();
        }
    }

    /** Collects events until the next scan. */
    private final class Sink implements WatchHub.Sink {
        private static final int MAX_NAMES = 64;

        /** An empty set of names stands for any. */
        private Map<String, Set<String>> events = new HashMap<>();

        @Override
        public void changed(String folder, @Nullable String name) {
            add(folder, name);
            schedule();
        }

        private synchronized void add(String folder, @Nullable String name) {
            Set<String> names = events.get(folder);
            if (name == null || (names != null && names.size() >= MAX_NAMES)) {
                events.put(folder, Set.of());
            } else if (names == null) {
                names = new HashSet<>();
                names.add(name);
                events.put(folder, names);
            } else if (!names.isEmpty()) {
                names.add(name);
            }
        }

        synchronized boolean isEmpty() {
            return events.isEmpty();
        }

        synchronized Map<String, Set<String>> drain() {
            Map<String, Set<String>> drained = events;
            events = new HashMap<>();
            return drained;
        }
    }
}
