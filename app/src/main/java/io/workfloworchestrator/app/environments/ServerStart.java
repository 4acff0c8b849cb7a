package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/**
 * Starts the live release of a server for a client. The pointer is read once: what runs, goes on running whatever is promoted later.
 * The server inherits the standard streams themselves, so every byte passes as it is; if the session is recorded, the bytes are passed
 * on and then looked at. Thread-safe.
 */
public record ServerStart(EnvironmentFolders places) {
    private static final int PART_BYTES = 8_192;
    private static final long GRACE_SECONDS = 3;

    /**
     * Runs it to its end.
     *
     * @throws EnvironmentException {@code E_RELEASE_NONE} if nothing is live, {@code E_RELEASE_CHANGED} or {@code E_RELEASE_GONE} if
     *     the live release is not whole
     */
    public int run(String name) {
        return run(name, release -> Optional.empty());
    }

    /**
     * Runs it to its end, and records what the client asks and gets, for later releases; see {@code workflow server replay}.
     *
     * @param said is told why nothing can be recorded; the server runs nevertheless
     */
    public int record(String name, Consumer<Path> backup, Instant now, Consumer<String> said) {
        return run(name, release -> SessionRecorder.begin(places, name, release, backup, now, said));
    }

    private int run(String name, Function<String, Optional<SessionRecorder>> recording) {
        LivePointer pointer = LivePointer.read(places.server(name))
                .orElseThrow(() -> new EnvironmentException(
                        "E_RELEASE_NONE",
                        "No release of " + name + " is live. Run: workflow server check " + name
                                + ", then workflow server promote " + name + "."));
        try (Closeable own = RunningServer.enter(places, name, ProcessHandle.current(), pointer.folder())) {
            ReleaseFolder release =
                    ReleaseFolder.whole(places.releases(name).resolve(pointer.folder()), pointer.content());
            if (release.run().isEmpty()) {
                throw new EnvironmentException(
                        "E_RELEASE_LIBRARY", name + " is a library: others are built with it, and nothing is started.");
            }
            Optional<SessionRecorder> recorder = recording.apply(release.name());
            try {
                return started(name, release, own, recorder);
            } finally {
                recorder.ifPresent(SessionRecorder::close);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int started(String name, ReleaseFolder release, Closeable own, Optional<SessionRecorder> recorder)
            throws IOException {
        List<String> words = release.words(places.liveFolders());
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        if (recorder.isPresent()) {
            builder.redirectInput(ProcessBuilder.Redirect.PIPE).redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
        builder.environment().put("WORKFLOW_ENVIRONMENT", "production");
        builder.environment().put("WORKFLOW_PROJECT", places.project().root().toString());
        builder.environment().put("WORKFLOW_SERVER", name);
        builder.environment().put("WORKFLOW_RELEASE", release.name());
        builder.environment().put("WORKFLOW_ISSUES", places.reports(name).toString());
        Process process = BoundedProcess.start(builder, words);
        Thread ending = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(ending);
        // The client may kill this process and not the server, which then runs on until its input ends.
        try (Closeable entry = RunningServer.enter(places, name, process.toHandle(), release.name())) {
            Object unused = entry;
            own.close();
            if (recorder.isPresent()) {
                passBetween(process, recorder.get());
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("E_SERVER_COMMAND", name + " was interrupted.", e);
        } finally {
            end(process);
            removed(ending);
        }
    }

    private static void removed(Thread ending) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            return; // This process ends already, and the hook runs.
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Passes the bytes of the standard streams on, each part at once, until the server has closed its output. */
    private static void passBetween(Process server, SessionRecorder recorder) throws IOException {
        Thread asking = new Thread(() -> {
            // When the client closes its side, the server's input ends as well.
            try (OutputStream to = server.getOutputStream();
                    InputStream from = new FileInputStream(FileDescriptor.in)) {
                pass(from, to, recorder::asked);
            } catch (IOException e) {
                server.destroy(); // The server or the client is gone, and the other one ends with it.
            }
        });
        asking.setDaemon(true);
        asking.start();
        try (InputStream from = server.getInputStream();
                OutputStream to = new FileOutputStream(FileDescriptor.out)) {
            pass(from, to, recorder::answered);
        }
    }

    private static void pass(InputStream from, OutputStream to, ObjIntConsumer<byte[]> seen) throws IOException {
        byte[] part = new byte[PART_BYTES];
        for (int count = from.read(part); count >= 0; count = from.read(part)) {
            seen.accept(part, count);
            to.write(part, 0, count);
            to.flush();
        }
    }
}
