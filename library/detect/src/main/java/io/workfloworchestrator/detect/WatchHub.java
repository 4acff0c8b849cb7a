package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only {@link WatchService} of the JVM, and the thread that works for all watches.
 *
 * <p>It is shared through a static on purpose: Linux gives a user 128 inotify instances for all processes, and one for each
 * open project would use them up. It lives from the first watch to the last. Safe for use by several threads.
 */
final class WatchHub {
    private static final Object SHARING = new Object();
    private static @Nullable WatchHub shared;

    /** Gets events on the hub's reading thread; must be quick, and must not call back. */
    interface Sink {
        /** Something happened to a name in a folder; to any name, if it is null, and if the folder's watch has ended. */
        void changed(String folder, @Nullable String name);
    }

    private record Registration(Sink sink, String folder) {}

    private final ScheduledThreadPoolExecutor worker;
    private final Map<WatchKey, List<Registration>> registrations = new HashMap<>();
    private @Nullable WatchService service;
    private int users;

    private WatchHub() {
        worker = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "workflow-orchestrator-detect"));
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // after the last watch
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The shared hub; give it back by {@link #release}. */
    static WatchHub acquire() {
        synchronized (SHARING) {
            WatchHub hub = shared == null ? new WatchHub() : shared;
            shared = hub;
            hub.users++;
            return hub;
        }
    }

    void release() {
        synchronized (SHARING) {
            users--;
            if (users > 0) {
                return;
            }
            shared = null;
        }
        worker.shutdown();
        closeService();
    }

    private synchronized void closeService() {
        registrations.clear();
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                // Nothing is left to do: the descriptor is released when the process ends, at the latest.
                return;
            }
        }
    }

    void later(Runnable task, long millis) {
        var unused = worker.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Watches one folder; it fails when there are no watches left, or the folder cannot be watched. */
    synchronized WatchKey register(Path folder, String name, Sink sink) throws IOException {
        WatchKey key = folder.register(
                service(),
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY);
        registrations.computeIfAbsent(key, k -> new ArrayList<>()).add(new Registration(sink, name));
        return key;
    }

    private WatchService service() throws IOException {
        if (service == null) {
            WatchService opened = FileSystems.getDefault().newWatchService();
            service = opened;
            daemon(() -> pump(opened), "workflow-orchestrator-watch").start();
        }
        return service;
    }

    synchronized void unregister(WatchKey key, String name, Sink sink) {
        List<Registration> all = registrations.get(key);
        if (all == null) {
            return;
        }
        all.remove(new Registration(sink, name));
        if (all.isEmpty()) {
            registrations.remove(key);
            key.cancel();
        }
    }

    private synchronized List<Registration> interested(WatchKey key) {
        return List.copyOf(registrations.getOrDefault(key, List.of()));
    }

    private synchronized void forget(WatchKey key) {
        registrations.remove(key);
    }

    private void pump(WatchService events) {
        try {
            while (true) {
                WatchKey key = events.take();
                List<WatchEvent<?>> batch = key.pollEvents();
                for (Registration to : interested(key)) {
                    batch.forEach(event -> tell(to, event));
                }
                if (!key.reset()) {
                    List<Registration> ended = interested(key);
                    forget(key);
                    ended.forEach(to -> to.sink().changed(to.folder(), null));
                }
            }
        } catch (ClosedWatchServiceException e) {
            return; // the last watch was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Registration to, WatchEvent<?> event) {
        boolean named = event.kind() != StandardWatchEventKinds.OVERFLOW && event.context() != null;
        to.sink().changed(to.folder(), named ? String.valueOf(event.context()) : null);
    }
}
