package io.workfloworchestrator.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes records as JSON objects, a field per component.
 *
 * <p>Components may be {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double} and their boxes,
 * {@code BigDecimal}, {@code Instant} and {@code LocalDate} (ISO 8601), enums (lower case, {@code _} as {@code -}),
 * {@link Json}, {@code Optional}, {@code List}, {@code Map<String, …>} and records of these. An absent field is an empty
 * Optional, list or map, or null if the component is {@code @Nullable}; else it is an error. A component {@code default_}
 * is the field {@code default}, since Java keeps that word for itself. Writing refuses a null in a
 * component that is not {@code @Nullable}, or in a list or map (E_STATE_SHAPE, with the component's path), and values that
 * JSON cannot hold, such as NaN. Fields that the record does not know survive {@link #encode(Object, Object, Json)}.
 *
 * <p>Why not data binding by a library: its first use costs about 100 ms, which every start of a server would pay.
 * Thread-safe.
 */
public final class RecordCodec<T> implements Codec<T> {
    /** By the types of its variables: looking at a record by reflection takes longer than reading it. */
    private static final ClassValue<Map<List<Type>, RecordCodec<?>>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<List<Type>, RecordCodec<?>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final JavaShape shape;
    private final PartCodec codec;

    private RecordCodec(JavaShape shape) {
        this.shape = shape;
        codec = codec(shape, new HashMap<>());
    }

    /**
     * A codec of this record.
     *
     * @param arguments the types of the record's type variables, in order
     * @throws IllegalArgumentException if a component has another type than these, or two constants of an enum would be
     *     written alike
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordCodec<T> of(Class<T> type, Type... arguments) {
        return (RecordCodec<T>) KNOWN.get(type)
                .computeIfAbsent(List.of(arguments), given -> new RecordCodec<>(JavaShape.of(type, given)));
    }

    @Override
    public Json encode(T value) {
        return codec.encode(PartCodec.present(value), null, null);
    }

    @Override
    public Json encode(T value, T base, Json baseJson) {
        return codec.encode(PartCodec.present(value), base, baseJson);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T decode(Json json) {
        return (T) codec.decode(json, "", null, null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T decode(Json json, T base, Json baseJson) {
        return (T) codec.decode(json, "", base, baseJson);
    }

    /** Codecs of the same record with the same arguments are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordCodec<?> that && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
        return shape.hashCode();
    }

    /** @param known the records above: one that holds itself is read and written by the codec that is being made */
    private static PartCodec codec(JavaShape shape, Map<JavaShape, PartCodec> known) {
        return switch (shape.kind()) {
            case BOOL, INT, LONG, DOUBLE, DECIMAL, TEXT, TIME, DATE, JSON -> new ScalarCodec(shape.kind());
            case CHOICE -> new ChoiceCodec(shape);
            case LIST -> new ListCodec(codec(shape.element(), known));
            case MAP -> new MapCodec(codec(shape.element(), known));
            case RECORD -> {
                PartCodec itself = known.get(shape);
                yield itself == null ? new ObjectCodec(shape, known) : itself;
            }
            case OTHER ->
                throw new IllegalArgumentException(
                        "state cannot hold " + shape.type().getTypeName() + "; see RecordCodec");
        };
    }

    private record Part(String name, PartCodec codec, Method accessor, JavaShape.Component component) {}

    private static final class ObjectCodec implements PartCodec {
        private final Part[] parts;
        private final Constructor<?> constructor;

        ObjectCodec(JavaShape shape, Map<JavaShape, PartCodec> known) {
            known.put(shape, this);
            List<JavaShape.Component> components = shape.components();
            parts = new Part[components.size()];
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                JavaShape.Component component = components.get(i);
                types[i] = component.declared().getType();
                Method accessor = component.declared().getAccessor();
                accessor.setAccessible(true);
                PartCodec codec = RecordCodec.codec(component.shape(), known);
                parts[i] = new Part(component.name(), codec, accessor, component);
            }
            Class<?> type = (Class<?>) shape.type();
            try {
                constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
            }
            constructor.setAccessible(true);
        }

        @Override
        public Json write(Object value, @Nullable Object base, @Nullable Json baseJson) {
            Json.Obj result = baseJson == null ? Json.Obj.EMPTY : baseJson.asObject();
            for (Part part : parts) {
                Object now = read(part, value);
                Object before = base == null || baseJson == null ? null : read(part, base);
                Json beforeJson = before == null ? null : result.get(part.name());
                result = field(part, result, now, beforeJson == null ? null : before, beforeJson);
            }
            return result;
        }

        private static Json.Obj field(
                Part part, Json.Obj result, @Nullable Object now, @Nullable Object before, @Nullable Json beforeJson) {
            if (now == null && part.component().mayBeNull()) {
                return result.without(part.name());
            }
            try {
                return result.with(part.name(), part.codec().encode(PartCodec.present(now), before, beforeJson));
            } catch (CodedException e) {
                throw Unwritable.below(part.name(), e);
            }
        }

        /** The value of a part; null for null and for an empty Optional. */
        private static @Nullable Object read(Part part, Object from) {
            try {
                Object value = part.accessor().invoke(from);
                if (value == null
                        && part.component().optional()
                        && !part.component().nullable()) {
                    throw Unwritable.below(part.name(), Unwritable.missing());
                }
                return value instanceof Optional<?> optional ? optional.orElse(null) : value;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + part.accessor(), e);
            }
        }

        @Override
        public Object read(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
            if (!(json instanceof Json.Obj object)) {
                throw PartCodec.mismatch(path, "an object", json);
            }
            @Nullable Object[] arguments = new @Nullable Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Part part = parts[i];
                Object value = value(part, object.get(part.name()), path + "/" + part.name(), base, baseJson);
                arguments[i] = part.component().optional() ? Optional.ofNullable(value) : value;
            }
            return make(arguments, path);
        }

        /** The value of a part that was read; null for null and for an empty Optional. */
        private static @Nullable Object value(
                Part part, @Nullable Json field, String at, @Nullable Object base, @Nullable Json baseJson) {
            if (field == null || field instanceof Json.Null && part.component().mayBeNull()) {
                Object value =
                        part.component().mayBeNull() ? null : part.codec().absent();
                if (value == null && !part.component().mayBeNull()) {
                    throw JsonException.shape(at, "the field is missing.", null);
                }
                return value;
            }
            Json before = baseJson == null ? null : baseJson.asObject().get(part.name());
            Object known = before == null || base == null ? null : read(part, base);
            return part.codec().decode(field, at, known, known == null ? null : before);
        }

        private Object make(@Nullable Object[] arguments, String path) {
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                Throwable refusal = e.getTargetException();
                if (refusal instanceof Error error) {
                    throw error;
                }
                String why = refusal.getMessage() == null ? refusal.getClass().getSimpleName() : refusal.getMessage();
                throw JsonException.shape(path, why, refusal);
            } catch (InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException("cannot make " + constructor.getDeclaringClass(), e);
            }
        }
    }
}
