package io.workfloworchestrator.interview;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The set about an issue tracker of the documentation, and interviews with it. */
final class Tracker {
    static final Path FILE = Path.of("../../docs/questions/issue-tracker.yaml");
    static final Cause ANN = Cause.by("ann");
    static final Cause BO = Cause.by("bo");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    static final Json.Obj FACTS = Json.parse(
                    "{\"project\":{\"name\":\"Ledger\",\"folder\":\"ledger\"},\"folders\":[\"api\",\"web\"]}")
            .asObject();

    private Tracker() {}

    static QuestionSet set() {
        try {
            return QuestionSet.read(FILE.toString(), Files.readAllBytes(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Interviews interviews(Path folder, StateManager state) {
        QuestionSets sets = QuestionSets.of(ProjectFolder.open(folder), Map.of("issue-tracker", Tracker::set));
        return Interviews.of(state, sets, CLOCK, () -> FACTS);
    }

    static Interview begun(Path folder, StateManager state) {
        return interviews(folder, state).start("issue-tracker", "main", Optional.empty(), ANN);
    }

    /** A JSON object of answers. */
    static Map<String, Json> answers(String json) {
        Map<String, Json> answers = new LinkedHashMap<>();
        Json.parse(json).asObject().forEach(answers::put);
        return answers;
    }
}
