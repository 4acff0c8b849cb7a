package io.workfloworchestrator.app;

import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks that this user, and nobody else, may write the state. */
final class Permissions {
    /** The group's and everybody else's part of a file's rights, if they have none. */
    private static final String OWNER_ONLY = "------";

    private Permissions() {}

    static Check check(Path root) {
        List<String> found = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        writable(root, found, advice);
        Path state = root.resolve(Layout.STATE_FOLDER);
        writable(root.resolve(Layout.FOLDER), found, advice);
        if (Files.isDirectory(state, LinkOption.NOFOLLOW_LINKS)) {
            confined(state, found, advice);
            try (Stream<Path> files = Files.list(state)) {
                files.filter(Files::isRegularFile).sorted().forEach(file -> writable(file, found, advice));
            } catch (IOException e) {
                found.add(state + " cannot be listed");
                advice.add("Give yourself the right to read " + state + ".");
            }
        }
        return found.isEmpty()
                ? Check.good("permissions", root + " may be written, and the state by you alone")
                : Check.bad("permissions", String.join("; ", found), String.join(" ", advice));
    }

    private static void writable(Path path, List<String> found, List<String> advice) {
        if (Files.exists(path) && !(Files.isReadable(path) && Files.isWritable(path))) {
            found.add(path + " may not be " + (Files.isReadable(path) ? "written" : "read"));
            advice.add("Give yourself the right (chmod u+rw " + path
                    + "); until then, questions work at most, and changes are refused.");
        }
    }

    private static void confined(Path state, List<String> found, List<String> advice) {
        String rights = rights(state);
        if (!rights.endsWith(OWNER_ONLY)) {
            found.add(state + " is open to others (" + rights + ")");
            advice.add("Run chmod 700 " + state + ": whoever opens the database can damage it.");
        }
    }

    /** Such as {@code rwx------}; a system without such permissions is taken to let nobody else in. */
    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | UnsupportedOperationException e) {
            return OWNER_ONLY;
        }
    }
}
