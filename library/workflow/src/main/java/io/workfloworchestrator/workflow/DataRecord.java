package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.JavaShape;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares an author's record with the data that the definition declares. Pure functions. */
final class DataRecord {
    private DataRecord() {}

    /**
     * Refuses a record that does not fit; where no data is declared, every record fits.
     *
     * @throws WorkflowException {@code E_WORKFLOW_DATA} naming the first component that does not fit
     */
    static <D extends Record> void require(Class<D> type, D first, Map<String, FieldShape> shape) {
        if (shape.isEmpty()) {
            return;
        }
        components(JavaShape.of(type), "data", shape).ifPresent(fault -> {
            throw new WorkflowException(
                    "E_WORKFLOW_DATA", type.getName() + " does not fit the declared data: " + fault);
        });
        Json data = RecordCodec.of(type).encode(first);
        Shapes.require(data.asObject(), shape);
    }

    private static Optional<String> components(JavaShape type, String at, Map<String, FieldShape> shape) {
        Set<String> missing = new TreeSet<>(shape.keySet());
        for (JavaShape.Component component : type.components()) {
            missing.remove(component.name());
        }
        for (JavaShape.Component component : type.components()) {
            String name = component.name();
            FieldShape declared = shape.get(name);
            Optional<String> fault = declared == null
                    ? mistyped(name, at, missing)
                    : fault(component.shape(), at + "." + name, declared);
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

    private static Optional<String> fault(JavaShape type, String at, FieldShape declared) {
        if (declared.type() == FieldShape.Type.ANY || type.kind() == JavaShape.Kind.JSON) {
            return Optional.empty();
        }
        if (!holds(type.kind(), declared.type())) {
            return Optional.of(at + " is declared as " + declared.type().word() + ", and the record has "
                    + type.type().getTypeName() + ".");
        }
        FieldShape of = declared.of();
        return switch (type.kind()) {
            case RECORD -> declared.fields().isEmpty() ? Optional.empty() : components(type, at, declared.fields());
            case LIST, MAP -> of == null ? Optional.empty() : fault(type.element(), at + "[]", of);
            default -> Optional.empty();
        };
    }

    private static boolean holds(JavaShape.Kind kind, FieldShape.Type declared) {
        return switch (kind) {
            case BOOL -> declared == FieldShape.Type.BOOL;
            case INT, LONG -> declared == FieldShape.Type.INT || declared == FieldShape.Type.DOUBLE;
            case DOUBLE, DECIMAL -> declared == FieldShape.Type.DOUBLE;
            case TEXT, TIME, DATE, CHOICE -> declared == FieldShape.Type.STRING;
            case LIST -> declared == FieldShape.Type.LIST;
            case MAP, RECORD -> declared == FieldShape.Type.MAP || declared == FieldShape.Type.OBJECT;
            case JSON, OTHER -> false;
        };
    }
}
