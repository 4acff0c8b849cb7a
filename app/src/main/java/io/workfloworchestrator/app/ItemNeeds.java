package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.Need;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an item needs, what that needs, and so on: a tree, each item in it once. */
final class ItemNeeds {
    private static final int DEEPEST = 5;
    private static final int MOST = 50;

    /**
     * A need in the tree.
     *
     * @param depth 0 for what the item itself needs
     * @param text what people call it, and its status
     */
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
        String field = Optional.ofNullable(now.running().kinds().get(view.item().kind()))
                .flatMap(kind -> Optional.ofNullable(kind.needs()))
                .orElse("");
        Json needs = view.item().state().fields().getOrDefault(field, Json.Null.VALUE);
        for (Json need : needs.asList()) {
            String id = need.asText().orElse("");
            if (lines.size() < MOST && depth < DEEPEST && seen.add(id)) {
                Optional<Need> unmet =
                        view.unmet().stream().filter(one -> one.id().equals(id)).findFirst();
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
                        .with("depth", Json.of(line.depth()))
                        .with("id", Json.of(line.id()))
                        .with("met", Json.of(line.met()))
                        .with("what", Json.of(line.text())));
    }

    void print(Console console) {
        String label = "needs     ";
        for (Line line : lines) {
            String indent = " ".repeat(10 + 2 * line.depth());
            String first = label.isBlank() ? indent : console.dim(label) + " ".repeat(2 * line.depth());
            console.paragraph(
                    first + (line.met() ? console.good("✓ ") : console.bad("✗ ")), indent + "  ", line.text());
            label = "";
        }
    }
}
