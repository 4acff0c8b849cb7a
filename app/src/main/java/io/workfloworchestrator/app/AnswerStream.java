package io.workfloworchestrator.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The stream of an answer. The first part that cannot be written ends the command with an {@link AnswerLostException}, because
 * a {@link PrintWriter} around this stream would not tell anybody of the failure. Not thread-safe.
 */
final class AnswerStream extends OutputStream {
    private final OutputStream target;
    private final String place;
    private boolean lost;

    AnswerStream(OutputStream target, String place) {
        this.target = target;
        this.place = place;
    }

    /** Standard output, as UTF-8 whatever the platform's own encoding is. */
    static PrintWriter stdout() {
        AnswerStream stdout = new AnswerStream(new FileOutputStream(FileDescriptor.out), "the answer");
        return new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        attempt(() -> target.write(bytes, from, length));
    }

    @Override
    public void flush() {
        attempt(target::flush);
    }

    @Override
    public void close() {
        attempt(target::close);
    }

    /** Writes nothing after the first failure: the rest of a writer's buffer is not a second one. */
    private void attempt(Action action) {
        if (lost) {
            return;
        }
        try {
            action.run();
        } catch (IOException e) {
            lost = true;
            throw new AnswerLostException(place, e);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }
}
