package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.LayoutDefinition;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.PathNames;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.detect.Detection;
import io.workfloworchestrator.detect.FolderWatch;
import io.workfloworchestrator.detect.StateDetector;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Facts;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.spi.StateView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disk and at the state, settles the one by the other, and keeps the last view: while neither moved, the
 * next question is answered from it. Thread-safe.
 */
final class Looking<T> {
    private static final int LONGEST_REASON = 1500;
    private static final int LONGEST_HEADLINE = 180;

    /** A change of a step, as {@link Settling} says it, before its evidence. */
    private static final Pattern STEP = Pattern.compile("(step \"[^\"]*\" is [a-z ]+): ");

    private final ProjectFolder project;
    private final WorkflowDefinition current;
    private final Recorded recorded;
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Set<String> tools;
    private final Clock clock;
    private final Optional<Path> kept;
    private @Nullable Compiled compiled;
    private @Nullable StateDetector detector;
    private @Nullable Runnable listener;
    private @Nullable FolderWatch watch;
    private volatile @Nullable Looked<T> last;

    Looking(
            ProjectFolder project,
            Recorded recorded,
            StateManager states,
            StateKey<WorkflowState<T>> key,
            Set<String> tools,
            Clock clock,
            Optional<Path> keptIn) {
        this.project = project;
        this.current = recorded.current();
        this.recorded = recorded;
        this.states = states;
        this.key = key;
        this.tools = tools;
        this.clock = clock;
        this.kept = keptIn.map(folder -> folder.resolve("seen-" + current.type()));
    }

    /** What one look found: the newest snapshot, everything that can be said about it, and what was changed by looking. */
    record Looked<T>(
            Moment moment, Snapshot<WorkflowState<T>> snapshot, View view, List<String> changes, List<String> notes) {
        Looked<T> again(Moment now) {
            return new Looked<>(now, snapshot, view, List.of(), notes);
        }
    }

    /** What was detected, with the definition compiled for the layout that the project has now. */
    record Seen(Compiled compiled, Detection detection) {}

    /**
     * Looks, and commits what changed.
     *
     * @throws WorkflowException {@code E_WORKFLOW_NOT_INITIALIZED} if there is no state; nothing is created then
     */
    Looked<T> look() {
        return look(states.now());
    }

