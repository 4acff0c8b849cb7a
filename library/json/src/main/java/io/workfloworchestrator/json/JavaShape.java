package io.workfloworchestrator.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Java type looks like as JSON: what {@link RecordCodec} reads and writes, what a tool's schema says of its records,
 * and what is compared with declared data.
 *
 * <p>It is a kind and what is inside. A record looks for its components only when it is asked for them, so that a record may
 * hold itself; who follows a record to its end remembers which ones he met, since equal records have equal shapes.
 * Immutable.
 */
public final class JavaShape {
    /** What sort of type it is; {@link RecordCodec} says how each is written. No JSON stands for {@code OTHER} types. */
    public enum Kind {
        BOOL,
        INT,
        LONG,
        DOUBLE,
        DECIMAL,
        TEXT,
        TIME,
        DATE,
        CHOICE,
        JSON,
        LIST,
        MAP,
        RECORD,
        OTHER
    }

    /**
     * A component of a record.
     *
     * @param shape what it holds; for an {@code Optional}, what that holds
     * @param declared the component itself, for its accessor and annotations
     */
    public record Component(JavaShape shape, boolean optional, boolean nullable, RecordComponent declared) {
        /** The field's name: the component's, without an underscore at the end ({@code default_}, since Java keeps that word). */
        public String name() {
            String name = declared.getName();
            return name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
        }

        /** Whether the field may be null: then it says what an absent one says. */
        public boolean mayBeNull() {
            return optional || nullable;
        }

        /** Whether the field must be there. An absent list or map is an empty one. */
        public boolean required() {
            return !mayBeNull() && shape.kind != Kind.LIST && shape.kind != Kind.MAP;
        }
    }

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(boolean.class, Kind.BOOL),
            Map.entry(Boolean.class, Kind.BOOL),
            Map.entry(int.class, Kind.INT),
            Map.entry(Integer.class, Kind.INT),
            Map.entry(long.class, Kind.LONG),
            Map.entry(Long.class, Kind.LONG),
            Map.entry(double.class, Kind.DOUBLE),
            Map.entry(Double.class, Kind.DOUBLE),
            Map.entry(BigDecimal.class, Kind.DECIMAL),
            Map.entry(String.class, Kind.TEXT),
            Map.entry(Instant.class, Kind.TIME),
            Map.entry(LocalDate.class, Kind.DATE),
            Map.entry(Json.class, Kind.JSON));

    private final Kind kind;
    private final Type type;
    private final List<JavaShape> inside;

    /**
     * @param type for a record its class, else the type as it is declared
     * @param inside the element of a list or map, or the arguments of a record's type variables
     */
    private JavaShape(Kind kind, Type type, List<JavaShape> inside) {
        this.kind = kind;
        this.type = type;
        this.inside = inside;
    }

    /** The shape of a type. */
    public static JavaShape of(Type type) {
        return of(type, Map.of());
    }

    /**
     * The shape of a record that may have type variables.
     *
     * @param arguments the types of these variables, in order
     * @throws IllegalArgumentException if there are more or fewer arguments than variables
     */
    public static JavaShape of(Class<? extends Record> type, List<Type> arguments) {
        int variables = type.getTypeParameters().length;
        if (variables != arguments.size()) {
            throw new IllegalArgumentException(
                    type.getName() + " has " + variables + " type variables, not " + arguments.size());
        }
        return new JavaShape(Kind.RECORD, type, all(arguments, Map.of()));
    }

    private static JavaShape of(Type type, Map<TypeVariable<?>, JavaShape> variables) {
        if (type instanceof TypeVariable<?> variable) {
            JavaShape known = variables.get(variable);
            return known == null ? new JavaShape(Kind.OTHER, type, List.of()) : known;
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], variables);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            List<JavaShape> inside = all(Arrays.asList(generic.getActualTypeArguments()), variables);
            return raw == List.class
                    ? new JavaShape(Kind.LIST, type, inside)
                    : raw == Map.class && inside.get(0).kind == Kind.TEXT
                            ? new JavaShape(Kind.MAP, type, inside.subList(1, 2))
                            : raw.isRecord()
                                    ? new JavaShape(Kind.RECORD, raw, inside)
                                    : new JavaShape(Kind.OTHER, type, List.of());
        }
        return new JavaShape(type instanceof Class<?> raw ? kind(raw) : Kind.OTHER, type, List.of());
    }

    private static List<JavaShape> all(List<Type> types, Map<TypeVariable<?>, JavaShape> variables) {
        List<JavaShape> shapes = new ArrayList<>(types.size());
        for (Type type : types) {
            shapes.add(of(type, variables));
        }
        return shapes;
    }

    private static Kind kind(Class<?> type) {
        Kind scalar = KINDS.get(type);
        return scalar != null ? scalar : type.isRecord() ? Kind.RECORD : type.isEnum() ? Kind.CHOICE : Kind.OTHER;
    }

    /** What sort of type it is. */
    public Kind kind() {
        return kind;
    }

    /** The Java type: for a record its class, else as it is declared. */
    public Type type() {
        return type;
    }

    /**
     * What a list or a map holds.
     *
     * @throws IndexOutOfBoundsException if this has nothing inside
     */
    public JavaShape element() {
        return inside.get(0);
    }

    /** The words of an enum in the order of its constants: lower case, {@code _} as {@code -}. Empty for any other type. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (kind == Kind.CHOICE) {
            for (Object constant : ((Class<?>) type).getEnumConstants()) {
                words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return words;
    }

    /** The components of a record, in order; empty for any other type. */
    public List<Component> components() {
        List<Component> components = new ArrayList<>();
        if (kind == Kind.RECORD) {
            Class<?> raw = (Class<?>) type;
            Map<TypeVariable<?>, JavaShape> variables = new HashMap<>();
            for (int i = 0; i < inside.size(); i++) {
                variables.put(raw.getTypeParameters()[i], inside.get(i));
            }
            for (RecordComponent declared : raw.getRecordComponents()) {
                components.add(component(declared, variables));
            }
        }
        return components;
    }

    private static Component component(RecordComponent declared, Map<TypeVariable<?>, JavaShape> variables) {
        Type type = declared.getGenericType();
        boolean optional = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        Type held = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        boolean nullable = declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Component(of(held, variables), optional, nullable, declared);
    }

    /** Equal shapes have the same type with the same arguments, so that their values have the same JSON. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JavaShape that && type.equals(that.type) && inside.equals(that.inside);
    }

    @Override
    public int hashCode() {
        return type.hashCode() * 31 + inside.hashCode();
    }
}
