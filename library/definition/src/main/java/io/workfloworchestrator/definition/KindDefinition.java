package io.workfloworchestrator.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of items as described: what they hold, which statuses they have, and how they get from one to another. It mirrors
 * an entry below {@code items} in a definition.
 *
 * @param title one item of the kind, for people, such as {@code task}
 * @param needs the field that lists the ids of the items of the same kind that an item waits for, or null
 * @param claim how long a claim lasts without a write of its holder, or null when items are not claimed
 * @param moves the only ways from status to status
 * @param number the pattern of the numbers that people see, such as {@code G-00} ({@code 0} stands for a digit, with leading
 *     zeros), or null when items have none
 * @param document the file in which people read and write the items, or null
 * @param from where items come from by themselves, or null
 * @param times what items say about time, and when one wants attention
 */
public record KindDefinition(
        String title,
        Map<String, FieldShape> fields,
        StatusDefinition status,
        @Nullable String needs,
        @Nullable Duration claim,
        List<MoveDefinition> moves,
        @Nullable String number,
        @Nullable DocumentDefinition document,
        @Nullable SourceDefinition from,
        TimesDefinition times) {
    public KindDefinition {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        moves = List.copyOf(moves);
    }

    public Optional<MoveDefinition> move(String id) {
        return moves.stream().filter(move -> move.id().equals(id)).findFirst();
    }

    /**
     * The moves that lead from a status. Every move leads from one that the kind does not have, such as one that a newer definition took
     * away: an item that stands there must have a way out.
     */
    public List<MoveDefinition> movesFrom(String from) {
        boolean isKnown = status.values().contains(from);
        return moves.stream()
                .filter(move -> !isKnown || move.from().contains(from))
                .toList();
    }
}
