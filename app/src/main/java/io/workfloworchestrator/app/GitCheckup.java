package io.workfloworchestrator.app;

import io.workfloworchestrator.local.Worktree;
import io.workfloworchestrator.state.files.GitCommand;
import io.workfloworchestrator.state.files.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that git leaves the database alone and merges state files by structure. It changes nothing. */
final class GitCheckup {
    private static final String DRIVER = "merge.workflow-state.driver";
    private static final String AGAIN = "Run 'workflow init' again in this clone: it sets git up and changes no state.";

    private GitCheckup() {}

    /** The checks of git's settings; in a further worktree also that it has a state of its own. */
    static List<Check> all(Path root) {
        List<Check> checks = new ArrayList<>(merges(root));
        Worktree.of(root)
                .ifPresent(tree -> checks.add(new Check(
                        "worktree",
                        true,
                        "a further worktree of git, with a state of its own"
                                + tree.main()
                                        .map(main -> "; the main one is in " + main)
                                        .orElse(""),
                        tree.main().isPresent() ? Worktree.HOW_TO_SHARE : "")));
        return checks;
    }

    /** Two checks; only one if there is no repository or no git. */
    private static List<Check> merges(Path root) {
        if (!Files.exists(root.resolve(".git"))) {
            return List.of(Check.good("git", "not a git repository"));
        }
        if (GitCommand.answer(root, "--version").isEmpty()) {
            return List.of(Check.good("git", "a repository, but git cannot be run here"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(ignored(root));
        checks.add(merging(root));
        return checks;
    }

    private static Check ignored(Path root) {
        if (!Files.exists(root.resolve(Layout.STATE_FOLDER))) {
            return Check.good("git", "no database yet that it could take in");
        }
        boolean ignored = GitCommand.answer(root, "check-ignore", "-q", Layout.STATE_FOLDER + "/state.db")
                .isPresent();
        return ignored
                ? Check.good("git", "the database is kept out of git")
                : Check.bad(
                        "git",
                        "the database is not ignored by git",
                        "Put a file .gitignore with the one line * into " + Layout.STATE_FOLDER
                                + ", where it was removed: a database that git copies is damaged.");
    }

    private static Check merging(Path root) {
        String attribute = GitCommand.answer(root, "check-attr", "merge", "--", Layout.FOLDER + "/project-state.json")
                .orElse("");
        Optional<String> driver =
                GitCommand.answer(root, "config", "--get", DRIVER).map(String::strip);
        if (!attribute.strip().endsWith("workflow-state") || driver.isEmpty()) {
            return Check.bad(
                    "merging",
                    driver.isEmpty()
                            ? "this clone has no merge driver for state files"
                            : ".gitattributes does not name the merge driver for state files",
                    AGAIN + " Without it, branches that change different things conflict.");
        }
        Optional<Path> program = program(driver.get());
        if (program.isPresent() && !Files.isExecutable(program.get())) {
            return Check.bad(
                    "merging", "the merge driver " + program.get() + " is not there or may not be executed", AGAIN);
        }
        return Check.good("merging", "state files are merged by structure");
    }

    /** The program in a driver's command line, which {@code GitSetup} writes quoted and absolute. */
    private static Optional<Path> program(String driver) {
        Matcher first = Pattern.compile("^'((?:[^']|'\\\\'')*)'").matcher(driver);
        return first.find()
                ? Optional.of(Path.of(first.group(1).replace("'\\''", "'").replace("%%", "%")))
                        .filter(Path::isAbsolute)
                : Optional.empty();
    }
}
