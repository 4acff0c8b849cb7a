package io.workfloworchestrator.state.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was found at a path. */
sealed interface Reading {
    record Absent() implements Reading {}

    /** Something else than a readable file of at most {@link #LIMIT} bytes. */
    record Unfit(@Nullable Stat stat, String code, String message) implements Reading {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and not copied because it may be megabytes.
    record Content(Stat stat, byte[] bytes, String fingerprint) implements Reading {}

    /** Longer files are not read (the limit of {@link io.workfloworchestrator.json.JsonException}). */
    long LIMIT = 64L << 20;

    int TRIES = 5;

    static Reading of(Project project, String path) {
        try {
            String link = project.linkAbove(path);
            if (link != null) {
                return new Unfit(
                        null,
                        "E_STATE_DIR_SYMLINK",
                        "the folder '" + link + "' of this file is a symbolic link, so it is not read and not written."
                                + " Replace the link by a folder.");
            }
            for (int i = 0; ; i++) {
                Stat stat = project.fs.stat(project.file(path));
                if (stat == null) {
                    return new Absent();
                }
                if (!stat.isFile()) {
                    return unfit(stat);
                }
                if (stat.size() > LIMIT) {
                    return new Unfit(
                            stat,
                            "E_STATE_TOO_LARGE",
                            "this file has " + stat.size() + " bytes, more than the limit of " + LIMIT
                                    + ", and was not read.");
                }
                byte[] bytes = project.fs.read(project.file(path), LIMIT);
                if (stat.equals(project.fs.stat(project.file(path))) || i == TRIES) {
                    return new Content(stat, bytes, Rendered.fingerprint(bytes));
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return new Absent();
        } catch (IOException e) {
            String code = Failures.code(e);
            return new Unfit(
                    null,
                    code,
                    "this file cannot be read: " + Failures.words(e) + ". Edits in it are not seen. "
                            + Failures.advice(code));
        }
    }

    private static Unfit unfit(Stat stat) {
        return stat.kind() == Stat.Kind.LINK
                ? new Unfit(
                        stat,
                        "E_STATE_SYMLINK",
                        "this file is a symbolic link; following it would leave the project, and replacing it would"
                                + " break it. Replace the link by a file, or remove it.")
                : new Unfit(
                        stat,
                        "E_STATE_NOT_FILE",
                        "this is " + (stat.isFolder() ? "a folder" : "a device or a pipe")
                                + " where a file is expected. The state is kept in the database; move it away to get"
                                + " the file again.");
    }
}
