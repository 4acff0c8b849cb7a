package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Lane;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Plan;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The commands that show items of a kind as a whole. */
final class ItemPictureCommands {
    private ItemPictureCommands() {}

    @Command(
            name = "plan",
            description = "In which order the items can be done: batches, the critical path, what each unblocks.")
    static final class Order extends ProjectCommand {
        private final Given<String> kind = maybe("KIND", "Of which kind; the only one when not given.");

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            Plan plan = now.plan(kind(now, kind.find()));
            return console.done(
                    RecordCodec.of(Plan.class)
                            .encode(plan)
                            .asObject()
                            .with("revision", now.revision().number()),
                    () -> print(now, plan));
        }

        /** The kind that was named; the only one otherwise. */
        static String kind(WorkflowMoment<Json> now, Optional<String> named) {
            Map<String, ?> kinds = now.running().kinds();
            return named.or(() -> kinds.size() == 1 ? kinds.keySet().stream().findFirst() : Optional.empty())
                    .orElseThrow(() -> new UsageException(
                            kinds.isEmpty()
                                    ? "this workflow has no items."
                                    : "name a kind: " + String.join(", ", kinds.keySet()) + "."));
        }

        private void print(WorkflowMoment<Json> now, Plan plan) {
            if (plan.batches().isEmpty() && plan.circles().isEmpty()) {
                console.line("Nothing is left to do.");
            }
            int number = 1;
            for (List<String> batch : plan.batches()) {
                console.line(console.bold("Batch " + number++) + console.dim(number == 2 ? "  can be begun" : ""));
                batch.forEach(id -> printItem(now, plan, id));
            }
            if (plan.critical().size() > 1) {
                console.paragraph(
                        console.warn("! "),
                        "Critical path, " + number(plan.length()) + " in all: "
                                + plan.critical().stream()
                                        .map(id -> name(now, id))
                                        .collect(Collectors.joining(" → ")));
            }
            plan.circles()
                    .forEach(circle -> console.paragraph(
                            console.bad("✗ "),
                            "These wait for each other, so none can be begun: "
                                    + circle.stream().map(id -> name(now, id)).collect(Collectors.joining(" → "))));
        }

        private void printItem(WorkflowMoment<Json> now, Plan plan, String id) {
            Plan.Planned planned = plan.items().get(id);
            if (planned != null) {
                String notes = number(planned.effort())
                        + (planned.isCritical() ? ", critical" : ", slack " + number(planned.slack()))
                        + (planned.unblocks() == 0 ? "" : ", unblocks " + planned.unblocks());
                String title = now.item(id).map(view -> view.item().title()).orElse("");
                console.entry(
                        "  " + (planned.isCritical() ? console.warn("! ") : "  ") + console.bold(name(now, id)) + "  ",
                        "(" + notes + ")  " + title);
            }
        }

        private static String name(WorkflowMoment<Json> now, String id) {
            return Console.plain(
                    now.item(id).map(ItemView::item).flatMap(Item::number).orElse(id));
        }

