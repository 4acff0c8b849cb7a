package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.ProjectFolder;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.workflow.WorkflowState.PhaseState;
import io.workfloworchestrator.workflow.WorkflowState.StepState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The one door to a workflow of a project: where it stands, what to do next and why, and every change of it.
 *
 * <pre>{@code
 * Workflow<Json> planning = Workflow.open(project, WorkflowDefinition.builtIn("project-planning"), states);
 * planning.initialize("My shop", Cause.of("me", "start"));
 * planning.next().steps().get(0).action();
 * planning.complete("evaluate-goals", "agreed with the team", Cause.of("me", "reviewed"));
 * planning.advance(Optional.empty(), Cause.of("me", "ready"));     // Advanced, or Refused with what is missing
 * }</pre>
 *
 * <p>Every question first makes the state true to the disk ({@link #sync}) and writes only when something changed.
 * Questions about a workflow that does not exist create nothing.
 *
 * <p>Thread-safe. The store belongs to the caller and is not closed here.
 *
 * @param <T> the author's data; {@link Json} when there is no record for it
 */
public final class Workflow<T> {
    /** Who completes steps whose condition holds. */
    public static final String DETECTED = "detected on disk";

    /** The tool that begins a workflow. */
    public static final String INITIALIZE_TOOL = "initialize_project_orchestration";

    /** The tool that is suggested to look again after something was done by hand. */
    public static final String NEXT_TOOL = "get_next_steps";

    /** The tool that is suggested for completing a step; takes {@code step}. */
    public static final String COMPLETE_TOOL = "complete_step";

    /** The tool that is suggested for advancing; takes {@code targetPhase}. */
    public static final String ADVANCE_TOOL = "advance_workflow_phase";

    private static final int MOST_STEPS = 50;
    private static final int LONGEST_TITLE = 200;

    private final ProjectFolder project;
    private final WorkflowDefinition definition;
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final T initial;
    private final Clock clock;
    private final Looking<T> looking;
    private final Stepping<T> stepping;

    private Workflow(Options<T> o) {
        this.project = o.project;
        this.definition = o.definition;
        this.states = o.states;
        this.key = StateKey.of(o.definition.type() + "/" + o.id, WorkflowState.codec(o.type));
        this.initial = o.initial;
        this.clock = o.clock;
        this.looking = new Looking<>(o.project, o.definition, o.states, key, o.tools, o.clock);
        this.stepping = new Stepping<>(o.states, key, o.clock, looking);
    }

    /** The workflow {@code main} of a definition's type, with JSON data and no tools offered. */
    public static Workflow<Json> open(ProjectFolder project, WorkflowDefinition definition, StateManager states) {
        return at(project, definition, states).open();
    }

    /** As {@link #open}, with an id, a type for the data, the tools that are offered, or a clock. */
    public static Options<Json> at(ProjectFolder project, WorkflowDefinition definition, StateManager states) {
        return new Options<>(project, definition, states, Json.class, Shapes.initial(definition.data()));
    }

    /** How a workflow is opened. Not thread-safe. */
    public static final class Options<T> {
        private final ProjectFolder project;
        private final WorkflowDefinition definition;
        private final StateManager states;
        private final Class<T> type;
        private final T initial;
        private String id = "main";
        private Set<String> tools = Set.of();
        private Clock clock = Clock.systemUTC();

        private Options(
                ProjectFolder project, WorkflowDefinition definition, StateManager states, Class<T> type, T initial) {
            this.project = project;
            this.definition = definition;
            this.states = states;
            this.type = type;
            this.initial = initial;
        }

        /** Which workflow of this type; {@code main} when not given. */
        public Options<T> id(String newId) {
            this.id = newId;
            return this;
        }

        /** The record that the author keeps in it, and its first value. */
        public <D extends Record> Options<D> data(Class<D> newType, D first) {
            Options<D> typed = new Options<>(project, definition, states, newType, first);
            return typed.id(id).tools(tools).clock(clock);
        }

        /** The tools the caller offers; only these are suggested as calls. None when not given. */
        public Options<T> tools(Set<String> names) {
            this.tools = Set.copyOf(names);
            return this;
        }

        /** The clock for the times in the state; the system's in UTC when not given. */
        public Options<T> clock(Clock newClock) {
            this.clock = newClock;
            return this;
        }

        /**
         * The workflow, which may not exist yet. Nothing is read or written.
         *
         * @throws io.workfloworchestrator.state.StateException {@code E_ID_SYNTAX} if the id cannot be part of a key
         */
        public Workflow<T> open() {
            return new Workflow<>(this);
        }
    }

    /**
     * Compiles the definition and looks at the disk now, beside the opening of a store for instance, so that the first
     * question need not. Neither reads nor writes the state.
     */
    public void prepare() {
        looking.prepare();
    }

    /** The current definition, with which new work begins. */
    public WorkflowDefinition definition() {
        return definition;
    }

    /** What the work runs by: the definition that it began with, until it is {@linkplain #migrate migrated}. */
    public WorkflowDefinition running() {
        return looking.running();
    }

    /** The project whose files it looks at. */
    public ProjectFolder project() {
        return project;
    }

    /** Where its state is. */
    public StateKey<WorkflowState<T>> key() {
        return key;
    }

    /** Its newest state, without looking at the disk; empty when it was not initialised. */
    public Optional<Snapshot<WorkflowState<T>>> state() {
        return states.find(key);
    }

    /**
     * Begins the workflow in its first phase, or answers the one that exists, unchanged.
     *
     * @param title for people, at most 200 characters; the project folder's name when blank
     * @throws WorkflowException {@code E_WORKFLOW_TITLE} if the title is too long or has control characters
     */
    public Initialized<T> initialize(String title, Cause cause) {
        Optional<Snapshot<WorkflowState<T>>> existing = state();
        if (existing.isPresent()) {
            return new Initialized<>(existing.get(), true);
        }
        String name = String.valueOf(project.root().getFileName());
        String shown = title.isBlank() ? name : title.strip();
        if (shown.length() > LONGEST_TITLE || shown.chars().anyMatch(Character::isISOControl)) {
            throw new WorkflowException(
                    "E_WORKFLOW_TITLE",
                    "The title has " + shown.length()
                            + " characters or contains control characters; use one line of at most " + LONGEST_TITLE
                            + ".");
        }
        String first = definition.phases().get(0).id();
        Map<String, StepState> steps = new LinkedHashMap<>();
        definition.phases().forEach(p -> p.steps().forEach(s -> steps.put(s.id(), StepState.PENDING)));
        PhaseState entered = new PhaseState(Optional.of(now()), Optional.empty(), Optional.empty());
        String id = key.name().substring(key.name().indexOf('/') + 1);
        WorkflowState<T> state = new WorkflowState<>(
                definition.type(),
                definition.version(),
                id,
                shown,
                first,
                Map.of(first, entered),
                steps,
                Map.of(),
                initial,
                Optional.of(definition.fingerprint()));
        boolean existed = states.transact(cause, commit -> {
            if (commit.find(key).isPresent()) {
                return true;
            }
            commit.put(key, state);
            Recorded.keep(commit, definition);
            return false;
        });
        return new Initialized<>(states.get(key), existed);
    }

    /** Makes the state true to the disk; writes only when something changed. */
    public Sync<T> sync() {
        Looking.Looked<T> looked = looking.look();
        return new Sync<>(looked.snapshot(), looked.changes(), looked.notes());
    }

    /**
     * Watches the project's files until the subscription is closed. While it lasts, a question about an unchanged project
     * does not look at the disk at all.
     *
     * @param listener called on a thread of its own after facts changed; time to ask {@link #next} again. Should be quick
     * @throws WorkflowException {@code E_WORKFLOW_WATCH} if this workflow is watched already
     */
    public Subscription watch(Runnable listener) {
        return looking.watch(listener);
    }

    /** Where it stands. */
    public WorkflowStatus status() {
        return looking.look().view().status();
    }

    /** What to do next, the most important first, at most 50. */
    public NextSteps next() {
        return next(MOST_STEPS);
    }

    /**
     * What to do next, the most important first.
     *
     * @param most how many steps at most, 1 to 10,000
     */
    public NextSteps next(int most) {
        Looking.Looked<T> looked = looking.look();
        View view = looked.view();
        return new NextSteps(
                view.state.phase(),
                view.finished(),
                view.progress(),
                view.next(Math.max(1, Math.min(most, 10_000))),
                view.missing(),
                looked.changes(),
                view.notes(looked.notes()),
                view.revision);
    }

    /**
     * Why, or why not: of a rule, a step ({@code step:<id>}), a gate ({@code gate:<id>}), a warning, or advancing
     * ({@code advance}).
     *
     * @throws WorkflowException {@code E_WORKFLOW_ID} if the definition has nothing of that id
     */
    public Why explain(String id) {
        return new Explaining(looking.look().view()).explain(id);
    }

    /** 0 to 100: every phase counts the same, and in it every required step; rounded down. */
    public int progress() {
        return looking.look().view().progress();
    }

    /**
     * Marks a step complete; nothing changes when it is already.
     *
     * @param note what proves it; may be empty
     * @throws WorkflowException {@code E_STEP_NOT_DONE} if its own condition does not hold, {@code E_WORKFLOW_STEP} if
     *     there is no such step
     */
    public Snapshot<WorkflowState<T>> complete(String step, String note, Cause cause) {
        return stepping.complete(step, note, cause);
    }

    /**
     * Marks a pending step skipped; the cause's reason is recorded and shown.
     *
     * @throws WorkflowException {@code E_STEP_DONE} if it is complete, {@code E_WORKFLOW_STEP} if there is no such step
     */
    public Snapshot<WorkflowState<T>> skip(String step, Cause cause) {
        return stepping.skip(step, cause);
    }

    /**
     * Marks a step pending again; nothing changes when it is.
     *
     * @throws WorkflowException {@code E_STEP_DONE} if its own condition holds, so that it would complete at once,
     *     {@code E_WORKFLOW_STEP} if there is no such step
     */
    public Snapshot<WorkflowState<T>> reopen(String step, Cause cause) {
        return stepping.reopen(step, cause);
    }

    private Instant now() {
        return Stepping.now(clock);
    }

    private void requireInitialized() {
        if (states.find(key).isEmpty()) {
            throw looking.notInitialized();
        }
    }

    /**
     * Leaves the phase for the next one, or answers what is missing; leaving the last phase finishes the workflow.
     *
     * @param target the phase to go to; the usual one when empty
     * @throws WorkflowException {@code E_WORKFLOW_FINISHED} if it is finished, {@code E_WORKFLOW_PHASE} if the phase does
     *     not lead to the target, or somebody else left it at the same time
     */
    public Advance advance(Optional<String> target, Cause cause) {
        View view = looking.look().view();
        PhaseDefinition from = view.phase();
        WorkflowDefinition running = view.compiled.definition;
        Optional<String> to = Transitions.target(running, view, target);
        Instant now = now();
        List<Missing> missing = new ArrayList<>();
        if (!view.missing().isEmpty()) {
            return new Advance.Refused(from.id(), to, view.missing());
        }
        // Asked again on the newest state: somebody may have moved on, or taken something back, since the look.
        Snapshot<WorkflowState<T>> after = states.update(
                key,
                s -> {
                    if (!s.phase().equals(from.id())
                            || s.phaseState(from.id()).left().isPresent()) {
                        throw new WorkflowException(
                                "E_WORKFLOW_PHASE",
                                "Phase \"" + from.id() + "\" was left by somebody else meanwhile; the workflow is in \""
                                        + s.phase() + "\" now. Look at its status.");
                    }
                    missing.clear();
                    missing.addAll(looking.view(view, s).missing());
                    return missing.isEmpty() ? Transitions.advanced(running, s, to, now) : s;
                },
                cause);
        return missing.isEmpty()
                ? new Advance.Advanced<>(from.id(), to, after)
                : new Advance.Refused(from.id(), to, List.copyOf(missing));
    }

    /**
     * Moves to any phase without asking its gates; the cause's reason is recorded and shown.
     *
     * @throws WorkflowException {@code E_WORKFLOW_PHASE} if there is no such phase, or it is in it already
     */
    public Snapshot<WorkflowState<T>> jumpTo(String phase, Cause cause) {
        requireInitialized();
        Transitions.require(running(), phase);
        Instant now = now();
        return states.update(key, s -> Transitions.jumped(s, phase, now, cause), cause);
    }

    /**
     * Changes the author's data.
     *
     * @throws WorkflowException {@code E_WORKFLOW_DATA} if the new data does not have the shape that the definition
     *     declares
     */
    public Snapshot<WorkflowState<T>> update(UnaryOperator<T> change, Cause cause) {
        requireInitialized();
        WorkflowDefinition running = running();
        return states.update(
                key,
                s -> {
                    WorkflowState<T> next = s.withData(change.apply(s.data()));
                    Json data = key.codec().encode(next).at("data").orElse(Json.Null.VALUE);
                    Shapes.fault(data.asObject(), running.data()).ifPresent(fault -> {
                        throw new WorkflowException("E_WORKFLOW_DATA", fault + ". Nothing was changed.");
                    });
                    return next;
                },
                cause);
    }

    /**
     * What would change if the work were {@linkplain #migrate migrated} to the current definition; nothing is written.
     *
     * @throws WorkflowException {@code E_WORKFLOW_NOT_INITIALIZED} if there is no work
     */
    public DefinitionDifference difference() {
        Looking.Looked<T> looked = looking.look();
        WorkflowState<T> state = looked.snapshot().value();
        WorkflowDefinition running = looked.view().compiled.definition;
        List<String> vanished = state.steps().keySet().stream()
                .filter(step -> definition.step(step).isEmpty())
                .sorted()
                .toList();
        Optional<String> phase =
                Optional.of(state.phase()).filter(p -> definition.phase(p).isEmpty());
        Optional<Simulation> effect = Optional.empty();
        if (phase.isEmpty()) {
            Cause cause = Cause.of("difference", "what if");
            WorkflowState<T> then = Migrating.migrated(state, definition, Optional.empty(), key.codec(), now(), cause);
            List<String> changes = new ArrayList<>();
            View view = looking.under(definition, then, looked.snapshot().revision(), changes);
            effect = Optional.of(Simulating.compare(looked.view(), view, changes));
        }
        return new DefinitionDifference(
                running, definition, DefinitionChanges.between(running, definition), vanished, phase, effect);
    }

    /**
     * Has the work go on by the current definition, in one commit; nothing changes when it does already. Steps that the
     * definition no longer has are kept in the state by name, new ones are pending, new fields of the data get their
     * default.
     *
     * @param phase the phase to go on in; the one it is in when empty
     * @throws WorkflowException {@code E_WORKFLOW_PHASE} if the definition does not have the phase, {@code
     *     E_WORKFLOW_DATA} if the data does not have the shape that it asks for
     */
    public Snapshot<WorkflowState<T>> migrate(Optional<String> phase, Cause cause) {
        requireInitialized();
        Instant now = now();
        states.transact(cause, commit -> {
            WorkflowState<T> state = commit.get(key);
            WorkflowState<T> next = Migrating.migrated(state, definition, phase, key.codec(), now, cause);
            boolean changed = !next.equals(state);
            if (changed) {
                commit.put(key, next);
                Recorded.keep(commit, definition);
            }
            return changed;
        });
        return states.get(key);
    }

    /**
     * What would change if something were so; nothing is written.
     *
     * @param assume values (null, Boolean, Number, String, List, Map) by path, such as {@code facts.notes.size}, {@code
     *     steps["approve"].done}, {@code phase} or {@code data.approved}
     * @throws WorkflowException {@code E_WORKFLOW_ASSUME} if a path is unknown or a value does not fit it
     */
    public Simulation simulate(Map<String, Object> assume) {
        return new Simulating<>(looking, looking.look()).simulate(assume);
    }

    /**
     * {@link #simulate(Map)} of values in JSON.
     *
     * @throws WorkflowException {@code E_WORKFLOW_ASSUME} if a path is unknown or a value does not fit it
     */
    public Simulation simulate(Json.Obj assume) {
        Map<String, Object> values = new LinkedHashMap<>();
        assume.forEach((path, value) -> values.put(path, Shapes.plain(value)));
        return simulate(values);
    }
}
