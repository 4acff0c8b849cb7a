package io.workfloworchestrator.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves the document of a kind: that its path stays in the project and leads from the item to the file and back, and that its
 * sections are texts. One use per instance; not thread-safe.
 */
final class DocumentVerifier {
    /** How a document may be written. */
    static final List<String> FORMATS = List.of(DocumentDefinition.CHECKLIST, DocumentDefinition.DOCUMENT);

    private static final Set<FieldShape.Type> PLAIN =
            Set.of(FieldShape.Type.STRING, FieldShape.Type.INT, FieldShape.Type.BOOL);

    private final KindDefinition kind;
    private final Map<String, String> paths;
    private final Origin origin;
    private final Problems problems;
    private final ExpressionChecks inside;
    private final String name;
    private final String at;

    DocumentVerifier(
            String name,
            KindDefinition kind,
            Map<String, String> paths,
            Origin origin,
            Problems problems,
            ExpressionChecks inside) {
        this.kind = kind;
        this.paths = paths;
        this.origin = origin;
        this.problems = problems;
        this.inside = inside;
        this.name = name;
        this.at = "items/" + name + "/document";
    }

    private void add(String code, String path, String message) {
        problems.add(code, origin.at(at + path), message);
    }

    void verify(DocumentDefinition document) {
        if (!FORMATS.contains(document.format()) && !document.format().isEmpty()) {
            add(
                    "E_RULE_TYPE",
                    "/format",
                    "there is no format \"" + document.format() + "\"." + Names.hint(document.format(), FORMATS));
        }
        if (!document.path().isEmpty()) {
            path(document, document.path(), "/path");
        }
        places(document);
        if (document.format().equals(DocumentDefinition.DOCUMENT)
                && kind.fields().containsKey("uid")) {
            add(
                    "E_RULE_NAME",
                    "/format",
                    "a document says in \"uid\" which item it is, so no field of " + name + " can be called so.");
        }
        sections(document);
        labels(document);
    }

    private void labels(DocumentDefinition document) {
        if (!document.labels().isEmpty() && document.format().equals(DocumentDefinition.CHECKLIST)) {
            add("E_RULE_TYPE", "/labels", "only a document has labels. Leave them out, or write \"format: document\".");
            return;
        }
        document.labels().keySet().stream()
                .filter(field -> !kind.fields().containsKey(field) || field.equals(ItemTypes.TITLE))
                .forEach(field -> add(
                        "E_RULE_ITEM",
                        "/labels/" + field,
                        field.equals(ItemTypes.TITLE)
                                ? "the title is the heading of the file, and has no label."
                                : name + " has no field \"" + field + "\"."
                                        + Names.hint(field, kind.fields().keySet())));
    }

    private void places(DocumentDefinition document) {
        if (!document.places().isEmpty() && document.format().equals(DocumentDefinition.CHECKLIST)) {
            add(
                    "E_RULE_TYPE",
                    "/places",
                    "a checklist is one file for all items, so their status gives them no other place. Leave \"places\""
                            + " out, or write \"format: document\".");
            return;
        }
        List<String> statuses = kind.status().values();
        document.places().forEach((status, written) -> {
            String where = "/places/" + status;
            if (!statuses.contains(status) && !statuses.isEmpty()) {
                add("E_RULE_STATUS", where, name + " has no status \"" + status + "\"." + Names.hint(status, statuses));
            }
            for (int i = 0; i < written.size(); i++) {
                path(document, written.get(i), where + "/" + i);
            }
        });
    }

