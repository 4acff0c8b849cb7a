package io.workfloworchestrator.projectmanagement;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All items of a kind as lists, and values of their fields. Pure functions. */
public final class PlanningItems {
    private PlanningItems() {}

    public static List<Item> inOrder(WorkflowMoment<Json> moment, String kind) {
        List<Item> items = moment.state().value().all(kind);
        items.sort(Comparator.comparing((Item item) -> item.state().order())
                .thenComparing(item -> item.state().created())
                .thenComparing(Item::id));
        return items;
    }

    /** The same with what is known of each at that moment. */
    public static List<ItemView> views(WorkflowMoment<Json> moment, String kind) {
        return moment.all(ItemQuery.of(kind));
    }

    /** A whole number among fields; 0 if it is none. */
    public static int whole(@Nullable Json value) {
        return value instanceof Json.Num number && number.isInteger()
                ? number.value().intValue()
                : 0;
    }

    /** A time among fields; empty if it is none, such as one that somebody wrote by hand. */
    public static Optional<Instant> time(Json.Obj fields, String field) {
        try {
            return fields.text(field).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A word such as {@code HIGH} as goals have it: {@code High}. */
    public static String capital(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }

    public static List<String> first(int most, List<String> all) {
        if (all.size() <= most) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, most));
        first.add(all.size() - most + " more");
        return first;
    }

    public static Json.Obj counts(Stream<String> words) {
        Json.Obj counts = Json.Obj.EMPTY;
        for (String word : words.toList()) {
            counts = counts.with(word, whole(counts.get(word)) + 1);
        }
        return counts;
    }

    /** @throws ToolException {@code E_PLANNING_OLDER} if the work has no items of one of these kinds */
    public static void require(OpenProject project, String... kinds) {
        WorkflowDefinition running = project.workflow().running();
        List<String> missing = List.of(kinds).stream()
                .filter(kind -> !running.kinds().containsKey(kind))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String current = project.workflow().definition().kinds().keySet().containsAll(missing)
                ? project.workflow()
                        .commands()
                        .migrate()
                        .map(line -> " Somebody must run '" + line + "' in the project: nothing is lost, and 'workflow"
                                + " undo' takes it back.")
                        .orElse(" Somebody must move the work to the current definition.")
                : " Its own definition leaves them out.";
        throw new ToolException(
                "E_PLANNING_OLDER",
                "the planning runs by " + running + ", which keeps no items of the kind "
                        + String.join(" and ", missing) + ". Nothing was changed." + current);
    }
}
