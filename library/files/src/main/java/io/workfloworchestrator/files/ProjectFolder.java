package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
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
 * follows a link that stays inside the project; writing follows none, and refuses the configuration of version control,
 * editors and agents. The state store's own folder is never opened. On a platform without {@code openat} the check is
 * weaker: see {@link PlainFolderHandle}.
 *
 * <p>Opening and reading create nothing. An interrupt does not break off a file operation; the thread stays interrupted for
 * the caller. Immutable and safe for use by several threads.
 */
public final class ProjectFolder {
    private static final int MAX_TRIES = 10;

    private final Path root;

    private final PathWalk walk;

    private ProjectFolder(Path root, PathWalk walk) {
        this.root = root;
        this.walk = walk;
    }

    /**
     * Opens a project.
     *
     * @throws PathException E_ROOT_EMPTY, E_ROOT_NOT_FOUND, E_ROOT_NOT_DIRECTORY, E_ROOT_SPECIAL (the file system's
     *     root, {@code /proc}, {@code /sys}, {@code /dev}), E_ROOT_ENCODING (its name is no text), E_PERMISSION, E_IO
     */
    public static ProjectFolder open(Path root) {
        return open(root, FolderHandle::ofRoot);
    }

    /** As {@link #open(Path)}, for a path that somebody typed; E_PATH_CHAR for control characters. */
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

