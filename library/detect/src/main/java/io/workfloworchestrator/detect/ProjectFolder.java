package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A project's folder, and the one way to a path inside it.
 *
 * <pre>{@code
 * ProjectFolder project = ProjectFolder.open(Path.of("/home/me/shop"));
 * project.replace("docs/plan.md", text.getBytes(UTF_8));
 * project.readText("docs/plan.md", 1 << 20);
 * project.read("../secrets", 100);        // PathException: E_PATH_TRAVERSAL
 * }</pre>
 *
 * <p>A path is checked twice. First its text: relative, with '/', no {@code ..}, no control characters, drives or device
 * names, at most 32 levels. Then what lies there, one component at a time from the opened root, without following links
 * ({@link FolderHandle}), so that nothing outside is touched even while somebody swaps folders for links. Reading
 * follows a link that stays inside the project; writing follows none, and refuses what configures version control,
 * editors and agents. The state store's own folder is never opened. On a platform without {@code openat} the check is
 * weaker: see {@link PlainFolderHandle}.
 *
 * <p>Opening and reading create nothing. Interrupting a thread does not break a file operation off; the interrupt is kept
 * for the caller. Immutable and safe for use by several threads.
 */
public final class ProjectFolder {

    private static final int MAX_LINKS = 8;
    private static final int MAX_TRIES = 100;

    private final Path root;

    /** Opens the root; a parameter so that the weaker handle can be put to the same tests. */
    interface RootOpener {
        FolderHandle open(Path root) throws IOException;
    }

    private final RootOpener opener;

    private ProjectFolder(Path root, RootOpener opener) {
        this.root = root;
        this.opener = opener;
    }

    /**
     * Opens a project.
     *
     * @throws PathException E_ROOT_EMPTY, E_ROOT_NOT_FOUND, E_ROOT_NOT_DIRECTORY, E_ROOT_SPECIAL (the file system's
     *     root, {@code /proc}, {@code /sys}, {@code /dev}), E_PERMISSION, E_IO
     */
    public static ProjectFolder open(Path root) {
        return open(root, FolderHandle::ofRoot);
    }

    /**
     * Opens a project whose path somebody typed.
     *
     * @throws PathException as {@link #open(Path)}, and E_PATH_CHAR for control characters
     */
    public static ProjectFolder open(String root) {
        try {
            return open(Path.of(root));
        } catch (InvalidPathException e) {
            throw new PathException(
                    "E_PATH_CHAR",
                    PathRules.show(root),
                    "the project path '" + PathRules.show(root) + "' is not a path: "
                            + PathRules.show(String.valueOf(e.getReason())) + ". Give the path of an existing folder.",
                    e);
        }
    }

    static ProjectFolder open(Path given, RootOpener opener) {
        return new ProjectFolder(ProjectRoots.resolve(given), opener);
    }

    /** The project's real path: absolute, links resolved. */
    public Path root() {
        return root;
    }

    /**
     * Checks the text of a relative path, without a look at the disk.
     *
     * @return the path in its plain form: no {@code .}, no doubled or trailing slash; "." for the project folder itself
     * @throws PathException E_PATH_EMPTY, E_PATH_ABSOLUTE, E_PATH_TRAVERSAL, E_PATH_CHAR, E_PATH_RESERVED, E_PATH_LONG,
     *     E_PATH_DEPTH
     */
    public static String checkPath(String path) {
        List<String> components = PathRules.components(path);
        return components.isEmpty() ? "." : String.join("/", components);
    }

    /** Whether something lies at the path; a link counts as what it leads to. Throws as {@link #attributes}. */
    public boolean exists(String path) {
        return attributes(path).isPresent();
    }

    /**
     * What lies at a path; empty when nothing does.
     *
     * @throws PathException a refused path (see {@link #checkPath}); E_PATH_SYMLINK for a link that leaves the project,
     *     leads nowhere or in a circle; E_PERMISSION, E_IO
     */
    public Optional<PathAttributes> attributes(String path) {
        return at(path, Access.READ, place -> Optional.ofNullable(place.found()).map(PathAttributes::of));
    }

