package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.util.List;
import java.util.Optional;

/** Finds out what a file's content means to us. It changes nothing. */
final class Examiner {
    /** If a file is set back by more changes than these, it counts as an old copy. */
    private static final int MOST_TAKEN_BACK = 64;

    private final ShadowStore store;
    private final Formats formats;
    private final GitLook git;

    Examiner(ShadowStore store, Formats formats, GitLook git) {
        this.store = store;
        this.formats = formats;
        this.git = git;
    }

    /**
     * What was seen of one file.
     *
     * @param steps what git did to it since the last look, oldest first
     */
    record Seen(FileState.Known file, Reading reading, Finding finding, List<GitStep> steps) {
        Optional<Reading.Content> content() {
            return reading instanceof Reading.Content content ? Optional.of(content) : Optional.empty();
        }
    }

    Seen examine(FileState.Known file, Reading reading, List<GitStep> steps) {
        return new Seen(file, reading, finding(file, reading), steps);
    }

    private Finding finding(FileState.Known file, Reading reading) {
        if (reading instanceof Reading.Unfit unfit) {
            return new Finding.NoFile(unfit);
        }
        if (!(reading instanceof Reading.Content content)) {
            return new Finding.Gone();
        }
        if (content.fingerprint().equals(file.fingerprint()) && file.isSafe()) {
            return new Finding.Same();
        }
        Optional<Publication> ours = store.known(file.path(), content.fingerprint());
        try {
            return ours.isPresent() ? own(file, content, ours.get()) : foreign(file, content);
        } catch (CodedException e) {
            return e.code().equals("E_STATE_MERGE_CONFLICT") ? unmerged(file, content, e) : new Finding.Bad(content, e);
        }
    }

    private Finding own(FileState.Known file, Reading.Content content, Publication publication) {
        if (!store.isUnwritten() && publication.revision().compareTo(store.head()) > 0) {
            return foreign(file, content); // The store has lost its end since, and the file still has it.
        }
        Optional<Entry> head = store.read(file.key());
        boolean copy = publication.path().equals(file.path());
        if (copy
                && head.isPresent()
                && head.get().value().isPresent()
                && head.get().commit().revision().compareTo(publication.revision()) <= 0) {
            return new Finding.Current(head.get().commit().revision());
        }
        // Processes that commit at once keep finding each other's copies; parsing megabytes would hold them up.
        if (copy
                && content.bytes().length > FileState.SMALL
                && SeenRevisions.newest(store, file) <= publication.revision().number()) {
            return new Finding.Older(content, null, publication.revision());
        }
        Json value = Json.parse(content.bytes());
        if (head.flatMap(Entry::value).equals(Optional.of(value))) {
            return new Finding.Current(head.get().commit().revision());
        }
        return isSetBack(file, value, publication.revision())
                ? new Finding.SetBack(content, value, publication.revision())
                : new Finding.Older(content, value, publication.revision());
    }

    /** Whether the file was newer before, and setting it back takes back only changes that came from it. */
    private boolean isSetBack(FileState.Known file, Json value, Revision to) {
        if (store.isUnwritten()
                || SeenRevisions.newest(store, file) <= to.number()
                || !store.readAsOf(file.key(), to).flatMap(Entry::value).equals(Optional.of(value))) {
            return false;
        }
        List<Commit> since = store.commitsOf(file.key(), store.head(), MOST_TAKEN_BACK).stream()
                .filter(commit -> commit.revision().compareTo(to) > 0)
                .toList();
        return !since.isEmpty()
                && since.size() < MOST_TAKEN_BACK
                && since.stream().allMatch(commit -> FilePlan.Why.isFromFile(commit.cause()));
    }

    private Finding foreign(FileState.Known file, Reading.Content content) {
        Json value = Json.parse(content.bytes());
        formats.requireAcceptable(file.key(), value, store.read(file.key()).flatMap(Entry::value));
        return new Finding.Foreign(content, value);
    }

    /** Git's index has both sides and the base; the markers in the text have the base only sometimes. */
    private Finding unmerged(FileState.Known file, Reading.Content content, CodedException why) {
        Optional<Finding.Sides> sides = git.sides(file.path())
                .flatMap(Examiner::sides)
                .or(() -> MarkedText.of(content.bytes())
                        .map(marked -> new Finding.Sides(
                                marked.base(),
                                marked.ours(),
                                marked.theirs(),
                                Rendered.of(marked.theirs()).bytes())));
        try {
            return sides.map(some -> acceptable(file, content, why, some)).orElse(new Finding.Bad(content, why));
        } catch (CodedException e) {
            return new Finding.Bad(content, why);
        }
    }

    private static Optional<Finding.Sides> sides(GitLook.Sides sides) {
        Optional<Json> ours = sides.ours().value();
        Optional<Json> theirs = sides.theirs().value();
        return ours.isPresent() && theirs.isPresent()
                ? Optional.of(new Finding.Sides(
                        sides.base().flatMap(GitText::value),
                        ours.get(),
                        theirs.get(),
                        sides.theirs().bytes()))
                : Optional.empty();
    }

    private Finding acceptable(FileState.Known file, Reading.Content content, CodedException why, Finding.Sides sides) {
        Optional<Json> head = store.read(file.key()).flatMap(Entry::value);
        formats.requireAcceptable(file.key(), sides.ours(), head);
        formats.requireAcceptable(file.key(), sides.other(), head);
        return new Finding.Unmerged(content, why, sides);
    }
}
