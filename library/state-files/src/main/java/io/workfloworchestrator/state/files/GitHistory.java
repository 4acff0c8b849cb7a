package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows up to which position git's moves were looked at. For other processes that is a note in the store. Guarded by the
 * absorber's lock.
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
    private final StoreFs fs;
    private @Nullable String token;
    private @Nullable GitPosition handled;
    private GitPosition now = GitPosition.NOWHERE;
    private boolean isNoted;
    private long workingSince;

    GitHistory(GitLook git, ShadowStore store, StoreFs fs) {
        this.git = git;
        this.store = store;
        this.fs = fs;
    }

    /** What git did since it was last looked at. */
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

    /** Whether HEAD moved since {@link #since} was asked. */
    boolean moved() {
        return token != null && !git.token().equals(token);
    }

    /** Notes that everything was looked at that git did until this position. */
    void remember(GitPosition until) {
        handled = until;
        store.hint(NOTE, until.toString()); // without it, the next process looks once more
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
