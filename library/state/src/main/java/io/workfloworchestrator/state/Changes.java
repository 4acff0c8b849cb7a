package io.workfloworchestrator.state;

import java.util.List;

/**
 * The commits after a revision.
 *
 * @param head the newest revision
 * @param commits oldest first; only the newest, if there are more than the asker wanted
 * @param complete whether {@code commits} holds all of them
 */
public record Changes(Revision since, Revision head, List<Commit> commits, boolean complete) {
    public Changes {
        commits = List.copyOf(commits);
    }

    public boolean isEmpty() {
        return since.compareTo(head) >= 0;
    }
}
