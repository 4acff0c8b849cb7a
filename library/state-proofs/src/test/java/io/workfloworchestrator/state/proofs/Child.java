package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A process that was started by a proof, and the lines that it has written. Thread-safe. */
final class Child implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final Process process;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    /**
     * One acknowledged update.
     *
     * @param start when it was begun, in nanoseconds of the system's monotonic clock
     * @param end when it was confirmed
     */
    record Ack(String key, String mark, long revision, long start, long end) {
        static Ack of(String line) {
            String[] words = line.split(" ");
            return new Ack(
                    words[1], words[2], Long.parseLong(words[3]), Long.parseLong(words[4]), Long.parseLong(words[5]));
        }
    }

    Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "reader of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                add(line.toString());
                line.setLength(0);
            }
            // A line without its end was not acknowledged.
        } catch (IOException e) {
            // The process is gone.
        } finally {
            lock.lock();
            try {
                ended = true;
                more.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    String name() {
        return name;
    }

    /** Gives a command without waiting for it. */
    Child tell(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            // A process that was killed reads nothing any more.
        }
        return this;
    }

    /** Waits until this many lines fit; false when the process ended before. */
    boolean await(Predicate<String> wanted, int times) {
        lock.lock();
        try {
            int before = -1;
            long left = PATIENCE;
            while (lines.stream().filter(wanted).count() < times) {
                if (ended) {
                    return false;
                }
                left = lines.size() > before ? PATIENCE : left;
                before = lines.size();
                left = more.awaitNanos(left);
                assertThat(left).as("%s answers too late: %s", name, tail()).isPositive();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private String tail() {
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    Child ready() {
        assertThat(await("ready"::equals, 1)).as("%s starts", name).isTrue();
        return this;
    }

    Child done(int times) {
        assertThat(await("done"::equals, times))
                .as("%s ends its work: %s", name, tail())
                .isTrue();
        return this;
    }

    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    List<Ack> acks() {
        return lines().stream()
                .filter(line -> line.startsWith("a "))
                .map(Ack::of)
                .toList();
    }

    List<String> refusals() {
        return lines().stream().filter(line -> line.startsWith("e ")).toList();
    }

    /** Ends the process as {@code kill -9} does, and waits for what it had written. */
    Child kill() {
        process.destroyForcibly();
        join();
        return this;
    }

    Child signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    private void join() {
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            reader.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process end by itself, and ends it when it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        join();
    }
}
