package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Secrets;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys in whose files people wrote what looks like a secret. That is their decision, so the state takes it; a notice names
 * the place until it is gone. A note in the store names the keys, so other processes know them too. Thread-safe.
 */
final class TakenSecrets {
    private static final String NOTE = "files.secrets";
    private static final int MOST_NAMED = 3;

    private final ShadowStore store;
    private final Layout layout;
    private final TreeSet<String> keys = new TreeSet<>();
    private final Map<String, Looked> looked = new HashMap<>();
    private @Nullable Revision read;

    TakenSecrets(ShadowStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
    }

    private record Looked(Json value, List<Secrets.Found> found) {}

    /** The keys of those values that bring a secret which the state did not have. */
    List<String> in(Map<String, Json> values) {
        List<String> in = new ArrayList<>();
        values.forEach((key, value) -> {
            if (!Secrets.added(store.value(key), value).isEmpty()) {
                in.add(key);
            }
        });
        return in;
    }

    synchronized void add(Collection<String> more) {
        if (!more.isEmpty()) {
            learn();
            keys.addAll(more);
            write();
        }
    }

    synchronized List<Notice> notices() {
        learn();
        List<Notice> notices = new ArrayList<>();
        boolean gone = keys.removeIf(key -> {
            List<Secrets.Found> found =
                    store.value(key).map(value -> found(key, value)).orElse(List.of());
            if (!found.isEmpty()) {
                notices.add(notice(layout.path(key), found));
            }
            return found.isEmpty();
        });
        if (gone) {
            write();
        }
        return notices;
    }

    private List<Secrets.Found> found(String key, Json value) {
        Looked known = looked.get(key);
        if (known == null || known.value != value) {
            known = new Looked(value, Secrets.added(Optional.empty(), value));
            looked.put(key, known);
        }
        return known.found;
    }

    private static Notice notice(String path, List<Secrets.Found> found) {
        String places =
                found.stream().limit(MOST_NAMED).map(Secrets.Found::toString).collect(Collectors.joining(", "));
        int more = found.size() - MOST_NAMED;
        return new Notice(
                "W_SECRET",
                path,
                places + (more > 0 ? " and " + more + " more" : "")
                        + ". Somebody wrote it into the file. State goes into git and to every agent: put a reference"
                        + " in its place, and replace the secret, for the history keeps it.");
    }

    private void learn() {
        Revision head = store.head();
        if (!head.equals(read)) {
            try {
                store.note(NOTE)
                        .filter(note -> !note.isEmpty())
                        .ifPresent(note -> keys.addAll(List.of(note.split(" "))));
                read = head;
            } catch (CodedException e) {
                // It is read with the next question.
            }
        }
    }

    private void write() {
        store.hint(NOTE, String.join(" ", keys)); // this process names them all the same
    }
}
