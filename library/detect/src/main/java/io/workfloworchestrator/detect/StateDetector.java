package io.workfloworchestrator.detect;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
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
 * exception.
 *
 * <p>How little a repeated scan looks at, and what it can miss, is told in {@link FolderTree}. Safe for use by several
 * threads, which take turns.
 */
public final class StateDetector {

    private final ProjectFolder project;
    private final Map<String, FactDeclaration> declarations;
    private final FolderTree tree;
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, FactReader.Reading> readings = new LinkedHashMap<>();
    private final Map<String, WrittenFile> written = new LinkedHashMap<>();
    private @Nullable Detection latest;

    private StateDetector(
            ProjectFolder project, Map<String, FactDeclaration> declarations, ScanLimits limits, Clock clock) {
        this.project = project;
        this.declarations = Collections.unmodifiableMap(new LinkedHashMap<>(declarations));
        this.tree = new FolderTree(project, limits, clock);
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

    /** The project that is looked at. */
    public ProjectFolder project() {
        return project;
    }

    /** What is looked for, by name. */
    public Map<String, FactDeclaration> declarations() {
        return declarations;
    }

    /**
     * Looks, and says what is so and what is different from the scan before.
     *
     * @throws PathException E_ROOT_NOT_FOUND when the project folder is gone
     */
    public Detection scan() {
        lock.lock();
        try {
            return scan(false);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Announces a file that the caller itself wrote: the change appears in the facts, and as {@link PathChange#own} in
     * {@link Detection#changes}, if what is on disk is still what was written.
     */
    public void wrote(WrittenFile file) {
        lock.lock();
        try {
            written.put(file.path(), file);
        } finally {
            lock.unlock();
        }
    }

    private Detection scan(boolean trusting) {
        Detection before = latest;
        tree.begin(trusting);
        if (!tree.check(tree.root())) {
            throw new PathException(
                    "E_ROOT_NOT_FOUND",
                    PathRules.show(project.root().toString()),
                    "the project folder '" + PathRules.show(project.root().toString())
                            + "' is gone; nothing is known of it now. Put it back, or open the project where it is.");
        }
        Map<String, DetectedFact> facts = new LinkedHashMap<>();
        Set<ScanFinding> findings = new LinkedHashSet<>();
        Set<String> changed = new LinkedHashSet<>();
        SortedSet<PathChange> changes = new TreeSet<>();
        declarations.forEach((name, declaration) -> {
            FactReader.Reading old = readings.get(name);
            FactReader.Reading now =
                    old != null && old.holds(tree) ? old : again(name, declaration, old, changed, changes);
            readings.put(name, now);
            facts.put(name, now.fact());
            findings.addAll(now.findings());
        });
        if (!trusting) {
            tree.prune();
        }
        changes.forEach(change -> written.remove(change.path()));
        Detection now = new Detection(
                before == null ? 1 : before.number() + 1,
                before != null && changed.isEmpty() ? before.facts() : Collections.unmodifiableMap(facts),
                List.copyOf(findings),
                changed,
                changes,
                tree.cost());
        latest = now;
        return now;
    }

    /** Reads a fact again; when its value is the same, the old object stays. */
    private FactReader.Reading again(
            String name,
            FactDeclaration declaration,
            FactReader.@Nullable Reading old,
            Set<String> changed,
            SortedSet<PathChange> changes) {
        FactReader.Reading now = FactReader.read(tree, name, declaration);
        if (old == null) {
            changed.add(name);
            return now;
        }
        if (old.fact().value().equals(now.fact().value())) {
            boolean sameLines = old.fact().lines().equals(now.fact().lines());
            return sameLines ? now.with(old.fact()) : now;
        }
        changed.add(name);
        Changes.between(old.fact(), now.fact(), this::isOwn, changes);
        return now;
    }

    private boolean isOwn(String path) {
        WrittenFile own = written.get(path);
        return own != null && tree.isStill(own);
    }
}
