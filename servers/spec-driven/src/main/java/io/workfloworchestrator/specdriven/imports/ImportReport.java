package io.workfloworchestrator.specdriven.imports;

import java.util.List;

/**
 * What an import added, or would add. Immutable.
 *
 * @param features in the order of their numbers
 */
public record ImportReport(List<Feature> features, List<String> specs, List<ImportNote> notes) {
    public ImportReport {
        features = List.copyOf(features);
        specs = List.copyOf(specs);
        notes = List.copyOf(notes);
    }

    /**
     * @param number here; empty as long as nothing was added
     * @param folder here; empty as long as nothing was added
     */
    public record Feature(
            String source,
            String tool,
            String title,
            String number,
            String folder,
            int requirements,
            int tasks,
            int done,
            List<String> files) {
        public Feature {
            files = List.copyOf(files);
        }
    }

    static Feature feature(ImportPlan.Placed placed, String number, String folder) {
        ForeignFeature feature = placed.feature();
        ForeignFeature.Counts counts = feature.counts();
        return new Feature(
                feature.source(),
                placed.tool(),
                feature.title(),
                number,
                folder,
                counts.requirements(),
                counts.tasks(),
                counts.done(),
                feature.files().keySet().stream().sorted().toList());
    }
}
