package io.workfloworchestrator.detect;

import java.util.Map;
import java.util.Objects;

/**
 * The shape of a plain value, so that expressions over facts can be checked before there are facts.
 *
 * <p>Immutable values.
 */
public sealed interface Shape {
    /** A value without parts. */
    enum Scalar implements Shape {
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Long}. */
        INTEGER,
        /** {@link String}. */
        TEXT,
        /** Any plain value, null included: what a stranger's file says. */
        ANY
    }

    /** A list whose elements look alike. */
    record ListOf(Shape element) implements Shape {
        public ListOf {
            Objects.requireNonNull(element, "element");
        }
    }

    /** A map with exactly these keys. */
    record MapOf(Map<String, Shape> fields) implements Shape {
        public MapOf {
            fields = Map.copyOf(fields);
        }
    }

    /** A map with any keys, whose values look alike. */
    record AnyKey(Shape value) implements Shape {
        public AnyKey {
            Objects.requireNonNull(value, "value");
        }
    }
}
