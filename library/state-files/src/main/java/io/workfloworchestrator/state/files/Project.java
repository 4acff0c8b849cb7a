package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folders of a project that we read and write: inside the project, made on demand, never through a link. Thread-safe. */
final class Project {
    private static final int OURS_ONLY = 0600;
    private static final int FOLDER_ONLY = 0700;

    final Path root;
    final StoreFs fs;
    private final String stateFolder;
    private final SecureRandom random = new SecureRandom();

    Project(Path root, StoreFs fs, String stateFolder) {
        this.root = root;
        this.fs = fs;
        this.stateFolder = stateFolder;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** A path below the folder that is not for people. */
    String state(String name) {
        return stateFolder + "/" + name;
    }

    /** What is at a path; null if nothing is there, or it cannot be looked at. */
    @Nullable
    Stat look(String path) {
        try {
            return fs.stat(file(path));
        } catch (IOException e) {
            return null;
        }
    }

    /** The folder of a path; empty for the project itself. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** A path as the beginning of a name in the state's folder. */
    static String flat(String path) {
        return path.replaceFirst("^\\.", "").replace('/', '~');
    }

    /** @throws StateException (E_STATE_DIR_SYMLINK, E_STATE_DIR) if our folder is a link, or a file */
    void requireOwnFolder() {
        Stat stat = look(Layout.FOLDER);
        if (stat != null && stat.kind() == Stat.Kind.LINK) {
            throw new StateException(
                    "E_STATE_DIR_SYMLINK",
                    "'" + Layout.FOLDER
                            + "' is a symbolic link; the state's folder must be a real one, or writing would"
                            + " leave the project. Replace the link by the folder.");
        }
        if (stat != null && !stat.isFolder()) {
            throw new StateException(
                    "E_STATE_DIR",
                    "'" + Layout.FOLDER + "' in " + root
                            + " is a file, and the state's folder has that name. Rename the"
                            + " file, or delete it if it is nobody's.");
        }
    }

    /** The first folder above this path that is a link; null if there is none. */
    @Nullable
    String linkAbove(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Stat stat = fs.stat(file(path.substring(0, slash)));
            if (stat == null) {
                return null;
            }
            if (stat.kind() == Stat.Kind.LINK) {
                return path.substring(0, slash);
            }
        }
        return null;
    }

    /**
     * Makes the folders above this path. Whoever may read the project folder may read these and the files in them; only
     * their owner may write, whatever the umask. What is below the state folder is for the owner only.
     */
    void makeFoldersAbove(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            Stat stat = fs.stat(file(folder));
            if (stat == null) {
                fs.makeFolder(file(folder), isPrivate(folder) ? FOLDER_ONLY : FOLDER_ONLY | (rootMode() & 055));
                forceFolderOf(folder);
            } else if (!stat.isFolder()) {
                throw new NotDirectoryException(folder);
            }
        }
        if (isPrivate(path)) {
            ignoreInGit();
        }
    }

    /** An empty file is what a process left that was killed while it wrote; it is written anew, and never shows half written. */
    private void ignoreInGit() throws IOException {
        String ignore = state(".gitignore");
        Stat there = fs.stat(file(ignore));
        if (there == null || there.isFile() && there.size() == 0) {
            String temporary = beside(ignore, ".tmp");
            fs.write(file(temporary), "*\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), OURS_ONLY);
            fs.move(file(temporary), file(ignore));
        }
    }

    private boolean isPrivate(String path) {
        return path.equals(stateFolder) || path.startsWith(stateFolder + "/");
    }

    private int rootMode() throws IOException {
        Stat stat = fs.stat(root);
        return stat == null ? 0 : stat.mode();
    }

    /** The permission bits of a new file: those of the file that it replaces, but only its owner may write. */
    int mode(String path, @Nullable Stat replaced) throws IOException {
        return isPrivate(path) ? OURS_ONLY : OURS_ONLY | (replaced == null ? rootMode() & 044 : replaced.mode() & 055);
    }

    /** A name that nobody can foresee, beside this path, which readers of folders skip. */
    String beside(String path, String ending) {
        int slash = path.lastIndexOf('/') + 1;
        return path.substring(0, slash) + "."
                + besideIn("", path.substring(slash)).substring(1) + ending;
    }

    /** A name that nobody can foresee, in this folder. */
    String besideIn(String folder, String name) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return folder + "/" + name + "." + HexFormat.of().formatHex(bytes);
    }

    /** The name that {@link #besideIn} was given. */
    static String withoutRandom(String name) {
        return name.replaceFirst("\\.[0-9a-f]{16}$", "");
    }

    static boolean isBeside(String name, String ending) {
        return name.matches("\\..+\\.[0-9a-f]{16}\\Q" + ending + "\\E");
    }

    /** Writes a file that stays; the path is another one than asked for if a file with other content is there. */
    String keep(String path, byte[] content) throws IOException {
        makeFoldersAbove(path);
        String name = path;
        for (int i = 0; ; i++) {
            Stat there = fs.stat(file(name));
            if (there == null) {
                break;
            }
            if (there.isFile()
                    && there.size() == content.length
                    && java.util.Arrays.equals(fs.read(file(name), content.length), content)) {
                return name;
            }
            String hash = Rendered.fingerprint((i + path).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            name = Layout.stem(path).replaceFirst("(\\.conflict-[0-9a-f]{8}|-[0-9a-f]{8})?$", "") + suffix(path, hash);
        }
        String temporary = beside(name, ".tmp");
        fs.write(file(temporary), content, mode(name, null));
        fs.move(file(temporary), file(name));
        forceFolderOf(name);
        return name;
    }

    private void forceFolderOf(String path) throws IOException {
        fs.force(file(parent(path)));
    }

    private static String suffix(String path, String hash) {
        return (Layout.isConflict(path) ? ".conflict-" : "-") + hash.substring(0, 8) + Layout.ending(path);
    }

    /** Names in a folder of the project; empty if it is not there. */
    List<String> list(String folder, int limit) {
        try {
            Stat stat = look(folder);
            return stat != null && stat.isFolder() ? fs.list(file(folder), limit) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
