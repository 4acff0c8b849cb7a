package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Publication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which beginnings of a text were taken over as if they were all of it. A program that pauses while it saves leaves a
 * document that can be read and lacks its end, so what it wrote last counts in the place of all these edits.
 */
final class Beginnings {
    /** So many edits of a file are looked at; a save that pauses more often is taken for several. */
    private static final int MOST = 64;

    /** Longer texts are edits like others, since a fingerprint is made of each beginning. */
    private static final int MOST_BYTES = 256 << 10;

    private Beginnings() {}

    /**
     * The revisions that took over beginnings of a text, oldest first; empty if none did, or if the text was taken over or published since.
     *
     * @param told the first digits of the fingerprint of what the program had written when its file was replaced: an edit before
     *     that was a save of its own
     */
    static List<Revision> of(ShadowStore store, String path, String told, Reading.Content content) {
        if (content.bytes().length > MOST_BYTES) {
            return List.of();
        }
        List<Publication> edits = store.publications(FileState.edited(path), MOST);
        Optional<Revision> first = edits.stream()
                .filter(edit -> edit.fingerprint().startsWith(told))
                .map(Publication::revision)
                .findFirst();
        if (first.isEmpty()
                || content.fingerprint().startsWith(told)
                || isPublishedSince(store, path, first.get(), content)) {
            return List.of();
        }
        Map<String, Revision> since = new HashMap<>();
        edits.stream()
                .filter(edit -> edit.revision().compareTo(first.get()) >= 0)
                .forEach(edit -> since.put(edit.fingerprint(), edit.revision()));
        List<Revision> found = since.containsKey(content.fingerprint())
                ? List.of()
                : beginnings(content.bytes(), since).stream()
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return found.contains(first.get()) ? found : List.of();
    }

    /**
     * Notes whether a content goes on with what was taken over before, and was not replaced yet.
     *
     * @param since an edit of before was a save of its own, in milliseconds of the files' clock
     */
    static void note(ShadowStore store, FileState file, Reading.Content content, long since) {
        if (file.portion.isWhole() || file.fingerprint.equals(content.fingerprint())) {
            return;
        }
        String edited = FileState.edited(file.path);
        if (!file.seen) { // A process that ended may have taken the beginning over.
            store.publications(edited, 1).forEach(last -> file.begun = last.fingerprint());
        } else if (store.publication(edited, file.fingerprint).isPresent()) {
            file.begun = file.fingerprint;
        }
        // A text of ours sets the file back, and an edit of long ago was a save of its own.
        boolean isSave = !file.begun.isEmpty()
                && store.publication(file.path, content.fingerprint()).isEmpty();
        List<Revision> found = isSave ? of(store, file.path, file.begun, content) : List.of();
        boolean isLately = !found.isEmpty()
                && store.readAsOf(file.key, found.get(0))
                        .filter(entry -> entry.commit().time().toEpochMilli() > since)
                        .isPresent();
        file.beginnings = isLately ? found : List.of();
    }

    private static boolean isPublishedSince(ShadowStore store, String path, Revision first, Reading.Content content) {
        return store.publication(path, content.fingerprint())
                .filter(ours -> ours.revision().compareTo(first) >= 0)
                .isPresent();
    }

    private static List<Revision> beginnings(byte[] bytes, Map<String, Revision> known) {
        List<Revision> found = new ArrayList<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte one : bytes) {
                digest.update(one);
                MessageDigest soFar = (MessageDigest) digest.clone();
                Optional.ofNullable(known.get(HexFormat.of().formatHex(soFar.digest())))
                        .ifPresent(found::add);
            }
            return found;
        } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
