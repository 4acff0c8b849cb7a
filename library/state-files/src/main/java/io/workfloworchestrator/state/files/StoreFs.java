package io.workfloworchestrator.state.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every call that this module makes to the file system, so that tests can make each fail. No call follows a link at the
 * end of its path or ends by an interrupt.
 */
interface StoreFs {
    /** What is there; null if nothing is. */
    @Nullable
    Stat stat(Path path) throws IOException;

    /** @throws IOException also if there are more than {@code limit} bytes */
    byte[] read(Path file, long limit) throws IOException;

    /** Names in a folder, in no order, at most {@code limit}. */
    List<String> list(Path folder, int limit) throws IOException;

    /** Makes one folder; does nothing if it is there. */
    void makeFolder(Path folder, int mode) throws IOException;

    /** Creates a file that was not there; its content is on the disk when this returns. */
    void write(Path file, byte[] content, int mode) throws IOException;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record NewFile(Path path, byte[] content, int mode) {}

    /** Creates files that were not there; all are on the disk when this returns. If it fails, some may be there. */
    default void writeAll(List<NewFile> files) throws IOException {
        for (NewFile file : files) {
            write(file.path(), file.content(), file.mode());
        }
    }

    void link(Path name, Path file) throws IOException;

    /** Renames a file atomically; a file that has the new name is replaced. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file; does nothing if it is not there. */
    void delete(Path file) throws IOException;

    /** Puts the names in a folder on the disk, if the system can. */
    void force(Path folder) throws IOException;

    /** Takes a lock against other processes; null while somebody else has it. */
    @Nullable
    Held lock(Path file) throws IOException;

    /** Milliseconds since 1970 by the clock that stamps files. */
    long now();

    /** Nanoseconds of a clock that only goes forward. */
    long nanos();

    /** Lets some time pass, at most {@code nanos}. */
    void pause(long nanos);

    interface Held extends AutoCloseable {
        @Override
        void close();
    }
}
