package io.workfloworchestrator.local;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.files.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * The folder that a command works on, and how it was found.
 *
 * <p>A folder that is named ({@code --project}) is taken as it is. From any other (the working directory, a client's root)
 * the search goes upward, as git's does, to the nearest that has {@code .ai-planning}. It ends
 *
 * <ul>
 *   <li>at a folder with {@code .git}: a repository inside of a project is a project of its own;
 *   <li>below the home folder: a state there does not belong to everything in it.
 * </ul>
 *
 * <p>It passes over folders in which everybody may write, such as {@code /tmp}: anybody may have put a plan there. If
 * nothing is found, the folder in which the search began is meant. In a further worktree of git whose repository shares its
 * state, the search begins at the same place of the main one. Immutable.
 *
 * @param asked where the search began, its real path
 * @param named whether it was named, and so not searched for
 * @param worktree the worktree of git that the folder lies in, with a state of its own
 */
public record ProjectPlace(Path asked, ProjectFolder folder, boolean named, boolean home, Optional<Worktree> worktree) {
    /**
     * The folder of this name; found from the working directory when the name is empty.
     *
     * @throws PathException when it is no folder that can be opened, or the working directory was deleted
     */
    public static ProjectPlace of(String name) {
        Surroundings here = Surroundings.here();
        return name.isEmpty() ? above(here.workingDirectory(), here) : named(name, here);
    }

    /** The folder of this name, and no other. */
    public static ProjectPlace named(String name, Surroundings around) {
        ProjectFolder folder = ProjectFolder.open(name);
        Path root = folder.root();
        return new ProjectPlace(root, folder, true, isHome(root, around), Worktree.of(root));
    }

    /** The project that this folder belongs to. */
    public static ProjectPlace above(Path start, Surroundings around) {
        Path asked = open(start).root();
        Optional<Worktree> worktree = Worktree.of(asked).filter(Worktree::shares);
        Path from = worktree.flatMap(tree -> tree.inMain(asked)).orElse(asked);
        ProjectFolder folder = ProjectFolder.open(begun(from, around).orElse(from));
        Path root = folder.root();
        return new ProjectPlace(asked, folder, false, isHome(root, around), Worktree.of(root));
    }

    private static ProjectFolder open(Path start) {
        try {
            return ProjectFolder.open(start);
        } catch (PathException e) {
            if (e.code().equals("E_ROOT_NOT_FOUND") && !start.isAbsolute()) {
                throw new PathException(
                        e.code(),
                        start.toString(),
                        "the working directory was deleted. Go to a folder that is there, or name the"
                                + " project with --project DIR.",
                        e);
            }
            throw e;
        }
    }

    /** The nearest folder from here upward that has a plan, or the beginning of one. */
    private static Optional<Path> begun(Path from, Surroundings around) {
        for (Path folder = from; folder != null && folder.getNameCount() > 0; folder = folder.getParent()) {
            boolean first = folder.equals(from);
            if (!first && isHome(folder, around)) {
                return Optional.empty();
            }
            if (has(folder, Layout.FOLDER) && (first || !isEverybodys(folder))) {
                return Optional.of(folder);
            }
            if (isHome(folder, around) || has(folder, ".git")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean has(Path folder, String name) {
        Path path = folder.resolve(name);
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new StateException(
                    "E_PERMISSION",
                    "whether there is '" + path + "' cannot be seen ("
                            + e.getClass().getSimpleName()
                            + "), so which project is meant is not known. Name it with --project DIR.",
                    e);
        }
    }

    private static boolean isEverybodys(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isHome(Path folder, Surroundings around) {
        return around.home()
                .filter(home -> folder.equals(home.toAbsolutePath().normalize()) || folder.equals(real(home)))
                .isPresent();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** The folder, if it is not the one in which the search began. */
    public Optional<Path> elsewhere() {
        return folder.root().equals(asked) ? Optional.empty() : Optional.of(folder.root());
    }

    /** The project around this folder, if the folder itself has none. */
    public Optional<Path> within() {
        Path root = folder.root();
        if (has(root, Layout.FOLDER) || has(root, ".git") || home) {
            return Optional.empty();
        }
        return Optional.ofNullable(root.getParent()).flatMap(above -> begun(above, Surroundings.here()));
    }
}
