package io.workfloworchestrator.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How {@link RecordCodec} writes all types except records. */
final class Shapes {
    private Shapes() {}

    /** Makes the shape of a record. */
    interface RecordShapes {
        Shape of(Class<?> type, Map<TypeVariable<?>, Type> variables, Map<Type, Shape> known);
    }

    /** A record with the types of its variables; by it a generic record that holds itself is recognised. */
    record Applied(Class<?> type, List<Type> arguments) implements Type {
        static Type of(Class<?> type, Map<TypeVariable<?>, Type> variables) {
            return type.getTypeParameters().length == 0
                    ? type
                    : new Applied(
                            type,
                            Arrays.stream(type.getTypeParameters())
                                    .map(variable -> resolve(variable, variables))
                                    .toList());
        }

        @Override
        public boolean equals(@Nullable Object other) { // written out: a record's own is slower before it is compiled
            return other instanceof Applied applied && type == applied.type && arguments.equals(applied.arguments);
        }

        @Override
        public int hashCode() {
            return type.hashCode() * 31 + arguments.hashCode();
        }
    }

    static Type resolve(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable && variables.containsKey(variable)) {
            return variables.get(variable);
        }
        return type instanceof WildcardType wildcard ? resolve(wildcard.getUpperBounds()[0], variables) : type;
    }

    static Shape of(Type given, Map<TypeVariable<?>, Type> variables, Map<Type, Shape> known, RecordShapes records) {
        Type type = resolve(given, variables);
        Shape seen = known.get(type);
        if (seen != null) {
            return seen;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == List.class) {
                return new ListShape(of(arguments[0], variables, known, records));
            }
            if (raw == Map.class && resolve(arguments[0], variables) == String.class) {
                return new MapShape(of(arguments[1], variables, known, records));
            }
            if (raw.isRecord()) {
                Map<TypeVariable<?>, Type> inner = new HashMap<>(variables);
                for (int i = 0; i < arguments.length; i++) {
                    inner.put(raw.getTypeParameters()[i], resolve(arguments[i], variables));
                }
                Shape itself = known.get(Applied.of(raw, inner));
                return itself == null ? records.of(raw, inner, new HashMap<>(known)) : itself;
            }
        } else if (type instanceof Class<?> raw) {
            Shape scalar = scalar(raw);
            if (scalar != null) {
                return scalar;
            }
            if (raw.isEnum()) {
                return new EnumShape(raw);
            }
            if (raw.isRecord()) {
                return records.of(raw, variables, known);
            }
        }
        throw new IllegalArgumentException("state cannot hold " + type.getTypeName() + "; see RecordCodec");
    }

    private static @Nullable Shape scalar(Class<?> type) {
        if (type == String.class) {
            return new Scalar<>(
                    String.class, "a string", Json::of, json -> json.asText().orElse(null));
        } else if (type == Json.class) {
            return new Scalar<>(Json.class, "a value", value -> value, json -> json);
        } else if (type == boolean.class || type == Boolean.class) {
            return new Scalar<>(
                    Boolean.class,
                    "true or false",
                    Json::of,
                    json -> json instanceof Json.Bool bool ? bool.value() : null);
        } else if (type == int.class || type == Integer.class) {
            return new Scalar<>(
                    Integer.class,
                    "a whole number of at most 32 bits",
                    value -> Json.of(value.longValue()),
                    json -> exact(json, BigDecimal::intValueExact));
        } else if (type == long.class || type == Long.class) {
            return new Scalar<>(
                    Long.class,
                    "a whole number of at most 64 bits",
                    Json::of,
                    json -> exact(json, BigDecimal::longValueExact));
        } else if (type == double.class || type == Double.class) {
            return new Scalar<>(Double.class, "a number", Json::of, Shapes::finite);
        } else if (type == BigDecimal.class) {
            return new Scalar<>(
                    BigDecimal.class,
                    "a number",
                    value -> new Json.Num(value.toString()),
                    json -> exact(json, value -> value));
        } else if (type == Instant.class) {
            return new Scalar<>(
                    Instant.class,
                    "a time such as 2026-01-31T12:00:00Z",
                    value -> Json.of(value.toString()),
                    json -> parse(json, Instant::parse));
        } else if (type == LocalDate.class) {
            return new Scalar<>(
                    LocalDate.class,
                    "a date such as 2026-01-31",
                    value -> Json.of(value.toString()),
                    json -> parse(json, LocalDate::parse));
        }
        return null;
    }

    private static <N> @Nullable N exact(Json json, Function<BigDecimal, N> conversion) {
        try {
            return json instanceof Json.Num number ? conversion.apply(number.value()) : null;
        } catch (ArithmeticException outOfRange) {
            return null;
        }
    }

    /** Parsed from its digits, so that -0.0 keeps its sign. */
    private static @Nullable Double finite(Json json) {
        if (!(json instanceof Json.Num number)) {
            return null;
        }
        double nearest = Double.parseDouble(number.digits());
        return Double.isFinite(nearest) ? nearest : null;
    }

    private static <V> @Nullable V parse(Json json, Function<String, V> parser) {
        try {
            return json instanceof Json.Str text ? parser.apply(text.text()) : null;
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private record Scalar<V>(
            Class<V> type, String expected, Function<V, Json> writer, Function<Json, @Nullable V> reader)
            implements Shape {
        @Override
        public Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
            // An equal value keeps the text that it was written with.
            return baseJson != null && value.equals(base) ? baseJson : writer.apply(type.cast(value));
        }

        @Override
        public Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
            V value = reader.apply(json);
            if (value == null) {
                throw Shape.mismatch(path, expected, json);
            }
            return value;
        }
    }

    private static final class EnumShape implements Shape {
        private final Map<String, Object> byText = new LinkedHashMap<>();
        private final String expected;

        EnumShape(Class<?> type) {
            for (Object constant : type.getEnumConstants()) {
                Object other = byText.put(text(constant), constant);
                if (other != null) {
                    throw new IllegalArgumentException("state cannot tell " + other + " from " + constant + " of "
                            + type.getName() + ": both are written \"" + text(constant) + "\"");
                }
            }
            expected = "one of " + String.join(", ", byText.keySet());
        }

        private static String text(Object constant) {
            return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
            return baseJson != null && value == base ? baseJson : Json.of(text(value));
        }

        @Override
        public Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
            Object constant = json.asText().map(byText::get).orElse(null);
            if (constant == null) {
                throw Shape.mismatch(path, expected, json);
            }
            return constant;
        }
    }

    private record ListShape(Shape element) implements Shape {
        /** Marks an id that two elements have: a new element with it may come from either. */
        private static final int AMBIGUOUS = -1;

        @Override
        public Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
            if (value == base && baseJson != null) {
                return baseJson;
            }
            List<?> before = base instanceof List<?> list ? list : List.of();
            List<Json> beforeJson = baseJson == null ? List.of() : baseJson.asList();
            boolean paired = before.size() == beforeJson.size();
            // An element of the base keeps its JSON wherever it moved; one that changed is paired by its id or place.
            IdentityHashMap<Object, Json> same = new IdentityHashMap<>();
            Map<String, Integer> byId = new HashMap<>();
            for (int i = 0; paired && i < before.size(); i++) {
                same.put(before.get(i), beforeJson.get(i));
                int place = i;
                Identity.of(beforeJson.get(i)).ifPresent(id -> byId.merge(id, place, (one, other) -> AMBIGUOUS));
            }
            List<Json> elements = new ArrayList<>();
            List<?> items = (List<?>) value;
            for (int i = 0; i < items.size(); i++) {
                Object item = items.get(i);
                Json kept = same.get(item);
                if (kept == null) {
                    try {
                        Json fresh = element.encode(Shape.present(item), null, null);
                        Integer twin = Identity.of(fresh).map(byId::get).orElse(null);
                        if (twin == null && byId.isEmpty() && items.size() == before.size()) {
                            twin = i;
                        }
                        kept = twin == null || twin == AMBIGUOUS || !paired
                                ? fresh
                                : element.encode(item, before.get(twin), beforeJson.get(twin));
                    } catch (CodedException e) {
                        throw Unwritable.below(Integer.toString(i), e);
                    }
                }
                elements.add(kept);
            }
            return new Json.Arr(elements);
        }

        @Override
        public Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
            if (json == baseJson && base != null) {
                return base;
            }
            if (!(json instanceof Json.Arr array)) {
                throw Shape.mismatch(path, "an array", json);
            }
            IdentityHashMap<Json, Object> known = new IdentityHashMap<>();
            if (base instanceof List<?> list
                    && baseJson != null
                    && baseJson.asList().size() == list.size()) {
                for (int i = 0; i < list.size(); i++) {
                    known.put(baseJson.asList().get(i), list.get(i));
                }
            }
            Object[] items = new Object[array.elements().size()];
            for (int i = 0; i < items.length; i++) {
                Json item = array.elements().get(i);
                Object same = known.get(item);
                items[i] = same == null ? element.decode(item, path + "/" + i, null, null) : same;
            }
            return Collections.unmodifiableList(Arrays.asList(items));
        }

        @Override
        public Object absent() {
            return List.of();
        }
    }
}
