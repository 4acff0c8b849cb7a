package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.documents.Written;
import io.workfloworchestrator.state.Cause;
import java.util.List;

/** Writes the documents of a stage from what was answered. A second call with the same answers changes nothing. Thread-safe. */
@FunctionalInterface
public interface StageDocuments {
    /**
     * Writes the documents of one stage, and makes the requirements or tasks of them. A file that is there is never overwritten.
     *
     * @param stage {@code constitution}, {@code spec}, {@code plan} or {@code tasks}
     * @throws io.workfloworchestrator.json.CodedException if they cannot be written; then nothing was
     */
    List<Written> write(OpenProject project, FeatureAnswers answers, String stage, Cause cause);

    /**
     * What no longer fits after an answer was changed: parts that were derived from what it said before. Gives such as {@code tasks.md
     * T003}; empty if everything fits.
     */
    default List<String> stale(OpenProject project, FeatureAnswers answers) {
        return List.of();
    }
}
