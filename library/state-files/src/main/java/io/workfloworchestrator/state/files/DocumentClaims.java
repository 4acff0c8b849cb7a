package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which document a file is: that of its place, unless its content says another name, since a person may move
 * it. A file that says nothing the state knows of is a document that is gone from its place, if it has the same bytes. If
 * several say that they are the same document, nobody knows which is meant. Guarded by the absorber's lock.
 */
record DocumentClaims(KnownFiles files, Notices notices, ReadDocuments read) {
    List<FileState> gone() {
        return files.all().stream().filter(FileState::isGoneDocument).toList();
    }

    void identify(FileState file, Reading reading, Optional<Json> keyValue, List<FileState> gone) {
        if (file.portion instanceof DocumentPortion document
                && reading instanceof Reading.Content content
                && (document.part().isEmpty() || !content.fingerprint().equals(file.fingerprint))) {
            try {
                DocumentPortion known = moved(file, document, content, keyValue, gone);
                String part = read.has(document, file.path, content, keyValue)
                        ? document.part()
                        : known.partOf(content.bytes(), known.of(keyValue));
                boolean isNews = document.with(part).of(keyValue).isEmpty()
                        && known.of(keyValue).isPresent();
                files.holds(file, isNews && known != document ? known : document.with(part));
                knows(file, gone);
                settleOthers(file);
            } catch (CodedException e) {
                // It cannot be read: it stays what it was, or what belongs at its place.
            }
        }
    }

    /** The document that was elsewhere with the same bytes and is gone there; otherwise what the file was before. */
    private DocumentPortion moved(
            FileState file,
            DocumentPortion document,
            Reading.Content content,
            Optional<Json> keyValue,
            List<FileState> gone) {
        if (!document.part().isEmpty()) {
            return document;
        }
        return gone.stream()
                .filter(other -> other.key.equals(file.key)
                        && other.had(content.fingerprint())
                        && other.portion.of(keyValue).isPresent())
                .findFirst()
                .map(other -> document.with(DocumentFiles.partOf(other.portion)))
                .orElse(document);
    }

    /** A document that says who it is, and is gone where it was, was moved here: what was known of it is known of it here. */
    private static void knows(FileState file, List<FileState> gone) {
        String part = DocumentFiles.partOf(file.portion);
        gone.stream()
                .filter(other -> other != file && other.key.equals(file.key))
                .filter(other -> !part.isEmpty() && part.equals(DocumentFiles.partOf(other.portion)))
                .forEach(other -> file.seenRevision = Math.max(file.seenRevision, other.seenRevision));
    }

    /** What was said of the place where the document was is not so any more. */
    private void settleOthers(FileState file) {
        for (FileState other : files.ever(file.target())) {
            if (other != file && other.isGoneDocument()) {
                notices.clear(Notices.Kind.CONTENT, other.path);
            }
        }
    }

    /** If nothing is where a document was, and another file is it now. */
    Optional<Examiner.Seen> elsewhere(FileState.Known known, FileState file, Reading reading) {
        return reading instanceof Reading.Absent
                        && !file.portion.isWhole()
                        && !files.claiming(file.target()).isEmpty()
                ? Optional.of(new Examiner.Seen(known, reading, new Finding.MovedAway(), List.of(), List.of()))
                : Optional.empty();
    }

    /** All files that say they are the same document as one of these. */
    Set<FileState> twins(Collection<FileState> some) {
        Set<FileState> twins = new LinkedHashSet<>();
        for (FileState file : some) {
            if (!DocumentFiles.partOf(file.portion).isEmpty()) {
                List<FileState> claiming = files.claiming(file.target());
                if (claiming.size() > 1 && !KnownFiles.isOneFile(claiming)) {
                    twins.addAll(claiming);
                }
            }
        }
        return twins;
    }

    /** What is to be said of a file that is not the only one to be its document. */
    Examiner.Seen twice(FileState file) {
        List<String> others = files.claiming(file.target()).stream()
                .filter(other -> other != file)
                .map(other -> other.path)
                .toList();
        return new Examiner.Seen(file.known(), new Reading.Absent(), new Finding.Twice(others), List.of(), List.of());
    }
}
