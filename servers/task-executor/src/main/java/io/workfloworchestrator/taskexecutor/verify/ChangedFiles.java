package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.process.ProcessResult;
import io.workfloworchestrator.taskexecutor.command.Command;
import io.workfloworchestrator.taskexecutor.command.CommandRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The files of a project that changed since a time: by git where there is a repository, else by the times of the files. Our own
 * files do not count, nor do those that git ignores. Thread-safe.
 *
 * @param stateFiles gives the paths of the files that show some of the state
 */
record ChangedFiles(ProjectFolder project, CommandRun commands, Supplier<Set<String>> stateFiles) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Folders of ours, in which are copies, logs and output too. */
    private static final List<String> OURS = Stream.concat(
                    Artifacts.FOLDERS.stream(),
                    Stream.of(".ai-planning/", ".git/", "archive/workflows/", "08-archive/workflows/"))
            .toList();

    NavigableSet<String> since(Instant since) {
        NavigableSet<String> changed =
                byGit(since).orElseGet(() -> byTime(since, ProjectFiles.matching(project, "**")));
        changed.removeIf(path -> OURS.stream().anyMatch(path::startsWith));
        changed.removeAll(stateFiles.get());
        return changed;
    }

    private Optional<NavigableSet<String>> byGit(Instant since) {
        if (!project.exists(".git")) {
            return Optional.empty();
        }
        Optional<List<String>> base = git("rev-list", "-1", "--before=" + since, "HEAD");
        String from = base.flatMap(lines -> lines.stream().findFirst()).orElse("");
        Optional<List<String>> present = from.isEmpty()
                ? git("ls-files", "--cached")
                : git("diff", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "--diff-filter=d", from);
        Optional<List<String>> others = git("ls-files", "--others", "--exclude-standard");
        if (present.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>(present.get());
        candidates.addAll(others.get());
        // What was changed before the time and is not committed yet differs too.
        NavigableSet<String> changed = byTime(since, candidates);
        if (!from.isEmpty()) {
            git("diff", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "--diff-filter=D", from)
                    .ifPresent(changed::addAll);
        }
        return Optional.of(changed);
    }

    private NavigableSet<String> byTime(Instant since, Iterable<String> paths) {
        NavigableSet<String> changed = new TreeSet<>();
        for (String path : paths) {
            try {
                project.attributes(path)
                        .filter(found -> found.kind() == PathAttributes.Kind.FILE)
                        .filter(found -> !found.modified().isBefore(since))
                        .ifPresent(found -> changed.add(path));
            } catch (PathException e) {
                // It cannot be looked at, so nobody says that it changed.
            }
        }
        return changed;
    }

    private Optional<List<String>> git(String... words) {
        List<String> line = new ArrayList<>(List.of(
                "git",
                "--no-pager",
                "--no-optional-locks",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.quotePath=false"));
        line.addAll(List.of(words));
        ProcessResult result =
                commands.run(new Command(line, project.root(), PATIENCE, List.of()), () -> false, time -> {});
        return result.isPassed()
                ? Optional.of(
                        result.output().lines().filter(text -> !text.isBlank()).toList())
                : Optional.empty();
    }
}
