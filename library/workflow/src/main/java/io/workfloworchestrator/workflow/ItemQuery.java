package io.workfloworchestrator.workflow;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which items of a kind to list, and in which order.
 *
 * <pre>{@code
 * ItemQuery.of("task").only(ItemQuery.Standing.READY).limit(20)
 * ItemQuery.of("issue").status("open", "doing").where(fields).text("login").sort("-created")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param standing how they must stand; empty for any
 * @param statuses one of which they must have; empty for any
 * @param where fields that they must have with exactly these values; a field whose value is a list must have that value in it
 * @param text what their title, number, id or a text field must contain, whatever the case; empty for any
 * @param sort {@code order} (the order of people), {@code number}, {@code title}, {@code status}, {@code created}, {@code changed}
 *     or a field; with {@code -} before it downwards
 * @param limit the most items of one page, 1 to {@value #MOST}
 * @param after the cursor of the page before; empty for the first page
 */
public record ItemQuery(
        String kind,
        Optional<Standing> standing,
        List<String> statuses,
        Json.Obj where,
        String text,
        String sort,
        int limit,
        Optional<String> after) {
    public static final int MOST = 1_000;

    private static final int USUAL = 50;

    /** How an item stands, beside its status. */
    public enum Standing {
        READY,
        BLOCKED,
        STUCK,
        STALE,
        OVERDUE,
        CLAIMED,
        OPEN,
        /** It came from a list in which it no longer is. */
        MISSING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ItemQuery {
        statuses = List.copyOf(statuses);
        limit = Math.max(1, Math.min(MOST, limit));
    }

    /** All items of a kind in the order of people, 50 on a page. */
    public static ItemQuery of(String kind) {
        return new ItemQuery(kind, Optional.empty(), List.of(), Json.Obj.EMPTY, "", "order", USUAL, Optional.empty());
    }

    public ItemQuery only(Standing how) {
        return new ItemQuery(kind, Optional.of(how), statuses, where, text, sort, limit, after);
    }

    public ItemQuery status(String... any) {
        return new ItemQuery(kind, standing, List.of(any), where, text, sort, limit, after);
    }

    public ItemQuery where(Json.Obj fields) {
        return new ItemQuery(kind, standing, statuses, fields, text, sort, limit, after);
    }

    public ItemQuery text(String words) {
        return new ItemQuery(kind, standing, statuses, where, words, sort, limit, after);
    }

    public ItemQuery sort(String by) {
        return new ItemQuery(kind, standing, statuses, where, text, by, limit, after);
    }

    public ItemQuery limit(int most) {
        return new ItemQuery(kind, standing, statuses, where, text, sort, most, after);
    }

    public ItemQuery after(String cursor) {
        return new ItemQuery(kind, standing, statuses, where, text, sort, limit, Optional.of(cursor));
    }
}
