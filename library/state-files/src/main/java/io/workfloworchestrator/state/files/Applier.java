package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.CommitOutcome;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.Publication;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Carries out what was planned for files: it puts on the disk what must not be lost, changes the state, then remembers
 * and says what was decided. Changes by people and git become state here only. Guarded by the absorber's lock.
 */
final class Applier {
    private final StoreFs fs;
    private final ShadowStore store;
    private final Clock clock;
    private final Notices notices;
    private final KeptCopies kept;
    private final TakenSecrets secrets;
    private final CallersTexts texts;
    private final BiConsumer<String, FilePlan.Write> publish;
    private final boolean hasDocuments;

    /** @param publish is told each key whose file must be written, and when */
    Applier(
            StoreFs fs,
            ShadowStore store,
            Clock clock,
            Notices notices,
            KeptCopies kept,
            TakenSecrets secrets,
            CallersTexts texts,
            boolean hasDocuments,
            BiConsumer<String, FilePlan.Write> publish) {
        this.fs = fs;
        this.store = store;
        this.clock = clock;
        this.notices = notices;
        this.kept = kept;
        this.secrets = secrets;
        this.texts = texts;
        this.hasDocuments = hasDocuments;
        this.publish = publish;
    }

    /** False if something else was committed meanwhile: then nothing was changed, and everything must be planned anew. */
    boolean apply(Map<FileState, FilePlan> plans) {
        Map<FileState, FilePlan> safe = new LinkedHashMap<>();
        List<String> fresh = new ArrayList<>();
        plans.forEach((file, plan) -> safe.put(file, keep(plan, fresh)));
        try {
            if (!commit(safe.values())) {
                fresh.forEach(kept::forget);
                return false;
            }
        } catch (CodedException e) {
            fresh.forEach(kept::forget);
            safe.replaceAll((file, plan) -> plan.commits() ? notTaken(plan, e) : plan);
        }
        safe.forEach(this::remember);
        return true;
    }

    /** Puts on the disk what must not be lost. If that fails, the file is left as it is. */
    private FilePlan keep(FilePlan plan, List<String> fresh) {
        String path = plan.file.path();
        try {
            for (FilePlan.Copy copy : plan.copies) {
                if (copy instanceof FilePlan.Copy.Quarantine bad) {
                    kept.quarantine(path, bad.bytes(), bad.fingerprint(), bad.why());
                } else if (copy instanceof FilePlan.Copy.QuarantineUnread large) {
                    kept.quarantineUnread(path, large.stat(), large.why());
                } else if (copy instanceof FilePlan.Copy.Beside version) {
                    kept.beside(path, version).ifPresent(fresh::add);
                }
            }
            return plan;
        } catch (IOException e) {
            return plan.waiting(
                    Failures.code(e), "this file cannot be kept aside, so it is left as it is: " + Failures.text(e));
        }
    }

    private static FilePlan notTaken(FilePlan plan, CodedException e) {
        return plan.waiting(
                e.code(),
                "the edit of this file could not be taken over: " + e.getMessage() + " The file is left as it is.");
    }

