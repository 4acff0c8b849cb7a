package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an import would add, for a person to read before anything happens: features, living specifications by path, and the
 * constitution, if the source has one and the project has none. Immutable.
 */
record ImportPlan(
        String from,
        List<Placed> features,
        Map<String, String> specs,
        Optional<String> constitution,
        List<ImportNote> notes) {
    ImportPlan {
        features = List.copyOf(features);
        specs = new TreeMap<>(specs);
        notes = List.copyOf(notes);
    }

    /** @param tool whose it was, such as {@code Kiro}; {@code root} is empty for the project itself */
    record Placed(String tool, Optional<String> root, ForeignFeature feature) {}

    List<ImportNote> allNotes() {
        List<ImportNote> all = new ArrayList<>(notes);
        features.forEach(each -> all.addAll(each.feature().notes()));
        return all;
    }

    ImportPlan with(List<Placed> some, Map<String, String> fresh, List<ImportNote> more) {
        List<ImportNote> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ImportPlan(from, some, fresh, constitution, all);
    }
}
