package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.StateManager;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * How a workflow is opened: see {@link Workflow#of} and {@link Workflow#at}. Not thread-safe.
 *
 * @param <T> the author's data; {@link Json} when there is no record for it
 */
public final class WorkflowOptions<T> {
    final ProjectFolder project;
    final WorkflowDefinition definition;
    final StateManager states;
    final Class<T> type;
    final T initial;
    String id = "main";
    Offer offer = Offer.NOTHING;
    Clock clock = Clock.systemUTC();
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    Optional<Path> keptIn = Optional.empty();
    Optional<RuntimeException> fault = Optional.empty();
    Function<Commit, Optional<MovedFiles>> movedFiles = undone -> Optional.empty();

    WorkflowOptions(
            ProjectFolder project, WorkflowDefinition definition, StateManager states, Class<T> type, T initial) {
        this.project = project;
        this.definition = definition;
        this.states = states;
        this.type = type;
        this.initial = initial;
    }

    /** Which workflow of this type; {@code main} when not given. */
    public WorkflowOptions<T> id(String newId) {
        this.id = newId;
        return this;
    }

    /**
     * The record that the author keeps in it, and its first value.
     *
     * @throws WorkflowException {@code E_WORKFLOW_DATA} if the definition declares data, and the record has a component whose
     *     name is nearly that of a declared field, or holds something else than is declared
     */
    public <D extends Record> WorkflowOptions<D> data(Class<D> newType, D first) {
        DataRecord.require(newType, first, definition.data());
        return with(newType, first);
    }

    /**
     * Fields of the data of a new workflow, in place of the definition's defaults; for data without a record.
     *
     * @throws WorkflowException {@code E_WORKFLOW_DATA} if they, with the defaults of the others, do not have the shape
     *     that the definition declares
     */
    public WorkflowOptions<Json> data(Json.Obj given) {
        Json.Obj first = Shapes.over(Shapes.initial(definition.data()), given);
        Shapes.require(first, definition.data());
        Shapes.requireDeclared(Json.Obj.EMPTY, first, definition.data());
        return with(Json.class, first);
    }

    private <D> WorkflowOptions<D> with(Class<D> newType, D first) {
        WorkflowOptions<D> typed = new WorkflowOptions<>(project, definition, states, newType, first);
        typed.fault = fault;
        typed.keptIn = keptIn;
        typed.offer = offer;
        typed.movedFiles = movedFiles;
        return typed.id(id).clock(clock).random(random);
    }

    WorkflowOptions<T> fault(RuntimeException why) {
        this.fault = Optional.of(why);
        return this;
    }

    /** The tools the caller offers; only these are suggested as calls. None when not given. */
    public WorkflowOptions<T> tools(Set<String> names) {
        return tools(names, StandardTools.NONE);
    }

    /**
     * The tools the caller offers, those for what every workflow has among them.
     *
     * @param standard which of them is suggested for completing a step, for instance; one that is not among the names never is
     */
    public WorkflowOptions<T> tools(Set<String> names, StandardTools standard) {
        this.offer = new Offer(Set.copyOf(names), standard, offer.commands());
        return this;
    }

    /** The command lines that answers name; none when not given. */
    public WorkflowOptions<T> commands(Commands lines) {
        this.offer = new Offer(offer.tools(), offer.standard(), lines);
        return this;
    }

    /**
     * The folder, usually the store's, in which what was seen on disk is kept for the next process. It is not created.
     */
    public WorkflowOptions<T> keptIn(Path folder) {
        this.keptIn = Optional.of(folder);
        return this;
    }

    /** The files that move when a commit is taken back; for most commits there are none. None for any when not given. */
    public WorkflowOptions<T> movedFiles(Function<Commit, Optional<MovedFiles>> of) {
        this.movedFiles = of;
        return this;
    }

    /** The clock for the times in the state; the system's in UTC when not given. */
    public WorkflowOptions<T> clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /** What the ids of items are made of; must be thread-safe. The random numbers of each thread when not given. */
    public WorkflowOptions<T> random(RandomGenerator newRandom) {
        this.random = newRandom;
        return this;
    }

    /** The workflow, which may not exist yet. Nothing is read or written. */
    public Workflow<T> open() {
        return new Workflow<>(this);
    }
}
