package io.workfloworchestrator.mcp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The threads that run tools: as many as are needed and at most {@value #MAX}. So a tool that hangs does not hold
 * up the others.
 *
 * <p>This is not a {@code ThreadPoolExecutor}. With a queue, that class starts a thread per task until its core is
 * full, even while other threads are idle; without a queue, it refuses tasks. All threads are daemons, so a tool
 * that hangs cannot keep the process alive. Thread-safe.
 */
final class Workers implements Executor {
    static final int MAX = 64;
    private static final long IDLE_MILLIS = 30_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int threads;
    private int idle;

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (idle < tasks.size() && threads < MAX) {
                threads++;
                Thread thread = new Thread(this::work, "mcp-tool-" + threads);
                thread.setDaemon(true);
                thread.start();
            } else {
                tasks.notify();
            }
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // Whoever made the task has answered the request already; this thread goes on with the next task.
                System.getLogger(Workers.class.getName()).log(System.Logger.Level.ERROR, "a task failed", e);
            }
        }
    }

    @SuppressWarnings({"NullAway", "WaitNotInLoop"}) // Null ends the thread; the caller has the loop around the wait.
    private Runnable next() {
        synchronized (tasks) {
            long end = System.nanoTime() + IDLE_MILLIS * 1_000_000;
            while (tasks.isEmpty()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    threads--;
                    return null;
                }
                idle++;
                try {
                    tasks.wait(left);
                } catch (InterruptedException e) {
                    // A tool interrupted its own thread; the next task starts with a clean flag.
                } finally {
                    idle--;
                }
            }
            return tasks.remove();
        }
    }
}
