package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what to do about each file that was looked at. It changes nothing: the decision is a {@link FilePlan}. */
record Planner(ShadowStore store, Project project, EditPlanner.Tools edits, Inheriting inheriting) {
    /** A file that was changed less than this ago and cannot be read may still be being written. */
    static final long SETTLED_MILLIS = 300;

    static final long SETTLED_NANOS = SETTLED_MILLIS * 1_000_000L;

    /**
     * Plans for all files of one look: of a key first the one with everything, and then its documents. While git is
     * writing files, half a checkout must not become state.
     */
    Map<FileState, FilePlan> plan(Map<FileState, Examiner.Seen> seen, boolean isGitWorking) {
        PlannedValues values = new PlannedValues(store);
        Map<FileState, FilePlan> plans = new LinkedHashMap<>();
        Map<FileState, Optional<Json>> contents = new HashMap<>();
        for (boolean whole : new boolean[] {true, false}) {
            seen.forEach((file, one) -> {
                if (file.portion.isWhole() == whole) {
                    plans.put(file, plan(one, isGitWorking, values));
                    contents.put(file, content(one, values));
                }
            });
        }
        plans.forEach((file, plan) -> {
            if (plan.holds && !file.portion.of(values.of(file.key)).equals(contents.get(file))) {
                plan.holds(false);
            }
        });
        return plans;
    }

    /** If the plan for a file says that it has the value that its key will have, what it has of it. */
    private Optional<Json> content(Examiner.Seen seen, PlannedValues values) {
        String key = seen.file().key();
        return seen.file().portion().of(seen.finding() instanceof Finding.Current ? store.value(key) : values.of(key));
    }

    private FilePlan plan(Examiner.Seen seen, boolean isGitWorking, PlannedValues values) {
        Finding finding = seen.finding();
        if (finding.isStrange() && isGitWorking && !store.isUnwritten()) {
            return new FilePlan(seen.file(), finding).standing(FilePlan.Standing.WAITING);
        }
        Optional<Entry> entry = store.read(seen.file().key());
        boolean isWhole = seen.file().portion().isWhole();
        try {
            return isWhole || values.of(seen.file().key()).isPresent()
                    ? plan(seen, entry, values)
                    : new FilePlan(seen.file(), finding).standing(FilePlan.Standing.UNREAD);
        } catch (CodedException e) {
            return refused(seen, e, entry.isPresent() || !isWhole);
        }
    }

    private FilePlan plan(Examiner.Seen seen, Optional<Entry> entry, PlannedValues values) {
        FilePlan plan = new FilePlan(seen.file(), seen.finding());
        EditPlanner edit = new EditPlanner(edits, plan, entry, values);
        if (seen.finding() instanceof Finding.Inherited inherited) {
            inheriting.plan(plan, inherited, values);
            return plan;
        }
        decide(plan, seen, entry, edit);
        seen.unread().forEach(plan::finding);
        if (edit.next.isPartlyRefused
                || seen.unread().stream().anyMatch(found -> found.code().startsWith("E_"))) {
            plan.hold();
        }
        edit.next.finish();
        return plan;
    }

