package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows which keys the store has, and where their files belong. Guarded by the absorber's lock. */
final class TrackedKeys {
    private static final int MOST_COMMITS = 10_000;

    private final Project project;
    private final ShadowStore store;
    private final Layout layout;
    private final DocumentFiles documents;
    private final KnownFiles files;
    private final Consumer<String> later;
    private final Map<String, DocumentPlaces> places = new HashMap<>();
    private final Map<String, FileState> wholes = new HashMap<>();
    private @Nullable Revision known;

    /** @param later is told each key that others changed */
    TrackedKeys(
            Project project,
            ShadowStore store,
            Layout layout,
            DocumentFiles documents,
            KnownFiles files,
            Consumer<String> later) {
        this.project = project;
        this.store = store;
        this.layout = layout;
        this.documents = documents;
        this.files = files;
        this.later = later;
    }

    /** Reads which keys there are, and which of them others changed since. */
    void learn() {
        Revision head = store.head();
        Revision before = known;
        if (head.equals(before)) {
            return;
        }
        if (before == null || head.compareTo(before) < 0 || head.number() - before.number() > MOST_COMMITS) {
            store.keys().forEach(this::track);
        } else {
            for (Commit commit : store.commits(before, head, MOST_COMMITS)) {
                for (String key : commit.keys()) {
                    track(key);
                    if (!isGone(key)) {
                        later.accept(key);
                    }
                }
            }
        }
        known = head;
    }

    /**
     * Whether the file of a key had its newest value, and somebody took it away since, such as git on the way to an older commit: it is
     * written with the next change, and not because this process hears so late of the last one.
     */
    private boolean isGone(String key) {
        FileState file = wholes.get(key);
        long newest =
                store.read(key).map(entry -> entry.commit().revision().number()).orElse(0L);
        return file != null
                && newest > 0
                && project.look(file.path) == null
                && SeenRevisions.newest(store, file.known()) >= newest;
    }

    private void track(String key) {
        try {
            wholes.put(key, files.track(Target.whole(layout.path(key), key)));
        } catch (CodedException e) {
            // The key was made under another layout; this one has no file for it.
        }
        if (documents.mayHave(key)) {
            trackDocuments(key);
        }
    }

    /** Knows where the documents of a key belong. What is found there is the document, unless it says something else. */
    private void trackDocuments(String key) {
        DocumentPlaces known = places.computeIfAbsent(key, documents::places);
        for (String part : known.follow(store.value(key))) {
            known.of(part).ifPresent(this::track);
        }
    }

    private void track(Target target) {
        FileState file = files.track(target);
        if (DocumentFiles.partOf(file.portion).isEmpty()) {
            files.holds(file, target.portion());
            file.pending = true; // It may have been there before the key.
        }
    }

    /** For the path of each document, the path of the JSON file that has everything of its key. */
    Map<String, String> wholes() {
        Map<String, String> wholes = new HashMap<>();
        for (FileState file : files.all()) {
            if (!file.portion.isWhole()) {
                wholes.put(file.path, layout.path(file.key));
            }
        }
        return wholes;
    }
}
