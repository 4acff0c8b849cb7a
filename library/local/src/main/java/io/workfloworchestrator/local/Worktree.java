package io.workfloworchestrator.local;

import io.workfloworchestrator.state.files.GitCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A further worktree of a git repository, as {@code git worktree add} makes it, and the main one.
 *
 * <p>Git writes into it a file {@code .git} that names a folder below the repository's own {@code .git}, and there a file
 * {@code commondir} (gitrepository-layout(5)); a submodule has the first and not the second.
 *
 * @param main the folder of the main worktree; empty if the repository is bare and has none
 */
public record Worktree(Path root, Optional<Path> main) {
    /** The setting of git by which all worktrees of a repository work on the state of the main one. */
    public static final String SHARE = "workflow.shareState";

    /** Says how to share one state. */
    public static final String HOW_TO_SHARE = "To work on that one from every worktree: git config " + SHARE + " true.";

    private static final String POINTER = "gitdir: ";
    private static final int LONGEST_POINTER = 5_000;

    /** The worktree that a folder is in; empty in a main one, and without git. */
    public static Optional<Worktree> of(Path folder) {
        for (Path root = folder; root != null; root = root.getParent()) {
            Path git = root.resolve(".git");
            if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                return Files.isRegularFile(git) ? linked(root, git) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Worktree> linked(Path root, Path git) {
        try {
            String pointer = line(git);
            if (!pointer.startsWith(POINTER)) {
                return Optional.empty();
            }
            Path own = root.resolve(pointer.substring(POINTER.length()));
            Path common = own.resolve(line(own.resolve("commondir"))).toRealPath();
            boolean bare = !String.valueOf(common.getFileName()).equals(".git");
            return Optional.of(new Worktree(root, bare ? Optional.empty() : Optional.ofNullable(common.getParent())));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty(); // a submodule, or a damaged worktree
        }
    }

    private static String line(Path file) throws IOException {
        if (Files.size(file) > LONGEST_POINTER) {
            throw new IOException(file + " is no pointer of git");
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    /** Whether its repository is set to share one state among all worktrees. */
    public boolean shares() {
        return GitCommand.answer(root, "config", "--type=bool", "--get", SHARE)
                .map(String::strip)
                .equals(Optional.of("true"));
    }

    /** The same folder in the main worktree, or the nearest folder above that is there; empty without a main worktree. */
    public Optional<Path> inMain(Path folder) {
        return main.map(to -> {
            Path there = to.resolve(root.relativize(folder));
            while (there != null && !there.equals(to) && !Files.isDirectory(there)) {
                there = there.getParent();
            }
            return there == null ? to : there;
        });
    }

    /** A remark for a person or an agent who looks at the state of this worktree. */
    public String remark() {
        return "This git worktree has a state of its own."
                + main.map(folder -> " The main one is in " + folder + ". " + HOW_TO_SHARE)
                        .orElse("");
    }
}
