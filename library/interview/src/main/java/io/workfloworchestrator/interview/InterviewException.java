package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.CodedException;
import java.util.List;
import java.util.stream.Collectors;

/** A refusal of an interview; nothing was changed. Answers that are refused are {@linkplain #problems named} all at once. */
public final class InterviewException extends CodedException {
    private static final long serialVersionUID = 1L;

    private final transient List<AnswerProblem> problems;

    InterviewException(String code, String message) {
        super(code, message);
        this.problems = List.of();
    }

    InterviewException(List<AnswerProblem> problems) {
        super(
                problems.get(0).code(),
                problems.stream().map(AnswerProblem::message).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with each answer; empty if the refusal is about something else. */
    public List<AnswerProblem> problems() {
        return problems;
    }
}
