package io.workfloworchestrator.projectmanagement.completion;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.definition.RuleDefinition;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What stands in the way of wrapping a project up, as advice: where the planning says that one should check whether the project is ready,
 * what that check would find comes before it, so nobody checks again and again. Pure functions of the project.
 */
public final class ReadinessAdvice {
    /** Above the advice to check, and below the advice to wrap up. */
    private static final int SALIENCE = 93;

    private static final int MOST = 3;
    private static final String LOOK = "get_next_steps";

    private ReadinessAdvice() {}

    /**
     * The first blockers, while the planning advises the check; empty if nothing is in the way, or nothing was begun.
     *
     * @param tools those that the server offers, asked for only while the check is advised; a step of another tool says what is so, and has no call
     */
    public static List<NextStep> of(OpenProject project, Supplier<Set<String>> tools) {
        Workflow<Json> planning = project.workflow();
        String phase = planning.state().map(state -> state.value().phase()).orElse("");
        if (checking(planning.definition(), phase).isEmpty()) {
            return List.of(); // Looking at the whole project once more is only for the end of it.
        }
        try {
            WorkflowMoment<Json> now = planning.now();
            return isChecked(now) ? blockers(project, now, tools.get()) : List.of();
        } catch (CodedException e) {
            return List.of(); // Whoever works on the planning hears what is wrong with it.
        }
    }

    private static boolean isChecked(WorkflowMoment<Json> now) {
        List<String> checking = checking(now.running(), now.next().phase());
        return now.next().steps().stream().anyMatch(step -> checking.contains(step.id()));
    }

    private static List<String> checking(WorkflowDefinition definition, String phase) {
        return definition.rules().stream()
                .filter(rule -> !phase.isEmpty()
                        && (rule.phases().isEmpty() || rule.phases().contains(phase)))
                .filter(rule -> Optional.ofNullable(rule.suggest().call())
                        .filter(call -> call.tool().equals(CompletionTools.READINESS))
                        .isPresent())
                .map(RuleDefinition::id)
                .toList();
    }

    private static List<NextStep> blockers(OpenProject project, WorkflowMoment<Json> now, Set<String> tools) {
        List<NextStep> steps = new ArrayList<>();
        Readiness.of(project.workflow(), now, project.state()).stream()
                .flatMap(check -> check.blockers().stream())
                .limit(MOST)
                .forEach(blocker -> steps.add(step(blocker, steps.size() + 1, tools)));
        return List.copyOf(steps);
    }

    private static NextStep step(Check.Blocker blocker, int number, Set<String> tools) {
        String command = blocker instanceof Check.Blocker.ByCommand one ? " Run: " + one.command() : "";
        return new NextStep(
                "readiness:" + number,
                SALIENCE,
                blocker.what() + command,
                CompletionTools.READINESS + " finds it: the project is not ready before it is settled.",
                blocker instanceof Check.Blocker.ByCall call ? call(call, tools) : Optional.empty(),
                Optional.empty());
    }

    /** A blocker that only names what is next has no call of its own. */
    private static Optional<Call> call(Check.Blocker.ByCall blocker, Set<String> tools) {
        Map<String, Object> params = new LinkedHashMap<>();
        blocker.arguments().forEach((name, value) -> params.put(name, Shapes.plain(value)));
        boolean isCall = tools.contains(blocker.tool()) && !blocker.tool().equals(LOOK);
        return isCall ? Optional.of(new Call(blocker.tool(), params)) : Optional.empty();
    }
}
