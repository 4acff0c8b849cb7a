package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an import would add. A value that a person can read before anything happens. Immutable.
 *
 * @param from the folder that was looked at, as it is named to people
 * @param features with the part of the monorepo to which each belongs
 * @param specs the living specifications, by their paths in the project
 * @param constitution its text, if the source has one and the project has none
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

    /**
     * @param tool whose it was, such as {@code Kiro}
     * @param root such as {@code packages/web}; empty for the project itself
     */
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
