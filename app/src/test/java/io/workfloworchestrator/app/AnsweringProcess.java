package io.workfloworchestrator.app;

import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewException;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * A process that answers every question of the project's interview, one after another, until somebody kills it or nothing is
 * open. It prints a line for each answer that is committed.
 */
final class AnsweringProcess {
    private AnsweringProcess() {}

    /** @param args the project's folder, the set, and who answers */
    public static void main(String[] args) {
        Main.quiet();
        try (Workbench bench = Workbench.open(args[0])) {
            Interviews interviews = Interviews.of(
                    bench.states(), QuestionSets.of(bench.folder(), Map.of()), Clock.systemUTC(), () -> Json.Obj.EMPTY);
            Cause cause = Cause.by(args[2]);
            Interview interview = begun(interviews, args[1], cause);
            System.out.println("ready");
            for (Optional<String> id = open(interview); id.isPresent(); id = open(interview)) {
                answer(interview, id.get(), cause);
            }
        }
    }

    private static Interview begun(Interviews interviews, String set, Cause cause) {
        try {
            return interviews.start(set, set, Optional.empty(), cause);
        } catch (InterviewException e) {
            return interviews.open(set);
        }
    }

    private static Optional<String> open(Interview interview) {
        return interview.now().next().map(question -> question.id());
    }

    private static void answer(Interview interview, String id, Cause cause) {
        try {
            InterviewChange change = interview.answer(Map.of(id, Json.of(cause.actor() + " on " + id)), cause);
            System.out.println("took " + id + " " + change.after().moment().revision());
        } catch (InterviewException e) {
            System.out.println("told " + id + " " + e.code());
        }
    }
}