    /**
     * The content of a file.
     *
     * @param maxBytes the most that is read, 0 to 2^31 - 9
     * @throws PathException as {@link #attributes}; E_PATH_NOT_FOUND; E_PATH_NOT_REGULAR for a folder, pipe or device;
     *     E_PATH_SIZE when the file is larger than {@code maxBytes}
     */
    public byte[] read(String path, int maxBytes) {
        return at(path, Access.READ, place -> {
            place.requireRegular();
            return readAll(place, maxBytes);
        });
    }

    /**
     * The text of a file in UTF-8, without a byte order mark.
     *
     * @throws PathException as {@link #read}; E_PATH_TEXT when the bytes are no UTF-8
     */
    public String readText(String path, int maxBytes) {
        byte[] bytes = read(path, maxBytes);
        try {
            return Texts.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new PathException(
                    "E_PATH_TEXT",
                    PathRules.show(path),
                    "'" + PathRules.show(path) + "' is not UTF-8 text. Save it as UTF-8.",
                    e);
        }
    }

    /**
     * The names in a folder, sorted by code point, links not followed.
     *
     * @param maxEntries the most names that are read, at least 1; a larger folder is refused
     * @throws PathException as {@link #attributes}; E_PATH_NOT_FOUND; E_PATH_NOT_DIRECTORY; E_PATH_SIZE when there are
     *     more names than {@code maxEntries}
     */
    public List<FolderEntry> list(String path, int maxEntries) {
        return at(path, Access.READ, place -> {
            try (FolderHandle folder = place.openFolder()) {
                List<String> names = folder.names(maxEntries + 1);
                if (names.size() > maxEntries) {
                    throw place.refuse(
                            "E_PATH_SIZE", "has more than " + maxEntries + " entries. Name a smaller folder.");
                }
                List<FolderEntry> entries = new ArrayList<>(names.size());
                for (String name : names) {
                    BasicFileAttributes found = isText(name) ? look(folder, name) : null;
                    if (found != null) { // else vanished since it was listed
                        entries.add(new FolderEntry(name, PathAttributes.kind(found)));
                    }
                }
                entries.sort(Comparator.comparing(FolderEntry::name));
                return List.copyOf(entries);
            }
        });
    }

    /**
     * Writes a new file, making the folders above it where they are missing. It appears whole and durable.
     *
     * @throws PathException a refused path; E_PATH_EXISTS when the name is taken; E_PATH_SYMLINK; E_PATH_PROTECTED;
     *     E_PATH_NOT_DIRECTORY when a file is in the way; E_NO_SPACE, E_READ_ONLY, E_PERMISSION, E_IO: then nothing was
     *     changed
     */
    public WrittenFile writeNew(String path, byte[] content) {
        return write(path, content, true);
    }

    /**
     * Writes a file, replacing one that is there; otherwise as {@link #writeNew}. A replaced file keeps its permissions.
     *
     * @throws PathException as {@link #writeNew}, but for E_PATH_EXISTS; E_PATH_NOT_REGULAR when the path is a folder,
     *     pipe or device
     */
    public WrittenFile replace(String path, byte[] content) {
        return write(path, content, false);
    }

    private WrittenFile write(String path, byte[] content, boolean onlyNew) {
        List<String> components = PathRules.components(path);
        if (components.size() > 1) {
            createDirectories(String.join("/", components.subList(0, components.size() - 1)));
        }
        return at(path, Access.WRITE, place -> {
            if (onlyNew) {
                place.requireAbsent();
                FileWriter.writeNew(place.parent(), place.name(), content);
            } else {
                if (place.found() != null) {
                    place.requireRegular();
                }
                FileWriter.replace(place.parent(), place.name(), content);
            }
            BasicFileAttributes now = place.parent().look(place.name());
            return new WrittenFile(
                    String.join("/", place.components()),
                    content.length,
                    now.lastModifiedTime().toInstant(),
                    Fingerprints.of(content));
        });
    }

