package io.workfloworchestrator.workflow;

import io.workfloworchestrator.state.Revision;
import java.util.List;

/**
 * What to do next.
 *
 * @param finished true once the last phase was left; then there are no steps
 * @param progress 0 to 100
 * @param steps what to do, the most important first
 * @param changes what was found changed on disk by this question
 * @param notes what could not be looked at or decided, and what to do about it
 */
public record NextSteps(
        String phase,
        boolean finished,
        int progress,
        List<NextStep> steps,
        List<Missing> missing,
        List<String> changes,
        List<String> notes,
        Revision revision) {}
