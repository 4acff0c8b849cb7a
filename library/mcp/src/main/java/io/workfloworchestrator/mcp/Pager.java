package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cuts a long list into pages that fit into an answer.
 *
 * <pre>{@code
 * Pager<Goal> pager = Pager.of(Goal.class, Goal::id);
 * Pager.Page<Goal> page = pager.page(goals, in.cursor(), 50);
 * return new Out(page.items(), page.cursor());
 * }</pre>
 *
 * <p>A cursor names the last element that was given, and its place. So the next page continues correctly even if
 * elements were added or removed in between. Immutable.
 */
public final class Pager<T extends Record> {
    /** The most bytes of JSON that the elements of a page may take; the rest of the answer is for its other fields. */
    private static final int PAGE_BYTES = Tool.ANSWER_BYTES * 4 / 5;

    private final RecordCodec<T> codec;
    private final Function<T, String> key;

    private Pager(RecordCodec<T> codec, Function<T, String> key) {
        this.codec = codec;
        this.key = key;
    }

    /** One page, and the cursor of the next page; the last page has an empty cursor. */
    public record Page<T>(List<T> items, Optional<String> cursor) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** A pager for records of this type. {@code key} must be different for any two elements of a list. */
    public static <T extends Record> Pager<T> of(Class<T> type, Function<T, String> key) {
        return new Pager<>(RecordCodec.of(type), key);
    }

    /**
     * Returns the page after the cursor: at most {@code limit} elements, fewer if they are large, but at least one.
     *
     * @throws ToolException (E_CURSOR) when the cursor is not one of this pager, or its element is gone
     */
    public Page<T> page(List<T> all, Optional<String> cursor, int limit) {
        int from = cursor.map(text -> start(all, text)).orElse(0);
        int to = from;
        int bytes = 0;
        while (to < all.size() && to - from < Math.max(1, limit)) {
            bytes += codec.encode(all.get(to)).toString().length() + 1;
            if (bytes > PAGE_BYTES && to > from) {
                break;
            }
            to++;
        }
        return new Page<>(all.subList(from, to), to < all.size() ? Optional.of(cursor(all, to)) : Optional.empty());
    }

    private String cursor(List<T> all, int to) {
        String text = to + ":" + key.apply(all.get(to - 1));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private int start(List<T> all, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            int place = Integer.parseInt(text.substring(0, Math.max(0, colon)));
            String last = text.substring(colon + 1);
            if (place > 0
                    && place <= all.size()
                    && key.apply(all.get(place - 1)).equals(last)) {
                return place;
            }
            for (int i = 0; i < all.size(); i++) {
                if (key.apply(all.get(i)).equals(last)) {
                    return i + 1;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ToolException("E_CURSOR", "\"cursor\" is none that this tool gave. Begin without one.");
        }
        throw new ToolException("E_CURSOR", "the list changed where this cursor points. Begin again without one.");
    }
}