    /** One commit for each stage, reason, and caller who had the files written; an empty name where a person or git did. */
    private record Group(int stage, FilePlan.Why why, String caller) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int order = Integer.compare(stage, other.stage);
            order = order == 0 ? why.compareTo(other.why) : order;
            return order == 0 ? caller.compareTo(other.caller) : order;
        }
    }

    private record Part(FileState.Known file, FilePlan.Change change) {}

    private boolean commit(Iterable<FilePlan> plans) {
        SortedMap<Group, List<Part>> groups = new TreeMap<>();
        Map<String, Json> newest = new HashMap<>();
        Map<String, Group> last = new HashMap<>();
        for (FilePlan plan : plans) {
            for (FilePlan.Change change : plan.changes) {
                Group group = new Group(change.stage(), change.why(), caller(plan.file.path(), change));
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(new Part(plan.file, change));
                newest.put(change.key(), change.value());
                last.merge(change.key(), group, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        List<String> secret = secrets.in(newest);
        Map<String, Revision> committed = new HashMap<>();
        for (Map.Entry<Group, List<Part>> group : groups.entrySet()) {
            Map<String, Json> values = new HashMap<>();
            for (Part part : group.getValue()) {
                // Files of one key go on from each other in the order of their plans, and not of their commits.
                String key = part.change.key();
                values.put(key, group.getKey().equals(last.get(key)) ? newest.get(key) : part.change.value());
            }
            Proposal proposal = proposal(group.getKey(), group.getValue(), values, committed);
            if (!(store.restore(proposal) instanceof CommitOutcome.Committed done)) {
                return false;
            }
            done.commit().keys().forEach(key -> committed.put(key, done.commit().revision()));
        }
        secrets.add(secret);
        return true;
    }

    /** Who had the text written that makes a change; empty if it is an edit. */
    private String caller(String path, FilePlan.Change change) {
        String fingerprint = change.marks().get(FileState.edited(path));
        return change.why() == FilePlan.Why.EDITED && fingerprint != null
                ? texts.caller(path, fingerprint).orElse("")
                : "";
    }

    private Proposal proposal(
            Group group, List<Part> parts, Map<String, Json> newValues, Map<String, Revision> committed) {
        SortedMap<String, Revision> expected = new TreeMap<>();
        SortedMap<String, Optional<Json>> values = new TreeMap<>();
        Map<String, Proposal.Announcement> announcements = new HashMap<>();
        List<String> paths = new ArrayList<>();
        List<String> older = new ArrayList<>();
        for (Part part : parts) {
            older.addAll(part.change.older());
            String key = part.change.key();
            FilePlan.Change change = part.change;
            expected.put(key, committed.getOrDefault(key, change.expected()));
            Json value = Objects.requireNonNull(newValues.get(key));
            values.put(key, Optional.of(value));
            // Only the first ones are shown, and comparing takes longer than naming.
            paths.add(paths.size() < KeptCopies.SHOWN ? named(group.why(), part, value) : part.file.path());
            change.marks()
                    .forEach((name, fingerprint) ->
                            announcements.put(name, new Proposal.Announcement(key, fingerprint)));
            if (part.file.portion().isWhole() && key.equals(part.file.key()) && value.bytes() <= FileState.SMALL) {
                announcements.put(
                        part.file.path(),
                        new Proposal.Announcement(key, Rendered.of(value).fingerprint()));
            }
        }
        return new Proposal(expected, values, cause(group, paths, older), clock.instant(), announcements);
    }

    /** The path of a file; where somebody edited it, with what people call that which changed. */
    private String named(FilePlan.Why why, Part part, Json now) {
        String path = part.file.path();
        if (why != FilePlan.Why.EDITED) {
            return path;
        }
        Optional<Json> before = store.value(part.file.key());
        List<String> names = part.file.portion().changed(before, now);
        return names.isEmpty() ? path : path + " (" + KeptCopies.shown(names) + ")";
    }

    private static Cause cause(Group group, List<String> paths, List<String> older) {
        FilePlan.Why why = group.why();
        String names = KeptCopies.shown(paths);
        String since = older.isEmpty()
                ? ""
                : "; what changed since the version that was opened stays: " + KeptCopies.shown(older);
        return switch (why) {
            case RESTORED -> Cause.of(why.actor, "the state begins with " + names);
            case IMPORTED -> Cause.of("imported from " + fileName(paths.get(0)), "the document as it was: " + names);
            case CONVERTED -> Cause.of("imported from " + fileName(paths.get(0)), "converted to this format: " + names);
            case CHECKED_OUT -> Cause.of(why.actor, "git changed " + names);
            case EDITED ->
                group.caller().isEmpty()
                        ? Cause.fitting(why.actor, "changed " + names + since)
                        : DiskChange.written(group.caller(), names + since);
        };
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void remember(FileState file, FilePlan plan) {
        Optional<Entry> now = store.read(file.key);
        Revision revision = now.map(entry -> entry.commit().revision()).orElse(Revision.NONE);
        if (plan.copies.stream().anyMatch(FilePlan.Copy.QuarantineUnread.class::isInstance)) {
            file.read(new Reading.Absent(), fs.nanos());
        }
        if (file.settle(plan)) {
            notices.findings(file.path, plan.findings);
            plan.notice.ifPresentOrElse(
                    notice -> notices.set(Notices.Kind.CONTENT, notice),
                    () -> notices.clear(Notices.Kind.CONTENT, file.path));
        }
        if (plan.finding instanceof Finding.Foreign edit
                && plan.saved.isPresent()
                && plan.standing == FilePlan.Standing.ACCEPTED) {
            kept.forgetBeginnings(file.path, edit.content().bytes());
        }
        plan.event.ifPresent(notice -> notices.event(file.key, notice));
        plan.back.ifPresent(content -> SetBacks.write(store, plan.file, content));
        if (plan.holds) {
            file.sameAs(
                    plan.finding instanceof Finding.Current current
                            ? current.revision().number()
                            : revision.number(),
                    file.portion.of(now.flatMap(Entry::value)));
        }
        plan.held.forEach(held -> file.remember(
                held.at(revision),
                held.content() == null ? FileState.SMALL + 1L : held.content().bytes()));
        file.toKeep.putAll(plan.besides);
        plan.taken.forEach(fingerprint -> taken(file, revision, fingerprint));
        if (!revision.equals(Revision.NONE)) {
            String name = plan.file.noteName();
            boolean isHeld = plan.standing == FilePlan.Standing.HELD;
            Optional<Json> saved = isHeld ? plan.savedAsTaken.or(() -> plan.saved) : plan.saved;
            saved.ifPresent(json -> EditNotes.write(store, name, new EditNotes.Save(revision, json, isHeld)));
            if (plan.saved.isEmpty() && plan.endsHold()) {
                EditNotes.release(store, name);
            }
        }
        plan.changes.stream()
                .filter(change -> !change.key().equals(file.key))
                .forEach(change -> publish.accept(change.key(), FilePlan.Write.NOW));
        if (plan.write != FilePlan.Write.NEVER) {
            publish.accept(file.key, plan.write);
        } else if (plan.commits() && (hasDocuments || !file.portion.isWhole())) {
            publish.accept(file.key, FilePlan.Write.NOW); // The other files of the key.
        }
    }

    /** Records that this content was taken over, if no commit says so. */
    private void taken(FileState file, Revision revision, String fingerprint) {
        try {
            store.publish(List.of(new Publication(FileState.edited(file.path), file.key, revision, fingerprint)));
        } catch (CodedException e) {
            // The next process looks at it once more, with the same outcome.
        }
    }
}