    /**
     * Makes a folder and those above it; does nothing when it is there.
     *
     * @throws PathException as {@link #writeNew}; E_PATH_NOT_DIRECTORY when a file is in the way
     */
    public void createDirectories(String path) {
        List<String> components = PathRules.components(path);
        PathRules.requireWritable(components);
        for (int depth = 1; depth <= components.size(); depth++) {
            String folder = String.join("/", components.subList(0, depth));
            at(folder, Access.WRITE, place -> {
                if (place.found() == null) {
                    makeDirectory(place);
                } else if (!place.found().isDirectory()) {
                    throw place.refuse("E_PATH_NOT_DIRECTORY", "is a file, not a folder. Rename one of the two.");
                }
                return folder;
            });
        }
    }

    /**
     * Moves a file or folder within the project; folders above the target are made.
     *
     * @throws PathException as {@link #writeNew} for both ends; E_PATH_NOT_FOUND when there is nothing to move
     */
    public void move(String from, String to) {
        List<String> target = PathRules.components(to);
        if (target.size() > 1) {
            createDirectories(String.join("/", target.subList(0, target.size() - 1)));
        }
        at(from, Access.WRITE, source -> {
            source.requireFound();
            return at(to, Access.WRITE, place -> {
                place.requireAbsent();
                source.parent().move(source.name(), place.parent(), place.name());
                place.parent().sync();
                source.parent().sync();
                return to;
            });
        });
    }

    /**
     * There is no {@code mkdirat} in the JDK, and a {@code mkdir} by path could be led outside. So the folder is made
     * under a random name in the root, whose path is trusted, and moved to its place by handle.
     */
    private void makeDirectory(Place place) throws IOException {
        if (place.components().size() == 1) {
            try {
                Files.createDirectory(root.resolve(place.name()));
            } catch (FileAlreadyExistsException e) {
                return; // somebody else was faster; the next step looks at what it is
            }
            return;
        }
        String temporary = FileWriter.temporaryName();
        Path made = Files.createDirectory(root.resolve(temporary));
        boolean moved = false;
        try (FolderHandle top = opener.open(root)) {
            top.move(temporary, place.parent(), place.name());
            moved = true;
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            return; // somebody else was faster
        } catch (AtomicMoveNotSupportedException e) {
            throw place.refuse(
                    "E_PATH_MOUNT", "lies on another file system than the project. Make this folder by hand.");
        } finally {
            if (!moved) {
                Files.deleteIfExists(made);
            }
        }
    }

    private static byte[] readAll(Place place, int maxBytes) throws IOException {
        try (SeekableByteChannel file = place.parent().read(place.name())) {
            long size = file.size();
            if (size > maxBytes) {
                throw place.refuse("E_PATH_SIZE", "has " + size + " bytes; at most " + maxBytes + " are read here.");
            }
            byte[] bytes = Texts.readUpTo(file, maxBytes == Integer.MAX_VALUE ? maxBytes : maxBytes + 1, size);
            if (bytes.length > maxBytes) {
                throw place.refuse("E_PATH_SIZE", "grew beyond " + maxBytes + " bytes while it was read.");
            }
            return bytes;
        }
    }

    // ---- the walk ----

    enum Access {
        READ,
        WRITE
    }

    interface Action<T> {
        T run(Place place) throws IOException;
    }

