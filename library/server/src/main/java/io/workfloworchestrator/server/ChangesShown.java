package io.workfloworchestrator.server;

import io.workfloworchestrator.state.Changes;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what this client was told, so that its next answer says what others did since. One stdio server has one
 * client. Thread-safe.
 */
final class ChangesShown {
    private static final int SHOWN = 10;

    private Revision last = Revision.NONE;
    private @Nullable StateManager of;
    private final Set<Revision> own = new HashSet<>();
    private final Set<Notice> told = new HashSet<>();

    /** Notes a commit of this client itself, which is not news to it. */
    synchronized void own(Revision revision) {
        own.add(revision);
    }

    /**
     * One line for each commit of others up to this moment, newest last, then one for each notice about a file that this client was
     * not told yet, such as an edit that was not taken. The lines of commits begin after the revision that the client says it knows,
     * or else after the client's last answer.
     */
    List<String> news(StateManager state, Moment moment, Optional<Long> since) {
        List<Notice> notices = moment.notices();
        return news(state, moment, since, notices);
    }

    private synchronized List<String> news(
            StateManager state, Moment moment, Optional<Long> since, List<Notice> notices) {
        if (of != state) { // the first answer, or the client's root changed
            of = state;
            last = moment.revision();
            told.clear();
        }
        Revision known = since.map(number -> Revision.of(Math.max(0, number))).orElse(last);
        Changes changes = moment.changesSince(known, SHOWN * 2);
        List<String> lines = new ArrayList<>();
        for (Commit commit : changes.commits()) {
            if (!own.contains(commit.revision())) {
                lines.add(commit.revision() + " " + commit.cause().actor() + ": "
                        + commit.cause().headline());
            }
        }
        if (moment.revision().compareTo(last) > 0) { // a slower call may answer for an earlier moment
            last = moment.revision();
        }
        own.removeIf(revision -> revision.compareTo(last) <= 0); // a later one is still to come by
        int more = lines.size() - SHOWN;
        List<String> news = new ArrayList<>(lines.subList(Math.max(0, more), lines.size()));
        news.addAll(untold(notices));
        return List.copyOf(news);
    }

    /** The notices that are new to this client. One that went away is told again if it comes back. */
    private List<String> untold(List<Notice> notices) {
        told.retainAll(notices);
        List<String> lines = new ArrayList<>();
        for (Notice notice : notices) {
            if (lines.size() < SHOWN && told.add(notice)) {
                lines.add(Views.line(notice));
            }
        }
        return lines;
    }
}
