package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.server.ItemRecord;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemQuery.Standing;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import io.workfloworchestrator.workflow.Why;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** The commands that show items one by one. */
final class ItemViews {
    private static final int MOST_SHOWN = 10;
    /** How many commits of the workflow are looked at: each is a whole value. */
    private static final int MOST_LOOKED_AT = 60;

    private ItemViews() {}

    @Command(name = "list", description = "The items: what is ready, blocked or claimed, and by whom.")
    static final class Listed extends ProjectCommand {
        private final Given<String> named = maybe("KIND", "Only of this kind; all kinds when not given.");
        private final Given<String> kind = option("--kind KIND", "The same as KIND.");
        private final Given<List<String>> statuses =
                options("--status STATUS", "Only with this status; may be given again.");
        private final Given<Boolean> ready = flag("--ready", "Only what can be begun.");
        private final Given<Boolean> blocked = flag("--blocked", "Only what waits for others.");
        private final Given<Standing> only = option(
                "--only HOW",
                Standing.class,
                "Only what is ready, blocked, stuck, stale, overdue, claimed, open (not final) or missing.");
        private final Given<List<String>> where =
                options("--where FIELD=VALUE", "Only with this value; may be given again.");
        private final Given<String> text =
                option("--text TEXT", "", "Only what has this text in its title, number or a field.");
        private final Given<String> sort = option(
                "--sort BY", "order", "order, number, title, status, created, changed or a field; -BY is downwards.");
        private final Given<Integer> limit = count("--limit N", 50, "At most so many of a kind; 50 when not given.");
        private final Given<String> cursor =
                option("--cursor TEXT", "The next page, as the last one named it; with KIND.");

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            if (named.isGiven() && kind.isGiven()) {
                throw new UsageException("give the kind once: as KIND, or with --kind.");
            }
            List<String> kinds = named.find()
                    .or(() -> kind.find())
                    .map(List::of)
                    .orElseGet(() -> List.copyOf(now.running().kinds().keySet()));
            if (cursor.isGiven() && kinds.size() != 1) {
                throw new UsageException("--cursor needs KIND.");
            }
            List<ItemPage> pages =
                    kinds.stream().map(one -> now.items(query(one))).toList();
            List<ItemView> items =
                    pages.stream().flatMap(page -> page.items().stream()).toList();
            int total = pages.stream().mapToInt(ItemPage::total).sum();
            Optional<String> next = pages.size() == 1 ? pages.get(0).next() : Optional.empty();
            return console.done(
                    Answers.at(now.revision())
                            .with("items", Answers.list(items, view -> json(now, view)))
                            .with("total", total)
                            .with("next", next),
                    () -> print(bench, now, items, total, next));
        }

        private ItemQuery query(String of) {
            Optional<Standing> how = ready.get()
                    ? Optional.of(Standing.READY)
                    : blocked.get() ? Optional.of(Standing.BLOCKED) : only.find();
            if ((ready.get() ? 1 : 0) + (blocked.get() ? 1 : 0) + (only.isGiven() ? 1 : 0) > 1) {
                throw new UsageException("give one of --ready, --blocked and --only.");
            }
            Json.Obj fields = Settings.of(where.get(), "FIELD=VALUE, such as area=shop");
            return new ItemQuery(of, how, statuses.get(), fields, text.get(), sort.get(), limit.get(), cursor.find());
        }

