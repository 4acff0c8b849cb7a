package io.workfloworchestrator.mcp;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The process side of a server on standard input and output.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     StdioServer stdio = StdioServer.claim(); // first: from here on, whatever prints goes to standard error
 *     stdio.run(WorkflowMcpServer.builder("hello", "1.0").tool(greet).build());
 * }
 * }</pre>
 */
public final class StdioServer {
    private static final long LAST_RESORT_MILLIS = 30_000;

    private final InputStream in;
    private final OutputStream out;

    private StdioServer(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Takes standard input and output for the protocol: from here on {@code System.out} prints to standard error,
     * and {@code System.in} is at its end. Call it first in {@code main}, before any class of a library is loaded.
     */
    public static StdioServer claim() {
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        // The SDK logs through slf4j, which without a provider would print a warning at each start.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        // The SDK's session needs a random id. The first one costs 10 ms, so another thread makes it now.
        Thread warm = new Thread(UUID::randomUUID, "mcp-warm");
        warm.setDaemon(true);
        warm.start();
        return new StdioServer(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    /**
     * Serves until the client has gone, then ends the process with status 0, even if threads are still running. The
     * status is 1, with a message on standard error, if an answer could not be written although the client was
     * there, for example because a disk is full. On SIGTERM it finishes the requests in flight first.
     */
    @SuppressWarnings("SystemExitOutsideMain") // This method is meant to end the process.
    public void run(WorkflowMcpServer server) {
        Answers answers = new Answers(out);
        server.serveStdio(in, answers);
        String failure = answers.failure;
        if (failure != null) {
            System.err.println("the server ended: an answer could not be written: " + failure + ".");
        }
        Thread lastResort = new Thread(StdioServer::haltLater, "mcp-halt");
        lastResort.setDaemon(true);
        lastResort.start();
        System.exit(failure == null ? 0 : 1);
    }

    /**
     * Prints one line on standard error, for the person who started the server in a terminal or reads its log.
     *
     * @param who the program that speaks
     */
    public static void tell(String who, String what) {
        System.err.println(who + ": " + PlainText.line(what, Integer.MAX_VALUE));
    }

    /** Prints why nothing can be served, as {@link #tell} does, and ends the process with status 2. */
    @SuppressWarnings("SystemExitOutsideMain") // This is called in place of serving, which ends the process too.
    public static void refuse(String who, String why) {
        tell(who, why);
        System.exit(2);
    }

    /**
     * Tells a person, on standard output, what came of something that was asked for in place of serving, and ends the process with
     * status 0. For a program that has not {@linkplain #claim claimed} its streams.
     */
    public static void answer(String words) {
        System.out.println(words);
        System.exit(0);
    }

    /** Remembers why an answer could not be written, unless the reason is that the reader had gone. */
    private static final class Answers extends FilterOutputStream {
        private volatile @Nullable String failure;

        Answers(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.contains("Broken pipe") && !why.contains("Connection reset")) {
                    failure = why;
                }
                throw e;
            }
        }
    }

    /**
     * Ends the process even if a shutdown hook hangs, since the client has gone. It waits first, because the JVM
     * may be writing a class archive.
     */
    private static void haltLater() {
        try {
            Thread.sleep(LAST_RESORT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
