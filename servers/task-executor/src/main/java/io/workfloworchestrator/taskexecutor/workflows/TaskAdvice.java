package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Call;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.OtherAdvice;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is next in the active workflows of tasks: which tasks are held and have to be completed, which can be taken, and what can be
 * archived. Rules of the list of all workflows cannot name tasks. Pure functions of the project.
 */
public final class TaskAdvice {
    private static final String TOKEN = "token";
    private static final String AGENT = "agent";
    private static final int MOST_WORKFLOWS = 3;
    private static final int MOST_OF_A_RULE = 2;

    private TaskAdvice() {}

    /**
     * The steps, as one caller hears them: everybody hears what is next, and only its holder the token of a task.
     *
     * @param tools those that the server offers
     * @param caller the name of who asks, as a claim would have it
     */
    public static List<NextStep> of(OpenProject project, Moment now, Set<String> tools, String caller) {
        TaskWorkflows workflows = new TaskWorkflows(project);
        List<NextStep> steps = new ArrayList<>();
        for (WorkflowEntry entry :
                workflows.active(now).stream().limit(MOST_WORKFLOWS).toList()) {
            WorkflowState<Json> state = workflows.state(now, entry);
            OtherAdvice.of(project, now, entry.key(), tools).stream()
                    .filter(TaskAdvice::isAmongTheFirst)
                    .map(step -> said(step, state, caller))
                    .forEach(steps::add);
        }
        return steps;
    }

    /** The steps without those that take a task of a workflow whose tasks are all done: the list of all workflows does not see tasks. */
    public static List<NextStep> sifted(OpenProject project, List<NextStep> steps) {
        if (steps.stream().noneMatch(step -> taken(step).isPresent())) {
            return steps;
        }
        TaskWorkflows workflows = new TaskWorkflows(project);
        Moment now = project.state().now();
        Set<String> over = workflows.active(now).stream()
                .filter(entry -> now.find(workflows.tasks(entry).key())
                        .filter(tasks -> TaskProgress.of(tasks.value()).isComplete())
                        .isPresent())
                .map(WorkflowEntry::name)
                .collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> taken(step).filter(over::contains).isEmpty())
                .toList();
    }

    private static Optional<String> taken(NextStep step) {
        return step.call()
                .filter(call -> call.tool().equals(TaskTools.NEXT_TASK))
                .flatMap(call -> Optional.ofNullable(call.params().get("workflowName")))
                .map(String::valueOf);
    }

    /** A step to complete what somebody holds, with the token for the holder. */
    private static NextStep said(NextStep step, WorkflowState<Json> state, String caller) {
        Optional<Call> call = step.call().filter(one -> one.tool().equals(TaskTools.COMPLETE_TASK));
        if (call.isEmpty()) {
            return step;
        }
        Map<String, Object> params = new LinkedHashMap<>(call.get().params());
        params.remove(AGENT);
        String number = String.valueOf(params.get("taskId"));
        Optional<Claim> own = TaskItems.of(state).stream()
                .filter(task -> task.number().filter(number::equals).isPresent())
                .flatMap(task -> task.state().claim().stream())
                .filter(claim -> claim.released().isEmpty() && claim.by().equals(caller))
                .findFirst();
        own.ifPresentOrElse(claim -> params.put(TOKEN, claim.token()), () -> params.put(AGENT, ""));
        return new NextStep(
                step.id(),
                step.salience(),
                step.action(),
                step.because(),
                Optional.of(new Call(call.get().tool(), params)),
                step.path());
    }

    /** Further steps of a rule have its id with a number behind. */
    private static boolean isAmongTheFirst(NextStep step) {
        int hash = step.id().indexOf('#');
        return hash < 0 || Integer.parseInt(step.id().substring(hash + 1)) <= MOST_OF_A_RULE;
    }
}
