package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.util.List;
import java.util.Map;

/**
 * What an import added, so that it can be taken back, under {@code spec-import/<number>}. Immutable.
 *
 * @param from the folder that was looked at, as it is named to people
 * @param files the fingerprint of each file that it wrote, by its path
 */
record ImportRecord(String from, List<Feature> features, Map<String, String> files, boolean isFinished) {
    static final String TYPE = "spec-import";

    private static final Codec<ImportRecord> CODEC = RecordCodec.of(ImportRecord.class);

    ImportRecord {
        features = List.copyOf(features);
        files = Map.copyOf(files);
    }

    /** A feature, and where it came from: the folder that was looked at, and its own folder in it. */
    record Feature(String source, String item, String number, String folder, String title) {}

    static StateKey<ImportRecord> key(String id) {
        return StateKey.of(TYPE + "/" + id, CODEC);
    }

    boolean isEmpty() {
        return features.isEmpty() && files.isEmpty();
    }
}
