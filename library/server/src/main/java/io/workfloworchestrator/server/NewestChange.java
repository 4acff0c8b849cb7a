package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The change that a caller means who takes back "the newest one" of a server of many workflows: its own newest, or else that of
 * somebody else. What was detected on disk, and what only records what somebody saw, is passed over.
 *
 * @param passedOver newer commits that are not meant, newest first
 */
record NewestChange(Commit commit, List<Commit> passedOver) {
    private static final int LOOKED_AT = 200;
    private static final int NAMED = 3;

    /** Empty if nobody made a change in the scope lately, or if all that was made lately has to be named to be taken back. */
    static Optional<NewestChange> of(Moment now, UndoScope scope, Cause caller) {
        List<Commit> all = now.history(LOOKED_AT).stream().filter(scope::has).toList();
        List<Commit> made = all.stream()
                .filter(commit -> DiskChange.of(commit.cause()).isEmpty()
                        && !scope.isLook().test(commit))
                .toList();
        String client = client(caller);
        return made.stream()
                .filter(commit -> client(commit.cause()).equals(client))
                .findFirst()
                .or(() -> made.stream().findFirst())
                .map(commit -> new NewestChange(commit, all.subList(0, all.indexOf(commit))));
    }

    /** Who acted: the actor without the tool that it called. */
    private static String client(Cause cause) {
        return cause.actor().replaceFirst(" \\([^()]*\\)$", "");
    }

    /** A sentence about what was passed over; empty if the change is the newest. */
    String words() {
        if (passedOver.isEmpty()) {
            return "";
        }
        String named = passedOver.stream()
                .limit(NAMED)
                .map(other -> other.revision() + " (" + other.cause().actor() + ": "
                        + Words.clip(other.cause().headline(), 80) + ")")
                .collect(Collectors.joining(", "));
        int more = passedOver.size() - NAMED;
        return " Newer changes were passed over: revision " + named + (more > 0 ? " and " + more + " more" : "")
                + ". To take one of them back, give its revision.";
    }
}
