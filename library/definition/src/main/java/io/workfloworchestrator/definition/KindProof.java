package io.workfloworchestrator.definition;

import java.util.Map;

/**
 * What it takes to prove something of a kind of items. The problems that are found are added to it.
 *
 * @param name the kind's
 * @param kind as described
 * @param paths the definition's paths, resolved
 * @param origin where each part stands in its file
 * @param problems those that were found
 * @param reading what expressions may read there
 */
record KindProof(
        String name,
        KindDefinition kind,
        Map<String, String> paths,
        Origin origin,
        Problems problems,
        ExpressionChecks reading) {
    /** Where the kind stands in the definition. */
    String at() {
        return "items/" + name;
    }

    /** The same, where an item of the kind is known and may be read. */
    KindProof ofItem() {
        return new KindProof(
                name, kind, paths, origin, problems, reading.with(ItemTypes.ITEM, ItemTypes.item(name, kind)));
    }

    void add(String code, String at, String message) {
        problems.add(code, origin.at(at), message);
    }
}
