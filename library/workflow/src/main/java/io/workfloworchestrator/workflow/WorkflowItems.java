package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The items of a workflow, each change one commit.
 *
 * <pre>{@code
 * Item mine = work.items().claimNext("task", "ana", item -> true, cause).item();
 * Revision token = mine.state().claim().orElseThrow().revision();
 * work.items().move(mine.id(), "start", token, cause);
 * work.items().addEvidence(mine.id(), EvidenceDraft.of(Evidence.What.COMMAND, "passed"), token, cause);
 * work.items().move(mine.id(), "complete", token, cause);          // refused with what is missing, or done
 * }</pre>
 *
 * <p>The methods do what those of the same names in {@link ItemChanges} say, and throw {@code E_WORKFLOW_NOT_INITIALIZED}
 * if there is no workflow. The actor of the cause is the writer. For several changes in one commit, also of several
 * workflows: {@link Workflow#in(io.workfloworchestrator.state.Transaction, String)}. Thread-safe.
 */
public final class WorkflowItems<T> {
    private final Opened<T> opened;
    private final StateManager states;
    private final Looking<T> looking;
    private final Recorded recorded;
    private final ItemIds ids;
    private final Covering covering;

    WorkflowItems(Opened<T> opened, Looking<T> looking, Recorded recorded, RandomGenerator random) {
        this.opened = opened;
        this.states = opened.states();
        this.looking = looking;
        this.recorded = recorded;
        this.ids = new ItemIds(random);
        this.covering = new Covering(opened.project(), looking.covered, states::files);
    }

    ItemChanges in(Transaction commit, String by) {
        WorkflowDefinition running = recorded.of(commit, commit.get(opened.key()));
        MoveGates gates = new MoveGates(() -> looking.seen(running).with(OtherWorkflows.in(commit)), looking::anyData);
        return new ItemChanges(commit, opened.key(), running, gates, looking.graphs, ids, opened.now(), by);
    }

    private ItemChange<T> change(Cause cause, Function<ItemChanges, List<Item>> change) {
        return changed(states.change(cause, commit -> change.apply(in(commit, cause.actor()))));
    }

    private ItemChange<T> changed(Done<List<Item>> done) {
        Moment moment = done.moment();
        return new ItemChange<>(
                done.result(), done.commit(), new WorkflowMoment<>(looking, moment, looking.require(moment)));
    }

    private ItemChange<T> changeOne(Cause cause, Function<ItemChanges, Item> change) {
        return change(cause, in -> List.of(change.apply(in)));
    }

    /** The item for the history, as it is called now; its id if it is not there. */
    private String shown(String id) {
        return looking.require(states.now()).value().item(id).map(Item::shown).orElse(ItemFields.shown(id));
    }

    /**
     * The item that somebody names in the newest state: by its id ({@code t-7f3a9c} or {@code task:t-7f3a9c}), by its number, or by
     * at least three characters with which no other id begins.
     *
     * @throws ItemException {@code E_ITEM} if no item is meant, or more than one
     */
    public Item named(String name) {
        return NamedItem.in(looking.require(states.now()).value(), name);
    }

    public ItemChange<T> add(String kind, Json.Obj fields, Cause cause) {
        requireBegun();
        String title = fields.text(Item.TITLE)
                .map(t -> " \"" + ItemFields.shown(t) + "\"")
                .orElse("");
        return changeOne(cause.doing("added " + ItemFields.shown(kind) + title), in -> in.add(kind, fields));
    }

    public ItemChange<T> addAll(String kind, Collection<Json.Obj> each, Cause cause) {
        requireBegun();
        return change(
                cause.doing("added " + each.size() + " of " + ItemFields.shown(kind)), in -> in.addAll(kind, each));
    }

    public ItemChange<T> edit(String id, Json.Obj fields, Revision token, Cause cause) {
        String names = ItemFields.shown(String.join(", ", fields.keys()));
        return changeOne(cause.doing("edited " + shown(id) + ": " + names), in -> in.edit(id, fields, token));
    }

    public ItemChange<T> link(String id, Collection<String> needs, Revision token, Cause cause) {
        return changeOne(cause.doing("made " + shown(id) + " need others"), in -> in.link(id, needs, token));
    }

    public ItemChange<T> unlink(String id, Collection<String> needs, Revision token, Cause cause) {
        return changeOne(cause.doing("took needs away from " + shown(id)), in -> in.unlink(id, needs, token));
    }

    public ItemChange<T> move(String id, String move, Revision token, Cause cause) {
        Looking.Looked<T> unused = looking.look();
        return changeOne(cause.doing(ItemFields.shown(move) + ": " + shown(id)), in -> in.move(id, move, token));
    }

    /** Removes an item; the change has the items that still need it. See {@link ItemChanges#remove}. */
    public ItemChange<T> remove(String id, Revision token, Cause cause) {
        return change(cause.doing("removed " + shown(id)), in -> in.remove(id, token));
    }

    public ItemChange<T> reorder(String id, Optional<String> before, Cause cause) {
        String where = before.map(next -> " before " + shown(next)).orElse(" to the end");
        return changeOne(cause.doing("put " + shown(id) + where), in -> in.reorder(id, before));
    }

    public ItemChange<T> claim(String id, String holder, Cause cause) {
        return changeOne(
                cause.doing("claimed " + shown(id) + " for " + ItemFields.shown(holder)), in -> in.claim(id, holder));
    }

    public ItemChange<T> claimNext(String kind, String holder, Predicate<Item> wanted, Cause cause) {
        requireBegun();
        return changed(states.change(
                cause,
                claimed -> "claimed " + claimed.get(0).shown() + " for " + ItemFields.shown(holder),
                commit -> in(commit, cause.actor()).claimNext(kind, holder, wanted).stream()
                        .toList()));
    }

    public ItemChange<T> renew(String id, Revision token, Cause cause) {
        return changeOne(cause.doing("renewed the claim of " + shown(id)), in -> in.renew(id, token));
    }

    public ItemChange<T> handOver(String id, Revision token, String to, Cause cause) {
        return changeOne(
                cause.doing("handed " + shown(id) + " over to " + ItemFields.shown(to)),
                in -> in.handOver(id, token, to));
    }

    public ItemChange<T> release(String id, Revision token, Cause cause) {
        return changeOne(cause.doing("gave back " + shown(id)), in -> in.release(id, token));
    }

    public ItemChange<T> revoke(String id, Cause cause) {
        return changeOne(cause.doing("took " + shown(id) + " away from its holder"), in -> in.revoke(id));
    }

    public ItemChange<T> sweep(String kind, Cause cause) {
        requireBegun();
        return change(cause.doing("gave back what nobody works on of " + ItemFields.shown(kind)), in -> in.sweep(kind));
    }

    /**
     * Adds evidence to an item; the fingerprints of the files that it covers are taken now.
     *
     * @throws ItemException {@code E_EVIDENCE_FILES} if a pattern stands for no file, for files that change with every commit,
     *     or for more than {@link Evidence#MOST_FILES}; as {@link ItemChanges#addEvidence}
     */
    public ItemChange<T> addEvidence(String id, EvidenceDraft draft, Revision token, Cause cause) {
        String action = "evidence for " + shown(id) + ": " + draft.what().word() + ", " + draft.result();
        Evidence evidence = evidence(draft, cause.actor());
        return changeOne(cause.doing(action), in -> in.addEvidence(id, evidence, token));
    }

    /** Evidence with the fingerprints of the files that it covers now, for {@link ItemChanges#addEvidence}. */
    public Evidence evidence(EvidenceDraft draft, String by) {
        return draft.of(covering.fingerprints(draft.covers()), by, opened.now());
    }

    private void requireBegun() {
        looking.require(states.now());
    }
}
