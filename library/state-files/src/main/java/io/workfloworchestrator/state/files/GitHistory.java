package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows what git did that was not looked at yet: the moves of HEAD since a position, which is a note in the store for other
 * processes, and an unfinished merge. Git has written the merged files then, and HEAD is still our side, which therefore is what
 * they were made from, however near the other side is. Guarded by the absorber's lock.
 */
final class GitHistory {
    private static final String NOTE = "files.git";

    /** If git's lock is older than this, a git that was killed has left it behind. */
    private static final long LEFT_BEHIND = 5_000_000_000L;

    /** Git writes its index, and the reflog a millisecond or two later, unless the machine is busy. */
    private static final long ENDING_MILLIS = 400;

    private static final long PAUSE = 5_000_000L;

    private final GitLook git;
    private final ShadowStore store;
    private final Project project;
    private final StoreFs fs;
    private final Set<String> looked = new HashSet<>();
    private @Nullable GitPosition merge;
    private @Nullable String token;
    private @Nullable GitPosition handled;
    private GitPosition now = GitPosition.NOWHERE;
    private boolean isNoted;
    private long workingSince;

    GitHistory(GitLook git, ShadowStore store, Project project) {
        this.git = git;
        this.store = store;
        this.project = project;
        this.fs = project.fs;
    }

    record Span(GitPosition from, GitPosition to) {}

    /** Empty if HEAD is where it was, which takes two questions to the file system. */
    Optional<Span> since() {
        String fresh = git.token();
        if (!fresh.equals(token) || !isNoted) {
            if (store.isUnwritten()) {
                // The files are the state, whoever wrote them.
                handled = git.position();
                return Optional.empty();
            }
            token = fresh;
            now = git.position();
            handled = noted(handled == null ? now : handled);
        }
        GitPosition from = handled == null ? now : handled;
        return from.equals(now) ? Optional.empty() : Optional.of(new Span(from, now));
    }

    /** What the note says, as another process may have looked meanwhile. If there is no note, writes this one. */
    private GitPosition noted(GitPosition otherwise) {
        try {
            Optional<GitPosition> noted = store.note(NOTE).flatMap(GitPosition::parse);
            if (noted.isEmpty()) {
                store.note(NOTE, otherwise.toString());
            }
            isNoted = true;
            return noted.orElse(otherwise);
        } catch (CodedException e) {
            return otherwise;
        }
    }

    boolean moved() {
        return token != null && !git.token().equals(token);
    }

    boolean isNew() {
        return since().isPresent()
                || git.unfinished().filter(some -> !some.equals(merge)).isPresent();
    }

    /**
     * What git did to these files: its moves since the last look, and then what a merge did to those that were not looked at since it
     * began. Files to which it did nothing are left out.
     */
    Map<String, List<GitStep>> steps(Optional<Span> span, List<String> paths, Supplier<Map<String, String>> wholes) {
        Map<String, List<GitStep>> steps =
                new HashMap<>(span.map(some -> GitTrail.of(git, some, paths, wholes.get(), this::isDone))
                        .orElse(Map.of()));
        if (!store.isUnwritten()) {
            git.unfinished()
                    .ifPresent(now -> merged(fresh(paths, now), now)
                            .forEach((path, merged) -> steps.merge(
                                    path,
                                    List.of(merged),
                                    (first, then) -> Stream.concat(first.stream(), then.stream())
                                            .toList())));
        }
        return steps;
    }

    /** Whether the state of a path has everything up to a position already. */
    private boolean isDone(String path, GitPosition position) {
        return store.publication(GitTrail.markOf(path), position.fingerprint()).isPresent();
    }

    private List<String> fresh(List<String> paths, GitPosition now) {
        if (!now.equals(merge)) {
            looked.clear();
        }
        return paths.stream().filter(path -> !looked.contains(path)).toList();
    }

    private Map<String, GitStep> merged(List<String> fresh, GitPosition now) {
        Set<String> staged = fresh.isEmpty() ? Set.of() : git.staged();
        List<String> paths = fresh.stream()
                .filter(staged::contains)
                .filter(path -> !isDone(path, now))
                .toList();
        Map<String, String> before = paths.isEmpty() ? Map.of() : git.blobs("HEAD", paths);
        Map<String, GitStep> steps = new HashMap<>();
        before.forEach((path, blob) -> {
            if (Reading.of(project, path) instanceof Reading.Content content) {
                GitText text = new GitText(content.fingerprint(), content.bytes());
                git.text(blob)
                        .ifPresent(
                                from -> steps.put(path, new GitStep.Moved(Optional.of(from), false, text, true, now)));
            }
        });
        return steps;
    }

    /** Notes that everything was looked at that git did in these files. */
    void remember(Optional<Span> span, List<String> paths) {
        span.ifPresent(some -> {
            handled = some.to();
            store.hint(NOTE, some.to().toString()); // without it, the next process looks once more
        });
        git.unfinished().ifPresent(now -> {
            if (!now.equals(merge)) {
                looked.clear();
                merge = now;
            }
            looked.addAll(paths);
        });
    }

    /** If git has written files, waits until HEAD or the reflog tells why. */
    void awaitEnd() {
        while (isEnding()) {
            fs.pause(PAUSE);
        }
    }

    /** Git writes files, then its index, then HEAD and the reflog; between the last two nothing shows that it is at work. */
    private boolean isEnding() {
        long age = fs.now() - git.unmovedSince();
        return age >= 0 && age < ENDING_MILLIS;
    }

    boolean isWorking() {
        if (!git.isWorking()) {
            workingSince = 0;
            return false;
        }
        if (workingSince == 0) {
            workingSince = fs.nanos();
        }
        return fs.nanos() - workingSince < LEFT_BEHIND;
    }
}
