package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Type;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * Proves what a kind of items reads: the gates and texts of its moves, the path of its document, and where its items come
 * from. Not thread-safe, since the problems are not.
 *
 * @param reading what expressions may read where no item is known
 */
record KindExpressions(String name, KindDefinition kind, Problems problems, ExpressionChecks reading) {
    /** @param paths the definition's paths, resolved */
    void verify(Map<String, String> paths) {
        ExpressionChecks ofItem = reading.with(ItemTypes.ITEM, ItemTypes.item(name, kind));
        kind.moves().forEach(move -> move(ofItem, move));
        DocumentDefinition document = kind.document();
        if (document != null) {
            new DocumentVerifier(name, kind, document, paths, problems, ofItem).verify();
        }
        SourceDefinition from = kind.from();
        if (from != null) {
            source(from);
        }
    }

    private String at() {
        return "items/" + name;
    }

    private void move(ExpressionChecks ofItem, MoveDefinition move) {
        String path = at() + "/moves/" + move.id();
        ExpressionChecks here = ofItem.among(ItemTypes.ITEM + ".status", new LinkedHashSet<>(move.from()));
        here.template(path + "/hint", move.hint());
        here.call(path, move.call());
        for (GateDefinition gate : move.when()) {
            here.gate(path + "/when/" + gate.id(), "/is", gate);
        }
    }

    private void source(SourceDefinition from) {
        boolean brief = problems.origin.at(at() + "/from/each").equals(problems.origin.at(at() + "/from"));
        Type element = reading.element(at() + (brief ? "/from" : "/from/each"), from.each());
        from.fields().keySet().stream()
                .filter(field -> !field.equals(ItemTypes.TITLE))
                .forEach(field -> problems.isKnown(
                        "E_RULE_ITEM",
                        at() + "/from/fields/" + field,
                        name + " has no field",
                        field,
                        kind.fields().keySet()));
        if (element instanceof Type.Struct struct && !struct.open()) {
            element("/from/key", from, from.key(), struct);
            from.fields().forEach((field, of) -> {
                element("/from/fields/" + field, from, of, struct);
                fits(field, of, struct);
            });
        } else if (element != null && element != Type.DYN && !(element instanceof Type.Struct)) {
            problems.add(
                    "E_RULE_TYPE",
                    at() + "/from",
                    "the elements of " + from.each() + " must be mappings of fields, but each is " + element + ".");
        }
    }

    /** Reports a text that would become a number, and the like. What is only known when it is read may be anything. */
    private void fits(String field, String of, Type.Struct struct) {
        FieldShape shape = kind.fields().get(field);
        Type taken = struct.fields().get(of);
        Type declared =
                shape != null ? FactKinds.type(field, shape) : field.equals(ItemTypes.TITLE) ? Type.STRING : Type.DYN;
        if (taken instanceof Type.Simple
                && declared instanceof Type.Simple
                && taken != Type.DYN
                && declared != Type.DYN
                && taken != declared
                && !(taken == Type.INT && declared == Type.DOUBLE)) {
            problems.add(
                    "E_RULE_TYPE",
                    at() + "/from/fields/" + field,
                    "\"" + of + "\" is " + taken + ", but the field \"" + field + "\" of " + name + " is " + declared
                            + ". Take another field, or declare it so.");
        }
    }

    private void element(String path, SourceDefinition from, String field, Type.Struct struct) {
        if (!struct.fields().containsKey(field)) {
            problems.add(
                    "E_RULE_FACT",
                    at() + path,
                    "the elements of " + from.each() + " have no field \"" + field + "\"."
                            + (path.equals("/from/key") ? " Name in \"key\" what tells them apart." : "")
                            + Names.hint(field, struct.fields().keySet()));
        }
    }
}
