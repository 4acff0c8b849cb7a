package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.MoveDefinition;
import io.workfloworchestrator.definition.StatusDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tools for items of any kind: list, add, edit, move, claim, release, and evidence. An item is named by its id, its number,
 * or the beginning of its id. Thread-safe.
 */
record ItemTools(ToolContext context) {

    static final List<String> NAMES = List.of(
            ItemToolNames.LIST,
            "add_item",
            "edit_item",
            ItemToolNames.MOVE,
            ItemToolNames.CLAIM,
            "release_item",
            ItemToolNames.EVIDENCE);

    List<Tool<?, ?>> all() {
        return List.of(list(), add(), edit(), move(), claim(), release(), evidence());
    }

    private <I, O> Tool.Handler<I, O> handler(
            String tool, Function<I, ItemRefusals.Asked> asked, ToolContext.Work<I, O> work) {
        return context.handler(tool, (project, in, cause) -> {
            try {
                return work.on(project, in, cause);
            } catch (ItemException e) {
                throw ItemRefusals.of(e, asked.apply(in), project);
            }
        });
    }

    private Tool<ItemListing.In, Answers.ItemsListed> list() {
        return Tool.of(ItemToolNames.LIST, ItemListing.In.class, Answers.ItemsListed.class)
                .description("Items of a kind. explain takes KIND:ID and KIND:ID/MOVE.")
                .readOnly()
                .handler(handler(
                        ItemToolNames.LIST,
                        in -> new ItemRefusals.Asked("", in.kind().orElse(""), "", ""),
                        (project, in, cause) ->
                                ItemListing.of(project.workflow().now(), in)));
    }

    // add and edit

    record AddIn(String kind, Map<String, Json> fields) {}

    private Tool<AddIn, Answers.ItemChanged> add() {
        return Tool.of("add_item", AddIn.class, Answers.ItemChanged.class)
                .description("Add an item.")
                .handler(handler(
                        "add_item", in -> new ItemRefusals.Asked("", in.kind(), "", ""), (project, in, cause) -> {
                            Json.Obj fields = ItemFieldsGiven.of(project.workflow(), in.kind(), in.fields());
                            return changed(project, project.workflow().items().add(in.kind(), fields, cause));
                        }));
    }

    record EditIn(
            String id,
            @Field("null takes one away") Map<String, Json> fields,
            Optional<String> before,
            Optional<Boolean> remove,
            Optional<Long> token,
            Optional<String> reason) {}

    private Tool<EditIn, Answers.ItemChanged> edit() {
        return Tool.of("edit_item", EditIn.class, Answers.ItemChanged.class)
                .description("Change fields, put it before another, or remove it.")
                .destructive()
                .handler(handler("edit_item", in -> new ItemRefusals.Asked(in.id(), "", "", ""), this::edit));
    }

    private Answers.ItemChanged edit(OpenProject project, EditIn in, Cause cause) {
        boolean removes = in.remove().orElse(false);
        int asked = (removes ? 1 : 0)
                + (in.fields().isEmpty() ? 0 : 1)
                + (in.before().isPresent() ? 1 : 0);
        if (asked != 1) {
            throw new ToolException(
                    asked == 0 ? "E_ARG_MISSING" : "E_ARG_VALUE",
                    "edit_item does one thing in one call: give fields to change, or before, or remove. Nothing was"
                            + " changed.");
        }
        WorkflowItems<Json> items = project.workflow().items();
        Item item = items.named(in.id());
        Cause recorded = ToolContext.because(cause, in.reason());
        if (removes) {
            return removed(project, item, items.remove(item.id(), token(in.token()), recorded));
        }
        if (in.before().isPresent()) {
            String next = items.named(in.before().get()).id();
            return changed(project, items.reorder(item.id(), Optional.of(next), recorded));
        }
        Json.Obj fields = ItemFieldsGiven.of(project.workflow(), item.kind(), in.fields());
        return changed(project, items.edit(item.id(), fields, token(in.token()), recorded));
    }

    private Answers.ItemChanged removed(OpenProject project, Item item, ItemChange<Json> change) {
        String waiting = change.items().stream().map(Item::id).limit(10).collect(Collectors.joining(", "));
        String message = "Removed " + item.title() + " (" + item.id() + "); undo brings it back."
                + (waiting.isEmpty()
                        ? ""
                        : " These still need it, and are blocked until the need is taken away: " + waiting + ".");
        return new Answers.ItemChanged(Optional.empty(), Optional.of(message), news(project, change));
    }

    // move

    record MoveIn(String id, String move, Optional<Long> token, Optional<String> reason) {}

    private Tool<MoveIn, Answers.ItemChanged> move() {
        return Tool.of(ItemToolNames.MOVE, MoveIn.class, Answers.ItemChanged.class)
                .description("Change an item's status by a move of its kind.")
                .handler(handler(
                        ItemToolNames.MOVE,
                        in -> new ItemRefusals.Asked(in.id(), "", "", in.move()),
                        (project, in, cause) -> {
                            WorkflowItems<Json> items = project.workflow().items();
                            String id = items.named(in.id()).id();
                            Cause recorded = ToolContext.because(cause, in.reason());
                            return changed(project, items.move(id, in.move(), token(in.token()), recorded));
                        }));
    }

    // claim and release

    record ClaimIn(Optional<String> kind, Optional<String> id, String by) {}

    private Tool<ClaimIn, Answers.ItemClaimed> claim() {
        return Tool.of(ItemToolNames.CLAIM, ClaimIn.class, Answers.ItemClaimed.class)
                .description("Hold an item, or the best free one of a kind; writes with its token renew that.")
                .handler(handler(
                        ItemToolNames.CLAIM,
                        in -> new ItemRefusals.Asked(
                                in.id().orElse(""), in.kind().orElse(""), in.by(), ""),
                        this::claim));
    }

