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
import java.util.Map;
import java.util.Set;

/**
 * The types of facts, so that expressions are checked before there are facts. {@link FactDeclaration} says in words what
 * each kind holds; a test compares these types with what is detected. Pure functions.
 */
final class FactTypes {
    private static final Map<String, Type> NAMED = Map.of("path", Type.STRING, "name", Type.STRING);

    private FactTypes() {}

    static Type of(String name, FactDeclaration fact) {
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

    /** What matches globs: detection gives the lists, and {@link FactKinds#BY_MATCH} is for looking one up. */
    private static Type matches(String name, Map<String, Type> fields) {
        Type entry = Type.struct(name + ".entries[]", with(fields, "match", Type.STRING));
        return Type.struct(
                name,
                Map.of(
                        "count",
                        Type.INT,
                        "names",
                        Type.list(Type.STRING),
                        "matches",
                        Type.list(Type.STRING),
                        "entries",
                        Type.list(entry),
                        FactKinds.BY_MATCH,
                        Type.map(entry)));
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
