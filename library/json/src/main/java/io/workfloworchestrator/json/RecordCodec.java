package io.workfloworchestrator.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes records as JSON objects, a field per component.
 *
 * <p>Components may be {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double} and their boxes,
 * {@code BigDecimal}, {@code Instant} and {@code LocalDate} (ISO 8601), enums (lower case, {@code _} as {@code -}),
 * {@link Json}, {@code Optional}, {@code List}, {@code Map<String, …>} and records of these. An absent field is an empty
 * Optional, list or map, or null if the component is {@code @Nullable}; else it is an error. Writing refuses a null in a
 * component that is not {@code @Nullable}, or in a list or map (E_STATE_SHAPE, with the component's path), and values that
 * JSON cannot hold, such as NaN. Fields that the record does not know survive {@link #encode(Object, Object, Json)}.
 *
 * <p>Why not data binding by a library: its first use costs about 100 ms, which every start of a server would pay.
 * Thread-safe.
 */
public final class RecordCodec<T> implements Codec<T> {
    private final Class<?> type;
    private final List<Type> arguments;
    private final Shape shape;

    private RecordCodec(Class<?> type, List<Type> arguments, Shape shape) {
        this.type = type;
        this.arguments = arguments;
        this.shape = shape;
    }

    /**
     * A codec of this record.
     *
     * @param arguments the types of the record's type variables, in order
     * @throws IllegalArgumentException if a component has another type than these, or two constants of an enum would be
     *     written alike
     */
    public static <T extends Record> RecordCodec<T> of(Class<T> type, Type... arguments) {
        Map<TypeVariable<?>, Type> variables = new HashMap<>();
        TypeVariable<?>[] declared = type.getTypeParameters();
        if (declared.length != arguments.length) {
            throw new IllegalArgumentException(
                    type.getName() + " has " + declared.length + " type variables, not " + arguments.length);
        }
        for (int i = 0; i < declared.length; i++) {
            variables.put(declared[i], arguments[i]);
        }
        return new RecordCodec<>(type, List.of(arguments), new RecordShape(type, variables, new HashMap<>()));
    }

    @Override
    public Json encode(T value) {
        return shape.encode(Shape.present(value), null, null);
    }

    @Override
    public Json encode(T value, T base, Json baseJson) {
        return shape.encode(Shape.present(value), base, baseJson);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T decode(Json json) {
        return (T) shape.decode(json, "", null, null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T decode(Json json, T base, Json baseJson) {
        return (T) shape.decode(json, "", base, baseJson);
    }

    /** Codecs of the same record with the same arguments are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordCodec<?> that && type == that.type && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return type.hashCode() * 31 + arguments.hashCode();
    }

    private record Component(String name, Shape shape, Method accessor, boolean optional, boolean nullable) {}

    private static final class RecordShape implements Shape {
        private final Component[] components;
        private final Constructor<?> constructor;

        RecordShape(Class<?> type, Map<TypeVariable<?>, Type> variables, Map<Type, Shape> known) {
            known.put(Shapes.Applied.of(type, variables), this);
            RecordComponent[] declared = type.getRecordComponents();
            components = new Component[declared.length];
            Class<?>[] types = new Class<?>[declared.length];
            try {
                for (int i = 0; i < declared.length; i++) {
                    types[i] = declared[i].getType();
                    components[i] = component(declared[i], variables, known);
                }
                constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(type.getName() + " has no canonical constructor", e);
            }
        }

        private static Component component(
                RecordComponent declared, Map<TypeVariable<?>, Type> variables, Map<Type, Shape> known) {
            Type type = Shapes.resolve(declared.getGenericType(), variables);
            boolean optional = false;
            if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
                optional = true;
                type = generic.getActualTypeArguments()[0];
            }
            AnnotatedType annotated = declared.getAnnotatedType();
            boolean nullable = annotated.isAnnotationPresent(Nullable.class);
            Method accessor = declared.getAccessor();
            accessor.setAccessible(true);
            Shape shape = Shapes.of(type, variables, known, RecordShape::new);
            return new Component(declared.getName(), shape, accessor, optional, nullable);
        }

        @Override
        public Json encode(Object value, @Nullable Object base, @Nullable Json baseJson) {
            if (value == base && baseJson != null) {
                return baseJson;
            }
            Json.Obj result = baseJson == null ? Json.Obj.EMPTY : baseJson.asObject();
            for (Component component : components) {
                Object now = read(component, value);
                Object before = base == null || baseJson == null ? null : read(component, base);
                Json beforeJson = before == null ? null : result.get(component.name());
                result = field(component, result, now, beforeJson == null ? null : before, beforeJson);
            }
            return result;
        }

        private static Json.Obj field(
                Component component,
                Json.Obj result,
                @Nullable Object now,
                @Nullable Object before,
                @Nullable Json beforeJson) {
            if (now == null && (component.optional() || component.nullable())) {
                return result.without(component.name());
            }
            try {
                return result.with(component.name(), component.shape().encode(Shape.present(now), before, beforeJson));
            } catch (CodedException e) {
                throw Unwritable.below(component.name(), e);
            }
        }

        /** The value of a component; null for null and for an empty Optional. */
        private static @Nullable Object read(Component component, Object from) {
            try {
                Object value = component.accessor().invoke(from);
                if (value == null && component.optional() && !component.nullable()) {
                    throw Unwritable.below(component.name(), Unwritable.missing());
                }
                return value instanceof Optional<?> optional ? optional.orElse(null) : value;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component.accessor(), e);
            }
        }

        @Override
        public Object decode(Json json, String path, @Nullable Object base, @Nullable Json baseJson) {
            if (json == baseJson && base != null) {
                return base;
            }
            if (!(json instanceof Json.Obj object)) {
                throw Shape.mismatch(path, "an object", json);
            }
            @Nullable Object[] arguments = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                Component component = components[i];
                Json field = object.get(component.name());
                String at = path + "/" + component.name();
                Object value;
                boolean mayMiss = component.optional() || component.nullable();
                if (field == null || field instanceof Json.Null && mayMiss) {
                    value = mayMiss ? null : component.shape().absent();
                    if (value == null && !mayMiss) {
                        throw new JsonException("E_STATE_SHAPE", "at " + at + ": the field is missing.");
                    }
                } else {
                    Json before = baseJson == null ? null : baseJson.asObject().get(component.name());
                    Object known = before == null || base == null ? null : read(component, base);
                    value = component.shape().decode(field, at, known, known == null ? null : before);
                }
                arguments[i] = component.optional() ? Optional.ofNullable(value) : value;
            }
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                Throwable refusal = e.getTargetException();
                if (refusal instanceof Error error) {
                    throw error;
                }
                String why = refusal.getMessage() == null ? refusal.getClass().getSimpleName() : refusal.getMessage();
                throw new JsonException("E_STATE_SHAPE", "at " + (path.isEmpty() ? "/" : path) + ": " + why, refusal);
            } catch (InstantiationException | IllegalAccessException e) {
                throw new IllegalStateException("cannot make " + constructor.getDeclaringClass(), e);
            }
        }
    }
}
