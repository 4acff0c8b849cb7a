package io.workfloworchestrator.examples.store;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, appended to by any number of processes, one at a time. A record is a line with a number, and so many
 * lines of JSON.
 *
 * <p>It counts when its last line feed is there: what a crash left without is cut off by the next writer. Writers hold the
 * file's lock, which the kernel takes back from a process that dies. Thread-safe.
 */
final class Journal implements AutoCloseable {
    /** A file's lock belongs to the process, so its threads, and other journals of this file in it, need one more. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final Path file;
    private final Consumer<List<Json>> reader;
    private final ReentrantLock inProcess;
    private final ExecutorService own;
    private @Nullable FileChannel channel;
    private long position;

    /** The reader is told of each record once, in their order. */
    Journal(Path file, Consumer<List<Json>> reader) {
        this.file = file.toAbsolutePath().normalize();
        this.reader = reader;
        this.inProcess = IN_PROCESS.computeIfAbsent(this.file, any -> new ReentrantLock(true));
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Journal::thread);
        executor.allowCoreThreadTimeOut(true);
        this.own = executor;
    }

    /** Reads what was written since the last look; creates nothing. */
    void catchUp() {
        alone(() -> {
            if (channel != null || Files.exists(file)) {
                read(channel());
            }
            return position;
        });
    }

    // tag::write
    /** Does work that may append one record, while no other process writes, and after everything of theirs was read. */
    <R> R write(Function<Consumer<List<Json>>, R> work) {
        return alone(() -> {
            FileChannel open = channel();
            try (FileLock lock = open.lock()) {
                read(open);
                open.truncate(position); // what a crash left of a record
                return work.apply(record -> append(open, record));
            }
        });
    }

    private void append(FileChannel open, List<Json> record) {
        StringBuilder text = new StringBuilder().append(record.size()).append('\n');
        record.forEach(line -> text.append(line).append('\n'));
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            long end = position + bytes.remaining();
            for (long at = position; bytes.hasRemaining(); ) {
                at += open.write(bytes, at);
            }
            open.force(false); // before anybody is told that it is committed
            position = end;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    // end::write

    /** Everything is read again from the beginning, after {@code forget}. */
    void restart(Runnable forget) {
        alone(() -> {
            forget.run();
            position = 0;
            return position;
        });
    }

    // tag::alone
    /** On a thread that nobody interrupts, since an interrupt in the middle of a read or write closes the channel. */
    private <R> R alone(Callable<R> work) {
        Future<R> done = own.submit(() -> {
            inProcess.lock();
            try {
                return work.call();
            } catch (IOException e) {
                throw failed(e);
            } finally {
                inProcess.unlock();
            }
        });
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // end::alone

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "journal");
        thread.setDaemon(true);
        return thread;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private void read(FileChannel open) throws IOException {
        long size = open.size();
        if (size <= position) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size - position));
        long from = position;
        while (bytes.hasRemaining() && open.read(bytes, from + bytes.position()) >= 0) {
            // until all of it is there
        }
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                lines.add(Arrays.copyOfRange(bytes.array(), start, i));
                start = i + 1;
                if (lines.size() > Integer.parseInt(new String(lines.get(0), StandardCharsets.US_ASCII))) {
                    reader.accept(lines.stream().skip(1).map(Json::parse).toList());
                    lines.clear();
                    position = from + start;
                }
            }
        }
    }

    private StateException failed(IOException e) {
        return new StateException("E_STATE_IO", file + " cannot be read or written: " + e.getMessage() + ".", e);
    }

    @Override
    public void close() {
        alone(() -> {
            if (channel != null) {
                channel.close();
                channel = null;
            }
            return position;
        });
    }
}
