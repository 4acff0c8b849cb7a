package io.workfloworchestrator.state.files;

import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a file's content means to us. It changes nothing. */
record Examiner(ShadowStore store, Formats formats, GitLook git, SetBacks backs, Heirs heirs, ReadDocuments read) {
    /** If a file is set back by more changes than these, it counts as an old copy. */
    private static final int MOST_TAKEN_BACK = 64;

    /**
     * What was seen of one file.
     *
     * @param steps what git did to it since the last look, oldest first
     * @param unread what a document has that could not be read
     */
    record Seen(
            FileState.Known file, Reading reading, Finding finding, List<GitStep> steps, List<DocumentFinding> unread) {
        Optional<Reading.Content> content() {
            return reading instanceof Reading.Content content ? Optional.of(content) : Optional.empty();
        }
    }

    Seen examine(FileState.Known file, Reading reading, List<GitStep> steps) {
        List<DocumentFinding> unread = new ArrayList<>();
        Finding finding = finding(file, reading, unread);
        return new Seen(file, reading, finding, steps, List.copyOf(unread));
    }

    private Finding finding(FileState.Known file, Reading reading, List<DocumentFinding> unread) {
        if (reading instanceof Reading.Unfit unfit) {
            return new Finding.NoFile(unfit);
        }
        if (!(reading instanceof Reading.Content content)) {
            return new Finding.Gone();
        }
        if (content.fingerprint().equals(file.fingerprint()) && file.isSafe()) {
            return new Finding.Same();
        }
        Optional<Entry> head = store.read(file.key());
        if (head.isPresent()
                && read.has(file.portion(), file.path(), content, head.get().value())) {
            return new Finding.Current(head.get().commit().revision());
        }
        Optional<Publication> ours = store.known(file.path(), content.fingerprint());
        try {
            Optional<Finding.Inherited> inherited = heirs.inherited(file, content);
            if (inherited.isPresent()) {
                return inherited.get();
            }
            // Who saves a text of ours slowly means it, after its beginning was taken over.
            return ours.isPresent() && file.beginnings().isEmpty()
                    ? own(file, content, ours.get(), unread)
                    : foreign(file, content, unread);
        } catch (CodedException e) {
            return e.code().equals(MarkedText.CODE) ? unmerged(file, content, e) : new Finding.Bad(content, e);
        }
    }

    private Finding own(
            FileState.Known file, Reading.Content content, Publication publication, List<DocumentFinding> unread) {
        if (!store.isUnwritten() && publication.revision().compareTo(store.head()) > 0) {
            return foreign(file, content, unread); // The store has lost its end since, and the file still has it.
        }
        Optional<Entry> head = store.read(file.key());
        boolean copy = publication.path().equals(file.path());
        boolean isWhole = file.portion().isWhole();
        if (copy
                && isWhole
                && head.isPresent()
                && head.get().value().isPresent()
                && head.get().commit().revision().compareTo(publication.revision()) <= 0) {
            return new Finding.Current(head.get().commit().revision());
        }
        // Processes that commit at once keep finding each other's copies; parsing megabytes would hold them up.
        if (copy
                && isWhole
                && content.bytes().length > FileState.SMALL
                && SeenRevisions.newest(store, file) <= publication.revision().number()) {
            return new Finding.Older(content, null, publication.revision());
        }
        Json value = read(file, content, unread);
        if (file.portion().of(head.flatMap(Entry::value)).equals(Optional.of(value))) {
            if (unread.isEmpty()) {
                read.add(file, content, head.get());
            }
            return new Finding.Current(head.get().commit().revision());
        }
        return isSetBack(file, content, value, publication.revision())
                ? new Finding.SetBack(content, value, publication.revision())
                : new Finding.Older(content, value, publication.revision());
    }

