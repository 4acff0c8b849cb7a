package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.DefinitionException;
import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.TakenBack;
import io.workfloworchestrator.state.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The one door to a workflow of a project: where it stands, what to do next and why, and every change of it.
 *
 * <pre>{@code
 * Workflow<Json> release = Workflow.open(project, WorkflowDefinition.load(Path.of("release.yaml")), states);
 * release.initialize("Release 2.0", Cause.of("me", "start"));
 * release.next().steps().get(0).action();
 * release.complete("approve", "agreed with the team", Cause.of("me", "reviewed"));
 * release.advance(Optional.empty(), Cause.of("me", "ready"));      // Advanced, or Refused with what is missing
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
    /** The actor of what the disk decides: steps that complete themselves, for instance. */
    public static final String DETECTED = Settling.DETECTED;

    private final Opened<T> opened;
    private final Function<Commit, Optional<MovedFiles>> movedFiles;
    private final StateManager states;
    private final StateKey<WorkflowState<T>> key;
    private final Optional<RuntimeException> fault;
    private final Looking<T> looking;
    private final Changing<T> changing;
    private final WorkflowItems<T> items;

    Workflow(WorkflowOptions<T> o) {
        this.states = o.states;
        this.key = WorkflowState.key(o.definition.type(), o.id, o.type);
        this.opened = new Opened<>(o.project, o.definition, o.states, key, o.initial, o.offer, o.clock);
        this.fault = o.fault;
        this.movedFiles = o.movedFiles;
        Recorded recorded = new Recorded(o.states, o.definition, o.fault, o.offer.commands());
        this.looking = new Looking<>(opened, recorded, o.keptIn);
        this.changing = new Changing<>(opened, looking);
        this.items = new WorkflowItems<>(opened, looking, recorded, o.random);
    }

    /** The workflow {@code main} of a definition's type, with JSON data and no tools offered. */
    public static Workflow<Json> open(ProjectFolder project, WorkflowDefinition definition, StateManager states) {
        return at(project, definition, states).open();
    }

    /**
     * A workflow by the definition that the project has of its type: its own, else the built-in one. Where that cannot be
     * used, work that runs goes on by the definition that was recorded with it; its answers say what is wrong, and it
     * cannot be migrated before that is mended.
     *
     * @param name {@code type/id}
     * @throws DefinitionException if the project's definitions have problems, or {@code E_WORKFLOW_TYPE} if there is no
     *     such type, and no work of that name runs
     * @throws PathException if a definition cannot be read, and no work of that name runs
     * @throws io.workfloworchestrator.state.StateException {@code E_ID_SYNTAX} if the name is not {@code type/id}
     */
    public static WorkflowOptions<Json> of(ProjectFolder project, String name, StateManager states) {
        return of(project, name, states, Offer.NOTHING.commands());
    }

    /** As {@link #of(ProjectFolder, String, StateManager)}, with the command lines that answers name. */
    public static WorkflowOptions<Json> of(ProjectFolder project, String name, StateManager states, Commands commands) {
        StateKey<WorkflowState<Json>> key = StateKey.of(name, WorkflowState.codec(Json.class));
        try {
            Definitions all = Definitions.of(project);
            if (all.problems().isEmpty() && !all.types().contains(key.type())) {
                // Another program brings the definition, in its jar: what it recorded is all that is needed here.
                Optional<WorkflowDefinition> recorded = Recorded.of(states, key, commands);
                if (recorded.isPresent()) {
                    return at(project, recorded.get(), states).id(key.id()).commands(commands);
                }
            }
            return at(project, all.get(key.type()), states).id(key.id()).commands(commands);
        } catch (DefinitionException | PathException e) {
            WorkflowDefinition recorded = Recorded.of(states, key, commands).orElseThrow(() -> e);
            return at(project, recorded, states).id(key.id()).commands(commands).fault(e);
        }
    }

    /** As {@link #open}, with an id, a type for the data, the tools that are offered, or a clock. */
    public static WorkflowOptions<Json> at(ProjectFolder project, WorkflowDefinition definition, StateManager states) {
        return new WorkflowOptions<>(project, definition, states, Json.class, Shapes.initial(definition.data()));
    }

    /**
     * Compiles the definition and looks at the disk now, so that the first question need not. Does not touch the state.
     */
    public void prepare() {
        looking.prepare();
    }

    /** Compiles a definition now, so that the first question about work by it need not wait for that. */
    public static void prepare(WorkflowDefinition definition) {
        Rulebook unused = Rulebook.of(definition);
    }

    public WorkflowDefinition definition() {
        return opened.definition();
    }

    /** The definition that the work runs by: the one that it began with, until it is {@linkplain #migrate migrated}. */
    public WorkflowDefinition running() {
        return looking.running();
    }

    public ProjectFolder project() {
        return opened.project();
    }

    public Commands commands() {
        return opened.offer().commands();
    }

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
     * @throws BrokenDefinitionException if the project's definition has problems by now
     */
    public Initialized<T> initialize(String title, Cause cause) {
        Moment now = states.now();
        Optional<Snapshot<WorkflowState<T>>> existing = now.find(key);
        if (existing.isPresent()) {
            return new Initialized<>(existing.get(), true, now);
        }
        requireSound();
        return new Beginning<>(opened).begin(title, cause);
    }

    /**
     * Begins the workflow as a part of a commit, beside whatever else that changes; otherwise as {@link #initialize}.
     *
     * @return whether it was begun; false if it is there already, and then nothing is changed
     */
    public boolean begin(Transaction commit, String title) {
        if (commit.find(key).isPresent()) {
            return false;
        }
        requireSound();
        new Beginning<>(opened).begin(commit, title);
        return true;
    }

    /** As {@link #takeOver(String, String, Runnable, Cause)}, as a part of a commit. */
    public void takeOver(Transaction commit, String other, String phase, Runnable moving) {
        requireSound();
        new Beginning<>(opened).takeOver(commit, other, phase, moving);
    }

    /**
     * Has another workflow go on as this one, in one commit: its title, its items with everything that belongs to them, and its
     * data come over, and it is there no more.
     *
     * @param other its key, {@code type/id}
     * @param moving moves the files that follow, inside of the commit; a second run must do nothing
     * @throws WorkflowException {@code E_WORKFLOW_EXISTS} if this workflow was begun already, {@code E_WORKFLOW_PHASE} if it has
     *     no such phase, {@code E_WORKFLOW_KINDS} if an item is of a kind or in a status that this definition does not have
     * @throws io.workfloworchestrator.state.StateNotFoundException if there is no such workflow
     */
    public Initialized<T> takeOver(String other, String phase, Runnable moving, Cause cause) {
        requireSound();
        return new Beginning<>(opened).takeOver(other, phase, moving, cause);
    }

    /**
     * Looks once at the files and at the state, makes the state true to the files, and gives everything that can be asked, at
     * that one revision. Whoever needs more than one thing for an answer takes them from one moment.
     *
     * @throws WorkflowException {@code E_WORKFLOW_NOT_INITIALIZED} if there is no state; nothing is created then
     */
    public WorkflowMoment<T> now() {
        return in(states.now());
    }

    /** As {@link #now}, where the state was looked at already: for an answer about several workflows. */
    public WorkflowMoment<T> in(Moment moment) {
        return new WorkflowMoment<>(looking, looking.look(moment));
    }

    public WorkflowItems<T> items() {
        return items;
    }

    /** The items of this workflow inside of a commit, which may change several workflows; {@code by} changes them. */
    public ItemChanges in(Transaction commit, String by) {
        return items.in(commit, by);
    }

    /** Makes the state true to the disk; writes only when something changed. */
    public Sync<T> sync() {
        return now().sync();
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

    public WorkflowStatus status() {
        return now().status();
    }

    public NextSteps next() {
        return now().next();
    }

    public Why explain(String id) {
        return now().explain(id);
    }

    public int progress() {
        return now().progress();
    }

    /**
     * Marks a step complete. Of a complete one only the note changes, if another one is given.
     *
     * @param note what proves it; may be empty
     * @throws WorkflowException {@code E_STEP_NOT_DONE} if its own condition does not hold, {@code E_STEP_DOUBT} if it holds
     *     but may rest on a misreading and no note is given, {@code E_WORKFLOW_STEP} if there is no such step
     */
    public WorkflowChange<T> complete(String step, String note, Cause cause) {
        return changing.complete(step, note, cause);
    }

    /**
     * Marks a pending step skipped; the cause's reason is recorded and shown. Of a skipped one only the reason changes.
     *
     * @throws WorkflowException {@code E_STEP_DONE} if it is complete, {@code E_WORKFLOW_STEP} if there is no such step
     */
    public WorkflowChange<T> skip(String step, Cause cause) {
        return changing.skip(step, cause);
    }

    /**
     * Marks a step pending again; nothing changes when it is pending already.
     *
     * @throws WorkflowException {@code E_STEP_DONE} if its own condition holds, so that it would complete at once,
     *     {@code E_WORKFLOW_STEP} if there is no such step
     */
    public WorkflowChange<T> reopen(String step, Cause cause) {
        return changing.reopen(step, cause);
    }

    /**
     * Refuses to take back a commit that only records what was found on disk: the next look would find it again.
     *
     * @throws WorkflowException {@code E_UNDO_DETECTED} if the commit is such a one; it names what decides
     */
    public static void requireUndoable(ProjectFolder project, StateManager states, Commit commit) {
        if (DiskChange.isFound(commit.cause())) {
            throw diskDecides(project, states).refusal(commit);
        }
    }

    private static DiskDecides diskDecides(ProjectFolder project, StateManager states) {
        Map<String, Workflow<Json>> opened = new HashMap<>();
        return new DiskDecides(
                states.now(),
                (key, now) -> opened.computeIfAbsent(
                                key, name -> of(project, name, states).open())
                        .in(now));
    }

    /**
     * Takes a commit back, together with the files that moved by it ({@link WorkflowOptions#movedFiles}).
     *
     * @throws WorkflowException {@code E_UNDO_DETECTED} as {@link #requireUndoable} says
     */
    public TakenBack takeBack(Revision revision, Cause cause) {
        Commit undone = states.now().commit(revision);
        requireUndoable(opened.project(), states, undone);
        return takeBack(states, revision, cause, movedFiles.apply(undone));
    }

    /**
     * Takes a commit back, together with files that moved by it. What looks at the disk committed since in the same
     * places only follows from it and goes back with it; the next look finds again what still holds.
     */
    public static TakenBack takeBack(StateManager states, Revision revision, Cause cause, Optional<MovedFiles> files) {
        Predicate<Commit> follows = later -> DiskChange.isFound(later.cause());
        return files.isPresent()
                ? files.get().with(moving -> states.takeBack(revision, cause, follows, moving))
                : states.takeBack(revision, cause, follows, () -> {});
    }

    /**
     * The newest of these commits that can be meant to be taken back without being named. A commit that only says what followed from
     * the state, such as a step that was detected because a goal was added, is passed over: it goes back with its cause. One that
     * only the disk decides is not.
     *
     * @param commits newest first
     * @return empty if there is none
     */
    public static Optional<Commit> newestMeant(ProjectFolder project, StateManager states, List<Commit> commits) {
        return diskDecides(project, states).newestMeant(commits);
    }

    /** A recorded definition is none to begin with, or to migrate to. */
    private void requireSound() {
        if (fault.isPresent()) {
            throw fault.get();
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
        return changing.advance(target, cause);
    }

    /**
     * Moves to any phase without asking its gates; the cause's reason is recorded and shown.
     *
     * @throws WorkflowException {@code E_WORKFLOW_PHASE} if there is no such phase, or it is in it already
     */
    public WorkflowChange<T> jumpTo(String phase, Cause cause) {
        return changing.jumpTo(phase, cause);
    }

    /**
     * Changes the author's data. Fields that the definition does not declare stay where they are, and are not made.
     *
     * @throws DefinitionException {@code E_WORKFLOW_DATA} if the new data does not have the shape that the definition
     *     declares, or has a new field that it does not declare
     */
    public WorkflowChange<T> update(UnaryOperator<T> change, Cause cause) {
        Moment moment = states.now();
        looking.require(moment);
        WorkflowDefinition running = looking.running(moment);
        return changing.change(Optional.empty(), cause, s -> {
            WorkflowState<T> next = s.withData(change.apply(s.data()));
            Json data = looking.data(next);
            Shapes.require(data.asObject(), running.data());
            Shapes.requireDeclared(looking.data(s), data, running.data());
            return next;
        });
    }

    /** What {@link #migrate} would change; nothing is written. Throws as that, or {@code E_WORKFLOW_NOT_INITIALIZED}. */
    public DefinitionDifference difference() {
        looking.require(states.now());
        requireSound();
        return new Redefining<>(opened, opened.definition(), looking).difference();
    }

    /**
     * Has the work go on by the current definition, in one commit; nothing changes when it does already. The state keeps steps
     * that the definition no longer has; new steps are pending, new fields of the data get their default.
     *
     * @param phase the phase to go on in; the one it is in when empty
     * @throws WorkflowException {@code E_WORKFLOW_PHASE} if the definition does not have the phase, {@code
     *     E_WORKFLOW_DATA} if the data does not have the shape that it asks for
     * @throws BrokenDefinitionException if the project's definitions have problems
     */
    public WorkflowChange<T> migrate(Optional<String> phase, Cause cause) {
        requireSound();
        return new Redefining<>(opened, opened.definition(), looking).migrate(phase, cause);
    }
}
