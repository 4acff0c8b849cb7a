package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps declared facts about a project's files true.
 *
 * <pre>{@code
 * StateDetector detector = StateDetector.of(ProjectFolder.open(root), Map.of(
 *         "notes", FactDeclaration.file("docs/notes.md"),
 *         "goals", FactDeclaration.files("goals/*.md").excluding("README.md")));
 * Detection first = detector.scan();      // reads
 * Detection again = detector.scan();      // one look per folder; first.facts() == again.facts() if nothing changed
 * }</pre>
 *
 * <p>A scan never fails for what it finds: a broken link, an odd name, an unreadable or vanished file is a {@link
 * ScanFinding}, and the rest is answered. It creates and changes nothing. Only a project folder that is gone is an
 * exception: {@link PathException} E_ROOT_NOT_FOUND.
 *
 * <p>{@link Scan#racy} tells what a repeated scan could miss, and how that is avoided. Safe for use by several threads,
 * which take turns.
 */
public final class StateDetector {
    private final ProjectFolder project;
    private final Map<String, FactDeclaration> declarations;
    private final Scan scan;
    private final FolderTree tree;
    private final FileLooks looks;

    private final Map<String, FactReader.Reading> readings = new LinkedHashMap<>();
    private @Nullable Detection latest;
    private @Nullable FolderWatch watch;
    /** The facts that changed since the last detection that a caller got. */
    private final Set<String> changedFacts = new LinkedHashSet<>();

    private @Nullable ScanIndex index;
    /** Null as soon as some of it is not true. */
    private @Nullable LastSeen lastSeen;

    private ScanCost cost = ScanCost.NONE;

    private StateDetector(
            ProjectFolder project, Map<String, FactDeclaration> declarations, ScanLimits limits, Clock clock) {
        this.project = project;
        this.declarations = Collections.unmodifiableMap(new LinkedHashMap<>(declarations));
        this.scan = new Scan(limits, clock);
        this.looks = new FileLooks(project, scan);
        this.tree = new FolderTree(project, scan, looks::distrustBelow);
    }

    /** A detector for these facts, in this order, with {@link ScanLimits#DEFAULT} and the system's clock. */
    public static StateDetector of(ProjectFolder project, Map<String, FactDeclaration> facts) {
        return of(project, facts, ScanLimits.DEFAULT, Clock.systemUTC());
    }

    /** A detector with bounds and a clock of its own; the clock must be the one that stamps the files. */
    public static StateDetector of(
            ProjectFolder project, Map<String, FactDeclaration> facts, ScanLimits limits, Clock clock) {
        return new StateDetector(project, facts, limits, clock);
    }

    /**
     * Keeps what a scan saw in a file, so that the first scan of the next process for the same facts costs what a repeated
     * scan costs. The file is written now and then after a scan that read much, and only into a folder that exists. It is
     * never believed without a look: a scan says the same with and without it. A file that is damaged or about something
     * else is ignored.
     *
     * @param file a path without links; best in a folder that no tool looks into and that git ignores
     * @return this detector
     * @throws IllegalStateException when it has scanned already
     */
    public StateDetector keptIn(Path file) {
        return keptIn(file, ScanIndex.WORTH);
    }

    /** As {@link #keptIn(Path)}; {@code worth} is how many names and contents must be new. */
    synchronized StateDetector keptIn(Path file, int worth) {
        if (latest != null) {
            throw new IllegalStateException("this detector has scanned already. Say where to keep before that.");
        }
        index = new ScanIndex(file, project.root(), declarations, scan.limits(), worth);
        return this;
    }

    public ProjectFolder project() {
        return project;
    }

    /** Looks at the disk; returns the facts, and what is different from the last detection that a caller got. */
    public synchronized Detection scan() {
        look(false);
        return handOut();
    }

    /**
     * As {@link #scan}, but believes a running {@link #watch}: it does not look at what the watch covers, and if nothing
     * happened the answer costs nothing, whatever the size of the project. It can miss a change of the last milliseconds,
     * whose event is still on its way, until the next call. Without a watch, or while the watch polls, this is a scan.
     */
    public synchronized Detection current() {
        FolderWatch running = watch;
        if (running == null || !running.holds()) {
            look(running != null && running.trusted());
        }
        return handOut();
    }

    /**
     * Watches the folders that the facts depend on, and polls every second where that is not possible.
     *
     * @param listener is called on a thread of this package after facts, their lines or findings changed; {@link
     *     #current()} then tells what changed. It should be quick
     * @throws IllegalStateException when there is a watch already
     */
    public FolderWatch watch(Runnable listener) {
        return watch(listener, Duration.ofSeconds(1));
    }

    /** As {@link #watch(Runnable)}, with another time between two looks while it polls, at least a millisecond. */
    public synchronized FolderWatch watch(Runnable listener, Duration poll) {
        if (watch != null) {
            throw new IllegalStateException("this detector is watched already. Close that watch first.");
        }
        FolderWatch started = new FolderWatch(this, listener, poll);
        watch = started;
        tree.distrustAll();
        looks.distrustAll();
        boolean looked = false;
        try {
            look(true); // finds what to watch
            look(true); // and makes sure that nothing happened before it was watched
            looked = true;
        } finally {
            if (!looked) {
                started.close();
            }
        }
        return started;
    }

    synchronized void unwatch(FolderWatch ended) {
        ended.releaseWatches();
        tree.distrustAll();
        looks.distrustAll();
        watch = null;
    }

    /** Looks where the watch says; returns whether anything is different from the look before. */
    synchronized boolean refresh() {
        FolderWatch running = watch;
        return running != null && look(running.trusted());
    }

    /** Looks at the disk; returns whether facts, their sources, or findings are different. */
    private boolean look(boolean trusting) {
        FolderWatch running = watch;
        LastSeen last = lastSeen;
        if (index != null && scan.number() == 0) {
            last = index.read();
            lastSeen = last;
        }
        if (running != null) {
            goOn(last);
            running.before(tree, looks);
        }
        scan.begin(trusting);
        if (running == null && last != null && last.holds(scan)) {
            Set<String> first = latest == null ? declarations.keySet() : Set.of();
            return conclude(last.facts(), last.findings(), first, false);
        }
        boolean anew = goOn(last);
        tree.begin();
        if (!tree.check(tree.root())) {
            throw new PathException(
                    "E_ROOT_NOT_FOUND",
                    PathRules.show(project.root().toString()),
                    "the project folder '" + PathRules.show(project.root().toString())
                            + "' is gone; nothing is known of it now. Put it back, or open the project where it is.");
        }
        if (running != null) {
            tree.checkDoubtful();
            looks.checkDoubtful();
        }
        boolean different = read(trusting, anew);
        tree.end();
        looks.end();
        tree.prune();
        if (!trusting) {
            looks.prune();
        }
        if (running != null) {
            running.after(tree, looks, scan.number());
        }
        if (index != null) {
            index.keep(tree, looks, scan, readings);
        }
        return different;
    }

    /** Goes on with what another process saw, folder by folder; returns whether there is something to go on with. */
    private boolean goOn(@Nullable LastSeen last) {
        if (lastSeen == null || last == null) {
            return false;
        }
        lastSeen = null;
        try {
            readings.putAll(last.restore(tree, looks));
        } catch (IndexInput.Damaged e) {
            return false; // the index is ignored
        }
        return true;
    }

    /** Reads facts that may be different; returns whether facts, their sources, or findings are. */
    private boolean read(boolean trusting, boolean anew) {
        Map<String, DetectedFact> facts = new LinkedHashMap<>();
        Set<ScanFinding> findings = new LinkedHashSet<>();
        Set<String> different = new LinkedHashSet<>();
        Set<String> moved = new HashSet<>();
        declarations.forEach((name, declaration) -> {
            FactReader.Reading old = readings.get(name);
            // Trusted folders are unchanged, and all others were just looked at.
            boolean holds = old != null && (trusting ? old.isUntouched(tree, looks) : old.holds(tree, looks));
            FactReader.Reading now = old != null && holds ? old : again(name, declaration, old, different, moved);
            if (latest == null) {
                different.add(name);
            }
            if (anew && !holds && IndexedFact.isFirm(now)) {
                scan.readAgain(now.folders().size() + now.files().size());
            }
            readings.put(name, now);
            facts.put(name, now.fact());
            findings.addAll(now.findings());
        });
        return conclude(facts, findings, different, !moved.isEmpty());
    }

    private boolean conclude(
            Map<String, DetectedFact> facts, Set<ScanFinding> findings, Set<String> different, boolean moved) {
        cost = cost.plus(scan.cost());
        changedFacts.addAll(different);
        Detection before = latest;
        boolean sameFacts = before != null && different.isEmpty() && !moved;
        List<ScanFinding> found = List.copyOf(findings);
        Map<String, DetectedFact> kept =
                sameFacts && before != null ? before.facts() : Collections.unmodifiableMap(facts);
        latest = new Detection(kept, found, Set.of(), ScanCost.NONE);
        return !sameFacts || before == null || !before.findings().equals(found);
    }

    private Detection handOut() {
        Detection known = Objects.requireNonNull(latest);
        Set<String> changed = new LinkedHashSet<>(changedFacts);
        Detection given = new Detection(known.facts(), known.findings(), changed, cost);
        latest = given;
        changedFacts.clear();
        cost = ScanCost.NONE;
        return given;
    }

    /** Reads a fact again; if its value and its lines are the same, the old object is kept. */
    private FactReader.Reading again(
            String name,
            FactDeclaration declaration,
            FactReader.@Nullable Reading old,
            Set<String> different,
            Set<String> moved) {
        DetectedFact before = old == null || latest == null ? null : old.fact();
        FactReader.Reading now = FactReader.read(tree, looks, scan, name, declaration, before);
        if (old == null
                || before == null
                || !old.fact().value().equals(now.fact().value())) {
            different.add(name);
            return now;
        }
        boolean unmoved = old.fact().known() == now.fact().known()
                && old.fact().lines().equals(now.fact().lines())
                && old.fact().doubts().equals(now.fact().doubts());
        if (unmoved) {
            return now.with(old.fact());
        }
        moved.add(name);
        return now;
    }
}
