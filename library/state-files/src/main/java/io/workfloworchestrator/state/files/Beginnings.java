package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Publication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds out which beginnings of a text were taken over as if they were all of it. A program that pauses while it saves leaves a
 * document that can be read and lacks its end, so what it wrote last counts in the place of all these edits.
 */
final class Beginnings {
    /** So many edits of a file are looked at; a save that pauses more often is taken for several. */
    static final int MOST = 64;

    /** Longer texts are edits like others, since a fingerprint is made of each beginning. */
    private static final int MOST_BYTES = 256 << 10;

    private Beginnings() {}

    /**
     * The revisions that took over beginnings of a text, oldest first; empty if none did, or if the text was taken over or published since.
     * They follow each other: an edit that is no beginning, or of long ago, was a save of its own, as were those before it.
     *
     * @param since edits of before this time, in milliseconds, were saves of their own
     * @param told the first digits of the fingerprint of what the program had written when its file was last seen or replaced
     */
    static List<Revision> of(
            ShadowStore store, String path, String key, String told, Reading.Content content, long since) {
        if (content.bytes().length > MOST_BYTES || content.fingerprint().startsWith(told)) {
            return List.of();
        }
        List<Publication> edits = store.publications(FileState.edited(path), MOST);
        int newest = 0;
        while (newest < edits.size() && !edits.get(newest).fingerprint().startsWith(told)) {
            newest++;
        }
        if (newest == edits.size()
                || isPublishedSince(store, path, edits.get(newest).revision(), content)) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        edits.forEach(edit -> known.add(edit.fingerprint()));
        Set<String> beginnings = beginnings(content.bytes(), known);
        boolean isTaken = edits.subList(0, newest).stream()
                .anyMatch(edit -> edit.fingerprint().equals(content.fingerprint()));
        SortedSet<Revision> found = new TreeSet<>();
        for (int i = 0; i < edits.size() && !isTaken; i++) {
            Revision revision = edits.get(i).revision();
            if (beginnings.contains(edits.get(i).fingerprint()) && isLate(store, key, revision, since)) {
                found.add(revision);
            } else if (i >= newest) {
                break;
            }
        }
        return found.contains(edits.get(newest).revision()) ? List.copyOf(found) : List.of();
    }

    private static boolean isLate(ShadowStore store, String key, Revision revision, long since) {
        return store.readAsOf(key, revision)
                .filter(entry -> entry.commit().time().toEpochMilli() > since)
                .isPresent();
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
        file.beginnings = isSave ? of(store, file.path, file.key, file.begun, content, since) : List.of();
    }

    private static boolean isPublishedSince(ShadowStore store, String path, Revision first, Reading.Content content) {
        return store.publication(path, content.fingerprint())
                .filter(ours -> ours.revision().compareTo(first) >= 0)
                .isPresent();
    }

    /** Those of the fingerprints that are of a beginning of a text. */
    private static Set<String> beginnings(byte[] bytes, Set<String> known) {
        Set<String> beginnings = new HashSet<>();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte one : bytes) {
                digest.update(one);
                MessageDigest soFar = (MessageDigest) digest.clone();
                String fingerprint = HexFormat.of().formatHex(soFar.digest());
                if (known.contains(fingerprint)) {
                    beginnings.add(fingerprint);
                }
            }
            return beginnings;
        } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
