package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.ItemRecord;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemQuery.Standing;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item list [KIND]}: the items, in a table. */
@Command(name = "list", description = "The items: what is ready, blocked or claimed, and by whom.")
final class ItemListCommand extends ProjectCommand {
    @Parameters(paramLabel = "KIND", arity = "0..1", description = "Only of this kind; all kinds when not given.")
    private Optional<String> named = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "The same as KIND.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status; may be given again.")
    private List<String> statuses = new ArrayList<>();

    @Option(names = "--ready", description = "Only what can be begun.")
    private boolean ready;

    @Option(names = "--blocked", description = "Only what waits for others.")
    private boolean blocked;

    @Option(
            names = "--only",
            paramLabel = "HOW",
            description = "Only what is ready, blocked, stuck, stale, overdue, claimed, open (not final) or missing.")
    private Optional<Standing> only = Optional.empty();

    @Option(names = "--where", paramLabel = "FIELD=VALUE", description = "Only with this value; may be given again.")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Only what has this text in its title, number or a field.")
    private String text = "";

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "order, number, title, status, created, changed or a field; -BY is downwards.")
    private String sort = "order";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many of a kind; 50 when not given.")
    private int limit = 50;

    @Option(
            names = "--cursor",
            paramLabel = "TEXT",
            description = "The next page, as the last one named it; with KIND.")
    private Optional<String> cursor = Optional.empty();

    @Override
    ExitCode run(Workbench bench) {
        UsageWords.requireAtLeast(1, limit, "--limit");
        WorkflowMoment<Json> now = bench.now();
        if (named.isPresent() && kind.isPresent()) {
            throw new UsageException("give the kind once: as KIND, or with --kind.");
        }
        List<String> kinds = named.or(() -> kind)
                .map(List::of)
                .orElseGet(() -> List.copyOf(now.running().kinds().keySet()));
        if (cursor.isPresent() && kinds.size() != 1) {
            throw new UsageException("--cursor needs KIND.");
        }
        List<ItemPage> pages = kinds.stream().map(one -> now.items(query(one))).toList();
        List<ItemView> items =
                pages.stream().flatMap(page -> page.items().stream()).toList();
        int total = pages.stream().mapToInt(ItemPage::total).sum();
        Optional<String> next = pages.size() == 1 ? pages.get(0).next() : Optional.empty();
        return console.done(
                Answers.with(
                        Json.Obj.EMPTY
                                .with("items", Answers.list(items, view -> json(now, view)))
                                .with("total", Json.of(total))
                                .with("revision", Json.of(now.revision().number())),
                        "next",
                        next.map(Json::of)),
                () -> print(bench, now, items, total, next));
    }

    private ItemQuery query(String of) {
        Optional<Standing> how = ready ? Optional.of(Standing.READY) : blocked ? Optional.of(Standing.BLOCKED) : only;
        if ((ready ? 1 : 0) + (blocked ? 1 : 0) + (only.isPresent() ? 1 : 0) > 1) {
            throw new UsageException("give one of --ready, --blocked and --only.");
        }
        Json.Obj fields = Settings.of(where, "FIELD=VALUE, such as area=shop");
        return new ItemQuery(of, how, statuses, fields, text, sort, limit, cursor);
    }

    /** An item as the tools answer it. */
    static Json json(WorkflowMoment<Json> now, ItemView view) {
        KindDefinition described =
                Objects.requireNonNull(now.running().kinds().get(view.item().kind()));
        return RecordCodec.of(ItemRecord.class).encode(ItemRecord.brief(view, described));
    }

    private void print(
            Workbench bench, WorkflowMoment<Json> now, List<ItemView> items, int total, Optional<String> next) {
        if (items.isEmpty()) {
            console.line(
                    now.running().kinds().isEmpty()
                            ? "This workflow has no items: its definition declares no kinds of them."
                            : "There are no such items. Add one with '"
                                    + bench.meant().command("item add KIND TITLE") + "'.");
        }
        ItemTable.print(console, items);
        if (total > items.size()) {
            console.line(console.dim((total - items.size()) + " more"
                    + next.map(at -> ": --cursor " + at).orElse(": name the KIND, or --limit " + total)));
        }
    }
}