    /** As {@link #look()}, with what a look at the state saw. */
    Looked<T> look(Moment moment) {
        Snapshot<WorkflowState<T>> snapshot = require(moment);
        Seen seen = see(moment, snapshot.value());
        Looked<T> known = last;
        if (known != null
                && known.snapshot.json() == snapshot.json()
                && known.snapshot.revision().equals(snapshot.revision())
                && known.view.compiled == seen.compiled
                && known.view.detection.facts() == seen.detection.facts()
                && known.view.detection.findings().equals(seen.detection.findings())) {
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
        return moment.find(key).orElseThrow(() -> notInitialized(moment));
    }

    /** What can be said of a state on the disk as it is, without making it true to that. */
    Looked<T> unsettled(Moment moment, Snapshot<WorkflowState<T>> snapshot) {
        Seen seen = see(moment, snapshot.value());
        return new Looked<>(
                moment, snapshot, view(seen, snapshot.value(), data(snapshot), snapshot), List.of(), noted(List.of()));
    }

    /**
     * Changes the state in one commit.
     *
     * @param looked what was seen on disk before; empty when that was not looked at
     */
    WorkflowChange<T> change(Optional<Looked<T>> looked, Cause cause, UnaryOperator<WorkflowState<T>> change) {
        Done<WorkflowState<T>> done = states.change(cause, commit -> {
            WorkflowState<T> before = commit.get(key);
            commit.put(key, change.apply(before));
            return before;
        });
        return new WorkflowChange<>(done.result(), done.commit(), after(looked, done.moment()));
    }

    private WorkflowMoment<T> after(Optional<Looked<T>> looked, Moment moment) {
        Snapshot<WorkflowState<T>> snapshot = require(moment);
        if (looked.isEmpty()) {
            return new WorkflowMoment<>(this, moment, snapshot);
        }
        View before = looked.get().view;
        Seen seen = new Seen(before.compiled, before.detection);
        View view = view(seen, snapshot.value(), data(snapshot), snapshot);
        return new WorkflowMoment<>(this, new Looked<>(moment, snapshot, view, List.of(), looked.get().notes));
    }

    private Looked<T> settle(Moment moment, Snapshot<WorkflowState<T>> snapshot, Seen seen) {
        Json data = data(snapshot);
        Settling.Settled<T> first = settled(seen, snapshot.value(), data);
        if (first.changes().isEmpty()) {
            return new Looked<>(
                    moment, snapshot, view(seen, snapshot.value(), data, snapshot), List.of(), noted(first.notes()));
        }
        List<Settling.Settled<T>> runs = new ArrayList<>();
        try {
            UnaryOperator<WorkflowState<T>> settling = newest -> {
                Json newestData = key.codec().encode(newest).at("data").orElse(Json.Null.VALUE);
                runs.add(settled(seen, newest, newestData));
                return runs.get(runs.size() - 1).state();
            };
            Moment after = recording(settling, cause(first.changes()));
            Snapshot<WorkflowState<T>> committed = require(after);
            Settling.Settled<T> settled = runs.isEmpty() ? first : runs.get(runs.size() - 1);
            return new Looked<>(
                    after,
                    committed,
                    view(seen, committed.value(), data(committed), committed),
                    settled.changes(),
                    noted(settled.notes()));
        } catch (CodedException e) {
            List<String> notes = new ArrayList<>(noted(first.notes()));
            notes.add("what was found on disk could not be recorded: " + e.getMessage());
            return new Looked<>(
                    moment, snapshot, view(seen, first.state(), data, snapshot), first.changes(), List.copyOf(notes));
        }
    }

    /** With what keeps the project's definition from being used. */
    private List<String> noted(List<String> settling) {
        List<String> notes = new ArrayList<>();
        recorded.fault().ifPresent(notes::add);
        notes.addAll(settling);
        return List.copyOf(notes);
    }

    /** State from before definitions were recorded begins to remember its own with its next change. */
    private Moment recording(UnaryOperator<WorkflowState<T>> change, Cause cause) {
        return states.change(cause, commit -> {
                    WorkflowState<T> changed = change.apply(commit.get(key));
                    boolean ours = changed.definition().isEmpty() && changed.version() == current.version();
                    commit.put(key, ours ? changed.runningBy(current) : changed);
                    if (ours) {
                        Recorded.keep(commit, current);
                    }
                    return ours;
                })
                .moment();
    }

    private Settling.Settled<T> settled(Seen seen, WorkflowState<T> state, Json data) {
        return Settling.settle(seen.compiled, state, data, seen.detection, now(), UnaryOperator.identity());
    }

    private View view(Seen seen, WorkflowState<T> state, Json data, Snapshot<WorkflowState<T>> snapshot) {
        return new View(
                seen.compiled, state, data, seen.detection, snapshot.revision(), tools, UnaryOperator.identity());
    }

    /** The view of another state over the same detection. */
    View view(View now, WorkflowState<T> state) {
        Json data = key.codec().encode(state).at("data").orElse(Json.Null.VALUE);
        return new View(now.compiled, state, data, now.detection, now.revision, tools, UnaryOperator.identity());
    }

    /** The same view with assumptions over its facts, on a state that is settled by them; nothing is written. */
    View assuming(Looked<T> looked, WorkflowState<T> state, UnaryOperator<Facts> assume, List<String> changes) {
        View now = looked.view;
        Json data = data(looked.snapshot);
        Settling.Settled<T> settled = Settling.settle(now.compiled, state, data, now.detection, now(), assume);
        changes.addAll(settled.changes());
        return new View(now.compiled, settled.state(), data, now.detection, now.revision, tools, assume);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What changed in one line, and below it each change with what proves it. */
    private static Cause cause(List<String> changes) {
        List<String> brief = changes.stream().map(Looking::withoutEvidence).toList();
        String first = Names.fitting(brief, "; ", LONGEST_HEADLINE);
        String rest = Names.fitting(changes, "\n", LONGEST_REASON);
        return Cause.of(Workflow.DETECTED, rest.equals(first) ? first : first + "\n" + rest);
    }

    private static String withoutEvidence(String change) {
        Matcher step = STEP.matcher(change);
        return step.lookingAt() ? step.group(1) : change;
    }

    static Json data(Snapshot<?> snapshot) {
        return snapshot.json().at("data").orElse(Json.Null.VALUE);
    }

    /** One thread at a time looks at the disk; the layout is chosen anew when the disk changed. */
    private synchronized Seen see(Moment moment, WorkflowState<?> state) {
        return see(recorded.of(moment, state), recorded.concern(moment, state));
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
                return new Seen(known, detection);
            }
        }
        Compiled fresh = new Compiled(definition, layout(definition).orElse(null), concern);
        StateDetector anew = StateDetector.of(project, fresh.facts);
        StateDetector looking = kept.map(anew::keptIn).orElse(anew);
        compiled = fresh;
        detector = looking;
        Runnable listening = listener;
        if (listening != null) {
            closeWatch();
            watch = looking.watch(listening);
        }
        return new Seen(fresh, looking.current());
    }

