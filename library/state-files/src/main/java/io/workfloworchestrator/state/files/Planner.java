package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import java.util.Optional;

/** Decides what to do about each file that was looked at. It changes nothing: the decision is a {@link FilePlan}. */
final class Planner {
    /** A file that was changed less than this ago and cannot be read may still be being written. */
    static final long SETTLED_MILLIS = 300;

    static final long SETTLED_NANOS = SETTLED_MILLIS * 1_000_000L;

    private final ShadowStore store;
    private final Project project;
    private final EditPlanner edits;

    Planner(ShadowStore store, Project project, EditPlanner edits) {
        this.store = store;
        this.project = project;
        this.edits = edits;
    }

    /** @param isGitWorking whether git is writing files just now, since half a checkout must not become state */
    FilePlan plan(Examiner.Seen seen, boolean isGitWorking) {
        Finding finding = seen.finding();
        if (finding.isStrange() && isGitWorking && !store.isUnwritten()) {
            return new FilePlan.Builder(seen.file(), finding)
                    .standing(FilePlan.Standing.WAITING)
                    .build();
        }
        Optional<Entry> entry = store.read(seen.file().key());
        try {
            return plan(seen, entry);
        } catch (CodedException e) {
            return refused(seen, e, entry.isPresent());
        }
    }

    private FilePlan plan(Examiner.Seen seen, Optional<Entry> entry) {
        Finding finding = seen.finding();
        FilePlan.Builder plan = new FilePlan.Builder(seen.file(), finding);
        boolean isCopy = store.isUnwritten() && entry.isPresent();
        EditPlanner.Progress progress = new EditPlanner.Progress(plan, seen.file(), entry);
        if (!store.isUnwritten() && entry.isPresent() && edits.followGit(progress, seen.content(), seen.steps())) {
            return plan.build();
        }
        if (finding instanceof Finding.Same) {
            return plan.commits()
                    ? plan.write(FilePlan.Write.NOW).build()
                    : plan.standing(FilePlan.Standing.AS_BEFORE).build();
        }
        if (finding instanceof Finding.Gone) {
            gone(plan, seen.file(), progress);
        } else if (finding instanceof Finding.NoFile noFile) {
            noFile(plan, noFile.unfit(), entry.isPresent());
        } else if (finding instanceof Finding.Current) {
            plan.holds(!plan.commits());
            edits.convertImported(progress);
        } else if (finding instanceof Finding.Older older) {
            // The store was lost, and only what it knew of the files has survived.
            if (store.isUnwritten()) {
                edits.adopt(progress, older.content(), older.value());
            } else {
                older(plan, seen.file(), older, entry);
            }
        } else if (finding instanceof Finding.SetBack back) {
            if (isStill(seen.file(), back.content())) {
                edits.takeBack(progress, back);
            } else {
                plan.standing(FilePlan.Standing.WAITING);
            }
        } else if (finding instanceof Finding.Foreign foreign) {
            if (isCopy) {
                edits.adopt(progress, foreign.content(), foreign.value());
            } else {
                edits.edited(progress, foreign.content(), foreign.value());
            }
        } else if (finding instanceof Finding.Unmerged unmerged) {
            if (!bad(plan, seen.file(), unmerged.content(), unmerged.why(), entry)) {
                edits.mergeSides(progress, unmerged);
            }
        } else if (finding instanceof Finding.Bad bad) {
            if (!bad(plan, seen.file(), bad.content(), bad.why(), entry)) {
                plan.write(FilePlan.Write.NOW);
            }
        }
        return plan.build();
    }

    /** An edit that the state must not take holds the file as it is; the state goes on, unless the file is newer. */
    private static FilePlan refused(Examiner.Seen seen, CodedException e, boolean known) {
        boolean refuses = !known || e.code().equals("E_STATE_NEWER");
        String message = refuses
                ? refusedText(e)
                : e.getMessage()
                        + " The edit was not taken over; the file is left as it is, and not written, until it is"
                        + " corrected or deleted.";
        return new FilePlan.Builder(seen.file(), seen.finding())
                .standing(refuses ? FilePlan.Standing.REFUSED : FilePlan.Standing.HELD)
                .refusal(refuses ? Optional.of(e) : Optional.empty())
                .say(e.code(), message)
                .build();
    }

