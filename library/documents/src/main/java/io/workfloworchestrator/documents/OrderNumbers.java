package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code order}: what stays in its place keeps its number, and what is new gets one between its neighbours.
 * Parts without a number come after those with one, by their ids.
 */
final class OrderNumbers {
    static final String FIELD = "order";
    private static final int MOST_DIGITS = 30;

    private OrderNumbers() {}

    /** A part's id and what is known of it; null if it is new among these siblings. */
    record Sibling(String id, Json.@Nullable Obj last) {}

    /** An entry with its number, which is read only once. */
    private record Ranked(@Nullable BigDecimal number, Map.Entry<String, Json> entry) {
        static final Comparator<Ranked> ORDER = Comparator.comparing(
                        Ranked::number, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()))
                .thenComparing(ranked -> ranked.entry().getKey());
    }

    private static List<Map.Entry<String, Json>> sorted(List<Map.Entry<String, Json>> entries) {
        List<Ranked> ranked = new ArrayList<>();
        entries.forEach(entry -> ranked.add(new Ranked(number(entry.getValue().asObject()), entry)));
        ranked.sort(Ranked.ORDER);
        return ranked.stream().map(Ranked::entry).toList();
    }

    private static @Nullable BigDecimal number(Json.@Nullable Obj part) {
        return part != null && part.get(FIELD) instanceof Json.Num number ? number.value() : null;
    }

    static List<Map.Entry<String, Json>> sorted(Json.Obj parts) {
        List<Map.Entry<String, Json>> entries = new ArrayList<>();
        parts.forEach((id, part) -> entries.add(Map.entry(id, part)));
        return sorted(entries);
    }

    /** The number of each sibling in the order of the file; null where it has no number and needs none. */
    static Map<String, @Nullable Json> of(List<Sibling> siblings) {
        List<Map.Entry<String, Json>> known = new ArrayList<>();
        for (Sibling sibling : siblings) {
            if (sibling.last() != null) {
                known.add(Map.entry(sibling.id(), sibling.last()));
            }
        }
        Map<String, Integer> places = new HashMap<>();
        sorted(known).forEach(entry -> places.put(entry.getKey(), places.size()));
        boolean[] stays = stays(siblings.stream()
                .mapToInt(sibling -> places.getOrDefault(sibling.id(), -1))
                .toArray());
        Map<String, @Nullable Json> ranks = numbers(siblings, stays);
        return ranks != null ? ranks : renumbered(siblings);
    }

    private static Map<String, @Nullable Json> renumbered(List<Sibling> siblings) {
        Map<String, @Nullable Json> ranks = new HashMap<>();
        siblings.forEach(sibling -> ranks.put(sibling.id(), Json.of(ranks.size() + 1)));
        return ranks;
    }

    /** Null if there is no room, or a part without a number stands before one that needs a number. */
    private static @Nullable Map<String, @Nullable Json> numbers(List<Sibling> siblings, boolean[] stays) {
        Map<String, @Nullable Json> ranks = new HashMap<>();
        BigDecimal before = null;
        boolean isOpen = false; // whether a part without a number came
        for (int i = 0; i < siblings.size(); ) {
            if (stays[i]) {
                Json.Obj last = Objects.requireNonNull(siblings.get(i).last());
                before = number(last);
                isOpen |= before == null;
                ranks.put(siblings.get(i).id(), last.get(FIELD));
                i++;
                continue;
            }
            int next = i;
            while (next < siblings.size() && !stays[next]) {
                next++;
            }
            BigDecimal after =
                    next < siblings.size() ? number(siblings.get(next).last()) : null;
            boolean isFull = before != null && after != null && before.compareTo(after) >= 0;
            if (isOpen || isFull) {
                return null;
            }
            for (int k = i; k < next; k++) {
                BigDecimal rank = between(before, after, k - i + 1, next - i + 1);
                if (rank.precision() > MOST_DIGITS) {
                    return null;
                }
                ranks.put(siblings.get(k).id(), new Json.Num(rank.toPlainString()));
            }
            i = next;
        }
        return ranks;
    }

    /** The i-th of {@code parts - 1} numbers between two. */
    private static BigDecimal between(@Nullable BigDecimal before, @Nullable BigDecimal after, int i, int parts) {
        if (before == null && after == null) {
            return BigDecimal.valueOf(i);
        }
        if (after == null) {
            return plain(Objects.requireNonNull(before)
                    .setScale(0, RoundingMode.FLOOR)
                    .add(BigDecimal.valueOf(i)));
        }
        if (before == null) {
            return plain(after.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.valueOf(parts - i)));
        }
        BigDecimal gap = after.subtract(before);
        int scale = Math.max(gap.scale(), 0) + Integer.toString(parts).length() + 1;
        BigDecimal share = parts == 2
                ? gap.divide(BigDecimal.valueOf(2))
                : gap.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(parts), scale, RoundingMode.HALF_UP);
        return plain(before.add(share, MathContext.UNLIMITED));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Which of these places form the longest increasing sequence (patience sorting); -1 is never part of it. */
    static boolean[] stays(int[] places) {
        int[] ends = new int[places.length]; // where the best sequence of each length ends
        int[] last = new int[places.length]; // and by which place
        int[] before = new int[places.length];
        int length = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                continue;
            }
            int found = Arrays.binarySearch(last, 0, length, places[i]);
            int at = found < 0 ? -found - 1 : found;
            before[i] = at == 0 ? -1 : ends[at - 1];
            ends[at] = i;
            last[at] = places[i];
            length = Math.max(length, at + 1);
        }
        boolean[] stays = new boolean[places.length];
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = before[i]) {
            stays[i] = true;
        }
        return stays;
    }
}
