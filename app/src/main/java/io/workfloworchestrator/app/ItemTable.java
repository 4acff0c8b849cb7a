package io.workfloworchestrator.app;

import io.workfloworchestrator.app.Table.Cell;
import io.workfloworchestrator.diagram.Widths;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemPage;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.List;

/** Items as lines of a table: what people call one, its status, the most important to know about it, and its title. */
final class ItemTable {
    /** From this width on the id stands beside the number. */
    private static final int WIDE = 90;

    private static final int LONGEST_MARK = 12;
    private static final String OVERDUE = "overdue";
    private static final String BLOCKED = "blocked";

    private ItemTable() {}

    /** What people call an item: its number if it has one, else its id; then its title. */
    static String name(Console console, Item item) {
        return console.bold(item.number().orElse(item.id())) + " " + Console.plain(item.title());
    }

    /** All items of a kind, in their order. */
    static List<ItemView> all(WorkflowMoment<Json> now, String kind) {
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

    static void print(Console console, List<ItemView> items) {
        boolean numbered = items.stream().anyMatch(v -> v.item().number().isPresent());
        boolean hasIds = numbered && console.room() >= WIDE;
        console.table(items.stream().map(view -> cells(console, view, hasIds)).toList());
    }

    private static List<Cell> cells(Console console, ItemView view, boolean hasId) {
        return List.of(
                new Cell(name(view), console::bold),
                new Cell(hasId && view.item().number().isPresent() ? view.item().id() : "", console::dim),
                Cell.of(Console.plain(view.item().status())),
                new Cell(Console.plain(mark(view)), mark -> styled(console, view, mark)),
                Cell.of(Console.plain(view.item().title())));
    }

    static String padded(String text, int width) {
        return Widths.padded(text, width);
    }

    private static String name(ItemView view) {
        return Console.plain(view.item().number().orElse(view.item().id()));
    }

    /** Who holds it, what is wrong with it, or that it is ready; and if its day is over, that too. */
    static String mark(ItemView view) {
        String first = word(view);
        if (!view.isOverdue()) {
            return first;
        }
        return first.isEmpty() ? OVERDUE : first + ", " + OVERDUE;
    }

    /** The one word that says most beside the day by which it is due. */
    private static String word(ItemView view) {
        if (view.isHeld()) {
            return Console.clipped("@" + view.claim().map(Claim::by).orElse(""), LONGEST_MARK);
        }
        if (view.isMissing()) {
            return "missing";
        }
        if (view.isStuck()) {
            return "stuck";
        }
        if (view.isBlocked()) {
            return isTask(view) ? "waits" : BLOCKED;
        }
        return view.isReady() ? "ready" : view.isStale() ? "stale" : "";
    }

    /** A task has a status "blocked" of its own, so one that only waits for others is called otherwise. */
    private static boolean isTask(ItemView view) {
        return view.item().kind().equals(TaskWorkflows.TASK) && view.canBe(BLOCKED);
    }

    /** The title, and what holds a task up whose status is blocked, as somebody gave it. */
    static String told(ItemView view) {
        String reason = isBlockedTask(view)
                ? view.item()
                        .state()
                        .text("blockedReason")
                        .map(text -> " (" + text + ")")
                        .orElse("")
                : "";
        return view.item().title() + reason;
    }

    static boolean isBlockedTask(ItemView view) {
        return isTask(view) && view.item().status().equals(BLOCKED);
    }

    private static String styled(Console console, ItemView view, String mark) {
        if (view.isHeld() && !view.isOverdue()) {
            return Console.plain(mark);
        }
        boolean wrong = view.isMissing() || view.isStuck() || view.isOverdue() || view.isBlocked();
        return wrong ? console.warn(mark) : view.isReady() ? console.good(mark) : console.dim(mark);
    }
}