        private static String number(double value) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        }
    }

    @Command(name = "board", description = "The items as a board: a column for each status.")
    static final class Board extends ProjectCommand {
        private final Given<String> kind = maybe("KIND", "Of which kind; the only one when not given.");
        private final Given<Integer> limit = count("--limit N", 10, "At most so many in a column; 10 when not given.");

        /** A column: the first items of a status, and how many there are. */
        private record Column(String status, List<ItemView> items, int total) {}

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            show(console, now, Order.kind(now, kind.find()), limit.get());
            return ExitCode.OK;
        }

        /** The items of a kind as a board, with at most so many in a column. */
        static void show(Console console, WorkflowMoment<Json> now, String of, int limit) {
            KindDefinition described = now.running().kinds().get(of);
            List<Column> columns = new ArrayList<>();
            List<String> statuses =
                    described == null ? List.of() : described.status().values();
            for (String status : statuses) {
                boolean last = Objects.requireNonNull(described).status().isFinal(status);
                ItemQuery query = ItemQuery.of(of).status(status).limit(limit);
                var page = now.items(last ? query.sort("-changed") : query);
                columns.add(new Column(status, page.items(), page.total()));
            }
            if (columns.isEmpty()) {
                Object unused = now.items(ItemQuery.of(of)); // says which kinds there are
            }
            console.answer(json(now, of, columns), () -> print(console, columns, limit));
        }

        private static Json.Obj json(WorkflowMoment<Json> now, String of, List<Column> columns) {
            return Answers.at(now.revision())
                    .with("kind", of)
                    .with(
                            "columns",
                            Answers.list(
                                    columns,
                                    column -> Json.Obj.EMPTY
                                            .with("status", column.status())
                                            .with("total", column.total())
                                            .with(
                                                    "items",
                                                    Answers.list(
                                                            column.items(),
                                                            view -> ItemViews.Listed.json(now, view)))));
        }

        private static void print(Console console, List<Column> columns, int limit) {
            Diagram.Builder board = Diagram.titled("Board");
            for (Column column : columns) {
                column.items().forEach(view -> board.node(card(view)));
                List<String> ids =
                        column.items().stream().map(view -> view.item().id()).toList();
                board.lane(Lane.of(column.status(), ids).unseen(column.total() - ids.size()));
            }
            List<String> lines = Drawing.of(board.build(), Picture.KANBAN)
                    .limit(limit)
                    .width(Math.max(Drawing.NARROWEST, console.width()))
                    .lines();
            for (int i = 0; i < lines.size(); i++) {
                boolean isHeader = i + 1 < lines.size() && lines.get(i + 1).startsWith("─");
                console.verbatim(isHeader ? console.bold(lines.get(i)) : lines.get(i));
            }
        }

        private static Node card(ItemView view) {
            String mark = ItemTable.mark(view);
            String name = view.item().number().orElse(view.item().id());
            return Node.of(view.item().id(), mark.isEmpty() ? name : name + " " + mark)
                    .detail(ItemTable.told(view));
        }
    }

    @Command(name = "graph", description = "Which items wait for which: a tree of text, or a picture.")
    static final class Graph extends ProjectCommand {
        private final Given<String> kind = maybe("KIND", "Of which kind; the only one when not given.");

        private final ItemPicture picture = new ItemPicture(this);

        @Override
        ExitCode run(Workbench bench) {
            WorkflowMoment<Json> now = bench.now();
            return picture.show(console, bench.folder(), now, Order.kind(now, kind.find()));
        }
    }

    /** Which items of a kind wait for which, as a picture on stdout or in a file: the options that say so, and the answer. */
    static final class ItemPicture {
        private final Given<Format> format;
        private final Given<String> out;
        private final Given<Boolean> replace;

        /** Options of this command. */
        ItemPicture(CliCommand command) {
            format = command.option(
                    "--format FORMAT", Format.TEXT, "text, svg, mermaid or drawio; text when not given.");
            out = command.option("--out FILE", "A new file, named from the project's folder; stdout when not given.");
            replace = command.flag("--replace", "FILE may be there already, and is written anew.");
        }

        /** @throws UsageException if a file is to be replaced and no file is named, or if the file is there and must stay */
        ExitCode show(Console console, ProjectFolder folder, WorkflowMoment<Json> now, String kind) {
            if (replace.get() && !out.isGiven()) {
                throw new UsageException("--replace needs --out FILE.");
            }
            Diagram diagram = diagram(now, kind);
            int width = out.isGiven() ? Wrapping.WIDEST : Math.max(Drawing.NARROWEST, console.width());
            String drawn =
                    Drawing.of(diagram, Picture.DEPENDENCIES).width(width).as(format.get());
            Json.Obj answer = Answers.at(now.revision())
                    .with("kind", kind)
                    .with("format", format.get().name().toLowerCase(Locale.ROOT))
                    .with("items", diagram.nodes().size());
            if (!out.isGiven()) {
                return console.done(answer.with("text", drawn), () -> console.verbatim(drawn.stripTrailing()));
            }
            String file = write(folder, out.get(), drawn);
            return console.done(answer.with("file", file), () -> console.line("Wrote " + Console.plain(file)));
        }

        private String write(ProjectFolder folder, String file, String drawn) {
            byte[] bytes = drawn.getBytes(StandardCharsets.UTF_8);
            try {
                if (replace.get()) {
                    folder.replace(file, bytes);
                } else {
                    folder.writeNew(file, bytes);
                }
                return ProjectFolder.checkPath(file);
            } catch (PathException e) {
                if (e.code().equals("E_PATH_EXISTS")) {
                    throw new UsageException(Console.plain(file)
                            + " exists already. Name a new file, or add --replace to write it anew.");
                }
                throw e;
            }
        }

        /** All items of a kind. @throws io.workfloworchestrator.workflow.ItemException E_ITEM_KIND if there is no such kind */
        private static Diagram diagram(WorkflowMoment<Json> now, String kind) {
            List<ItemView> items = ItemTable.all(now, kind);
            Diagram.Builder diagram = Diagram.titled(title(now, kind))
                    .description(items.size() + " items of the kind " + kind + ", and what each needs.");
            @Nullable KindDefinition described = now.running().kinds().get(kind);
            String field = described == null
                    ? ""
                    : Optional.ofNullable(described.needs()).orElse("");
            Set<String> ids = items.stream().map(view -> view.item().id()).collect(Collectors.toSet());
            for (ItemView view : items) {
                String id = view.item().id();
                diagram.node(node(view));
                Json needs = view.item().state().fields().getOrDefault(field, Json.Null.VALUE);
                for (Json need : needs.asList()) {
                    need.asText().filter(ids::contains).ifPresent(needed -> diagram.edge(needed, id));
                }
            }
            return diagram.build();
        }

        private static String title(WorkflowMoment<Json> now, String kind) {
            return kind.equals(TaskWorkflows.TASK) && now.running().type().equals(TaskWorkflows.ACTIVE_TYPE)
                    ? "Tasks of " + now.state().value().title()
                    : now.running().title() + ": " + kind;
        }

        private static Node node(ItemView view) {
            String name = view.item().number().map(number -> number + " ").orElse("")
                    + view.item().title();
            String mark = ItemTable.mark(view);
            return Node.of(view.item().id(), name)
                    .look(look(view))
                    .detail(view.item().status() + (mark.isEmpty() ? "" : ", " + mark))
                    .detail(
                            ItemTable.isBlockedTask(view)
                                    ? view.item().state().text("blockedReason").orElse("")
                                    : "");
        }

        private static Look look(ItemView view) {
            if (view.isFinal()) {
                return view.isDone() ? Look.DONE : Look.LOW;
            }
            if (ItemTable.isBlockedTask(view) || view.isStuck() || view.isMissing() || view.isOverdue()) {
                return Look.BLOCKED;
            }
            if (view.isHeld()) {
                return Look.HIGH;
            }
            return view.isBlocked() ? Look.PLANNED : Look.PLAIN;
        }
    }
}
