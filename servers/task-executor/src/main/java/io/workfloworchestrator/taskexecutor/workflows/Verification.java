package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What proves a task done, and what does not, as {@code complete_task} answers it. Pure functions. */
final class Verification {
    private static final int MOST = 10;

    private Verification() {}

    /**
     * The report: {@code passed} if the task is verified, {@code failed} if its newest evidence says so, otherwise {@code partial}.
     *
     * @param concern why it is not verified
     */
    static Json of(Item task, Optional<String> concern) {
        List<Evidence> evidence = new ArrayList<>(task.state().evidence().values());
        evidence.sort(Comparator.comparing(Evidence::at));
        boolean isFailed = !evidence.isEmpty() && !evidence.get(evidence.size() - 1).isPassed();
        boolean isVerified = task.status().equals("verified");
        return Json.Obj.EMPTY
                .with("status", Json.of(isVerified ? "passed" : isFailed ? "failed" : "partial"))
                .with(
                        "evidence",
                        Json.strings(evidence.stream()
                                .skip(Math.max(0, evidence.size() - MOST))
                                .map(one -> one.what().word() + ": " + one.result() + ", by " + one.by())
                                .toList()))
                .with("concerns", Json.strings(concern.stream().toList()))
                .with(
                        "recommendations",
                        Json.strings(
                                isVerified
                                        ? List.of()
                                        : List.of("Bring evidence by verify_task: a command, a report or a review.")));
    }
}