    public static ProjectFolder open(Path given, PathWalk.RootOpener opener) {
        Path root = ProjectRoots.resolve(given);
        return new ProjectFolder(root, new PathWalk(root, opener));
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

    /** As {@link #checkPath}, for a path that is to be written; E_PATH_PROTECTED when it is git's or the state's. */
    public static String checkWritable(String path) {
        String checked = checkPath(path);
        PathRules.requireWritable(PathRules.components(checked));
        return checked;
    }

    /** Whether something lies at the path; a link counts as what it leads to. Throws as {@link #attributes}. */
    public boolean exists(String path) {
        return attributes(path).isPresent();
    }

    /**
     * The attributes of a path; empty if nothing lies there.
     *
     * @throws PathException a refused path (see {@link #checkPath}); E_PATH_SYMLINK for a link that leaves the project,
     *     leads nowhere or in a circle; E_PERMISSION, E_IO
     */
    public Optional<PathAttributes> attributes(String path) {
        return walk.at(
                path,
                PathWalk.Access.READ,
                place -> Optional.ofNullable(place.found()).map(PathAttributes::of));
    }

    /**
     * The content of a file.
     *
     * @param maxBytes the most that is read, 0 to 2^31 - 9
     * @throws PathException as {@link #attributes}; E_PATH_NOT_FOUND; E_PATH_NOT_REGULAR for a folder, pipe or device;
     *     E_PATH_SIZE when the file is larger than {@code maxBytes}
     */
    public byte[] read(String path, int maxBytes) {
        return walk.at(path, PathWalk.Access.READ, place -> {
            place.requireRegular();
            return readAll(place, maxBytes);
        });
    }

    /**
     * The text of a file in UTF-8, without a byte order mark; throws as {@link #read}, and E_PATH_TEXT if it is no such text.
     */
    public String readText(String path, int maxBytes) {
        byte[] bytes = read(path, maxBytes);
        try {
            return Texts.decode(bytes);
        } catch (CharacterCodingException e) {
            String why = Texts.fault(bytes).map(fault -> ": " + fault).orElse("");
            throw PathException.of("E_PATH_TEXT", path, "is not UTF-8 text" + why + ". Save it as UTF-8.", e);
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
        return walk.at(path, PathWalk.Access.READ, place -> {
            try (FolderHandle folder = place.openFolder()) {
                List<String> names = folder.names(maxEntries + 1);
                if (names.size() > maxEntries) {
                    throw place.refuse(
                            "E_PATH_SIZE", "has more than " + maxEntries + " entries. Name a smaller folder.");
                }
                List<FolderEntry> entries = new ArrayList<>(names.size());
                for (String name : names) {
                    BasicFileAttributes found = isText(name) ? PathWalk.look(folder, name) : null;
                    if (found != null) { // else it vanished after it was listed
                        entries.add(new FolderEntry(name, PathAttributes.kind(found)));
                    }
                }
                entries.sort((one, other) -> one.name().compareTo(other.name()));
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
    public void writeNew(String path, byte[] content) {
        write(path, content, true);
    }

    /**
     * Writes a file, replacing one that is there; otherwise as {@link #writeNew}. A replaced file keeps its permissions.
     *
     * @throws PathException as {@link #writeNew}, but for E_PATH_EXISTS; E_PATH_NOT_REGULAR when the path is a folder,
     *     pipe or device
     */
    public void replace(String path, byte[] content) {
        write(path, content, false);
    }

    private void write(String path, byte[] content, boolean onlyNew) {
        below(
                path,
                () -> walk.at(path, PathWalk.Access.WRITE, place -> {
                    if (onlyNew) {
                        place.requireAbsent();
                        FileWriter.writeNew(place.parent(), place.name(), content);
                    } else {
                        if (place.found() != null) {
                            place.requireRegular();
                        }
                        FileWriter.replace(place.parent(), place.name(), content);
                    }
                    return place;
                }));
    }

    /**
     * Makes the folders above a path, then acts, and repeats both if a folder vanished in between: a process that makes the
     * same new folder at the same time may replace ours while it is empty ({@link #makeDirectory}).
     */
    private void below(String path, Runnable action) {
        List<String> components = PathRules.components(path);
        for (int attempt = 1; ; attempt++) {
            try {
                if (components.size() > 1) {
                    createDirectories(String.join("/", components.subList(0, components.size() - 1)));
                }
                action.run();
                return;
            } catch (PathException e) {
                if (!e.code().equals("E_PATH_NOT_FOUND") || attempt >= MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Makes a folder and those above it; does nothing when it is there. Throws as {@link #writeNew}. */
    public void createDirectories(String path) {
        List<String> components = PathRules.components(path);
        PathRules.requireWritable(components);
        for (int depth = 1; depth <= components.size(); depth++) {
            String folder = String.join("/", components.subList(0, depth));
            walk.at(folder, PathWalk.Access.WRITE, place -> {
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
        walk.at(from, PathWalk.Access.WRITE, source -> {
            source.requireFound();
            source.name();
            below(
                    to,
                    () -> walk.at(to, PathWalk.Access.WRITE, place -> {
                        place.requireAbsent();
                        source.parent().move(source.name(), place.parent(), place.name());
                        place.parent().sync();
                        source.parent().sync();
                        return place;
                    }));
            return source;
        });
    }

    /**
     * Makes one folder. The JDK has no {@code mkdirat}, and a link could lead a {@code mkdir} by path outside. So the folder is
     * made under a random name in the root, whose path is trusted, and moved to its place by handle. The move replaces an
     * empty folder that somebody made there at the same time, and fails if that folder is not empty.
     */
    private void makeDirectory(Place place) throws IOException {
        if (place.components().size() == 1) {
            try {
                Files.createDirectory(root.resolve(place.name()));
            } catch (FileAlreadyExistsException e) {
                return; // somebody else was faster; the next step checks what it is
            }
            return;
        }
        String temporary = FileWriter.temporaryName();
        Path made = Files.createDirectory(root.resolve(temporary));
        boolean moved = false;
        try (FolderHandle top = walk.openRoot()) {
            if (PathWalk.look(place.parent(), place.name()) != null) {
                return; // somebody else was faster
            }
            top.move(temporary, place.parent(), place.name());
            moved = true;
        } catch (AtomicMoveNotSupportedException e) {
            throw place.refuse(
                    "E_PATH_MOUNT", "lies on another file system than the project. Make this folder by hand.");
        } catch (FileSystemException e) {
            // The JDK has no type for "the folder there is not empty" when it moves by handle.
            if (PathWalk.look(place.parent(), place.name()) == null) {
                throw e;
            }
            return; // somebody else was faster
        } finally {
            if (!moved) {
                Files.deleteIfExists(made);
            }
        }
    }

    /** Whether a name is text: bytes that are no text are decoded to this character, and such a name leads nowhere. */
    private static boolean isText(String name) {
        return name.indexOf('\uFFFD') < 0;
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

    /**
     * Removes what a process that was killed while it wrote left right in a folder, if there is such a folder. A process
     * that is writing there just now repeats its write.
     *
     * @throws PathException as {@link #list}, but for E_PATH_NOT_FOUND and E_PATH_SIZE; E_PATH_SYMLINK; E_PATH_PROTECTED
     */
    public void removeLeftovers(String path) {
        removeLeftovers(path, Instant.MAX);
    }

    /** As {@link #removeLeftovers(String)}, but what was written at this moment or later stays: its writer may be living. */
    public void removeLeftovers(String path, Instant before) {
        boolean unused = walk.at(path, PathWalk.Access.WRITE, place -> {
            if (place.found() == null) {
                return false;
            }
            try (FolderHandle folder = place.openFolder()) {
                Leftovers.remove(folder, place.isRoot() ? root : null, before);
            }
            return true;
        });
    }

    public PathWalk walk() {
        return walk;
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
