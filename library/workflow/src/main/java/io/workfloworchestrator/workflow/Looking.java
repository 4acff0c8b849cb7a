package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.LayoutDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.FolderWatch;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.spi.StateView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disk and at the state, makes the state true to the disk, and keeps the last view: while neither changes, it
 * answers the next question too. Thread-safe.
 */
final class Looking<T> {
    private static final int LONGEST_REASON = 1500;
    private static final int LONGEST_HEADLINE = 180;

    /** A change of a step, as {@link Settling} says it, before its evidence. */
    private static final Pattern STEP = Pattern.compile("(step \"[^\"]*\" is [a-z ]+): ");

    private final Opened<T> opened;
    private final Recorded recorded;
    private final Optional<Path> kept;
    /** The fingerprints of files, as they were last read. */
    final CoveredFiles covered;
    /** What waits for what, as it was last looked at. */
    final ItemGraphs graphs = new ItemGraphs();

    private @Nullable Compiled compiled;
    private @Nullable StateDetector detector;
    private @Nullable Runnable listener;
    private @Nullable FolderWatch watch;
    private volatile @Nullable Looked<T> last;

    Looking(Opened<T> opened, Recorded recorded, Optional<Path> keptIn) {
        this.opened = opened;
        this.recorded = recorded;
        this.covered = new CoveredFiles(opened.project());
        this.kept = keptIn.map(
                folder -> folder.resolve("seen-" + opened.definition().type()));
    }

    /** What one look found: the newest snapshot, everything that can be said about it, and what the look changed. */
    record Looked<T>(
            Moment moment, Snapshot<WorkflowState<T>> snapshot, View view, List<String> changes, List<String> notes) {
        Situation at() {
            return view.at;
        }

        Looked<T> again(Moment now) {
            return new Looked<>(now, snapshot, view, List.of(), notes);
        }
    }

    /**
     * Looks, and commits what changed.
     *
     * @throws WorkflowException {@code E_WORKFLOW_NOT_INITIALIZED} if there is no state; nothing is created then
     */
    Looked<T> look() {
        return look(opened.states().now());
    }

    /** As {@link #look()}, when the state was looked at already. */
    Looked<T> look(Moment moment) {
        Snapshot<WorkflowState<T>> snapshot = require(moment);
        Seen seen = see(moment, snapshot.value());
        Looked<T> known = last;
        if (known != null
                && known.snapshot.json() == snapshot.json()
                && known.snapshot.revision().equals(snapshot.revision())
                && known.at().compiled == seen.compiled()
                && known.at().detection.facts() == seen.detection().facts()
                && known.at().detection.findings().equals(seen.detection().findings())
                && known.at().seen.seesSameOthers(seen)
                && known.at().isCurrent(seen.sight().now())) {
            Looked<T> same = known.again(moment);
            last = same;
            return same;
        }
        Looked<T> fresh = settle(moment, snapshot, seen);
        last = fresh;
        return fresh;
    }

    /** The state at a moment. */
    Snapshot<WorkflowState<T>> require(Moment moment) {
        return moment.find(opened.key()).orElseThrow(() -> notInitialized(moment));
    }

    /** The state as it is, on the disk as it is: nothing is made true, and nothing is written. */
    Looked<T> unsettled(Moment moment, Snapshot<WorkflowState<T>> snapshot) {
        return looked(moment, snapshot, see(moment, snapshot.value()), List.of(), noted(List.of()));
    }

    /** The state at a later moment, on the disk as it was seen before. */
    Looked<T> asSeen(Looked<T> before, Moment moment) {
        Seen seen = new Seen(before.at().compiled, before.at().detection, sight(), OtherWorkflows.at(moment));
        return looked(moment, require(moment), seen, List.of(), before.notes);
    }

    private Looked<T> looked(
            Moment moment, Snapshot<WorkflowState<T>> snapshot, Seen seen, List<String> changes, List<String> notes) {
        View view = view(seen, snapshot.value(), data(snapshot), snapshot.revision());
        return new Looked<>(moment, snapshot, view, changes, notes);
    }

