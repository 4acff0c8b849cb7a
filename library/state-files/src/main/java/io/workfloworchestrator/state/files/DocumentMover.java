package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a document to where its value says, by git if git knows it. Its content goes along and is recognised there, so a
 * process that dies in between leaves nothing to be taken for an edit. Confined to the publisher's thread.
 */
final class DocumentMover {
    /** Git is asked about so few documents one by one. */
    private static final int FEW = 4;

    private final Project project;
    private final ShadowStore store;
    private final DocumentFiles documents;
    private final Notices notices;
    private final Absorber absorber;

    /** The files that git knows in the folders that documents leave; null while each is asked for by itself. */
    private @Nullable Set<String> tracked;

    DocumentMover(Project project, ShadowStore store, DocumentFiles documents, Notices notices, Absorber absorber) {
        this.project = project;
        this.store = store;
        this.documents = documents;
        this.notices = notices;
        this.absorber = absorber;
    }

    /** Asks git once about many documents that are to be moved, since a process for each of them would take long. */
    void expect(List<Target> targets) {
        tracked = null;
        if (targets.size() <= FEW || !absorber.isInGit()) {
            return;
        }
        List<String> question = new ArrayList<>(List.of("--literal-pathspecs", "ls-files", "-z", "--"));
        targets.stream()
                .flatMap(target -> absorber.files().home(target).stream())
                .map(home -> Project.parent(home.path()))
                .map(folder -> folder.isEmpty() ? "." : folder)
                .distinct()
                .forEach(question::add);
        tracked = GitCommand.answer(project.root, question)
                .map(paths -> Set.copyOf(List.of(paths.split("\0"))))
                .orElse(null);
    }

    /** Does nothing if the document is there, or nowhere yet. */
    @Nullable
    Outcome move(Target target) throws IOException {
        Optional<Target> home = absorber.files().home(target);
        Optional<Entry> entry = store.read(target.key());
        if (home.isEmpty()
                || entry.isEmpty()
                || !(Reading.of(project, home.get().path()) instanceof Reading.Content there)) {
            return Outcome.DONE;
        }
        Absorber.Standing standing = absorber.standing(home.get(), there, entry.get());
        if (standing == Absorber.Standing.HELD) {
            return Outcome.DONE;
        }
        if (standing == Absorber.Standing.MOVING) {
            return Outcome.BUSY;
        }
        if (!documents.isPlace(target, store.value(target.key()))) {
            return Outcome.MOVED;
        }
        Stat taken = project.fs.stat(project.file(target.path()));
        if (taken != null && !taken.key().equals(there.stat().key())) {
            return taken(home.get(), target);
        }
        move(home.get(), target, there, entry.get().commit().revision(), taken != null);
        return Outcome.DONE;
    }

    private Outcome taken(Target home, Target target) {
        notices.set(
                Notices.Kind.PUBLISHING,
                new Notice(
                        "E_DOCUMENT_PLACE",
                        home.path(),
                        "this document belongs at '" + target.path() + "' now, and another file is there. It stays"
                                + " here as it was. Move that file away, or delete it."));
        return Outcome.DONE;
    }

    private void move(Target home, Target target, Reading.Content there, Revision newest, boolean isLinked)
            throws IOException {
        Revision revision = store.known(home.path(), there.fingerprint())
                .map(Publication::revision)
                .orElse(newest);
        store.publish(known(home.path(), new Publication(target.path(), target.key(), revision, there.fingerprint())));
        project.makeFoldersAbove(target.path());
        if (isLinked) {
            project.fs.delete(project.file(home.path()));
        } else if (!byGit(home, target)) {
            byName(home, target);
        }
        absorber.moved(home, target);
        leave(Project.parent(home.path()), Project.parent(target.path()));
    }

    /** What is known of the text, and of the edits that were taken over: the program that made them may go on writing. */
    private List<Publication> known(String home, Publication text) {
        List<Publication> known = new ArrayList<>(List.of(text));
        store.publications(FileState.edited(home), Beginnings.MOST)
                .forEach(edit -> known.add(
                        1,
                        new Publication(
                                FileState.edited(text.path()), edit.key(), edit.revision(), edit.fingerprint())));
        return known;
    }

    private boolean byGit(Target home, Target target) {
        return absorber.isInGit()
                && !absorber.isMerging()
                && isTracked(home.path())
                && answers("mv", "--", home.path(), target.path());
    }

    private boolean isTracked(String path) {
        Set<String> known = tracked;
        return known == null ? answers("ls-files", "--error-unmatch", "--", path) : known.contains(path);
    }

    private boolean answers(String... arguments) {
        return GitCommand.answer(project.root, arguments).isPresent();
    }

    /** With hard links, a file that comes to the new name meanwhile is never replaced. */
    private void byName(Target home, Target target) throws IOException {
        try {
            project.fs.link(project.file(target.path()), project.file(home.path()));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            if (project.fs.stat(project.file(target.path())) == null) {
                project.fs.move(project.file(home.path()), project.file(target.path()));
                return;
            }
            throw e;
        }
        // The new name must be on the disk before the old one goes, or a power cut may take both.
        project.fs.force(project.file(Project.parent(target.path())));
        project.fs.delete(project.file(home.path()));
    }

    /** Removes a folder of the document's own, which it takes along, if nothing else is in it. */
    private void leave(String from, String to) {
        boolean isOwn = !from.equals(to)
                && from.substring(from.lastIndexOf('/') + 1).equals(to.substring(to.lastIndexOf('/') + 1));
        if (isOwn && project.list(from, 1).isEmpty()) {
            try {
                project.fs.delete(project.file(from));
            } catch (IOException e) {
                // Something came there meanwhile, or it stays as an empty folder.
            }
        }
    }
}
