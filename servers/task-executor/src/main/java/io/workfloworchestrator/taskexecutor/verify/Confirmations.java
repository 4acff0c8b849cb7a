package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Evidence.What;
import io.workfloworchestrator.workflow.EvidenceDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody says about a task when it is verified.
 *
 * @param holds constraints that hold, by number or text
 * @param broken constraints that do not hold
 * @param review the judgement of a reviewer: a text that begins with {@code approved} or {@code rejected}
 * @param by who says all of this; empty for the agent
 * @param agent who calls; empty for the name of the client
 * @param tests tests that must be among those that ran
 */
public record Confirmations(
        List<String> holds,
        List<String> broken,
        Optional<String> review,
        Optional<String> by,
        Optional<String> agent,
        List<String> tests) {
    private static final int MOST_RESULT = 190;

    /** Nothing is said: only the checks run. */
    public static final Confirmations NOTHING =
            new Confirmations(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Confirmations {
        holds = List.copyOf(holds);
        broken = List.copyOf(broken);
        by = named(by);
        agent = named(agent);
        tests = List.copyOf(tests);
    }

    private static Optional<String> named(Optional<String> name) {
        return name.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Who says all of this; empty for the client that calls. */
    Optional<String> speaker() {
        return by.or(this::agent);
    }

    boolean isNothing() {
        return holds.isEmpty() && broken.isEmpty() && review.isEmpty() && tests.isEmpty();
    }

    /**
     * The evidence, asserted by whoever says it, without files.
     *
     * @param token the token of the caller's claim: whoever has it does the task
     * @throws CodedException {@code E_CONSTRAINT} if a constraint is unknown, {@code E_REVIEW} if a review is by whoever did the
     *     task, by somebody else than the reviewer who is asked for, by nobody, or no judgement
     */
    List<EvidenceDraft> evidence(TaskFacts facts, Revision token) {
        List<EvidenceDraft> drafts = new ArrayList<>();
        holds.forEach(name -> drafts.add(constraint(facts, name, true)));
        broken.forEach(name -> drafts.add(constraint(facts, name, false)));
        review.ifPresent(judgement -> drafts.add(review(facts, judgement, token)));
        return drafts;
    }

    private EvidenceDraft constraint(TaskFacts facts, String named, boolean isSo) {
        String constraint = facts.constraint(named);
        EvidenceDraft draft = EvidenceDraft.of(What.CONSTRAINT, isSo ? "passed: it holds" : "failed: it does not hold")
                .command(Assessment.subject(constraint));
        return speaker().map(draft::by).orElse(draft);
    }

    private EvidenceDraft review(TaskFacts facts, String judgement, Revision token) {
        String text = judgement.strip();
        String word = text.toLowerCase(Locale.ROOT);
        boolean approved = word.startsWith("approved");
        if (!approved && !word.startsWith("rejected")) {
            throw new CodedException(
                    "E_REVIEW",
                    "A review begins with \"approved\" or \"rejected\", and then says why; not \"" + Shown.text(text)
                            + "\".");
        }
        String speaker = speaker().orElse("");
        if (speaker.isEmpty()) {
            throw new CodedException("E_REVIEW", "A review needs to say who reviews. Give the name as by.");
        }
        boolean isByDoer = facts.doers().contains(speaker)
                || agent.filter(facts.doers()::contains).isPresent();
        if (isByDoer || !token.equals(Revision.NONE)) {
            throw new CodedException(
                    "E_REVIEW",
                    "Nobody accepts his own work, and task " + facts.called() + " is done by "
                            + (facts.doers().isEmpty()
                                    ? "whoever has its token"
                                    : Shown.names(List.copyOf(facts.doers())))
                            + ". Once it is completed or given back, somebody else reviews it, without the token, and"
                            + " gives a name of their own as by.");
        }
        facts.reviewer().filter(name -> !name.equalsIgnoreCase(speaker)).ifPresent(name -> {
            throw new CodedException(
                    "E_REVIEW",
                    "Task " + facts.called() + " asks for a review by " + Shown.text(name) + ", not by "
                            + Shown.text(speaker) + ". Hand it to " + Shown.text(name)
                            + ", or change the reviewer of the task.");
        });
        return EvidenceDraft.of(
                        What.REVIEW, Words.clip((approved ? "passed: " : "failed: ") + Shown.line(text), MOST_RESULT))
                .command("review of task " + facts.called())
                .by(speaker);
    }
}
