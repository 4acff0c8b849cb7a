package io.workfloworchestrator.local;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Random changes of a board by tools: items are added, edited, moved, made to need others, reordered, claimed, released and
 * removed. An item needs only such ones as were there before it, so that two who do this can be merged without circles.
 */
final class RandomWork {
    private static final Map<String, List<String>> MOVES = Map.of(
            "issue", List.of("start", "drop", "reopen"),
            "goal", List.of("begin", "end", "park"),
            "task", List.of("begin", "end", "drop", "reopen"));

    final Set<String> removed = new HashSet<>();
    private final Board board;
    private final Random random;
    private final String name;
    private int done;

    /** @param name stands in every title and text */
    RandomWork(Board board, Random random, String name) {
        this.board = board;
        this.random = random;
        this.name = name;
    }

    /** Makes so many changes; those that are refused do not count. */
    void make(int operations) {
        for (done = 0; done < operations; ) {
            try {
                done += operate() ? 1 : 0;
            } catch (ItemException refused) {
                // A random change is often not allowed; then nothing was changed.
            }
        }
    }

    private boolean operate() {
        String kind = List.of("issue", "goal", "task").get(random.nextInt(3));
        List<Item> all = board.all(kind);
        Item item = all.get(random.nextInt(all.size()));
        WorkflowItems<Json> items = board.workflow.items();
        switch (random.nextInt(10)) {
            case 0, 1 -> items.add(kind, added(kind, item), Board.AGENT);
            case 2, 3 -> items.edit(item.id(), edited(kind), Revision.NONE, Board.AGENT);
            case 4, 5 -> items.move(item.id(), move(kind), Revision.NONE, Board.AGENT);
            case 6 -> {
                return !kind.equals("goal") && need(item, all.get(random.nextInt(all.size())));
            }
            case 7 ->
                items.reorder(
                        item.id(),
                        Optional.of(all.get(random.nextInt(all.size())).id()),
                        Board.AGENT);
            case 8 -> claimOrRelease(item);
            default -> {
                if (random.nextInt(3) > 0) {
                    return false;
                }
                items.remove(item.id(), Revision.NONE, Board.AGENT);
                removed.add(item.id());
            }
        }
        return true;
    }

    private String move(String kind) {
        List<String> moves = MOVES.getOrDefault(kind, List.of());
        return moves.get(random.nextInt(moves.size()));
    }

    private Json.Obj added(String kind, Item other) {
        Json.Obj fields = Json.object(Map.of("title", Json.of(kind + " of " + name + " " + done)));
        return kind.equals("goal") || random.nextBoolean()
                ? fields
                : fields.with("needs", Json.strings(List.of(other.id())));
    }

    private Json.Obj edited(String kind) {
        String text = name + " " + done;
        return switch (random.nextInt(3)) {
            case 0 -> Json.object(Map.of("title", Json.of(kind + " called by " + text)));
            case 1 ->
                Json.object(Map.of(
                        kind.equals("issue") ? "description" : kind.equals("goal") ? "note" : "owner",
                        Json.of(text.replace(' ', '-'))));
            default ->
                kind.equals("goal")
                        ? Json.object(Map.of("area", Json.of(random.nextBoolean() ? "north" : "south")))
                        : Json.object(Map.of("due", Json.of("2027-01-0" + (1 + random.nextInt(9)))));
        };
    }

    private boolean need(Item item, Item other) {
        // By the numbers, which are given in turn: the clock may say the same of two, and a seed must mean the same
        // each time.
        if (other.number().orElseThrow().compareTo(item.number().orElseThrow()) >= 0) {
            return false;
        }
        Set<String> one = Set.of(other.id());
        if (random.nextBoolean()) {
            board.workflow.items().link(item.id(), one, Revision.NONE, Board.AGENT);
        } else {
            board.workflow.items().unlink(item.id(), one, Revision.NONE, Board.AGENT);
        }
        return true;
    }

    private void claimOrRelease(Item item) {
        if (item.state().claim().filter(claim -> claim.released().isEmpty()).isPresent()) {
            Revision token = item.state().claim().orElseThrow().revision();
            board.workflow.items().release(item.id(), token, Board.AGENT);
        } else {
            board.workflow.items().claim(item.id(), name, Board.AGENT);
        }
    }
}
