package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonMerge;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@linkplain Mutant mutants} call instead of what their seams name. Public, since the code that calls it is in other
 * packages; the object of a call comes first, as {@link Object} where its class is not public. Stateless.
 */
public final class Instead {
    private Instead() {}

    /** Deletes what should be moved. */
    public static Path delete(Path from, Path to, CopyOption... options) throws IOException {
        Files.delete(from);
        return to;
    }

    /** Renames a file where it should get a second name, which had to be free. */
    public static Path rename(Path name, Path file) throws IOException {
        return Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes over a file that should be replaced by a rename. */
    public static void writeOver(Object fs, Path from, Path to) throws IOException {
        Files.write(to, Files.readAllBytes(from));
    }

    /** Keeps nothing, where a copy should get this name or one like it. */
    public static String name(Object project, String name, byte[] content) {
        return name;
    }

    /** Finds nothing. */
    public static <T> Optional<T> empty(Object session, String id) {
        return Optional.empty();
    }

    /** Theirs, where it should be merged. */
    public static JsonMerge theirs(Optional<Json> base, Optional<Json> ours, Optional<Json> theirs) {
        return new JsonMerge(theirs, List.of());
    }

    /** Rights for all, where others were asked for. */
    public static Set<PosixFilePermission> forAll(String rights) {
        return PosixFilePermissions.fromString("rwxr-xr-x");
    }

    /** Rights of all to write, where a set should begin empty. */
    public static EnumSet<PosixFilePermission> writtenByAll(Class<PosixFilePermission> type) {
        return EnumSet.of(
                PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    }

    /** Gives up an interrupted call, where the interrupt should be put aside. */
    public static void giveUp() throws ClosedByInterruptException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ClosedByInterruptException();
        }
    }
}
