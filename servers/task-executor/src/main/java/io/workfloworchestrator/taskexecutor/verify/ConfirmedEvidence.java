package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Evidence.What;
import io.workfloworchestrator.workflow.EvidenceDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes evidence of what somebody says about a task: constraints one by one, and the judgement of a reviewer. */
final class ConfirmedEvidence {
    private static final int MOST_RESULT = 190;

    private ConfirmedEvidence() {}

    /**
     * The evidence, asserted by whoever says it, without files.
     *
     * @param token the token of the caller's claim: whoever has it does the task
     * @throws VerifyException {@code E_CONSTRAINT} if a constraint is unknown, {@code E_REVIEW} if a review is by whoever did the
     *     task, by somebody else than the reviewer who is asked for, by nobody, or no judgement
     */
    static List<EvidenceDraft> of(TaskFacts facts, Confirmations said, Revision token) {
        List<EvidenceDraft> drafts = new ArrayList<>();
        said.holds().forEach(name -> drafts.add(constraint(facts, name, true, said)));
        said.broken().forEach(name -> drafts.add(constraint(facts, name, false, said)));
        said.review().ifPresent(judgement -> drafts.add(review(facts, judgement, said, token)));
        return drafts;
    }

    private static EvidenceDraft constraint(TaskFacts facts, String named, boolean holds, Confirmations said) {
        String constraint = facts.constraint(named);
        EvidenceDraft draft = EvidenceDraft.of(What.CONSTRAINT, holds ? "passed: it holds" : "failed: it does not hold")
                .command(Assessment.subject(constraint));
        return said.speaker().map(draft::by).orElse(draft);
    }

    private static EvidenceDraft review(TaskFacts facts, String judgement, Confirmations said, Revision token) {
        String text = judgement.strip();
        String word = text.toLowerCase(Locale.ROOT);
        boolean approved = word.startsWith("approved");
        if (!approved && !word.startsWith("rejected")) {
            throw new VerifyException(
                    "E_REVIEW",
                    "A review begins with \"approved\" or \"rejected\", and then says why; not \"" + Shown.text(text)
                            + "\".");
        }
        String by = said.speaker().orElse("");
        if (by.isEmpty()) {
            throw new VerifyException("E_REVIEW", "A review needs to say who reviews. Give the name as by.");
        }
        boolean isByDoer = facts.doers().contains(by)
                || said.agent().filter(facts.doers()::contains).isPresent();
        if (isByDoer || !token.equals(Revision.NONE)) {
            throw new VerifyException(
                    "E_REVIEW",
                    "Nobody accepts his own work, and task " + facts.called() + " is done by "
                            + (facts.doers().isEmpty()
                                    ? "whoever has its token"
                                    : Shown.names(List.copyOf(facts.doers())))
                            + ". Once it is completed or given back, somebody else reviews it, without the token, and"
                            + " gives a name of their own as by.");
        }
        facts.reviewer().filter(name -> !name.equalsIgnoreCase(by)).ifPresent(name -> {
            throw new VerifyException(
                    "E_REVIEW",
                    "Task " + facts.called() + " asks for a review by " + Shown.text(name) + ", not by "
                            + Shown.text(by) + ". Hand it to " + Shown.text(name)
                            + ", or change the reviewer of the task.");
        });
        return EvidenceDraft.of(
                        What.REVIEW, Words.clip((approved ? "passed: " : "failed: ") + Shown.line(text), MOST_RESULT))
                .command("review of task " + facts.called())
                .by(by);
    }
}
