package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words that Tab offers for the commands of items: kinds, items, their moves and fields. */
final class ItemWords {
    private static final int MOST = 200;

    private final WorkflowMoment<Json> now;
    private final Map<String, KindDefinition> kinds;
    private final BiConsumer<String, String> add;
    private final Function<String, Item> named;

    /** @param add takes a word and what it is */
    ItemWords(Workbench bench, BiConsumer<String, String> add) {
        this.now = bench.now();
        this.kinds = now.running().kinds();
        this.add = add;
        this.named = bench.workflow().items()::named;
    }

    /** The words behind an option. */
    void values(String option) {
        switch (option) {
            case "--kind" -> kinds();
            case "--before", "--after" -> items();
            case "--status" ->
                kinds.values().stream()
                        .flatMap(kind -> kind.status().values().stream())
                        .distinct()
                        .forEach(status -> add.accept(status, ""));
            case "--only" -> Stream.of(ItemQuery.Standing.values()).forEach(how -> add.accept(how.word(), ""));
            case "--what" ->
                Stream.of("command", "report", "review", "constraint", "note").forEach(what -> add.accept(what, ""));
            case "--format" -> Stream.of("text", "svg", "mermaid", "drawio").forEach(how -> add.accept(how, ""));
            case "--where" -> fields(kinds.values().stream());
            case "--sort" ->
                Stream.of("order", "number", "title", "status", "created", "changed")
                        .forEach(by -> add.accept(by, ""));
            default -> {}
        }
    }

    /** The words after the command. */
    void operands(String command, List<String> given) {
        switch (command) {
            case "add" -> {
                if (given.isEmpty()) {
                    kinds();
                } else {
                    fields(Optional.ofNullable(kinds.get(given.get(0))).stream());
                }
            }
            case "edit" -> {
                if (given.isEmpty()) {
                    items();
                } else {
                    fields(kind(given.get(0)).stream());
                }
            }
            case "move" -> {
                if (given.isEmpty()) {
                    items();
                } else if (given.size() == 1) {
                    moves(given.get(0));
                }
            }
            case "claim" -> {
                if (given.isEmpty()) {
                    kinds();
                    items();
                }
            }
            case "list", "plan", "board", "graph", "sweep" -> {
                if (given.isEmpty()) {
                    kinds();
                }
            }
            case "need" -> items();
            default -> {
                if (given.isEmpty()) {
                    items();
                }
            }
        }
    }

    private void kinds() {
        kinds.forEach((name, kind) -> add.accept(name, kind.title()));
    }

    /** The items that are not final, by their ids and by their numbers. */
    private void items() {
        for (String kind : kinds.keySet()) {
            ItemQuery open = ItemQuery.of(kind).only(ItemQuery.Standing.OPEN).limit(MOST);
            for (ItemView view : now.items(open).items()) {
                Item item = view.item();
                item.number().ifPresent(number -> add.accept(number, item.title()));
                add.accept(item.id(), item.title());
            }
        }
    }

    /** The items of a kind by their numbers. */
    void numbers(String kind) {
        if (kinds.containsKey(kind)) {
            now.items(ItemQuery.of(kind).limit(MOST))
                    .items()
                    .forEach(view -> view.item()
                            .number()
                            .ifPresent(number -> add.accept(number, view.item().title())));
        }
    }

    /** The items as {@code why} takes them. */
    void explainable() {
        for (String kind : kinds.keySet()) {
            ItemQuery open = ItemQuery.of(kind).only(ItemQuery.Standing.OPEN).limit(MOST);
            now.items(open)
                    .items()
                    .forEach(view -> add.accept(
                            kind + ":" + view.item().number().orElse(view.item().id()),
                            view.item().title()));
        }
    }

    private Optional<ItemView> item(String name) {
        try {
            return now.item(named.apply(name).id());
        } catch (ItemException e) {
            return Optional.empty();
        }
    }

    private Optional<KindDefinition> kind(String name) {
        return item(name)
                .flatMap(view -> Optional.ofNullable(kinds.get(view.item().kind())));
    }

    private void moves(String name) {
        item(name)
                .ifPresent(view -> Optional.ofNullable(kinds.get(view.item().kind())).stream()
                        .flatMap(kind -> kind.moves().stream())
                        .filter(move -> move.from().contains(view.item().status()))
                        .forEach(move -> add.accept(move.id(), "to " + move.to())));
    }

    private void fields(Stream<KindDefinition> of) {
        of.flatMap(kind -> kind.fields().keySet().stream()).distinct().forEach(field -> add.accept(field + "=", ""));
    }
}
