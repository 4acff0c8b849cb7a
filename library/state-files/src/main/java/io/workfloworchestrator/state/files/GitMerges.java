package io.workfloworchestrator.state.files;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What an unfinished merge of git's did to files. Git has written the merged files then, and HEAD is still our side, which
 * therefore is what they were made from, however near the other side is. Guarded by the absorber's lock.
 */
final class GitMerges {
    private final Project project;
    private final GitLook git;
    private final Set<String> looked = new HashSet<>();
    private @Nullable GitPosition position;

    GitMerges(Project project, GitLook git) {
        this.project = project;
        this.git = git;
    }

    /** Whether git began a merge that was not looked at yet. */
    boolean isNew() {
        return git.unfinished().filter(some -> !some.equals(position)).isPresent();
    }

    /**
     * What the merge did to those of these files that were not looked at since it began.
     *
     * @param isDone tells whether the state of a path has the merge already
     */
    Map<String, List<GitStep>> steps(List<String> paths, BiPredicate<String, GitPosition> isDone) {
        Optional<GitPosition> merging = git.unfinished();
        if (merging.isEmpty()) {
            return Map.of();
        }
        GitPosition now = merging.get();
        if (!now.equals(position)) {
            looked.clear();
        }
        List<String> fresh = paths.stream()
                .filter(path -> !now.equals(position) || !looked.contains(path))
                .toList();
        return fresh.isEmpty() ? Map.of() : steps(fresh, now, isDone);
    }

    private Map<String, List<GitStep>> steps(
            List<String> fresh, GitPosition now, BiPredicate<String, GitPosition> isDone) {
        Set<String> merged = git.staged();
        List<String> paths = fresh.stream()
                .filter(merged::contains)
                .filter(path -> !isDone.test(path, now))
                .toList();
        Map<String, String> before = paths.isEmpty() ? Map.of() : git.blobs("HEAD", paths);
        Map<String, List<GitStep>> steps = new HashMap<>();
        before.forEach((path, blob) -> {
            if (Reading.of(project, path) instanceof Reading.Content content) {
                GitText text = new GitText(content.fingerprint(), content.bytes());
                git.text(blob).ifPresent(from -> steps.put(path, List.of(step(from, text, now))));
            }
        });
        return steps;
    }

    private static GitStep step(GitText from, GitText text, GitPosition now) {
        return new GitStep.Moved(Optional.of(from), false, text, true, now);
    }

    /** Remembers that the merge was looked at in these files. */
    void remember(List<String> paths) {
        git.unfinished().ifPresent(now -> {
            if (!now.equals(position)) {
                looked.clear();
                position = now;
            }
            looked.addAll(paths);
        });
    }
}
