package io.workfloworchestrator.state.files;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether a commit is what {@code git merge --squash} had written into the working folder. The reflog calls it a commit
 * like any other, but git remembers where the merge began ({@code ORIG_HEAD}, which a reset or a stash sets too), and each line that
 * changed is as in a branch that is not merged. The branch on which the commit was made does not count, nor any other that has the commit.
 */
record SquashedMerge(GitLook git) {
    private static final int MOST_BRANCHES = 32;

    boolean wrote(GitLook.Entry entry, String path, GitText from, GitText to) {
        if (!entry.isCommit() || !git.mergeBegan().equals(entry.from())) {
            return false;
        }
        Set<String> before = lines(from);
        Set<String> after = lines(to);
        Set<String> added = new HashSet<>(after);
        added.removeAll(before);
        before.removeAll(after);
        return git.unmerged(entry.from(), entry.to(), MOST_BRANCHES).stream()
                .map(tip -> Optional.ofNullable(git.blobs(tip, List.of(path)).get(path)))
                .flatMap(blob -> blob.flatMap(git::text).stream())
                .map(SquashedMerge::lines)
                .anyMatch(theirs -> theirs.containsAll(added) && before.stream().noneMatch(theirs::contains));
    }

    /** Without the comma that the last line of a JSON object does not have. */
    private static Set<String> lines(GitText text) {
        return new String(text.bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
