package io.workfloworchestrator.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what comparisons say about their subjects; every method answers whether all of it is still possible. */
final class Constraints {
    /** A bound for numbers; open if the bound itself is beyond it. */
    private record Bound(BigDecimal value, boolean open) {
        /** The tighter one of two, where numbers in this direction (1 or -1) from a bound are within it. */
        static Bound tighter(@Nullable Bound known, Bound next, int direction) {
            int order = known == null ? 1 : direction * next.value.compareTo(known.value);
            return known == null || order > 0 || (order == 0 && next.open) ? next : known;
        }

        boolean allows(BigDecimal number, int direction) {
            int order = direction * number.compareTo(value);
            return order > 0 || (order == 0 && !open);
        }
    }

    /** One subject: bounds for numbers, values that it may have (null for any), values that it does not have. */
    private static final class Subject {
        private @Nullable Bound low;
        private @Nullable Bound high;
        private @Nullable List<@Nullable Object> allowed;
        private final List<@Nullable Object> refused = new ArrayList<>();

        Subject copy() {
            Subject copy = new Subject();
            copy.low = low;
            copy.high = high;
            copy.allowed = allowed;
            copy.refused.addAll(refused);
            return copy;
        }

        boolean possible() {
            if (low != null && high != null) {
                BigDecimal least = low.value;
                int order = least.compareTo(high.value);
                boolean excluded = low.open || high.open || refused.stream().anyMatch(value -> same(value, least));
                if (order > 0 || (order == 0 && excluded)) {
                    return false;
                }
            }
            return allowed == null || allowed.stream().anyMatch(this::fits);
        }

        private boolean fits(@Nullable Object value) {
            if (refused.stream().anyMatch(other -> same(value, other))) {
                return false;
            }
            BigDecimal number = number(value);
            return number == null
                    ? low == null && high == null
                    : (low == null || low.allows(number, 1)) && (high == null || high.allows(number, -1));
        }

        void allow(List<?> values) {
            List<@Nullable Object> both = new ArrayList<>();
            for (Object value : values) {
                if (allowed == null || allowed.stream().anyMatch(other -> same(value, other))) {
                    both.add(value);
                }
            }
            allowed = both;
        }

        void bound(String sign, BigDecimal number) {
            Bound bound = new Bound(number, sign.length() == 1);
            if (sign.startsWith(">")) {
                low = Bound.tighter(low, bound, 1);
            } else {
                high = Bound.tighter(high, bound, -1);
            }
        }
    }

    private final Map<String, Subject> subjects = new HashMap<>();
    private final List<List<String>> used = new ArrayList<>();
    private final List<List<String>> absent = new ArrayList<>();

    Constraints copy() {
        Constraints copy = new Constraints();
        subjects.forEach((key, subject) -> copy.subjects.put(key, subject.copy()));
        copy.used.addAll(used);
        copy.absent.addAll(absent);
        return copy;
    }

    boolean compare(String key, String sign, @Nullable Object value) {
        Subject subject = subjects.computeIfAbsent(key, k -> new Subject());
        BigDecimal number = number(value);
        if (sign.equals("==")) {
            subject.allow(Collections.singletonList(value));
        } else if (sign.equals("!=")) {
            subject.refused.add(value);
        } else if (number == null) {
            return true;
        } else {
            subject.bound(sign, number);
        }
        return subject.possible();
    }

    boolean oneOf(String key, List<?> values) {
        Subject subject = subjects.computeIfAbsent(key, k -> new Subject());
        subject.allow(values);
        return subject.possible();
    }

    /** Adds that something is at the path, or that nothing is. */
    boolean present(@Nullable List<String> path, boolean wanted) {
        if (path == null) {
            return true;
        }
        if (wanted) {
            return use(path);
        }
        absent.add(path);
        return used.stream().noneMatch(other -> isPrefix(path, other));
    }

    /** Adds that the value at the path is used, so it is there. */
    boolean use(@Nullable List<String> path) {
        if (path == null) {
            return true;
        }
        used.add(path);
        return absent.stream().noneMatch(other -> isPrefix(other, path));
    }

    private static boolean isPrefix(List<String> outer, List<String> inner) {
        return outer.size() <= inner.size() && inner.subList(0, outer.size()).equals(outer);
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        BigDecimal x = number(a);
        BigDecimal y = number(b);
        return x != null && y != null ? x.compareTo(y) == 0 : Objects.equals(a, b);
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Long n) {
            return BigDecimal.valueOf(n);
        }
        return value instanceof Double d && !d.isNaN() && !d.isInfinite() ? BigDecimal.valueOf(d) : null;
    }
}