    private void decide(FilePlan plan, Examiner.Seen seen, Optional<Entry> entry, EditPlanner edit) {
        Finding finding = seen.finding();
        boolean isCopy = store.isUnwritten()
                && (entry.isPresent() || !seen.file().portion().isWhole());
        if (!store.isUnwritten() && entry.isPresent() && edit.followGit(seen.content(), seen.steps())) {
            return;
        }
        boolean isKnown = finding instanceof Finding.Same
                || finding instanceof Finding.Current
                || finding instanceof Finding.Older
                || finding instanceof Finding.SetBack;
        if (isKnown && edit.editedAfterCommit(seen.content())) {
            return;
        }
        if (finding instanceof Finding.Same) {
            if (plan.commits()) {
                plan.write = FilePlan.Write.NOW;
            } else {
                plan.standing(FilePlan.Standing.AS_BEFORE);
            }
        } else if (finding instanceof Finding.Gone) {
            gone(plan, edit);
        } else if (finding instanceof Finding.MovedAway) {
            plan.standing(FilePlan.Standing.UNREAD);
        } else if (finding instanceof Finding.Twice twice) {
            twice(plan, twice);
        } else if (finding instanceof Finding.NoFile noFile) {
            noFile(plan, noFile.unfit(), entry.isPresent());
        } else if (finding instanceof Finding.Current) {
            plan.holds(!plan.commits());
            edit.convertImported();
        } else if (finding instanceof Finding.Older older) {
            // The store was lost, and only what it knew of the files has survived.
            if (store.isUnwritten()) {
                edit.adopt(older.content(), older.value());
            } else {
                older(plan, older, entry);
            }
        } else if (finding instanceof Finding.SetBack back) {
            if (isStill(seen.file(), back.content())) {
                edit.takeBack(back);
            } else {
                plan.standing(FilePlan.Standing.WAITING);
            }
        } else if (finding instanceof Finding.Foreign foreign) {
            foreign(plan, foreign, isCopy, edit);
        } else if (finding instanceof Finding.Unmerged unmerged) {
            if (!bad(plan, unmerged.content(), unmerged.why(), entry, edit)) {
                edit.mergeSides(unmerged);
            }
        } else if (finding instanceof Finding.Bad bad) {
            if (!bad(plan, bad.content(), bad.why(), entry, edit)) {
                plan.write = FilePlan.Write.NOW;
            }
        }
    }

    private void foreign(FilePlan plan, Finding.Foreign foreign, boolean isCopy, EditPlanner edit) {
        if (isCopy) {
            edit.adopt(foreign.content(), foreign.value());
        } else if (edit.isOthers(foreign.value())) {
            plan.standing(FilePlan.Standing.HELD)
                    .say(
                            "E_DOCUMENT_PLACE",
                            "this file was here before, where the document '"
                                    + DocumentFiles.partOf(plan.file.portion()) + "' of '" + plan.file.key()
                                    + "' belongs. It is left as it is, and nothing of it is taken over. Move it away"
                                    + " to get the document, or make it say what the state has.");
        } else if (!plan.file.portion().isWhole()
                && isYoung(plan.file, foreign.content())
                && edit.takesAway(foreign.value())) {
            // The beginning of a document is one, too, unlike the beginning of a JSON text.
            plan.standing(FilePlan.Standing.WAITING);
        } else {
            edit.edited(foreign.content(), foreign.value());
        }
    }

    private static void twice(FilePlan plan, Finding.Twice twice) {
        plan.standing(FilePlan.Standing.TWICE)
                .say(
                        "E_DOCUMENT_TWICE",
                        "this file and "
                                + KeptCopies.shown(twice.others().stream()
                                        .map(path -> "'" + path + "'")
                                        .toList())
                                + " say that they are the same document, '" + DocumentFiles.partOf(plan.file.portion())
                                + "' of '" + plan.file.key() + "'. Nothing is taken over from them, and they are not"
                                + " written, until all but one are deleted, or are given ids of their own.");
    }

    /** An edit that the state must not take holds the file as it is; the state goes on, unless the file is newer. */
    private static FilePlan refused(Examiner.Seen seen, CodedException e, boolean known) {
        boolean refuses = !known
                || e.code().equals("E_STATE_NEWER") && seen.file().portion().isWhole();
        String message = refuses
                ? refusedText(e)
                : e.getMessage()
                        + " The edit was not taken over; the file is left as it is, and not written, until it is"
                        + " corrected or deleted.";
        FilePlan plan = new FilePlan(seen.file(), seen.finding());
        return (refuses ? plan.refuse(e) : plan.standing(FilePlan.Standing.HELD)).say(e.code(), message);
    }

    private static String refusedText(CodedException why) {
        return why.getMessage() + " The file is left as it is, and its state cannot be changed until it is corrected or"
                + " moved away.";
    }

    private void gone(FilePlan plan, EditPlanner edit) {
        plan.standing(FilePlan.Standing.UNREAD);
        if (edit.next.isEmpty() || store.isUnwritten()) {
            return;
        }
        if (SeenRevisions.newest(store, plan.file) > 0 && !SeenRevisions.wasRemoved(store, plan.file)) {
            plan.say(
                    "E_FILE_MISSING",
                    "this file is gone; the state '" + plan.file.key()
                            + "' is kept. The file is written again with the next"
                            + " change of it. To take the state back, use undo.");
        } else {
            plan.write = FilePlan.Write.NOW;
        }
    }

