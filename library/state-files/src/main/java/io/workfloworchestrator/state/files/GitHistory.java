package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of git's moves were looked at already, across processes: how far is a note in the store. Guarded by the absorber's
 * lock.
 */
final class GitHistory {
    private static final String NOTE = "files.git";

    /** A lock that git holds longer than this was left behind by a git that was killed. */
    private static final long LEFT_BEHIND = 5_000_000_000L;

    /** From the index to the reflog git needs a millisecond or two on a machine that is not busy. */
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

    /** Empty when HEAD is where it was. Costs two questions to the file system then. */
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

    /** What the note says, since another process may have looked meanwhile; where there is none, it will say this. */
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

    /** Whether HEAD moved since that was asked. */
    boolean moved() {
        return token != null && !git.token().equals(token);
    }

    /** Everything that git did until this position was looked at. */
    void remember(GitPosition until) {
        handled = until;
        try {
            store.note(NOTE, until.toString());
        } catch (CodedException e) {
            // Read-only, or full: this process remembers; the next one looks once more.
        }
    }

    /** Gives a git that has written files the time to say why. */
    void awaitEnd() {
        while (isEnding()) {
            fs.pause(PAUSE);
        }
    }

    /** Git writes files, then its index, and then HEAD and the reflog: between the last two nothing tells that it is at work. */
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
