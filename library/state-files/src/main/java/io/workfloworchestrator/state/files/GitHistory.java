package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether git moved the project to another commit since we last looked, across processes: the commit last seen is a note
 * in the store. Guarded by the absorber's lock.
 */
final class GitHistory {
    private static final String NOTE = "files.git";

    /** A lock that git holds longer than this was left behind by a git that was killed. */
    private static final long LEFT_BEHIND = 5_000_000_000L;

    private final GitLook git;
    private final ShadowStore store;
    private final StoreFs fs;
    private @Nullable String token;
    private @Nullable String last;
    private String now = "";
    private long workingSince;
    private boolean noted;

    GitHistory(GitLook git, ShadowStore store, StoreFs fs) {
        this.git = git;
        this.store = store;
        this.fs = fs;
    }

    /** Whether HEAD is at another commit than last seen, and not only because commits were made. */
    boolean moved() {
        String fresh = git.token();
        if (fresh.equals(token) && noted) {
            return !now.equals(last);
        }
        if (!fresh.equals(token)) {
            token = fresh;
            now = git.head().orElse("");
        }
        if (store.isUnwritten()) {
            last = now;
            return false;
        }
        if (!noted) {
            noted = true;
            last = note();
        }
        String before = last == null ? "" : last;
        if (before.isEmpty() || now.isEmpty() || !before.equals(now) && git.onlyCommitted(before, now)) {
            if (!before.equals(now)) {
                remember();
            }
        }
        return !now.equals(last);
    }

    private @Nullable String note() {
        try {
            return store.note(NOTE).orElse(last);
        } catch (StateException e) {
            return last;
        }
    }

    /** Everything that git changed by moving was looked at. */
    void remember() {
        last = now;
        try {
            store.note(NOTE, now);
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

    Optional<String> lastSeen() {
        return Optional.ofNullable(last);
    }
}
