package io.workfloworchestrator.state.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What git did to files between two looks, read from the reflog of HEAD ({@code git help reflog}) and from its commits.
 *
 * <p>If HEAD went to a commit because it was made ({@code commit…}), the texts of that come from the working folder,
 * unless it ends a merge that had stopped and that nobody looked at before. Any other move writes the files in which the
 * two commits differ, and no others: git refuses a move that would overwrite a change which it does not have. So such a
 * move means the difference between the two commits.
 */
final class GitTrail {
    /** If there are more moves, they count as one from the first position to the last. */
    private static final int MOST_ENTRIES = 64;

    /** So many earlier commits are asked for a file that the first commit does not have. */
    private static final int MOST_BEFORE = 16;

    private final GitLook git;
    private final SquashedMerge squash;
    private final List<String> paths;
    private final Map<String, String> wholes;
    private final Map<String, Map<String, String>> trees = new HashMap<>();
    private final Map<String, GitText> texts = new HashMap<>();

    private GitTrail(GitLook git, List<String> paths, Map<String, String> wholes) {
        this.git = git;
        this.squash = new SquashedMerge(git);
        this.paths = paths;
        this.wholes = wholes;
    }

    /** The name under which a commit records up to which position git's moves are in the state. */
    static String markOf(String path) {
        return "git:" + path;
    }

    /**
     * What git did to each of these files, oldest first. Files to which it did nothing are left out.
     *
     * @param wholes for the path of each document, the path of the JSON file that has everything of its key
     * @param isDone tells whether the state of a path has everything up to a position already
     */
    static Map<String, List<GitStep>> of(
            GitLook git,
            GitHistory.Span span,
            List<String> paths,
            Map<String, String> wholes,
            BiPredicate<String, GitPosition> isDone) {
        GitTrail trail = new GitTrail(git, paths, wholes);
        List<GitLook.Entry> entries = git.entries(span.from(), span.to());
        if (entries.size() > MOST_ENTRIES) {
            entries = List.of(new GitLook.Entry(span.from().head(), span.to().head(), "", span.to()));
        }
        Map<String, List<GitStep>> steps = new HashMap<>();
        for (String path : paths) {
            List<GitStep> some = trail.steps(path, entries, span.from(), isDone);
            if (!some.isEmpty()) {
                steps.put(path, some);
            }
        }
        return steps;
    }

    private List<GitStep> steps(
            String path, List<GitLook.Entry> entries, GitPosition start, BiPredicate<String, GitPosition> isDone) {
        int first = entries.size();
        while (first > 0 && !isDone.test(path, entries.get(first - 1).after())) {
            first--;
        }
        List<GitStep> steps = new ArrayList<>();
        String last = null;
        for (int i = first; i < entries.size(); i++) {
            GitLook.Entry entry = entries.get(i);
            GitPosition merging = (i == 0 ? start : entries.get(i - 1).after()).merging();
            String to = blob(entry.to(), path);
            if (to != null) {
                String from = blob(entry.from(), path);
                boolean isSaved =
                        entry.isCommit() && (!endsMerge(entry, path, from, to) || isTaken(path, merging, isDone));
                String before = from != null ? from : last != null ? last : before(path, start);
                if (!to.equals(from)) {
                    step(entry, isSaved, before, from == null, to, path).ifPresent(step -> add(steps, step));
                }
                last = to;
            }
        }
        return steps;
    }

    private boolean endsMerge(GitLook.Entry entry, String path, @Nullable String from, String to) {
        if (entry.endsMerge() || from == null || from.equals(to)) {
            return entry.endsMerge();
        }
        Optional<GitText> before = text(from);
        Optional<GitText> after = text(to);
        return before.isPresent() && after.isPresent() && squash.wrote(entry, path, before.get(), after.get());
    }

    /** Whether a merge was looked at before it was committed. A document goes with the file that has everything. */
    private boolean isTaken(String path, GitPosition merging, BiPredicate<String, GitPosition> isDone) {
        String whole = wholes.get(path);
        return isDone.test(path, merging) || whole != null && isDone.test(whole, merging);
    }

    /** Adds a step; moves that follow each other become one. */
    private static void add(List<GitStep> steps, GitStep step) {
        int last = steps.size() - 1;
        if (step instanceof GitStep.Moved move
                && last >= 0
                && steps.get(last) instanceof GitStep.Moved before
                && before.certain() == move.certain()) {
            steps.remove(last);
            GitStep.Moved both = before.then(move);
            if (both.appeared() || !both.isBack()) {
                steps.add(both);
            }
        } else {
            steps.add(step);
        }
    }

    private Optional<GitStep> step(
            GitLook.Entry entry, boolean isSaved, @Nullable String before, boolean appeared, String to, String path) {
        return text(to).map(text -> {
            if (isSaved) {
                return new GitStep.Saved(text);
            }
            Optional<GitText> from = before == null ? Optional.empty() : text(before);
            return new GitStep.Moved(
                    from,
                    appeared,
                    text,
                    entry.writesFiles(),
                    entry.after(),
                    appeared ? whole(entry, path) : Optional.empty());
        });
    }

    /** Where a document comes from a place that git does not tell, its value in the JSON file is what it was made from. */
    private Optional<GitText> whole(GitLook.Entry entry, String path) {
        return Optional.ofNullable(wholes.get(path))
                .flatMap(json -> Optional.ofNullable(blob(entry.to(), json)))
                .flatMap(this::text);
    }

    /** The file in the last commit before the first move that had it, as needed on a branch without commits. */
    private @Nullable String before(String path, GitPosition start) {
        for (String commit : git.before(start, MOST_BEFORE)) {
            String blob = blob(commit, path);
            if (blob != null) {
                return blob;
            }
        }
        return null;
    }

    private @Nullable String blob(String commit, String path) {
        return trees.computeIfAbsent(commit, id -> id.isEmpty() ? Map.of() : git.blobs(id, paths))
                .get(path);
    }

    private Optional<GitText> text(String blob) {
        GitText known = texts.get(blob);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<GitText> text = git.text(blob);
        text.ifPresent(some -> texts.put(blob, some));
        return text;
    }
}
