package io.workfloworchestrator.definition;

import java.util.List;

/**
 * One difference between two definitions.
 *
 * @param part what it is: {@code phase}, {@code step}, {@code gate}, {@code rule}, {@code warning}, {@code layout},
 *     {@code path}, {@code fact}, {@code track}, a {@code data} field, {@code kind} (of items), {@code move}, {@code tool},
 *     or {@code definition} for what stands at its top; {@code order} for a list whose common elements are in another order
 * @param id its id or name; that of a move behind its kind, such as {@code task/complete}
 * @param fields what of it differs; empty unless it was changed
 */
public record DefinitionChange(Kind kind, String part, String id, List<String> fields) {
    /** What happened. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** The word in answers. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public DefinitionChange {
        fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
        String of = fields.isEmpty() ? "" : ": " + String.join(", ", fields);
        return part + " \"" + id + "\" " + kind.word() + of;
    }
}
