package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workflow at one moment: what one look at the files and at the state saw, all of one revision, so that an answer that
 * is put together from it cannot contradict itself. Immutable and thread-safe.
 */
public final class WorkflowMoment<T> {
    static final int MOST_STEPS = 10_000;

    private static final int USUAL_STEPS = 50;

    private final Looking<T> looking;
    private final Moment moment;
    private final Snapshot<WorkflowState<T>> state;
    private volatile Looking.@Nullable Looked<T> looked;

    WorkflowMoment(Looking<T> looking, Looking.Looked<T> looked) {
        this(looking, looked.moment(), looked.snapshot());
        this.looked = looked;
    }

    /** A moment that looks at the disk when it is first asked something that depends on it. */
    WorkflowMoment(Looking<T> looking, Moment moment, Snapshot<WorkflowState<T>> state) {
        this.looking = looking;
        this.moment = moment;
        this.state = state;
    }

    Looking.Looked<T> looked() {
        Looking.Looked<T> known = looked;
        if (known == null) {
            known = looking.unsettled(moment, state);
            looked = known;
        }
        return known;
    }

    private View view() {
        return looked().view();
    }

    /** The whole state at this moment, other keys and the history included. */
    public Moment moment() {
        return moment;
    }

    public Revision revision() {
        return moment.revision();
    }

    public Snapshot<WorkflowState<T>> state() {
        return state;
    }

    public WorkflowDefinition running() {
        return looked().at().compiled.definition;
    }

    /** What this look found changed on disk, and recorded. */
    public List<String> changes() {
        return looked().changes();
    }

    /** The state, what this look changed in it, and what could not be looked at. */
    public Sync<T> sync() {
        return new Sync<>(state, looked().changes(), looked().notes());
    }

    /** Where it stands. What is odd about the files, as {@link Moment#notices} says, makes a good health a warning. */
    public WorkflowStatus status() {
        WorkflowStatus status = view().status().as(revision());
        return status.health() == Health.GOOD && !moment.notices().isEmpty() ? status.in(Health.WARNING) : status;
    }

    /** What to do next, the most important first, at most 50. */
    public NextSteps next() {
        return next(USUAL_STEPS);
    }

    /**
     * What to do next, the most important first.
     *
     * @param most how many steps at most, 1 to 10,000
     */
    public NextSteps next(int most) {
        View view = view();
        return new NextSteps(
                view.at.state.phase(),
                view.at.finished(),
                view.progress(),
                view.advice.next(Math.max(1, Math.min(most, MOST_STEPS))),
                view.advice.missing(),
                looked().changes(),
                view.notes(looked().notes()),
                revision());
    }

    /**
     * Why, or why not: of a rule, a step ({@code step:<id>}), a gate ({@code gate:<id>}), a warning, advancing ({@code
     * advance}), an item ({@code <kind>:<id>}: whether it is ready), or a move of an item ({@code <kind>:<id>/<move>}). An item
     * may be named by its number or the beginning of its id, and without its kind.
     *
     * @throws WorkflowException {@code E_WORKFLOW_ID} if the definition has nothing of that id, {@code E_ITEM} if there is no such
     *     item, {@code E_ITEM_MOVE} if its kind has no such move
     */
    public Why explain(String id) {
        return new Explaining(view()).explain(id);
    }

    /**
     * A page of items.
     *
     * @throws ItemException {@code E_ITEM_KIND} if there is no such kind, {@code E_ITEM_QUERY} if the query names a status, a field
     *     or a word of a field that the kind does not have, or a cursor that is not one
     */
    public ItemPage items(ItemQuery query) {
        return new ItemSearch(kind(query.kind())).page(query);
    }

    /** As {@link #items}, page after page to the end. */
    public List<ItemView> all(ItemQuery query) {
        List<ItemView> all = new ArrayList<>();
        for (Optional<ItemQuery> next = Optional.of(query.limit(ItemQuery.MOST)); next.isPresent(); ) {
            ItemPage page = items(next.get());
            all.addAll(page.items());
            next = page.next().map(query.limit(ItemQuery.MOST)::after);
        }
        return all;
    }

    public Optional<ItemView> item(String id) {
        return view().at.items().find(id);
    }

    /**
     * In which order the open items of a kind can be done, and which decide when all is done; throws {@code E_ITEM_KIND}.
     */
    public Plan plan(String kind) {
        return Plan.of(kind, kind(kind).graph.precedence());
    }

    /** Why no item of a kind can be claimed, in a sentence; throws {@code E_ITEM_KIND}. */
    public String whyNothingToClaim(String kind) {
        return NothingToClaim.why(kind(kind));
    }

    private KindItems kind(String name) {
        KindItems items = view().at.items().kinds().get(name);
        if (items == null) {
            throw NamedItem.unknownKind(running(), name);
        }
        return items;
    }

    /**
     * What keeps the workflow from counting as finished by what its definition names under {@code finished}; empty if all of that holds,
     * if nothing is named there, or once the last phase was left. A call may be one of another server's tools.
     */
    public List<Missing> unfinished() {
        return view().advice.unfinished();
    }

    /** 0 to 100: every phase counts the same, and in it every required step; rounded down. */
    public int progress() {
        return view().progress();
    }

    /**
     * What would change if something were so; nothing is written.
     *
     * @param assume values (null, Boolean, Number, String, List, Map) by path, such as {@code facts.notes.size}, {@code
     *     steps["approve"].done}, {@code phase} or {@code data.approved}
     * @throws WorkflowException {@code E_WORKFLOW_ASSUME} if a path is unknown or a value does not fit it
     */
    public Simulation simulate(Map<String, Object> assume) {
        return new Simulating<>(looking, looked()).simulate(assume);
    }

    public Simulation simulate(Json.Obj assume) {
        Map<String, Object> values = new LinkedHashMap<>();
        assume.forEach((path, value) -> values.put(path, Shapes.plain(value)));
        return simulate(values);
    }
}