    /**
     * Whether setting the file back takes back only changes that came from it, or is meant as {@link SetBacks} tells.
     */
    private boolean isSetBack(FileState.Known file, Reading.Content content, Json value, Revision to) {
        if (store.isUnwritten()
                || !SeenRevisions.hadNewer(store, file, Optional.of(value), to)
                || !portion(file, to).orElse(value).equals(value)) { // a list has no portion while it has no items
            return false;
        }
        return backs.isMeant(file, content) || isOwnChangesOnly(file, value, to);
    }

    /** Whether all that changed the file's portion since a revision came from the file. */
    private boolean isOwnChangesOnly(FileState.Known file, Json value, Revision to) {
        List<Commit> since = store.commitsOf(file.key(), store.head(), MOST_TAKEN_BACK).stream()
                .filter(commit -> commit.revision().compareTo(to) > 0)
                .toList();
        if (since.isEmpty() || since.size() == MOST_TAKEN_BACK) {
            return false;
        }
        boolean isAny = false;
        Optional<Json> after = portion(file, since.get(0).revision());
        for (int i = 0; i < since.size(); i++) {
            Optional<Json> before =
                    i + 1 < since.size() ? portion(file, since.get(i + 1).revision()) : Optional.of(value);
            if (file.portion().isWhole() || !after.equals(before)) {
                if (!FilePlan.Why.isFromFile(since.get(i).cause())) {
                    return false;
                }
                isAny = true;
            }
            after = before;
        }
        return isAny;
    }

    private Optional<Json> portion(FileState.Known file, Revision revision) {
        return file.portion().of(store.valueAsOf(file.key(), revision));
    }

    private Json read(FileState.Known file, Reading.Content content, List<DocumentFinding> unread) {
        Optional<Json> head = store.value(file.key());
        Portion.Text text = file.portion().read(content.bytes(), file.portion().of(head));
        unread.addAll(text.findings());
        return text.value();
    }

    private Finding foreign(FileState.Known file, Reading.Content content, List<DocumentFinding> unread) {
        Json value = read(file, content, unread);
        requireAcceptable(file, value);
        return new Finding.Foreign(content, value);
    }

    /** Whether a document is acceptable is decided when it is put into the key's value. */
    private void requireAcceptable(FileState.Known file, Json value) {
        if (file.portion().isWhole()) {
            formats.requireAcceptable(file.key(), value, store.value(file.key()));
        }
    }

    /** Git's index has both sides and the base; the markers in the text have the base only sometimes. */
    private Finding unmerged(FileState.Known file, Reading.Content content, CodedException why) {
        Optional<Finding.Sides> sides = git.sides(file.path())
                .map(some -> new MarkedText(
                        some.ours().bytes(),
                        some.base().map(GitText::bytes),
                        some.theirs().bytes()))
                .flatMap(some -> sides(file, some))
                .or(() -> MarkedText.of(content.bytes()).flatMap(some -> sides(file, some)));
        try {
            return sides.map(some -> acceptable(file, content, why, some)).orElse(new Finding.Bad(content, why));
        } catch (CodedException e) {
            return new Finding.Bad(content, why);
        }
    }

    private Optional<Finding.Sides> sides(FileState.Known file, MarkedText sides) {
        Portion portion = file.portion();
        Optional<Json> last = portion.of(store.value(file.key()));
        Optional<Json> ours = portion.value(sides.ours(), last);
        Optional<Json> theirs = portion.value(sides.theirs(), last);
        return ours.isPresent() && theirs.isPresent()
                ? Optional.of(new Finding.Sides(
                        sides.base().flatMap(base -> portion.value(base, last)),
                        ours.get(),
                        theirs.get(),
                        sides.ours(),
                        sides.theirs()))
                : Optional.empty();
    }

    private Finding acceptable(FileState.Known file, Reading.Content content, CodedException why, Finding.Sides sides) {
        requireAcceptable(file, sides.ours());
        requireAcceptable(file, sides.other());
        return new Finding.Unmerged(content, why, sides);
    }
}