    private void path(DocumentDefinition document, String path, String where) {
        inside.template(at + where, path);
        String likely = likely(path);
        PathNames.fault(likely)
                .ifPresent(fault -> add(
                        "E_PATH_TRAVERSAL",
                        where,
                        "\"" + path + "\" is not a path inside the project: " + fault
                                + ". Use one relative to its root."));
        boolean isOfOne = false;
        for (Templates.Hole hole : Templates.holes(path)) {
            String inner = hole.inside().strip();
            isOfOne |= inner.startsWith(ItemTypes.ITEM);
            if (!leadsBack(inner) && !isUnknown(inner)) {
                add(
                        "E_RULE_PATH",
                        where,
                        "\"${" + inner + "}\" cannot stand in the path of a document, since a file's place must lead"
                                + " back to its item. Use item.id, item.number, item.title, item.status, a field that"
                                + " is a string, an int or a bool, workflow.id, or a path of the definition.");
            }
        }
        if (document.format().equals(DocumentDefinition.DOCUMENT) && !isOfOne) {
            add(
                    "E_RULE_PATH",
                    where,
                    "a document holds one item, and this path is the same for all. Put ${item.number} or ${item.id}"
                            + " into it, or write \"format: checklist\".");
        }
        if (document.format().equals(DocumentDefinition.CHECKLIST) && isOfOne) {
            add(
                    "E_RULE_PATH",
                    where,
                    "a checklist holds all items, and this path is another for each. Take the item out of it, or write"
                            + " \"format: document\".");
        }
    }

    private boolean leadsBack(String inner) {
        if (paths.containsKey(inner) || inner.equals("workflow.id") || inner.equals("workflow.type")) {
            return true;
        }
        String field = inner.startsWith(ItemTypes.ITEM + ".") ? inner.substring(ItemTypes.ITEM.length() + 1) : "";
        FieldShape shape = kind.fields().get(field);
        return List.of("id", "number", ItemTypes.TITLE, "status", "kind").contains(field)
                || shape != null && PLAIN.contains(shape.type());
    }

    /** Whether it is a name that nothing has, which is said elsewhere. */
    private boolean isUnknown(String inner) {
        String root = inner.replaceFirst("\\..*", "");
        boolean isName = inner.matches("[A-Za-z_]\\w*(\\.\\w+)?");
        String field = inner.substring(Math.min(inner.length(), root.length() + 1));
        return isName
                && (root.equals(ItemTypes.ITEM)
                        ? !ItemTypes.reserved().contains(field)
                                && !kind.fields().containsKey(field)
                        : !Environment.ROOTS.contains(root));
    }

    /** The path with the definition's paths put in, and a letter for whatever is only known of an item. */
    private String likely(String template) {
        StringBuilder path = new StringBuilder();
        int from = 0;
        for (Templates.Hole hole : Templates.holes(template)) {
            path.append(template, from, hole.offset() - 2);
            path.append(paths.getOrDefault(hole.inside().strip(), "x"));
            from = hole.offset() + hole.inside().length() + (hole.closed() ? 1 : 0);
        }
        return path.append(template.substring(from)).toString();
    }

    private void sections(DocumentDefinition document) {
        if (!document.sections().isEmpty() && document.format().equals(DocumentDefinition.CHECKLIST)) {
            add("E_RULE_TYPE", "/sections", "a checklist has a line for each item, and no sections. Leave them out.");
            return;
        }
        Set<String> headings = new LinkedHashSet<>();
        for (int i = 0; i < document.sections().size(); i++) {
            String field = document.sections().get(i);
            String where = "/sections/" + i;
            fault(field).ifPresent(fault -> add(fault.code(), where, fault.message()));
            if (!headings.add(DocumentDefinition.heading(field))) {
                add(
                        "E_RULE_ID",
                        where,
                        "there are two sections under the heading \"" + DocumentDefinition.heading(field) + "\".");
            }
        }
    }

    /** What is wrong with a field as a section. */
    private record Fault(String code, String message) {}

    private Optional<Fault> fault(String field) {
        @Nullable FieldShape shape = kind.fields().get(field);
        if (shape == null) {
            return Optional.of(new Fault(
                    "E_RULE_ITEM",
                    name + " has no field \"" + field + "\"."
                            + Names.hint(field, kind.fields().keySet())));
        }
        boolean isOther = shape.type() != FieldShape.Type.STRING || field.equals(ItemTypes.TITLE);
        return isOther
                ? Optional.of(new Fault(
                        "E_RULE_TYPE",
                        "a section is a text: a field that is a string, and not the title, which is the heading of"
                                + " the file."))
                : Optional.empty();
    }
}