    private Looked<T> settle(Moment moment, Snapshot<WorkflowState<T>> snapshot, Seen seen) {
        Json data = data(snapshot);
        Settling.Settled<T> first = settled(seen, snapshot.value(), data);
        if (first.changes().isEmpty()) {
            return looked(moment, snapshot, seen, List.of(), noted(first.notes()));
        }
        List<Settling.Settled<T>> runs = new ArrayList<>();
        try {
            UnaryOperator<WorkflowState<T>> settling = newest -> {
                runs.add(settled(seen, newest, data(newest)));
                return runs.get(runs.size() - 1).state();
            };
            Moment after = recording(settling, cause(first));
            Settling.Settled<T> settled = runs.isEmpty() ? first : runs.get(runs.size() - 1);
            return looked(after, require(after), seen, settled.changes(), noted(settled.notes()));
        } catch (CodedException e) {
            List<String> notes = new ArrayList<>(noted(first.notes()));
            notes.add("what was found on disk could not be recorded: " + e.getMessage());
            View view = view(seen, first.state(), data, snapshot.revision());
            return new Looked<>(moment, snapshot, view, first.changes(), List.copyOf(notes));
        }
    }

    /** The notes, after what is wrong with the project's definition. */
    private List<String> noted(List<String> settling) {
        List<String> notes = new ArrayList<>();
        recorded.fault().or(recorded::strangeTool).ifPresent(notes::add);
        notes.addAll(settling);
        return List.copyOf(notes);
    }

    /** Commits what was settled. State from before definitions were recorded remembers its own from then on. */
    private Moment recording(UnaryOperator<WorkflowState<T>> change, Cause cause) {
        WorkflowDefinition current = opened.definition();
        return opened.states()
                .change(cause, commit -> {
                    WorkflowState<T> changed = change.apply(commit.get(opened.key()));
                    boolean ours = changed.definition().isEmpty() && changed.version() == current.version();
                    commit.put(opened.key(), ours ? changed.runningBy(current) : changed);
                    if (ours) {
                        Recorded.keep(commit, current);
                    }
                    return ours;
                })
                .moment();
    }

    private Settling.Settled<T> settled(Seen seen, WorkflowState<T> state, Json data) {
        return Settling.settle(seen, state, data, UnaryOperator.identity());
    }

    private View view(Seen seen, WorkflowState<T> state, Json data, Revision revision) {
        return view(seen, state, data, revision, UnaryOperator.identity());
    }

    private View view(Seen seen, WorkflowState<T> state, Json data, Revision revision, UnaryOperator<Facts> assume) {
        return new View(new Situation(seen, state, data, revision, assume), opened.offer());
    }

    /** The view of another state over the same detection. */
    View view(View now, WorkflowState<T> state) {
        return view(now.at.seen, state, data(state), now.at.revision);
    }

    /** The same view with assumptions over its facts, on a state that is settled by them; nothing is written. */
    View assuming(Looked<T> looked, WorkflowState<T> state, UnaryOperator<Facts> assume, List<String> changes) {
        Situation now = looked.at();
        Json data = data(looked.snapshot);
        Settling.Settled<T> settled = Settling.settle(now.seen, state, data, assume);
        changes.addAll(settled.changes());
        return view(now.seen, settled.state(), data, now.revision, assume);
    }

    /** The changes in one line, and below it each change with its evidence. */
    private static Cause cause(Settling.Settled<?> settled) {
        List<String> changes = settled.changes();
        DiskChange found = settled.isOfDisk() ? DiskChange.DETECTED : DiskChange.OF_STATE;
        List<String> brief = changes.stream().map(Looking::withoutEvidence).toList();
        String first = Names.fitting(brief, "; ", LONGEST_HEADLINE);
        String rest = Names.fitting(changes, "\n", LONGEST_REASON);
        return Cause.of(found.actor(), rest.equals(first) ? first : first + "\n" + rest);
    }

    private static String withoutEvidence(String change) {
        Matcher step = STEP.matcher(change);
        return step.lookingAt() ? step.group(1) : change;
    }

    private static Json data(Snapshot<?> snapshot) {
        return snapshot.json().at("data").orElse(Json.Null.VALUE);
    }

    /** The author's data of a state that this workflow's key gave. */
    @SuppressWarnings("unchecked") // only such states come here
    Json anyData(WorkflowState<?> state) {
        return data((WorkflowState<T>) state);
    }

    /** The author's data as JSON. */
    Json data(WorkflowState<T> state) {
        return opened.key().codec().encode(state.dataAlone()).at("data").orElse(Json.Null.VALUE);
    }

    /** One thread at a time looks at the disk; the layout is chosen anew when the disk changed. */
    private synchronized Seen see(Moment moment, WorkflowState<?> state) {
        return see(recorded.of(moment, state), recorded.concern(moment, state)).with(OtherWorkflows.at(moment));
    }

