package io.workfloworchestrator.interview;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that was said in one interview, as the shared state keeps it under {@code interview/<id>}. Immutable.
 *
 * <p>Each answer has its own place, so that answers of two clients or two branches to different questions merge. What is asked
 * next, and what is not asked, is computed from the question set and never kept.
 *
 * @param began when, by the clock of the process that began it
 * @param status whether answers are taken
 * @param budget the most questions that the person wants to be asked; empty for all
 * @param current the question to which somebody went back or jumped; empty to go on in order
 * @param answers by address: a question's id, in a loop with a dot and the element's key, such as {@code persona.login}
 */
public record InterviewState(
        String set,
        int version,
        Instant began,
        Status status,
        Optional<Integer> budget,
        Optional<String> current,
        Map<String, Answer> answers) {
    /** Whether an interview takes answers. */
    public enum Status {
        OPEN,
        /** Somebody called it off; its answers stay, and it can be resumed. */
        CANCELLED
    }

    public InterviewState {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    static InterviewState begin(QuestionSet set, Optional<Integer> budget, Instant now) {
        return new InterviewState(set.id(), set.version(), now, Status.OPEN, budget, Optional.empty(), Map.of());
    }

    Optional<Answer> answer(String address) {
        return Optional.ofNullable(answers.get(address));
    }

    InterviewState with(String address, Answer answer) {
        Map<String, Answer> more = new TreeMap<>(answers);
        more.put(address, answer);
        Optional<String> still = current.filter(at -> !at.equals(address));
        return new InterviewState(set, version, began, status, budget, still, more);
    }

    /** With the answer that a question had before, or without any. */
    InterviewState restored(String address, Optional<Answer> before) {
        Map<String, Answer> others = new TreeMap<>(answers);
        others.remove(address);
        before.ifPresent(answer -> others.put(address, answer));
        return new InterviewState(set, version, began, status, budget, current, others);
    }

    InterviewState at(Optional<String> address) {
        return new InterviewState(set, version, began, status, budget, address, answers);
    }

    InterviewState with(Status changed) {
        return new InterviewState(set, version, began, changed, budget, current, answers);
    }

    InterviewState within(Optional<Integer> most) {
        return new InterviewState(set, version, began, status, most, current, answers);
    }

    int nextOrder() {
        return answers.values().stream().mapToInt(Answer::order).max().orElse(0) + 1;
    }
}
