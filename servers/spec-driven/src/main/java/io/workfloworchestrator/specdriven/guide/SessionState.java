package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the guide keeps of a session beside its interviews, under {@code guide/<id of the feature's item>}. Immutable.
 *
 * @param scenario as a word, such as {@code bug-fix}
 * @param because why it is this scenario, a sentence each
 * @param description as it was given at the start; may be empty
 * @param goal the goal that it serves, as it was handed over
 * @param budget the most questions that the person wants to be asked, in all stages together
 * @param known answers to questions that were not asked yet, by their ids: each is a draft when it is asked
 * @param written the stages whose documents were written, in words
 * @param documents the stage by which each file was written last, by its path
 * @param root the part of the project in whose folder of specifications it lies, such as {@code packages/web}; empty for the project itself
 */
record SessionState(
        String scenario,
        List<String> because,
        String description,
        Optional<Json> goal,
        Optional<Integer> budget,
        Map<String, Json> known,
        List<String> written,
        Map<String, String> documents,
        Optional<String> root) {
    static final String TYPE = "guide";

    private static final Codec<SessionState> CODEC = RecordCodec.of(SessionState.class);

    SessionState {
        because = List.copyOf(because);
        known = Map.copyOf(known);
        written = List.copyOf(written);
        documents = Map.copyOf(documents);
    }

    static StateKey<SessionState> key(String item) {
        return StateKey.of(TYPE + "/" + item, CODEC);
    }

    boolean hasWritten(Stage stage) {
        return written.contains(stage.word());
    }

    /** The first stage whose documents were not written yet. */
    Stage stage() {
        return Arrays.stream(Stage.values())
                .filter(stage -> !hasWritten(stage))
                .findFirst()
                .orElse(Stage.COMPLETE);
    }

    SessionState written(Stage stage, List<String> paths) {
        List<String> stages = new ArrayList<>(written);
        if (!stages.contains(stage.word())) {
            stages.add(stage.word());
        }
        Map<String, String> all = new TreeMap<>(documents);
        paths.forEach(path -> all.put(path, stage.word()));
        return new SessionState(scenario, because, description, goal, budget, known, stages, all, root);
    }

    SessionState knowing(Map<String, Json> more) {
        Map<String, Json> all = new TreeMap<>(known);
        all.putAll(more);
        return new SessionState(scenario, because, description, goal, budget, all, written, documents, root);
    }

    SessionState within(Optional<Integer> most) {
        return new SessionState(scenario, because, description, goal, most, known, written, documents, root);
    }
}
