package io.workfloworchestrator.definition;

import io.workfloworchestrator.rules.Type;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Proves what a kind of items reads: the gates and texts of its moves, the path of its document, and where its items come
 * from. One use per instance; not thread-safe.
 */
final class KindExpressions {
    private final KindProof proof;
    private final KindProof ofItem;
    private final KindDefinition kind;
    private final String name;
    private final String at;

    /** @param proof of what may be read where no item is known */
    KindExpressions(KindProof proof) {
        this.proof = proof;
        this.ofItem = proof.ofItem();
        this.kind = proof.kind();
        this.name = proof.name();
        this.at = proof.at();
    }

    void verify() {
        kind.moves().forEach(this::move);
        DocumentDefinition document = kind.document();
        if (document != null) {
            new DocumentVerifier(ofItem).verify(document);
        }
        SourceDefinition from = kind.from();
        if (from != null) {
            source(from);
        }
    }

    private void add(String code, String path, String message) {
        proof.add(code, at + path, message);
    }

    private void move(MoveDefinition move) {
        String path = at + "/moves/" + move.id();
        ExpressionChecks here = ofItem.reading().among(ItemTypes.ITEM + ".status", new LinkedHashSet<>(move.from()));
        here.template(path + "/hint", move.hint());
        here.call(path, move.call());
        for (GateDefinition gate : move.when()) {
            String gateAt = path + "/when/" + gate.id();
            if (here.condition(gateAt + "/is", gate.when())) {
                here.certain(
                        gateAt + "/is",
                        List.of(gate.when()),
                        "gate \"" + gate.id() + "\"",
                        "never opens",
                        "is always open, so it guards nothing");
            }
            here.template(gateAt + "/otherwise", gate.otherwise());
            here.call(gateAt, gate.call());
        }
    }

    private void source(SourceDefinition from) {
        Origin origin = proof.origin();
        boolean brief = origin.at(at + "/from/each").equals(origin.at(at + "/from"));
        Type element = proof.reading().element(at + (brief ? "/from" : "/from/each"), from.each());
        from.fields().forEach((field, of) -> {
            if (!field.equals(ItemTypes.TITLE) && !kind.fields().containsKey(field)) {
                add(
                        "E_RULE_ITEM",
                        "/from/fields/" + field,
                        name + " has no field \"" + field + "\"."
                                + Names.hint(field, kind.fields().keySet()));
            }
        });
        if (element instanceof Type.Struct struct && !struct.open()) {
            element("/from/key", from, from.key(), struct);
            from.fields().forEach((field, of) -> {
                element("/from/fields/" + field, from, of, struct);
                fits(field, of, struct);
            });
        } else if (element != null && element != Type.DYN && !(element instanceof Type.Struct)) {
            add(
                    "E_RULE_TYPE",
                    "/from",
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
            add(
                    "E_RULE_TYPE",
                    "/from/fields/" + field,
                    "\"" + of + "\" is " + taken + ", but the field \"" + field + "\" of " + name + " is " + declared
                            + ". Take another field, or declare it so.");
        }
    }

    private void element(String path, SourceDefinition from, String field, Type.Struct struct) {
        if (!struct.fields().containsKey(field)) {
            add(
                    "E_RULE_FACT",
                    path,
                    "the elements of " + from.each() + " have no field \"" + field + "\"."
                            + (path.equals("/from/key") ? " Name in \"key\" what tells them apart." : "")
                            + Names.hint(field, struct.fields().keySet()));
        }
    }
}
