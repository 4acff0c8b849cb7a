package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices about the state's files that no command has shown yet. The first command after a notice shows it; {@code status},
 * {@code list}, {@code next} and {@code doctor} show all that still hold. The database remembers what was shown. Not
 * thread-safe.
 */
final class NewNotices {
    private static final String NOTE = "app.notices.told";

    private final StateManager states;
    private final StateStore store;
    private final Set<String> told = new HashSet<>();

    NewNotices(StateManager states, StateStore store) {
        this.states = states;
        this.store = store;
    }

    /** A notice in one line, for people. */
    static String words(Notice notice) {
        return notice.path() + ": " + notice.message()
                + (notice.message().contains(notice.code()) ? "" : " [" + notice.code() + "]");
    }

    static void print(Console console, Moment now) {
        now.notices().forEach(notice -> console.paragraph(console.warn("! "), words(notice)));
    }

    void told(List<Notice> notices) {
        notices.forEach(notice -> told.add(line(notice)));
    }

    /** The notices that nobody has shown, which from now on count as shown. A message that is in {@code said} was shown. */
    List<Notice> take(String said) {
        try {
            List<Notice> now = states.notices();
            Optional<String> kept = store.note(NOTE);
            Set<String> before = kept.map(text -> Set.of(text.split("\n"))).orElse(Set.of());
            List<Notice> left = new ArrayList<>(now);
            left.removeIf(notice ->
                    told.contains(line(notice)) || before.contains(line(notice)) || said.contains(notice.message()));
            told(now);
            remember(now, kept.orElse(""));
            return left;
        } catch (CodedException e) {
            return List.of(); // The command's own answer says what is wrong with the state.
        }
    }

    /** Writes nothing before the first commit: a question does not create the database. */
    private void remember(List<Notice> now, String before) {
        String text = now.stream().map(NewNotices::line).collect(Collectors.toCollection(LinkedHashSet::new)).stream()
                .collect(Collectors.joining("\n"));
        if (text.equals(before) || states.head().equals(Revision.NONE)) {
            return;
        }
        try {
            store.note(NOTE, text);
        } catch (CodedException e) {
            // Nothing can be written here, so the next command shows the notices again.
        }
    }

    private static String line(Notice notice) {
        return words(notice).replace('\n', ' ');
    }
}
