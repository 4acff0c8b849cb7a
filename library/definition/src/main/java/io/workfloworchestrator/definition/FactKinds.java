package io.workfloworchestrator.definition;

import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.detect.FactDeclaration.Checkboxes;
import io.workfloworchestrator.detect.FactDeclaration.Entries;
import io.workfloworchestrator.detect.FactDeclaration.FrontMatter;
import io.workfloworchestrator.detect.FactDeclaration.ManyFiles;
import io.workfloworchestrator.detect.FactDeclaration.OneFile;
import io.workfloworchestrator.detect.FactDeclaration.Part;
import io.workfloworchestrator.rules.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns described facts into what detection takes, and facts and declared data into types. Pure functions. */
public final class FactKinds {
    /** The field that facts with entries have besides: the entries by their match, for looking one up. */
    public static final String BY_MATCH = "byMatch";

    /** The fields of a fact beside its kind. */
    static final List<String> OPTIONS = List.of("exclude", "read", "mentions", "pointer");

    static final List<String> PARTS = List.of("attributes", "text", "front-matter", "checkboxes", "headings");

    private static final Map<String, Type> NAMED = Map.of("path", Type.STRING, "name", Type.STRING);

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
            case STRING -> shape.oneOf().isEmpty() ? Type.STRING : Type.oneOf(shape.oneOf());
            case LIST -> Type.list(element);
            case MAP -> Type.map(element);
            case OBJECT -> {
                Map<String, Type> fields = new LinkedHashMap<>();
                shape.fields().forEach((field, inner) -> fields.put(field, type(name + "." + field, inner)));
                yield Type.struct(name, fields);
            }
        };
    }

    /**
     * The type of what {@link FactDeclaration} says in words of each kind, so that expressions are checked before there are
     * facts; a test compares it with what is detected.
     */
    static Type type(String name, FactDeclaration fact) {
        if (fact instanceof OneFile one) {
            return Type.struct(name, with(file(name, one.parts(), one.words()), "exists", Type.BOOL));
        } else if (fact instanceof ManyFiles many) {
            return matches(name, file(name + ".entries[]", many.parts(), many.words()));
        } else if (fact instanceof FactDeclaration.Directories) {
            return matches(name, NAMED);
        } else if (fact instanceof Entries) {
            Type entry = Type.struct(name + ".entries[]", with(NAMED, "kind", Type.STRING));
            Map<String, Type> listed =
                    Map.of("count", Type.INT, "names", Type.list(Type.STRING), "entries", Type.list(entry));
            return ofFile(name, listed);
        } else if (fact instanceof FrontMatter) {
            return ofFile(name, frontMatter());
        } else if (fact instanceof Checkboxes) {
            return ofFile(name, checkboxes(name));
        }
        return ofFile(name, Map.of("present", Type.BOOL, "value", Type.DYN, "line", Type.INT));
    }

    /** Fields that were read from one file or folder, which may be absent. */
    private static Type ofFile(String name, Map<String, Type> fields) {
        return Type.struct(name, with(with(fields, "path", Type.STRING), "exists", Type.BOOL));
    }

    /** What matches globs: detection gives the lists, and {@link #BY_MATCH} is for looking one up. */
    private static Type matches(String name, Map<String, Type> fields) {
        Type entry = Type.struct(name + ".entries[]", with(fields, "match", Type.STRING));
        Type texts = Type.list(Type.STRING);
        Map<String, Type> all =
                Map.of("count", Type.INT, "names", texts, "matches", texts, "entries", Type.list(entry));
        return Type.struct(name, with(all, BY_MATCH, Type.map(entry)));
    }

    private static Map<String, Type> file(String name, Set<Part> parts, List<String> words) {
        Map<String, Type> fields = new LinkedHashMap<>(NAMED);
        if (parts.contains(Part.ATTRIBUTES)) {
            fields.putAll(Map.of("size", Type.INT, "modified", Type.INT));
        }
        if (parts.contains(Part.TEXT)) {
            fields.putAll(Map.of("fingerprint", Type.STRING, "lines", Type.INT, "textSize", Type.INT));
        }
        if (!words.isEmpty()) {
            fields.put("mentions", Type.INT);
        }
        if (parts.contains(Part.FRONT_MATTER)) {
            fields.put("frontMatter", Type.struct(name + ".frontMatter", frontMatter()));
        }
        if (parts.contains(Part.CHECKBOXES)) {
            fields.put("checkboxes", Type.struct(name + ".checkboxes", checkboxes(name + ".checkboxes")));
        }
        if (parts.contains(Part.HEADINGS)) {
            Map<String, Type> heading =
                    Map.of("title", Type.STRING, "level", Type.INT, "line", Type.INT, "textSize", Type.INT);
            fields.put("headings", Type.list(Type.struct(name + ".headings[]", heading)));
        }
        return fields;
    }

    private static Map<String, Type> frontMatter() {
        return Map.of("present", Type.BOOL, "fields", Type.map(Type.DYN));
    }

    private static Map<String, Type> checkboxes(String name) {
        Map<String, Type> item = Map.of("text", Type.STRING, "done", Type.BOOL, "line", Type.INT, "mark", Type.STRING);
        return Map.of(
                "done", Type.INT,
                "open", Type.INT,
                "total", Type.INT,
                "items", Type.list(Type.struct(name + ".items[]", item)));
    }

    private static Map<String, Type> with(Map<String, Type> fields, String name, Type type) {
        Map<String, Type> all = new LinkedHashMap<>(fields);
        all.put(name, type);
        return all;
    }
}
