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
 * What the files have to say that no command told yet. Whichever command meets a notice first tells it; {@code status}, {@code
 * list}, {@code next} and {@code doctor} tell all that still stand. The database remembers what was told. Not thread-safe.
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

    /** What the files have to say at this moment, as the end of an answer. */
    static void print(Console console, Moment now) {
        now.notices().forEach(notice -> console.paragraph(console.warn("! "), "  ", words(notice)));
    }

    /** These are part of an answer. */
    void told(List<Notice> notices) {
        notices.forEach(notice -> told.add(line(notice)));
    }

    /** What nobody told yet; it counts as told from now on. A notice whose message is in {@code said} was told there. */
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

    /** Where nothing was committed there is no database, and a question makes none. */
    private void remember(List<Notice> now, String before) {
        String text = now.stream().map(NewNotices::line).collect(Collectors.toCollection(LinkedHashSet::new)).stream()
                .collect(Collectors.joining("\n"));
        if (text.equals(before) || states.head().equals(Revision.NONE)) {
            return;
        }
        try {
            store.note(NOTE, text);
        } catch (CodedException e) {
            // Where nothing can be written it is told again.
        }
    }

    private static String line(Notice notice) {
        return words(notice).replace('\n', ' ');
    }
}
