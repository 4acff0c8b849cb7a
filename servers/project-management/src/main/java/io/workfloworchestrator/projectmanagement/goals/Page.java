package io.workfloworchestrator.projectmanagement.goals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A part of a list that fits into an answer; {@code next} is the cursor of the next page, empty on the last. Immutable. */
record Page<T>(List<T> shown, Optional<String> next) {
    /**
     * @param most at most so many elements; one is always shown
     * @param room at most so many characters
     * @throws GoalException {@code E_ARG_VALUE} if the cursor is none
     */
    static <T> Page<T> of(List<T> all, Optional<String> cursor, int most, int room, ToIntFunction<T> size) {
        int from = cursor.map(Page::place).orElse(0);
        List<T> shown = new ArrayList<>();
        int left = room;
        int at = Math.min(from, all.size());
        while (at < all.size() && shown.size() < Math.max(1, most)) {
            left -= size.applyAsInt(all.get(at));
            if (left < 0 && !shown.isEmpty()) {
                break;
            }
            shown.add(all.get(at));
            at++;
        }
        return new Page<>(shown, at < all.size() ? Optional.of(String.valueOf(at)) : Optional.empty());
    }

    private static int place(String cursor) {
        if (!cursor.matches("\\d{1,9}")) {
            throw new GoalException(
                    "E_ARG_VALUE",
                    "\"" + Choice.shown(cursor) + "\" is no cursor. Give the one of the page before, or leave it out.");
        }
        return Integer.parseInt(cursor);
    }
}
