package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** An answer that could not be written, or not to its end. */
final class AnswerLostException extends CodedException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String said;

    AnswerLostException(String place, IOException why) {
        this(place, said(why), why);
    }

    private AnswerLostException(String place, String said, IOException why) {
        super(code(said), place + " cannot be written to its end: " + said + ". " + advice(code(said)), why);
        this.said = said.toLowerCase(Locale.ROOT);
    }

    /** Whether the reader went away, as {@code head} does: it has what it wanted. */
    boolean isReaderGone() {
        return said.contains("pipe") || said.contains("connection reset");
    }

    private static String said(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static String code(String said) {
        String low = said.toLowerCase(Locale.ROOT);
        if (low.contains("no space") || low.contains("quota")) {
            return "E_NO_SPACE";
        }
        if (low.contains("read-only")) {
            return "E_READ_ONLY";
        }
        boolean forbidden = low.contains("permission") || low.contains("denied") || low.contains("not permitted");
        return forbidden ? "E_PERMISSION" : "E_FILE";
    }

    private static String advice(String code) {
        String ask = "What the command changed stays changed ('workflow history' tells it); ask again for the answer";
        return code.equals("E_NO_SPACE") ? ask + " when there is room." : ask + ".";
    }
}
