package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.completion.ReadinessAdvice;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.OtherAdvice;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.TaskExecutorServer;
import io.workfloworchestrator.taskexecutor.workflows.TaskAdvice;
import io.workfloworchestrator.workflow.NextStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is next in the specifications, the tasks and the servers, beside the planning that is served. Pure functions of the project. */
final class AllAdvice {
    /** How a server of specifications or of tasks begins. Here the planning says how work begins. */
    private static final String BEGIN = "begin";

    private AllAdvice() {}

    /**
     * The steps, as one caller hears them.
     *
     * @param tools those that the server offers
     * @param caller the name of who asks
     */
    static List<NextStep> of(OpenProject project, Set<String> tools, String caller) {
        Moment now = project.state().now();
        return Stream.of(
                        OtherAdvice.of(project, now, ServerBook.WORKFLOW, tools),
                        ReadinessAdvice.of(project, () -> tools),
                        OtherAdvice.of(project, now, SpecDrivenServer.FEATURES, tools),
                        OtherAdvice.of(project, now, TaskExecutorServer.WORKFLOWS, tools),
                        TaskAdvice.of(project, now, tools, caller))
                .flatMap(List::stream)
                .filter(step -> !step.id().equals(BEGIN))
                .toList();
    }
}
