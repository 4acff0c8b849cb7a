package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.diagram.Diagram;
import io.workfloworchestrator.diagram.Drawing;
import io.workfloworchestrator.diagram.Format;
import io.workfloworchestrator.diagram.Look;
import io.workfloworchestrator.diagram.Node;
import io.workfloworchestrator.diagram.Picture;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which items of a kind wait for which, as a picture on stdout or in a file: the options that say so, and the answer. */
final class ItemPicture {
    private final Given<Format> format;
    private final Given<String> out;
    private final Given<Boolean> replace;

    /** Options of this command. */
    ItemPicture(CliCommand command) {
        format = command.option("--format FORMAT", Format.class, "text, svg, mermaid or drawio; text when not given.")
                .or(Format.TEXT);
        out = command.option("--out FILE", "A new file, named from the project's folder; stdout when not given.");
        replace = command.flag("--replace", "FILE may be there already, and is written anew.");
    }

    /** @throws UsageException if a file is to be replaced and no file is named, or if the file is there and must stay */
    ExitCode show(Console console, ProjectFolder folder, WorkflowMoment<Json> now, String kind) {
        if (replace.get() && !out.isGiven()) {
            throw new UsageException("--replace needs --out FILE.");
        }
        Diagram diagram = ItemDiagram.of(now, kind);
        int width = out.isGiven() ? Wrapping.WIDEST : Math.max(Drawing.NARROWEST, console.width());
        String drawn = Drawing.of(diagram, Picture.DEPENDENCIES).width(width).as(format.get());
        Json.Obj answer = Answers.at(now.revision())
                .with("kind", Json.of(kind))
                .with("format", Json.of(format.get().name().toLowerCase(Locale.ROOT)))
                .with("items", Json.of(diagram.nodes().size()));
        if (!out.isGiven()) {
            return console.done(answer.with("text", Json.of(drawn)), () -> console.verbatim(drawn.stripTrailing()));
        }
        String file = write(folder, out.get(), drawn);
        return console.done(answer.with("file", Json.of(file)), () -> console.line("Wrote " + Console.plain(file)));
    }

    private String write(ProjectFolder folder, String file, String drawn) {
        byte[] bytes = drawn.getBytes(StandardCharsets.UTF_8);
        try {
            return (replace.get() ? folder.replace(file, bytes) : folder.writeNew(file, bytes)).path();
        } catch (PathException e) {
            if (e.code().equals("E_PATH_EXISTS")) {
                throw new UsageException(
                        Console.plain(file) + " exists already. Name a new file, or add --replace to write it anew.");
            }
            throw e;
        }
    }

    /** The items of a kind as a diagram: a node for each, and an arrow from what it needs to it. */
    private static final class ItemDiagram {
        private ItemDiagram() {}

        /**
         * All items of a kind.
         *
         * @throws io.workfloworchestrator.workflow.ItemException E_ITEM_KIND if there is no such kind
         */
        static Diagram of(WorkflowMoment<Json> now, String kind) {
            List<ItemView> items = all(now, kind);
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

        private static List<ItemView> all(WorkflowMoment<Json> now, String kind) {
            List<ItemView> items = new ArrayList<>();
            ItemQuery query = ItemQuery.of(kind).limit(ItemQuery.MOST);
            ItemPage page = now.items(query);
            items.addAll(page.items());
            while (page.next().isPresent()) {
                page = now.items(query.after(page.next().get()));
                items.addAll(page.items());
            }
            return items;
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
