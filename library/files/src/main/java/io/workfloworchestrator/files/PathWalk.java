package io.workfloworchestrator.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The walk from a project's root to a path, by open handles. Reading follows a link that stays inside the project: the
 * walk begins again with the path that the link leads to. Immutable.
 */
public final class PathWalk {
    private static final int MAX_LINKS = 8;
    private static final int MAX_TRIES = 100;

    /** Opens the root. It is a parameter so that the same tests can run on the weaker handle. */
    public interface RootOpener {
        FolderHandle open(Path root) throws IOException;
    }

    private final Path root;
    private final RootOpener opener;

    PathWalk(Path root, RootOpener opener) {
        this.root = root;
        this.opener = opener;
    }

    /** What is to be done at the end of a path. */
    public enum Access {
        READ,
        WRITE
    }

    /** What is done at a place, with its folder held open. */
    public interface Action<T> {
        T run(Place place) throws IOException;
    }

    /** Walks to a path and acts there; after an interrupt, which closes channels, it starts again. */
    public <T> T at(String path, Access access, Action<T> action) {
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
                        throw Failures.of(path, e, root);
                    }
                } catch (IOException e) {
                    throw Failures.of(path, e, root);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A path without links, and the attributes found there; null if nothing lies there. */
    public record Resolved(String path, @Nullable BasicFileAttributes found) {}

    public Resolved resolve(String path) {
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
                        String at = String.join("/", components.subList(0, i + 1));
                        String what = "is a file, not a folder; nothing lies below it.";
                        throw PathException.of("E_PATH_NOT_DIRECTORY", at, what, null);
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

    static @Nullable BasicFileAttributes look(FolderHandle handle, String name) throws IOException {
        try {
            return handle.look(name);
        } catch (NoSuchFileException e) {
            return null;
        } catch (InvalidPathException e) {
            String what = "cannot be written in this system's file name encoding. Run with a UTF-8 locale"
                    + " (LC_ALL=C.UTF-8).";
            throw PathException.of("E_PATH_CHAR", name, what, e);
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
        return PathException.of("E_PATH_SYMLINK", at, what, null);
    }
}
