package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.ItemRecord;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.Optional;

/** A command that changes items of a workflow. */
abstract class ItemWritingCommand extends ChangingCommand {
    private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");
    private final Given<Long> token = option(
            "--token N",
            Long.class,
            "The token of your claim; whoever claimed by the name that makes this change needs no token.");

    @Override
    final ExitCode run(Workbench bench) {
        WorkflowItems<Json> items = bench.workflow().items();
        return write(bench, items, bench.cause(reason.find()));
    }

    /** Makes the change and answers. */
    abstract ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause);

    final boolean hasReason() {
        return reason.isGiven();
    }

    /** The token that was given; no token otherwise. */
    final Revision token() {
        return given().orElse(Revision.NONE);
    }

    /** The token that was given; otherwise that of the claim, if whoever makes the change holds the item. */
    final Revision tokenOf(Item item, Cause cause) {
        Optional<Revision> own = item.state()
                .claim()
                .filter(claim -> claim.by().equals(cause.actor()))
                .map(Claim::revision);
        return given().or(() -> own).orElse(Revision.NONE);
    }

    private Optional<Revision> given() {
        if (token.find().filter(number -> number < 0).isPresent()) {
            throw new UsageException("--token is " + token.get()
                    + ", and a token is a number above 0, which the command that claims printed. Nothing was changed.");
        }
        return token.find().map(Revision::of);
    }

    /** Answers with the item as it is now, and says in words what became of it. */
    final ExitCode answer(ItemChange<Json> change, String words) {
        Item item = change.item();
        return console.done(
                json(change).with("changed", change.commit().isPresent()),
                () -> console.line(ItemTable.name(console, item) + " " + Console.plain(words) + ". "
                        + console.dim("revision " + change.revision())));
    }

    /** The item of a change, with its claim if it is held, and the revision. */
    static Json.Obj json(ItemChange<Json> change) {
        Json.Obj json = Json.Obj.EMPTY;
        Optional<Json> item = change.find()
                .flatMap(one -> change.after().item(one.id()))
                .flatMap(view -> change.after()
                        .running()
                        .kind(view.item().kind())
                        .map(kind -> RecordCodec.of(ItemRecord.class).encode(ItemRecord.full(view, kind))));
        json = Answers.with(json, "item", item);
        Optional<Claim> claim = change.find()
                .flatMap(one -> one.state().claim())
                .filter(one -> one.released().isEmpty());
        json = Answers.with(json, "token", claim.map(one -> Json.of(one.token())));
        return json.with("until", claim.map(one -> one.until().toString()))
                .with("revision", change.revision().number());
    }
}