    /** Does what the first look would do beside the state. */
    void prepare() {
        Seen unused = see(current, Optional.empty());
    }

    /** Begins to watch the disk; ends with the subscription. */
    synchronized Subscription watch(Runnable listening) {
        if (listener != null) {
            throw new WorkflowException(
                    "E_WORKFLOW_WATCH", "\"" + key + "\" is watched already. Close that watch first.");
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

    /** What the work runs by now; the current definition when there is no work yet. */
    WorkflowDefinition running() {
        return running(states.now());
    }

    /** As {@link #running()}, at a moment. */
    WorkflowDefinition running(Moment moment) {
        return moment.find(key).map(s -> recorded.of(moment, s.value())).orElse(current);
    }

    /** What the work that stands so would run by the current definition, on the disk as it is; nothing is written. */
    View under(WorkflowDefinition definition, WorkflowState<T> state, Revision revision, List<String> changes) {
        Compiled other = new Compiled(definition, layout(definition).orElse(null), Optional.empty());
        Seen seen = new Seen(other, StateDetector.of(project, other.facts).current());
        Json data = key.codec().encode(state).at("data").orElse(Json.Null.VALUE);
        Settling.Settled<T> settled = settled(seen, state, data);
        changes.addAll(settled.changes());
        return new View(other, settled.state(), data, seen.detection, revision, tools, UnaryOperator.identity());
    }

    private Optional<LayoutDefinition> layout(WorkflowDefinition definition) {
        for (LayoutDefinition layout : definition.layouts()) {
            java.util.Map<String, String> paths = definition.paths();
            boolean marked = layout.recognisedBy().stream().anyMatch(p -> project.exists(PathNames.resolve(p, paths)));
            boolean other = layout.unless().stream().anyMatch(p -> project.exists(PathNames.resolve(p, paths)));
            if (marked && !other) {
                return Optional.of(layout);
            }
        }
        return Optional.empty();
    }

    /** Why there is no state: nobody began one, or what may be one cannot be read, which is never taken for absent. */
    private WorkflowException notInitialized(Moment moment) {
        List<StateView.Notice> notices = moment.notices();
        if (!notices.isEmpty()) {
            return new WorkflowException(
                    notices.get(0).code(),
                    "No state \"" + key + "\" can be read here, and nothing was changed. "
                            + notices.stream()
                                    .map(notice -> notice.path() + ": " + notice.message())
                                    .collect(Collectors.joining(" "))
                            + " Correct that first.");
        }
        return new WorkflowException(
                "E_WORKFLOW_NOT_INITIALIZED",
                "This project has no workflow \"" + key + "\" yet, and nothing was created by asking. Begin it first: "
                        + (tools.contains(Workflow.INITIALIZE_TOOL)
                                ? "the tool " + Workflow.INITIALIZE_TOOL + ", or the command '"
                                : "'")
                        + "workflow init" + (key.name().equals(Workflow.PLANNING) ? "" : " -w " + key) + "'.");
    }
}