    /** Walks to a path and acts there; an interrupt (which closes channels) makes it start again. */
    <T> T at(String path, Access access, Action<T> action) {
        List<String> components = PathRules.components(path);
        if (access == Access.WRITE) {
            PathRules.requireWritable(components);
        }
        PathRules.requireNotStore(components);
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                try (Place place = locate(components, access)) {
                    return action.run(place);
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    boolean cleared = Thread.interrupted();
                    if (attempt >= MAX_TRIES || !cleared) {
                        throw Failures.of(path, e);
                    }
                } catch (IOException e) {
                    throw Failures.of(path, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where a path leads once links inside the project are followed. */
    record Resolved(String path, @Nullable BasicFileAttributes found) {}

    Resolved resolve(String path) {
        return at(path, Access.READ, place -> new Resolved(String.join("/", place.components()), place.found()));
    }

    private Place locate(List<String> given, Access access) throws IOException {
        List<String> components = given;
        for (int links = 0; ; links++) {
            Place place = walk(components);
            if (place.link() < 0) {
                return place;
            }
            place.close();
            String at = String.join("/", components.subList(0, place.link() + 1));
            if (access == Access.WRITE) {
                throw symlink(at, "is a symbolic link, and nothing is written through links. Name the real path.");
            }
            if (links >= MAX_LINKS) {
                throw symlink(at, "leads through more than " + MAX_LINKS + " links.");
            }
            components = redirect(components, place.link());
            PathRules.requireNotStore(components);
        }
    }

    private Place walk(List<String> components) throws IOException {
        FolderHandle handle = openRoot();
        boolean done = false;
        try {
            for (int i = 0; i < components.size(); i++) {
                BasicFileAttributes found = look(handle, components.get(i));
                boolean last = i == components.size() - 1;
                boolean link = found != null && found.isSymbolicLink();
                if (last || link || found == null || !found.isDirectory()) {
                    if (!last && !link && found != null) {
                        String at = PathRules.show(String.join("/", components.subList(0, i + 1)));
                        throw new PathException(
                                "E_PATH_NOT_DIRECTORY",
                                at,
                                "'" + at + "' is a file, not a folder; nothing lies below it.");
                    }
                    done = true;
                    return new Place(handle, components, last, found, link ? i : -1);
                }
                FolderHandle next = handle.open(components.get(i));
                handle.close();
                handle = next;
            }
            done = true;
            return new Place(handle, components, true, Files.readAttributes(root, BasicFileAttributes.class), -1);
        } finally {
            if (!done) {
                handle.close();
            }
        }
    }

    FolderHandle openRoot() throws IOException {
        try {
            return opener.open(root);
        } catch (NoSuchFileException e) {
            throw new PathException(
                    "E_ROOT_NOT_FOUND",
                    PathRules.show(root.toString()),
                    "the project folder '" + PathRules.show(root.toString()) + "' is gone. Open the project again.",
                    e);
        }
    }

    /** Bytes that are no text are decoded to this character, and lead nowhere. */
    private static boolean isText(String name) {
        return name.indexOf('\uFFFD') < 0;
    }

    private static @Nullable BasicFileAttributes look(FolderHandle handle, String name) throws IOException {
        try {
            return handle.look(name);
        } catch (NoSuchFileException e) {
            return null;
        } catch (InvalidPathException e) {
            throw new PathException(
                    "E_PATH_CHAR",
                    PathRules.show(name),
                    "'" + PathRules.show(name) + "' cannot be written in this system's file name encoding. "
                            + "Run with a UTF-8 locale (LC_ALL=C.UTF-8).",
                    e);
        }
    }

    /** The components after following the link at {@code index}, without links up to where it leads. */
    private List<String> redirect(List<String> components, int index) throws IOException {
        String at = String.join("/", components.subList(0, index + 1));
        Path real;
        try {
            real = root.resolve(at).toRealPath();
        } catch (NoSuchFileException e) {
            throw symlink(at, "is a symbolic link that leads nowhere. Remove or repair it.");
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            throw symlink(at, "is a symbolic link that leads in a circle. Remove or repair it.");
        }
        if (!real.startsWith(root)) {
            throw symlink(at, "is a symbolic link that leaves the project. Use a path inside it.");
        }
        List<String> result = new ArrayList<>();
        if (!real.equals(root)) {
            for (Path name : root.relativize(real)) {
                result.add(name.toString());
            }
        }
        result.addAll(components.subList(index + 1, components.size()));
        return result;
    }

    private static PathException symlink(String at, String what) {
        String shown = PathRules.show(at);
        return new PathException("E_PATH_SYMLINK", shown, "'" + shown + "' " + what);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProjectFolder folder && folder.root.equals(root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root);
    }

    @Override
    public String toString() {
        return "ProjectFolder[" + root + "]";
    }
}
