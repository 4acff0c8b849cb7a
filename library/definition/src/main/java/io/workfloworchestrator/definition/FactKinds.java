package io.workfloworchestrator.definition;

import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.rules.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns described facts into what detection takes, and declared data into types. Pure functions. */
public final class FactKinds {
    /** The field that facts with entries have besides: the entries by their match, for looking one up. */
    public static final String BY_MATCH = "byMatch";

    /** The fields of a fact beside its kind. */
    static final List<String> OPTIONS = List.of("exclude", "read", "mentions", "pointer");

    static final List<String> PARTS = List.of("attributes", "text", "front-matter", "checkboxes", "headings");

    private FactKinds() {}

    /**
     * The declaration of a fact with these paths put in.
     *
     * @throws RuntimeException of the detection's kinds (path or glob) when it is not acceptable
     */
    public static FactDeclaration declaration(FactDefinition fact, Map<String, String> paths) {
        String[] where =
                fact.paths().stream().map(p -> PathNames.resolve(p, paths)).toArray(String[]::new);
        String[] without =
                fact.exclude().stream().map(p -> PathNames.resolve(p, paths)).toArray(String[]::new);
        Part[] parts = fact.read().stream()
                .map(word -> Part.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toArray(Part[]::new);
        String[] words = fact.mentions().toArray(String[]::new);
        String first = where.length == 0 ? "" : where[0];
        return switch (fact.kind()) {
            case "file" -> FactDeclaration.file(first).with(parts).mentioning(words);
            case "files" ->
                FactDeclaration.files(where).excluding(without).with(parts).mentioning(words);
            case "directories" -> FactDeclaration.directories(where).excluding(without);
            case "entries" -> FactDeclaration.entries(first).excluding(without);
            case "front-matter" -> FactDeclaration.frontMatter(first);
            case "checkboxes" -> FactDeclaration.checkboxes(first);
            case "json" -> FactDeclaration.jsonField(first, fact.pointer());
            default -> throw new IllegalArgumentException("fact kind " + fact.kind());
        };
    }

    static List<String> options(String kind) {
        return switch (kind) {
            case "file" -> List.of("read", "mentions");
            case "files" -> List.of("exclude", "read", "mentions");
            case "directories", "entries" -> List.of("exclude");
            case "json" -> List.of("pointer");
            default -> List.of();
        };
    }

    /**
     * The type of a fact about another workflow: whether it {@code exists}, its {@code phase} and {@code title} (empty when it does
     * not exist), whether it is {@code finished}, its {@code data}, and its {@code items} as conditions of its own definition read
     * them. That definition is another one, so what is below the last two is checked when it is read.
     */
    static Type stateType(String name) {
        Map<String, Type> fields = new LinkedHashMap<>();
        fields.put("exists", Type.BOOL);
        fields.put("title", Type.STRING);
        fields.put("phase", Type.STRING);
        fields.put("finished", Type.BOOL);
        fields.put("data", Type.DYN);
        fields.put("items", Type.DYN);
        return Type.struct(name, fields);
    }

    static Type type(String name, FieldShape shape) {
        FieldShape of = shape.of();
        Type element = of == null ? Type.DYN : type(name + "[]", of);
        return switch (shape.type()) {
            case ANY -> Type.DYN;
            case BOOL -> Type.BOOL;
            case INT -> Type.INT;
            case DOUBLE -> Type.DOUBLE;
            case STRING -> Type.STRING;
            case LIST -> Type.list(element);
            case MAP -> Type.map(element);
            case OBJECT -> {
                Map<String, Type> fields = new LinkedHashMap<>();
                shape.fields().forEach((field, inner) -> fields.put(field, type(name + "." + field, inner)));
                yield Type.struct(name, fields);
            }
        };
    }
}