    private static String refusedText(CodedException why) {
        return why.getMessage() + " The file is left as it is, and its state cannot be changed until it is corrected or"
                + " moved away.";
    }

    private void gone(FilePlan.Builder plan, FileState.Known file, EditPlanner.Progress progress) {
        plan.standing(FilePlan.Standing.UNREAD);
        if (progress.value().isEmpty() || store.isUnwritten()) {
            return;
        }
        if (SeenRevisions.newest(store, file) > 0) {
            plan.say(
                    "E_FILE_MISSING",
                    "this file is gone; the state '" + file.key() + "' is kept. The file is written again with the next"
                            + " change of it. To take the state back, use undo.");
        } else {
            plan.write(FilePlan.Write.NOW);
        }
    }

    private void noFile(FilePlan.Builder plan, Reading.Unfit unfit, boolean known) {
        boolean linked = unfit.code().endsWith("SYMLINK");
        boolean refuses = linked || !known;
        CodedException why = new StateException(unfit.code(), unfit.message());
        Stat stat = unfit.stat();
        if (unfit.code().equals("E_STATE_TOO_LARGE") && known && stat != null && !store.isUnwritten()) {
            plan.standing(FilePlan.Standing.UNREAD)
                    .copy(new FilePlan.Copy.QuarantineUnread(stat, why))
                    .write(FilePlan.Write.NOW);
            return;
        }
        plan.say(unfit.code(), unfit.message());
        if (refuses) {
            plan.standing(FilePlan.Standing.REFUSED).refusal(Optional.of(why));
        } else {
            plan.standing(FilePlan.Standing.UNREAD);
        }
    }

    /**
     * The file has an older value, and is written anew. If it had been newer before, somebody has set it back, and a notice
     * says so.
     */
    private void older(FilePlan.Builder plan, FileState.Known file, Finding.Older older, Optional<Entry> entry) {
        plan.had(new FileState.Held(older.parsed(), older.revision())).write(FilePlan.Write.SOON);
        if (SeenRevisions.newest(store, file) > older.revision().number() && isStill(file, older.content())) {
            String newest =
                    entry.map(some -> some.commit().revision().toString()).orElse("0");
            plan.tell(
                    "E_FILE_STALE",
                    "this file was set back to what it was at revision " + older.revision()
                            + "; the state stays at revision " + newest
                            + " and the file is written anew. To take a change back, use undo, or edit the file as it"
                            + " is now.");
        }
    }

    /** Whether the file still has this content: another process may have written it meanwhile, and noted that. */
    private boolean isStill(FileState.Known file, Reading.Content content) {
        return content.stat().equals(project.look(file.path()));
    }

    /** Plans for unreadable content; false if it will be kept and then replaced. */
    private boolean bad(
            FilePlan.Builder plan,
            FileState.Known file,
            Reading.Content content,
            CodedException why,
            Optional<Entry> entry) {
        if (entry.isEmpty() || store.isUnwritten() || why.code().equals("E_STATE_NEWER")) {
            plan.standing(FilePlan.Standing.REFUSED).refusal(Optional.of(why)).say(why.code(), refusedText(why));
            return true;
        }
        long age = project.fs.now() - content.stat().modified() / 1_000_000L;
        boolean isNew = !content.fingerprint().equals(file.fingerprint());
        if (age < SETTLED_MILLIS && (isNew || project.fs.nanos() - file.unfitSince() < SETTLED_NANOS)) {
            plan.standing(FilePlan.Standing.WAITING)
                    .say(
                            why.code(),
                            why.getMessage() + " It was written just now, so it may be being written; it is left as it"
                                    + " is and looked at again.");
            return true;
        }
        plan.copy(new FilePlan.Copy.Quarantine(content.bytes(), content.fingerprint(), why));
        return false;
    }
}
