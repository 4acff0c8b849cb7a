package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.ItemRecord;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item show ID}: everything about one item. */
@Command(
        name = "show",
        description = "Everything about an item: its fields, why it is ready or not, its evidence and history.")
final class ItemShowCommand extends ProjectCommand {
    private static final String INDENT = " ".repeat(10);

    @Parameters(paramLabel = "ID", description = "The item.")
    private String id = "";

    @Override
    ExitCode run(Workbench bench) {
        Item named = bench.workflow().items().named(id);
        WorkflowMoment<Json> now = bench.now();
        ItemView view = now.item(named.id()).orElseThrow(() -> new NotFoundException("it was just removed."));
        Why why = now.explain(named.kind() + ":" + named.id());
        ItemNeeds needs = new ItemNeeds(now, view);
        List<Commit> history = ItemHistory.of(now, bench.workflow().key().name(), view.item());
        return console.done(json(now, view, needs, why, history), () -> print(now, view, needs, why, history));
    }

    private static KindDefinition kind(WorkflowMoment<Json> now, ItemView view) {
        return Objects.requireNonNull(now.running().kinds().get(view.item().kind()));
    }

    private static Json.Obj json(
            WorkflowMoment<Json> now, ItemView view, ItemNeeds needs, Why why, List<Commit> history) {
        ItemRecord item = ItemRecord.full(view, kind(now, view));
        Json.Obj evidence = Json.Obj.EMPTY;
        for (var one : view.item().state().evidence().entrySet()) {
            evidence =
                    evidence.with(one.getKey(), RecordCodec.of(Evidence.class).encode(one.getValue()));
        }
        return Json.Obj.EMPTY
                .with("item", RecordCodec.of(ItemRecord.class).encode(item))
                .with("created", Json.of(view.item().state().created().toString()))
                .with("changed", Json.of(view.item().state().changed().toString()))
                .with("needs", needs.json())
                .with("why", Answers.of(why))
                .with("evidence", evidence)
                .with("history", Answers.list(history, Answers::of))
                .with("revision", Json.of(now.revision().number()));
    }

    private void print(WorkflowMoment<Json> now, ItemView view, ItemNeeds needs, Why why, List<Commit> history) {
        ItemRecord item = ItemRecord.full(view, kind(now, view));
        console.paragraph("", "  ", item.number().map(n -> n + " ").orElse("") + item.title());
        row("id", item.id() + ", " + item.kind());
        row(
                "status",
                item.status()
                        + item.is()
                                .map(words -> ", " + String.join(", ", words))
                                .orElse(""));
        item.holder().ifPresent(holder -> row("holder", holder));
        String needed = Objects.requireNonNullElse(kind(now, view).needs(), "");
        item.fields().forEach((name, value) -> {
            if (!name.equals(needed)) { // the tree below says more
                row(name, value.asText().orElseGet(value::toString));
            }
        });
        row("why", why.summary());
        why.toChange().forEach(change -> row("", "- " + change));
        needs.print(console);
        item.evidence().ifPresent(lines -> rows("evidence", lines));
        item.moves().ifPresent(moves -> row("moves", String.join(", ", moves)));
        row(
                "changed",
                view.item().state().changed() + ", added " + view.item().state().created());
        history.forEach(commit -> StateCommands.History.printWhole(console, commit));
    }

    private void rows(String name, List<String> lines) {
        String first = name;
        for (String line : lines) {
            row(first, line);
            first = "";
        }
    }

    private void row(String name, String text) {
        String label = Console.clipped(name, INDENT.length() - 1);
        console.paragraph(console.dim(ItemTable.padded(label, INDENT.length())), INDENT, text);
    }
}
