package io.workfloworchestrator.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what comparisons say about their subjects; every method answers whether all of it is still possible. */
final class Constraints {
    /** One subject: bounds for numbers, values that it may have (null for any), values that it does not have. */
    private static final class Subject {
        private @Nullable BigDecimal low;
        private boolean lowOpen;
        private @Nullable BigDecimal high;
        private boolean highOpen;
        private @Nullable List<@Nullable Object> allowed;
        private final List<@Nullable Object> refused = new ArrayList<>();

        Subject copy() {
            Subject copy = new Subject();
            copy.low = low;
            copy.lowOpen = lowOpen;
            copy.high = high;
            copy.highOpen = highOpen;
            copy.allowed = allowed;
            copy.refused.addAll(refused);
            return copy;
        }

        boolean possible() {
            if (low != null && high != null) {
                int order = low.compareTo(high);
                if (order > 0 || (order == 0 && (lowOpen || highOpen))) {
                    return false;
                }
                if (order == 0 && refused.stream().anyMatch(value -> same(value, low))) {
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
            if (number == null) {
                return low == null && high == null;
            }
            int above = low == null ? 1 : number.compareTo(low);
            int below = high == null ? -1 : number.compareTo(high);
            return (above > 0 || (above == 0 && !lowOpen)) && (below < 0 || (below == 0 && !highOpen));
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

        void raise(BigDecimal bound, boolean open) {
            int order = low == null ? 1 : bound.compareTo(low);
            if (order > 0) {
                lowOpen = open;
                low = bound;
            } else if (order == 0) {
                lowOpen |= open;
            }
        }

        void lower(BigDecimal bound, boolean open) {
            int order = high == null ? -1 : bound.compareTo(high);
            if (order < 0) {
                highOpen = open;
                high = bound;
            } else if (order == 0) {
                highOpen |= open;
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

    /** Adds a comparison of the subject with a constant. */
    boolean compare(String key, String sign, @Nullable Object value) {
        Subject subject = subjects.computeIfAbsent(key, k -> new Subject());
        BigDecimal number = number(value);
        switch (sign) {
            case "==" -> subject.allow(java.util.Collections.singletonList(value));
            case "!=" -> subject.refused.add(value);
            default -> {
                if (number == null) {
                    return true;
                }
                boolean open = sign.length() == 1;
                if (sign.startsWith(">")) {
                    subject.raise(number, open);
                } else {
                    subject.lower(number, open);
                }
            }
        }
        return subject.possible();
    }

    /** Adds that the subject has one of these values. */
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
