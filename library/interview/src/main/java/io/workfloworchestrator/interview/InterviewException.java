package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.CodedException;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal of an interview; nothing was changed. Answers that are refused are {@linkplain #problems named} all at once. */
public final class InterviewException extends CodedException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_TOLD = 20;

    private final transient List<AnswerProblem> problems;

    InterviewException(String code, String message) {
        super(code, message);
        this.problems = List.of();
    }

    InterviewException(List<AnswerProblem> problems) {
        super(problems.get(0).code(), told(problems));
        this.problems = List.copyOf(problems);
    }

    private static String told(List<AnswerProblem> problems) {
        String some =
                problems.stream().limit(MOST_TOLD).map(AnswerProblem::message).collect(Collectors.joining("\n"));
        return problems.size() > MOST_TOLD ? some + "\nand " + (problems.size() - MOST_TOLD) + " more." : some;
    }

    /** What is wrong with each answer; empty if the refusal is about something else. */
    public List<AnswerProblem> problems() {
        return problems;
    }
}
