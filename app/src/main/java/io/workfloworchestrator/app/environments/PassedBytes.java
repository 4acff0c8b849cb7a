package io.workfloworchestrator.app.environments;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.ObjIntConsumer;

/** Passes the bytes of this process's standard streams to a server and back, each part at once, and shows them to a recorder. */
final class PassedBytes {
    private static final int PART = 8_192;

    private PassedBytes() {}

    /** Returns when the server has closed its output. */
    static void between(Process server, SessionRecorder recorder) throws IOException {
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
        byte[] part = new byte[PART];
        for (int count = from.read(part); count >= 0; count = from.read(part)) {
            seen.accept(part, count);
            to.write(part, 0, count);
            to.flush();
        }
    }
}