        static Json json(WorkflowMoment<Json> now, ItemView view) {
            KindDefinition described = now.running().kind(view.item().kind()).orElseThrow();
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

    @Command(
            name = "show",
            description = "Everything about an item: its fields, why it is ready or not, its evidence and history.")
    static final class Show extends ProjectCommand {
        private static final int LABEL = 10;

        private final Given<String> id = operand("ID", "The item.");

        @Override
        ExitCode run(Workbench bench) {
            Item named = bench.workflow().items().named(id.get());
            WorkflowMoment<Json> now = bench.now();
            ItemView view = now.item(named.id()).orElseThrow(() -> new NotFoundException("it was just removed."));
            Why why = now.explain(named.kind() + ":" + named.id());
            ItemNeeds needs = new ItemNeeds(now, view);
            List<Commit> history = historyOf(now, bench.workflow().key().name(), view.item());
            return console.done(json(now, view, needs, why, history), () -> print(now, view, needs, why, history));
        }

        private static KindDefinition kind(WorkflowMoment<Json> now, ItemView view) {
            return now.running().kind(view.item().kind()).orElseThrow();
        }

        private static Json.Obj json(
                WorkflowMoment<Json> now, ItemView view, ItemNeeds needs, Why why, List<Commit> history) {
            ItemRecord item = ItemRecord.full(view, kind(now, view));
            Json.Obj evidence = Json.Obj.EMPTY;
            for (var one : view.item().state().evidence().entrySet()) {
                evidence = evidence.with(
                        one.getKey(), RecordCodec.of(Evidence.class).encode(one.getValue()));
            }
            return Answers.at(now.revision())
                    .with("item", RecordCodec.of(ItemRecord.class).encode(item))
                    .with("created", view.item().state().created().toString())
                    .with("changed", view.item().state().changed().toString())
                    .with("needs", needs.json())
                    .with("why", Answers.fields(Why.class, why))
                    .with("evidence", evidence)
                    .with("history", Answers.list(history, Answers::of));
        }

        private void print(WorkflowMoment<Json> now, ItemView view, ItemNeeds needs, Why why, List<Commit> history) {
            ItemRecord item = ItemRecord.full(view, kind(now, view));
            console.paragraph(item.number().map(n -> n + " ").orElse("") + item.title());
            console.row("id", LABEL, item.id() + ", " + item.kind());
            console.row(
                    "status",
                    LABEL,
                    item.status()
                            + item.is()
                                    .map(words -> ", " + String.join(", ", words))
                                    .orElse(""));
            item.holder().ifPresent(holder -> console.row("holder", LABEL, holder));
            String needed = Objects.requireNonNullElse(kind(now, view).needs(), "");
            item.fields().forEach((name, value) -> {
                if (!name.equals(needed)) { // the tree below says more
                    console.row(name, LABEL, value.asText().orElseGet(value::toString));
                }
            });
            console.row("why", LABEL, why.summary());
            why.toChange().forEach(change -> console.row("", LABEL, "- " + change));
            needs.print(console);
            item.evidence().ifPresent(lines -> rows("evidence", lines));
            item.moves().ifPresent(moves -> console.row("moves", LABEL, String.join(", ", moves)));
            console.row(
                    "changed",
                    LABEL,
                    view.item().state().changed() + ", added "
                            + view.item().state().created());
            history.forEach(commit -> StateCommands.History.printWhole(console, commit));
        }

        private void rows(String name, List<String> lines) {
            String first = name;
            for (String line : lines) {
                console.row(first, LABEL, line);
                first = "";
            }
        }
    }

    /** The newest commits that changed the item, the newest first; those of its first days may be left out. */
    private static List<Commit> historyOf(WorkflowMoment<Json> now, String key, Item item) {
        StateKey<Json> state = StateKey.json(key);
        List<Commit> found = new ArrayList<>();
        Optional<Json> value = at(now, now.revision(), state, item);
        for (Commit commit : now.moment().history(state, MOST_LOOKED_AT)) {
            Revision before = Revision.of(commit.revision().number() - 1);
            Optional<Json> earlier = at(now, before, state, item);
            if (!earlier.equals(value)) {
                found.add(commit);
            }
            if (found.size() == MOST_SHOWN || earlier.isEmpty()) {
                break;
            }
            value = earlier;
        }
        return found;
    }

    private static Optional<Json> at(WorkflowMoment<Json> now, Revision revision, StateKey<Json> state, Item item) {
        return now.moment()
                .at(revision)
                .find(state)
                .flatMap(snapshot -> snapshot.json().at("items", item.kind(), item.id()));
    }

    /** What an item needs, what that needs, and so on: a tree, each item in it once. */
    static final class ItemNeeds {
        private static final int DEEPEST = 5;
        private static final int MOST = 50;

        /** A need in the tree, and its status; depth 0 is what the item itself needs. */
        private record Line(int depth, String id, boolean met, String text) {}

        private final WorkflowMoment<Json> now;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        ItemNeeds(WorkflowMoment<Json> now, ItemView view) {
            this.now = now;
            seen.add(view.item().id());
            add(view, 0);
        }

        private void add(ItemView view, int depth) {
            String field = now.running()
                    .kind(view.item().kind())
                    .flatMap(kind -> Optional.ofNullable(kind.needs()))
                    .orElse("");
            Json needs = view.item().state().fields().getOrDefault(field, Json.Null.VALUE);
            for (Json need : needs.asList()) {
                String id = need.asText().orElse("");
                if (lines.size() < MOST && depth < DEEPEST && seen.add(id)) {
                    Optional<Need> unmet = view.unmet().stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst();
                    Optional<ItemView> other = now.item(id);
                    lines.add(new Line(depth, id, unmet.isEmpty(), text(id, unmet, other)));
                    other.ifPresent(below -> add(below, depth + 1));
                }
            }
        }

        private static String text(String id, Optional<Need> unmet, Optional<ItemView> other) {
            String name = other.map(view ->
                            view.item().number().orElse(id) + " " + view.item().title())
                    .or(() -> unmet.map(Need::title))
                    .orElse(id);
            String status = other.map(view -> view.item().status())
                    .or(() -> unmet.map(need -> need.why().word()))
                    .orElse("");
            return name + " (" + status + ")"
                    + unmet.map(Need::wayOut)
                            .filter(way -> !way.isEmpty())
                            .map(way -> ": " + way)
                            .orElse("");
        }

        Json json() {
            return Answers.list(
                    lines,
                    line -> Json.Obj.EMPTY
                            .with("depth", line.depth())
                            .with("id", line.id())
                            .with("met", line.met())
                            .with("what", line.text()));
        }

        void print(Console console) {
            String label = "needs     ";
            for (Line line : lines) {
                String indent = " ".repeat(10 + 2 * line.depth());
                String first = label.isBlank() ? indent : console.dim(label) + " ".repeat(2 * line.depth());
                console.paragraph(first + console.mark(line.met()), line.text());
                label = "";
            }
        }
    }
}
