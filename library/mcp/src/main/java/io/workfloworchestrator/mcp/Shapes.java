package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.JavaShape;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes the {@link Shape} of a record from what its Java type looks like as JSON, and the limits of its fields. */
final class Shapes {
    private Shapes() {}

    static RecordShape of(Class<? extends Record> type) {
        return record(JavaShape.of(type), Set.of());
    }

    private static RecordShape record(JavaShape type, Set<Type> within) {
        Set<Type> inner = new HashSet<>(within);
        inner.add(type.type());
        Map<String, RecordShape.Part> parts = new LinkedHashMap<>();
        for (JavaShape.Component component : type.components()) {
            Field field = component.declared().getAnnotation(Field.class);
            parts.put(
                    component.name(),
                    new RecordShape.Part(
                            of(component.shape(), Shape.Limits.of(field), inner),
                            component.required(),
                            component.mayBeNull(),
                            field == null ? "" : field.value(),
                            field != null && field.untrusted(),
                            field == null || field.listed(),
                            field == null || field.named()));
        }
        return new RecordShape(parts);
    }

    private static Shape of(JavaShape type, Shape.Limits limits, Set<Type> within) {
        return switch (type.kind()) {
            case BOOL -> new Shape.Truth();
            case INT -> NumShape.whole(limits, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> NumShape.whole(limits, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE ->
                new NumShape(
                        false, limits, BigDecimal.valueOf(-Double.MAX_VALUE), BigDecimal.valueOf(Double.MAX_VALUE));
            case DECIMAL -> new NumShape(false, limits, null, null);
            case TEXT -> new Shape.Text(limits);
            case TIME -> new Shape.Time(true);
            case DATE -> new Shape.Time(false);
            case CHOICE -> new Shape.Choice(type.words());
            case LIST -> new ListShape(of(type.element(), limits.ofElements(), within), limits.maxElements());
            case MAP -> new MapShape(of(type.element(), limits.ofElements(), within));
            case RECORD -> within.contains(type.type()) ? new Shape.AnyObject() : record(type, within);
            case JSON, OTHER -> new Shape.Any(limits.untrusted());
        };
    }
}
