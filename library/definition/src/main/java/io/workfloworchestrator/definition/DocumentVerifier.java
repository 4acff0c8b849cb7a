package io.workfloworchestrator.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Proves the document of a kind: that its path stays in the project and leads from the item to the file and back, and that its
 * sections are texts. Not thread-safe, since the problems are not.
 *
 * @param paths the definition's paths, resolved
 * @param inside what expressions may read where an item is known
 */
record DocumentVerifier(
        String name,
        KindDefinition kind,
        DocumentDefinition document,
        Map<String, String> paths,
        Problems problems,
        ExpressionChecks inside) {
    static final List<String> FORMATS =
            List.of(DocumentDefinition.CHECKLIST, DocumentDefinition.OUTLINE, DocumentDefinition.DOCUMENT);

    private static final Set<FieldShape.Type> PLAIN =
            Set.of(FieldShape.Type.STRING, FieldShape.Type.INT, FieldShape.Type.BOOL);

    private String at() {
        return "items/" + name + "/document";
    }

    private boolean isOfOne() {
        return document.format().equals(DocumentDefinition.DOCUMENT);
    }

    private boolean isOfAll() {
        return isChecklist() || isOutline();
    }

    private boolean isChecklist() {
        return document.format().equals(DocumentDefinition.CHECKLIST);
    }

    private boolean isOutline() {
        return document.format().equals(DocumentDefinition.OUTLINE);
    }

    private void add(String code, String path, String message) {
        problems.add(code, at() + path, message);
    }

    private boolean isField(String path, String lacks, String field) {
        return problems.isKnown(
                "E_RULE_ITEM", at() + path, lacks, field, kind.fields().keySet());
    }

    void verify() {
        if (!document.format().isEmpty()) {
            problems.isKnown("E_RULE_TYPE", at() + "/format", "there is no format", document.format(), FORMATS);
        }
        if (!document.path().isEmpty()) {
            path(document.path(), "/path");
        }
        places();
        if (isOfOne() && kind.fields().containsKey("uid")) {
            add(
                    "E_RULE_NAME",
                    "/format",
                    "a document says in \"uid\" which item it is, so no field of " + name + " can be called so.");
        }
        sections();
        labels();
        shown();
        byTool();
    }

    private void shown() {
        if (!document.shown().isEmpty() && !isChecklist()) {
            add("E_RULE_TYPE", "/shown", "only a checklist says which fields it shows. Leave it out.");
        }
        for (int i = 0; i < document.shown().size(); i++) {
            isField("/shown/" + i, "there is no field", document.shown().get(i));
        }
    }

    private void byTool() {
        List<String> known = kind.status().values();
        for (int i = 0; i < document.byTool().size(); i++) {
            String status = document.byTool().get(i);
            problems.isKnown("E_RULE_STATUS", at() + "/byTool/" + i, "there is no status", status, known);
        }
    }

    private void labels() {
        if (!document.labels().isEmpty() && isOfAll()) {
            add("E_RULE_TYPE", "/labels", "only a document has labels. Leave them out, or write \"format: document\".");
            return;
        }
        for (String field : document.labels().keySet()) {
            if (field.equals(ItemTypes.TITLE)) {
                add("E_RULE_ITEM", "/labels/" + field, "the title is the heading of the file, and has no label.");
            } else {
                isField("/labels/" + field, name + " has no field", field);
            }
        }
    }

    private void places() {
        if (!document.places().isEmpty() && isOfAll()) {
            add(
                    "E_RULE_TYPE",
                    "/places",
                    "there is one file for all items, so their status gives them no other place. Leave \"places\""
                            + " out, or write \"format: document\".");
            return;
        }
        List<String> statuses = kind.status().values();
        document.places().forEach((status, written) -> {
            String where = "/places/" + status;
            if (!statuses.isEmpty()) {
                problems.isKnown("E_RULE_STATUS", at() + where, name + " has no status", status, statuses);
            }
            for (int i = 0; i < written.size(); i++) {
                path(written.get(i), where + "/" + i);
            }
        });
    }

    private void path(String path, String where) {
        inside.template(at() + where, path);
        String likely = likely(path);
        PathNames.fault(likely)
                .ifPresent(fault -> add(
                        "E_PATH_TRAVERSAL",
                        where,
                        "\"" + path + "\" is not a path inside the project: " + fault
                                + ". Use one relative to its root."));
        if (isOurs(likely)) {
            add(
                    "E_RULE_PATH",
                    where,
                    "\"" + path + "\" is in a folder of git's or of the program's own, where no document is"
                            + " written. Use another one, such as docs.");
        }
        boolean namesItem = false;
        boolean isSharedByNature = true;
        for (Templates.Hole hole : Templates.holes(path)) {
            String inner = hole.inside().strip();
            namesItem |= inner.startsWith(ItemTypes.ITEM);
            isSharedByNature &= isShared(inner);
            if (!leadsBack(inner) && !isUnknown(inner)) {
                add(
                        "E_RULE_PATH",
                        where,
                        "\"${" + inner + "}\" cannot stand in the path of a document, since a file's place must lead"
                                + " back to its item. Use item.id, item.number, item.title, item.status, a field that"
                                + " is a string, an int or a bool, workflow.id, or a path of the definition.");
            }
        }
        if (isOfOne() && !namesItem) {
            add(
                    "E_RULE_PATH",
                    where,
                    "a document holds one item, and this path is the same for all. Put ${item.number} or ${item.id}"
                            + " into it, or write \"format: checklist\".");
        }
        if (isOfOne() && namesItem && isSharedByNature) {
            add(
                    "E_RULE_PATH",
                    where,
                    "\"" + path + "\" is one place for many items: each needs a file of its own. Put"
                            + " ${item.number}, ${item.id} or ${item.title} into it.");
        }
        if (isOfAll() && namesItem) {
            add(
                    "E_RULE_PATH",
                    where,
                    (isOutline() ? "an outline" : "a checklist")
                            + " holds all items, and this path is another for each. Take the item out of it, or write"
                            + " \"format: document\".");
        }
    }

    /** Whether nothing there would ever be found again. */
    private static boolean isOurs(String path) {
        return List.of(path.split("/", -1)).contains(".git") || path.startsWith(".ai-planning/.state/");
    }

    /** Whether many items say the same in this hole: their kind, their status, or one of two values. */
    private boolean isShared(String inner) {
        String field = fieldIn(inner);
        FieldShape shape = kind.fields().get(field);
        return field.isEmpty()
                || List.of("status", "kind").contains(field)
                || shape != null && shape.type() == FieldShape.Type.BOOL;
    }

    /** The field of the item that a hole names; empty if it names none. */
    private static String fieldIn(String inner) {
        return inner.startsWith(ItemTypes.ITEM + ".") ? inner.substring(ItemTypes.ITEM.length() + 1) : "";
    }

    private boolean leadsBack(String inner) {
        if (paths.containsKey(inner) || inner.equals("workflow.id") || inner.equals("workflow.type")) {
            return true;
        }
        String field = fieldIn(inner);
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
        return PathNames.REFERENCE
                .matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(
                        paths.getOrDefault(hole.group(1).strip(), "x")));
    }

    private void sections() {
        if (!document.sections().isEmpty() && isChecklist()) {
            add("E_RULE_TYPE", "/sections", "a checklist has a line for each item, and no sections. Leave them out.");
            return;
        }
        if (isOutline()) {
            outline(document.sections());
            return;
        }
        Set<String> headings = new LinkedHashSet<>();
        for (int i = 0; i < document.sections().size(); i++) {
            String field = document.sections().get(i);
            String where = "/sections/" + i;
            requireText(field, where);
            if (!headings.add(DocumentDefinition.heading(field))) {
                add(
                        "E_RULE_ID",
                        where,
                        "there are two sections under the heading \"" + DocumentDefinition.heading(field) + "\".");
            }
        }
    }

    /** An outline has one text below the heading of each item, and one log. */
    private void outline(List<String> sections) {
        boolean hasText = false;
        boolean hasLog = false;
        for (int i = 0; i < sections.size(); i++) {
            FieldShape shape = kind.fields().get(sections.get(i));
            boolean isLog = shape != null && shape.isTexts();
            if (!isLog) {
                requireText(sections.get(i), "/sections/" + i);
            }
            if (isLog ? hasLog : hasText) {
                add(
                        "E_RULE_TYPE",
                        "/sections/" + i,
                        "an outline has one section that is a text, and one that is a list of texts. Leave out the"
                                + " others: they get a line below the item's heading.");
            }
            hasLog |= isLog;
            hasText |= !isLog;
        }
    }

    private void requireText(String field, String where) {
        FieldShape shape = kind.fields().get(field);
        boolean isText = shape != null && shape.type() == FieldShape.Type.STRING && !field.equals(ItemTypes.TITLE);
        if (isField(where, name + " has no field", field) && !isText) {
            add(
                    "E_RULE_TYPE",
                    where,
                    "a section is a text: a field that is a string, and not the title, which is the heading of"
                            + " the file.");
        }
    }
}
