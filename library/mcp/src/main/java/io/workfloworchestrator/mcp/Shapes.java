package io.workfloworchestrator.mcp;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Shape} of a Java type.
 *
 * <p>It supports the types of {@code RecordCodec}, in the form in which that class writes them. A component may be
 * left out if it is an {@code Optional}, {@code @Nullable}, a list or a map.
 */
final class Shapes {
    private Shapes() {}

    static RecordShape of(Class<? extends Record> type) {
        return record(type, Set.of());
    }

    private static RecordShape record(Class<? extends Record> type, Set<Class<?>> within) {
        Set<Class<?>> inner = new HashSet<>(within);
        inner.add(type);
        Map<String, RecordShape.Part> parts = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            boolean nullable = component.getType() == Optional.class
                    || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean required = !nullable && component.getType() != List.class && component.getType() != Map.class;
            parts.put(
                    component.getName(),
                    new RecordShape.Part(
                            of(component.getGenericType(), Shape.Limits.of(field), inner),
                            required,
                            nullable,
                            field == null ? "" : field.value(),
                            field != null && field.untrusted(),
                            field == null || field.listed(),
                            field == null || field.named()));
        }
        return new RecordShape(parts);
    }

    private static Shape of(Type type, Shape.Limits limits, Set<Class<?>> within) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return of(arguments[0], limits, within);
            }
            return raw == List.class
                    ? new ListShape(of(arguments[0], limits.ofElements(), within), limits.maxElements())
                    : raw == Map.class
                            ? new MapShape(of(arguments[1], limits.ofElements(), within))
                            : new Shape.Any(limits.untrusted());
        }
        Class<?> raw = type instanceof Class<?> known ? known : Object.class;
        if (raw.isRecord()) {
            return within.contains(raw) ? new Shape.AnyObject() : record(raw.asSubclass(Record.class), within);
        } else if (raw.isEnum()) {
            return new Shape.Choice(raw);
        } else if (raw == String.class) {
            return new Shape.Text(limits);
        } else if (raw == boolean.class || raw == Boolean.class) {
            return new Shape.Truth();
        } else if (raw == int.class || raw == Integer.class) {
            return NumShape.whole(limits, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (raw == long.class || raw == Long.class) {
            return NumShape.whole(limits, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (raw == double.class || raw == Double.class) {
            return new NumShape(
                    false, limits, BigDecimal.valueOf(-Double.MAX_VALUE), BigDecimal.valueOf(Double.MAX_VALUE));
        } else if (raw == BigDecimal.class) {
            return new NumShape(false, limits, null, null);
        } else if (raw == Instant.class || raw == LocalDate.class) {
            return new Shape.Time(raw == Instant.class);
        }
        return new Shape.Any(limits.untrusted());
    }
}
