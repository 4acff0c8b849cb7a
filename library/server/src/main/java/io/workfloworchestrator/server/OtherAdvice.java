package io.workfloworchestrator.server;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import java.util.List;
import java.util.Set;

/**
 * What the rules of another workflow of the project advise, for {@link ToolContext#advisingBeside}: a server of many workflows names what is
 * next in all of them. Pure functions of the project.
 */
public final class OtherAdvice {
    private OtherAdvice() {}

    /**
     * The calls that the rules of a workflow advise, the most important first. How its phases are left is no advice here, because a
     * server advances only the workflow that it serves. Empty where the workflow was not begun, or cannot be read: whoever works on it
     * hears what is wrong with it.
     *
     * @param now what one look saw, for the advice of all workflows of one answer
     * @param key the workflow, such as {@code features/main}
     */
    public static List<NextStep> of(OpenProject project, Moment now, String key, Set<String> tools) {
        if (now.find(StateKey.json(key)).isEmpty()) {
            return List.of();
        }
        try {
            return Workflow.of(
                            project.workflow().project(),
                            key,
                            project.state(),
                            project.workflow().commands())
                    .tools(tools)
                    .open()
                    .in(now)
                    .next()
                    .steps()
                    .stream()
                    .filter(step -> step.call().isPresent() && !step.id().contains(":"))
                    .toList();
        } catch (CodedException e) {
            return List.of();
        }
    }
}