    private synchronized Seen see(WorkflowDefinition definition, Optional<String> concern) {
        Compiled known = compiled;
        StateDetector looker = detector;
        if (known != null
                && looker != null
                && known.definition == definition
                && known.concern().equals(concern)) {
            Detection detection = looker.current();
            if (detection.unchanged() || layout(definition).equals(known.layout)) {
                return new Seen(known, detection, sight(), OtherWorkflows.NONE);
            }
        }
        Compiled fresh = new Compiled(
                definition, layout(definition).orElse(null), opened.key().id(), concern);
        StateDetector anew = StateDetector.of(opened.project(), fresh.facts);
        StateDetector looking = kept.map(anew::keptIn).orElse(anew);
        compiled = fresh;
        detector = looking;
        Runnable listening = listener;
        if (listening != null) {
            closeWatch();
            watch = looking.watch(listening);
        }
        return new Seen(fresh, looking.current(), sight(), OtherWorkflows.NONE);
    }

    /** What is so beside the state and the facts, from now on. */
    private ItemSight sight() {
        return new ItemSight(opened.now(), covered.look(), graphs);
    }

    /** What is so on disk, for changes of work that runs by this definition. */
    synchronized Seen seen(WorkflowDefinition definition) {
        Compiled known = compiled;
        return see(definition, known == null ? Optional.empty() : known.concern());
    }

    /** Does the part of the first look that needs no state. */
    void prepare() {
        Seen unused = see(opened.definition(), Optional.empty());
    }

    /** Begins to watch the disk; ends with the subscription. */
    synchronized Subscription watch(Runnable listening) {
        if (listener != null) {
            throw new WorkflowException(
                    "E_WORKFLOW_WATCH", "\"" + opened.key() + "\" is watched already. Close that watch first.");
        }
        listener = listening;
        if (detector == null) {
            see(running(), Optional.empty());
        } else {
            watch = detector.watch(listening);
        }
        return this::unwatch;
    }

    private synchronized void unwatch() {
        listener = null;
        closeWatch();
    }

    private void closeWatch() {
        FolderWatch running = watch;
        if (running != null) {
            running.close();
            watch = null;
        }
    }

    /** The definition that the work runs by; the current one when there is no work yet. */
    WorkflowDefinition running() {
        return running(opened.states().now());
    }

    /** As {@link #running()}, at a moment. */
    WorkflowDefinition running(Moment moment) {
        return moment.find(opened.key())
                .map(s -> recorded.of(moment, s.value()))
                .orElse(opened.definition());
    }

    /** The view of this state if it ran by another definition, on the disk as it is; nothing is written. */
    View under(WorkflowDefinition definition, WorkflowState<T> state, Revision revision, List<String> changes) {
        Compiled other = new Compiled(
                definition, layout(definition).orElse(null), opened.key().id(), Optional.empty());
        Seen seen = new Seen(
                other,
                StateDetector.of(opened.project(), other.facts).current(),
                sight(),
                OtherWorkflows.at(opened.states().now()));
        Json data = data(state);
        Settling.Settled<T> settled = settled(seen, state, data);
        changes.addAll(settled.changes());
        return view(seen, settled.state(), data, revision);
    }

    private Optional<LayoutDefinition> layout(WorkflowDefinition definition) {
        return definition.layout(opened.project()::exists);
    }

    /** Why there is no state: nobody began one, or a file that may be one cannot be read, which is never taken for absent. */
    private WorkflowException notInitialized(Moment moment) {
        List<StateView.Notice> notices = moment.notices();
        if (!notices.isEmpty()) {
            return new WorkflowException(
                    notices.get(0).code(),
                    "No state \"" + opened.key() + "\" can be read here, and nothing was changed. "
                            + notices.stream()
                                    .map(notice -> notice.path() + ": " + notice.message())
                                    .collect(Collectors.joining(" "))
                            + " Correct that first.");
        }
        String tool = opened.offer().standard().begin();
        List<String> ways = new ArrayList<>();
        if (opened.offer().tools().contains(tool)) {
            ways.add("the tool " + tool);
        }
        opened.offer()
                .commands()
                .begin(opened.key().name())
                .ifPresent(line -> ways.add((ways.isEmpty() ? "'" : "the command '") + line + "'"));
        return new WorkflowException(
                "E_WORKFLOW_NOT_INITIALIZED",
                "This project has no workflow \"" + opened.key()
                        + "\" yet, and nothing was created by asking. Begin it first"
                        + (ways.isEmpty() ? "" : ": " + String.join(", or ", ways)) + ".");
    }
}