    private void noFile(FilePlan plan, Reading.Unfit unfit, boolean known) {
        boolean linked = unfit.code().endsWith("SYMLINK");
        boolean isWhole = plan.file.portion().isWhole();
        boolean refuses = isWhole && (linked || !known);
        CodedException why = new StateException(unfit.code(), unfit.message());
        Stat stat = unfit.stat();
        if (unfit.code().equals("E_STATE_TOO_LARGE") && known && stat != null && !store.isUnwritten()) {
            plan.standing(FilePlan.Standing.UNREAD).write = FilePlan.Write.NOW;
            plan.copy(new FilePlan.Copy.QuarantineUnread(stat, why));
            return;
        }
        plan.say(unfit.code(), unfit.message());
        if (refuses) {
            plan.refuse(why);
        } else {
            plan.standing(FilePlan.Standing.UNREAD);
        }
    }

    /** The file has an older value, and is written anew. If somebody has set it back, a notice says so. */
    private void older(FilePlan plan, Finding.Older older, Optional<Entry> entry) {
        plan.held.add(new FileState.Held(older.parsed(), older.revision()));
        plan.write = FilePlan.Write.SOON;
        boolean hadNewer = plan.file.portion().isWhole()
                ? SeenRevisions.newest(store, plan.file) > older.revision().number()
                : SeenRevisions.hadNewer(store, plan.file, Optional.of(older.value()), older.revision());
        if (hadNewer && isStill(plan.file, older.content())) {
            String newest =
                    entry.map(some -> some.commit().revision().toString()).orElse("0");
            boolean isThere = entry.flatMap(Entry::value).isPresent();
            plan.tell(
                    "E_FILE_STALE",
                    "this file was set back to what it was at revision " + older.revision()
                            + (isThere
                                    ? "; the state stays at revision " + newest + " and the file is written anew."
                                    : "; the state is there no more since revision " + newest
                                            + ", so the file is removed.")
                            + " To take a change back, use undo, or "
                            + (plan.file.portion().isWhole()
                                    ? "edit the file as it is now."
                                    : "save it so once more."));
            if (!plan.file.portion().isWhole()) {
                plan.back = Optional.of(older.content());
            }
        }
    }

    /** Whether the file still has this content: another process may have written it meanwhile, and noted that. */
    private boolean isStill(FileState.Known file, Reading.Content content) {
        return content.stat().equals(project.look(file.path()));
    }

    /** Plans for unreadable content; false if it will be kept and then replaced. A document needs one to be written over. */
    private boolean bad(
            FilePlan plan, Reading.Content content, CodedException why, Optional<Entry> entry, EditPlanner edit) {
        // What git could not merge is in git's history, so it can be written anew even if nothing of ours was ever
        // there. If the state has no such document, there is nothing to write in its place.
        boolean isNothing = edit.next.isEmpty()
                && !DocumentFiles.partOf(plan.file.portion()).isEmpty();
        boolean isLost = !plan.file.portion().isWhole()
                && plan.file.good() == 0
                && (!why.code().equals(MarkedText.CODE) || isNothing);
        if (isLost && !isYoung(plan.file, content)) {
            plan.standing(FilePlan.Standing.HELD)
                    .say(
                            why.code(),
                            why.getMessage() + " The file is left as it is, and not written, until it is corrected or"
                                    + " deleted.");
            return true;
        }
        return unreadable(plan, content, why, entry);
    }

    private boolean unreadable(FilePlan plan, Reading.Content content, CodedException why, Optional<Entry> entry) {
        if (entry.isEmpty() || store.isUnwritten() || why.code().equals("E_STATE_NEWER")) {
            plan.refuse(why).say(why.code(), refusedText(why));
            return true;
        }
        if (isYoung(plan.file, content)) {
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

    /** Whether somebody may still be writing this content. What was decided once stays decided, and its notices are said. */
    private boolean isYoung(FileState.Known file, Reading.Content content) {
        if (file.isHeld() && content.fingerprint().equals(file.fingerprint())) {
            return false;
        }
        long age = project.fs.now() - content.stat().modified() / 1_000_000L;
        boolean isNew = !content.fingerprint().equals(file.fingerprint());
        return age < SETTLED_MILLIS && (isNew || project.fs.nanos() - file.unfitSince() < SETTLED_NANOS);
    }
}
