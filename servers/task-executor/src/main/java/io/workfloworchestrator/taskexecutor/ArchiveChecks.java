package io.workfloworchestrator.taskexecutor;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.taskexecutor.verify.ArchiveFinding;
import io.workfloworchestrator.taskexecutor.verify.ArchiveVerification;
import io.workfloworchestrator.taskexecutor.verify.DocumentationDuty;
import io.workfloworchestrator.taskexecutor.verify.TaskVerification;
import io.workfloworchestrator.taskexecutor.verify.WorkflowDuty;
import io.workfloworchestrator.taskexecutor.workflows.ArchiveCheck;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What is looked at before a workflow is archived, beside its tasks: evidence, constraints, documents, and the commands of the project. */
final class ArchiveChecks {
    private ArchiveChecks() {}

    /** The checks, those that run a command last. */
    static List<ArchiveCheck> all(Clock clock) {
        return List.of(
                ArchiveChecks::documentation,
                (project, tasks) -> findings(verification(project, clock).evidence(tasks)),
                (project, tasks) -> findings(verification(project, clock).commands(tasks)));
    }

    private static ArchiveVerification verification(OpenProject project, Clock clock) {
        return new ArchiveVerification(new TaskVerification(
                project.state(),
                project.workflow().project(),
                System.getenv(),
                () -> UUID.randomUUID().toString(),
                clock));
    }

    private static List<ArchiveCheck.Finding> findings(List<ArchiveFinding> found) {
        return found.stream()
                .map(one -> new ArchiveCheck.Finding(one.name(), one.holds(), one.blocks(), one.message()))
                .toList();
    }

    private static List<ArchiveCheck.Finding> documentation(OpenProject project, WorkflowMoment<Json> tasks) {
        ProjectFolder folder = project.workflow().project();
        DocumentationDuty duty = WorkflowDuty.of(folder, tasks.state().value());
        return List.of(new ArchiveCheck.Finding(
                "documentationUpdated", duty.isMet(), duty.blocks(), String.join(" ", duty.findings())));
    }
}
