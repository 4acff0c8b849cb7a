package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares an author's record with the data that the definition declares. Pure functions. */
final class DataRecord {
    private static final Set<Type> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Type> NUMBERS = Set.of(double.class, Double.class, BigDecimal.class);
    private static final Set<Type> TEXTS = Set.of(String.class, Instant.class, LocalDate.class);

    private DataRecord() {}

    /**
     * Refuses a record that does not fit. Where no data is declared, every record fits.
     *
     * @throws WorkflowException {@code E_WORKFLOW_DATA} naming the first component whose name is nearly a declared one, or
     *     that holds something else than is declared
     */
    static <D extends Record> void require(Class<D> type, D first, Map<String, FieldShape> shape) {
        if (shape.isEmpty()) {
            return;
        }
        components(type, "data", shape).ifPresent(fault -> {
            throw new WorkflowException(
                    "E_WORKFLOW_DATA", type.getName() + " does not fit the declared data: " + fault);
        });
        Json data = RecordCodec.of(type).encode(first);
        Shapes.require(data.asObject(), shape);
    }

    private static Optional<String> components(Class<?> type, String at, Map<String, FieldShape> shape) {
        Set<String> missing = new TreeSet<>(shape.keySet());
        for (RecordComponent component : type.getRecordComponents()) {
            missing.remove(component.getName());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            FieldShape declared = shape.get(name);
            Optional<String> fault = declared == null
                    ? mistyped(name, at, missing)
                    : fault(component.getGenericType(), at + "." + name, declared);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** A record may have more fields than are declared, but none whose name is nearly a declared one. */
    private static Optional<String> mistyped(String name, String at, Set<String> missing) {
        return Names.nearest(name, missing)
                .map(near -> at + "." + name + " is not declared, and " + at + "." + near
                        + " is, which the record does not have. Give both one name.");
    }

    private static Optional<String> fault(Type type, String at, FieldShape declared) {
        if (declared.type() == FieldShape.Type.ANY || type == Json.class) {
            return Optional.empty();
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return fault(arguments[0], at, declared);
            }
            boolean list = generic.getRawType() == List.class;
            boolean fits = list
                    ? declared.type() == FieldShape.Type.LIST
                    : declared.type() == FieldShape.Type.MAP || declared.type() == FieldShape.Type.OBJECT;
            FieldShape of = declared.of();
            return !fits
                    ? misfit(type, at, declared)
                    : of == null ? Optional.empty() : fault(arguments[arguments.length - 1], at + "[]", of);
        }
        if (type instanceof Class<?> raw && raw.isRecord() && declared.type() == FieldShape.Type.OBJECT) {
            return declared.fields().isEmpty() ? Optional.empty() : components(raw, at, declared.fields());
        }
        return holds(type, declared.type()) ? Optional.empty() : misfit(type, at, declared);
    }

    private static boolean holds(Type type, FieldShape.Type declared) {
        return switch (declared) {
            case BOOL -> type == boolean.class || type == Boolean.class;
            case INT -> WHOLE.contains(type);
            case DOUBLE -> WHOLE.contains(type) || NUMBERS.contains(type);
            case STRING -> TEXTS.contains(type) || type instanceof Class<?> raw && raw.isEnum();
            case MAP -> type instanceof Class<?> raw && raw.isRecord();
            default -> false;
        };
    }

    private static Optional<String> misfit(Type type, String at, FieldShape declared) {
        return Optional.of(
                at + " is declared as " + declared.type().word() + ", and the record has " + type.getTypeName() + ".");
    }
}