    private Answers.ItemClaimed claim(OpenProject project, ClaimIn in, Cause cause) {
        if (in.id().isEmpty() == in.kind().isEmpty()) {
            throw new ToolException(
                    in.id().isEmpty() ? "E_ARG_MISSING" : "E_ARG_VALUE",
                    "claim_item takes id, for that item, or kind, for the best free one of it.");
        }
        WorkflowItems<Json> items = project.workflow().items();
        if (in.id().isPresent()) {
            String id = items.named(in.id().get()).id();
            return held(project, items.claim(id, in.by(), cause));
        }
        String kind = in.kind().orElseThrow();
        ItemChange<Json> change = items.claimNext(kind, in.by(), item -> true, cause);
        return change.find().isPresent()
                ? held(project, change)
                : claimed(project, change, change.after().whyNothingToClaim(kind));
    }

    /** A claimed item, with the move that leads on from its status. */
    private Answers.ItemClaimed held(OpenProject project, ItemChange<Json> change) {
        Item item = change.item();
        KindDefinition kind = change.after().running().kinds().get(item.kind());
        String next = kind == null
                ? ""
                : kind.movesFrom(item.status()).stream()
                        .filter(move -> leadsOn(kind.status(), move))
                        .findFirst()
                        .map(move -> "Then " + tool(move) + ", for its move " + move.id() + ", with this token.")
                        .orElse("");
        return claimed(project, change, next);
    }

    private static String tool(MoveDefinition move) {
        return move.tool()
                .map(Call::tool)
                .filter(tool -> !tool.equals(ItemToolNames.CLAIM))
                .orElse(ItemToolNames.MOVE);
    }

    /** Whether a move leads neither back to the beginning nor to an end without being done. */
    private static boolean leadsOn(StatusDefinition status, MoveDefinition move) {
        return !move.to().equals(status.first()) && (!status.isFinal(move.to()) || status.isDone(move.to()));
    }

    record ReleaseIn(String id, Optional<Long> token, Optional<String> to, Optional<String> reason) {}

    private Tool<ReleaseIn, Answers.ItemClaimed> release() {
        return Tool.of("release_item", ReleaseIn.class, Answers.ItemClaimed.class)
                .description("Give an item back, or hand it to another.")
                .handler(handler(
                        "release_item", in -> new ItemRefusals.Asked(in.id(), "", "", ""), (project, in, cause) -> {
                            WorkflowItems<Json> items = project.workflow().items();
                            String id = items.named(in.id()).id();
                            Cause recorded = ToolContext.because(cause, in.reason());
                            if (in.to().isEmpty()) {
                                return claimed(project, items.release(id, token(in.token()), recorded), "");
                            }
                            if (in.token().isEmpty()) {
                                throw new ToolException(
                                        "E_ARG_MISSING", "a hand-over needs token: only the holder hands on.");
                            }
                            return claimed(
                                    project,
                                    items.handOver(
                                            id, token(in.token()), in.to().get(), recorded),
                                    "");
                        }));
    }

    private Answers.ItemClaimed claimed(OpenProject project, ItemChange<Json> change, String message) {
        Optional<Claim> claim = change.find()
                .flatMap(item -> item.state().claim())
                .filter(c -> c.released().isEmpty());
        return new Answers.ItemClaimed(
                change.find().flatMap(item -> ItemListing.whole(change.after(), item.id())),
                claim.map(Claim::token),
                claim.map(Claim::until),
                Optional.of(message).filter(text -> !text.isEmpty()),
                news(project, change));
    }

    // evidence

    record EvidenceIn(
            String id,
            Evidence.What what,
            Optional<String> result,
            Optional<String> command,
            Optional<Integer> exit,
            Optional<String> output,

            @Field("Files; stale once they change") List<String> covers,
            @Field("Reviewer") Optional<String> by,
            Optional<Long> token) {}

    private Tool<EvidenceIn, Answers.ItemChanged> evidence() {
        return Tool.of(ItemToolNames.EVIDENCE, EvidenceIn.class, Answers.ItemChanged.class)
                .description("Record what proves an item done; runs nothing.")
                .handler(handler(
                        ItemToolNames.EVIDENCE,
                        in -> new ItemRefusals.Asked(in.id(), "", "", ""),
                        (project, in, cause) -> {
                            WorkflowItems<Json> items = project.workflow().items();
                            String id = items.named(in.id()).id();
                            return changed(project, items.addEvidence(id, draft(in), token(in.token()), cause));
                        }));
    }

    private static EvidenceDraft draft(EvidenceIn in) {
        String result = in.result()
                .or(() -> in.exit().map(code -> code == 0 ? "passed" : "failed"))
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING",
                        "add_evidence needs result, what came out in words, or for a command its exit code as exit."));
        EvidenceDraft draft = EvidenceDraft.of(in.what(), result);
        draft = in.command().map(draft::command).orElse(draft);
        draft = in.exit().map(draft::exit).orElse(draft);
        draft = in.output().map(draft::output).orElse(draft);
        draft = in.by().map(draft::by).orElse(draft);
        return draft.covering(in.covers().toArray(String[]::new));
    }

    // what they share

    private static Revision token(Optional<Long> token) {
        return ToolContext.token(token);
    }

    private Answers.ItemChanged changed(OpenProject project, ItemChange<Json> change) {
        return new Answers.ItemChanged(
                ItemListing.whole(change.after(), change.item().id()), Optional.empty(), news(project, change));
    }

    private News news(OpenProject project, ItemChange<Json> change) {
        return context.told(project, change.after().moment(), change.commit());
    }
}
