package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.files.GitLook.Position;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether git moved the project to another commit since we last looked, across processes: where it was seen is a note
 * in the store. Guarded by the absorber's lock.
 */
final class GitHistory {
    private static final String NOTE = "files.git";

    private static final Position NOWHERE = new Position("", 0);

    /** A lock that git holds longer than this was left behind by a git that was killed. */
    private static final long LEFT_BEHIND = 5_000_000_000L;

    private final GitLook git;
    private final ShadowStore store;
    private final StoreFs fs;
    private @Nullable String token;
    private Position last = NOWHERE;
    private Position now = NOWHERE;
    private boolean moved;
    private boolean noted;
    private long workingSince;

    GitHistory(GitLook git, ShadowStore store, StoreFs fs) {
        this.git = git;
        this.store = store;
        this.fs = fs;
    }

    /** Whether HEAD went to another commit since what git did was last looked at, and not only by making it. */
    boolean moved() {
        String fresh = git.token();
        if (fresh.equals(token) && noted) {
            return moved;
        }
        if (!fresh.equals(token)) {
            token = fresh;
            now = git.position();
        }
        if (store.isUnwritten()) {
            last = now;
            return false;
        }
        if (!noted) {
            noted = true;
            last = note();
        }
        moved = git.hasMoved(last, now);
        if (!moved && !last.equals(now)) {
            remember();
        }
        return moved;
    }

    private Position note() {
        try {
            return store.note(NOTE).flatMap(Position::parse).orElse(last);
        } catch (StateException e) {
            return last;
        }
    }

    /** Everything that git changed by moving was looked at. */
    void remember() {
        last = now;
        moved = false;
        try {
            store.note(NOTE, now.toString());
        } catch (StateException e) {
            // Read-only, or full: this process remembers; the next one looks once more.
        }
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

    Set<String> sameAsHead(Map<String, byte[]> contents) {
        return git.sameAsHead(contents);
    }
}
