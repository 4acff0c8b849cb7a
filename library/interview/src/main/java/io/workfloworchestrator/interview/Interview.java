package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One interview: what is asked, and every way to answer. Each step is one commit with a cause, whose actor is who answered.
 *
 * <p>A refused step changes nothing, and the interview goes on. An answer never silently takes the place of what somebody else
 * said: to change an answer, {@link #edit} it. Thread-safe.
 */
public final class Interview {
    private static final int MOST_NAMED = 5;

    private final Interviews all;
    private final StateKey<InterviewState> key;

    Interview(Interviews all, StateKey<InterviewState> key) {
        this.all = all;
        this.key = key;
    }

    public String id() {
        return key.id();
    }

    /** @throws InterviewException (E_INTERVIEW) if there is no such interview */
    public InterviewMoment now() {
        return in(all.states.now());
    }

    /** @throws InterviewException (E_INTERVIEW) if there is no such interview */
    public InterviewMoment in(Moment moment) {
        InterviewState state =
                moment.find(key).orElseThrow(() -> unknown(moment)).value();
        return at(state, moment, all.facts.get());
    }

    private InterviewMoment at(InterviewState state, Moment moment, Json.Obj known) {
        QuestionSet set = all.sets.get(state.set());
        return new InterviewMoment(key.id(), set, state, moment, new Recommending(set, known));
    }

    private InterviewException unknown(Moment moment) {
        List<String> ids = all.ids(moment);
        return new InterviewException(
                "E_INTERVIEW",
                "there is no interview \"" + key.id() + "\"."
                        + (ids.isEmpty() ? " Start one." : Names.hint(key.id(), ids)));
    }

    /**
     * Takes answers, all or nothing, by the questions' ids.
     *
     * @throws InterviewException with every answer that is refused
     */
    public InterviewChange answer(Map<String, Json> answers, Cause cause) {
        return give(Taking.ANSWER, answers, "", Optional.empty(), cause.doing(said("answered", answers)), Taken::whole);
    }

    /** Takes the answers that fit; the others are in {@link InterviewChange#refused}. */
    public InterviewChange answerWhatFits(Map<String, Json> answers, Cause cause) {
        return give(Taking.ANSWER, answers, "", Optional.empty(), cause.doing(said("answered", answers)), t -> t);
    }

    /**
     * Takes from a free text what is certain: lines {@code question: value}, and for the question that is asked now a single
     * number, day or option. What was not taken is in {@link InterviewChange#refused}.
     */
    public InterviewChange answerFreely(String text, Cause cause) {
        return step(cause.doing("answered in words"), before -> {
            FreeText.Found found = FreeText.in(text, before);
            List<AnswerProblem> refused = new ArrayList<>(found.notTaken());
            if (found.answers().isEmpty()) {
                return new Taken(before.state(), List.of(), refused);
            }
            Taken taken = new Giving(before.set(), Taking.ANSWER, Optional.empty(), who(cause), "")
                    .take(before.state(), found.answers());
            refused.addAll(taken.problems());
            return new Taken(taken.state(), taken.taken(), refused);
        });
    }

    /**
     * Changes answers, all or nothing. Answers that depend on them are kept; whether they count now is in the change.
     *
     * @param seen the revision at which the caller read the answers; one that changed since is not overwritten
     * @throws InterviewException with every answer that is refused, such as (E_ANSWER_CHANGED)
     */
    public InterviewChange edit(Map<String, Json> answers, Optional<Revision> seen, Cause cause) {
        Optional<InterviewState> then =
                seen.flatMap(revision -> all.states.asOf(key, revision)).map(s -> s.value());
        return give(Taking.EDIT, answers, "", then, cause.doing(said("changed", answers)), Taken::whole);
    }

    /**
     * Drafts answers, all or nothing; they count when somebody {@linkplain #confirm confirms} them.
     *
     * @param because where the drafts come from
     * @throws InterviewException with every draft that is refused
     */
    public InterviewChange draft(Map<String, Json> answers, String because, Cause cause) {
        return give(
                Taking.DRAFT, answers, because, Optional.empty(), cause.doing(said("drafted", answers)), Taken::whole);
    }

    /**
     * Confirms drafts.
     *
     * @param names the questions; empty for every draft
     * @throws InterviewException (E_ANSWER_MISSING) if there is no such draft
     */
    public InterviewChange confirm(List<String> names, Cause cause) {
        return step(
                cause.doing("confirmed drafts"), before -> steps(before, cause).confirm(names));
    }

    /**
     * Accepts the default of a question.
     *
     * @param name the question; empty for the one that is asked now
     * @throws InterviewException (E_ANSWER_NO_ADVICE) if it has no default
     */
    public InterviewChange acceptDefault(Optional<String> name, Cause cause) {
        return step(cause.doing("accepted a default"), before -> {
            AskedQuestion asked = name.map(before::question)
                    .or(before::next)
                    .orElseThrow(() -> new InterviewException("E_QUESTION", "No question is open now."));
            Json value = asked.defaultValue()
                    .orElseThrow(() ->
                            new InterviewException("E_ANSWER_NO_ADVICE", "\"" + asked.id() + "\" has no default."));
            return new Giving(before.set(), Taking.DEFAULT, Optional.empty(), who(cause), "the default of the question")
                    .take(before.state(), Map.of(asked.id(), value))
                    .whole();
        });
    }

    /**
     * Lets a question be decided: its recommendation or else its default is recorded as an assumption.
     *
     * @param name the question; empty for the one that is asked now
     * @throws InterviewException (E_ANSWER_NO_ADVICE) if it has neither
     */
    public InterviewChange decide(Optional<String> name, Cause cause) {
        return step(
                cause.doing("let a question be decided"),
                before -> steps(before, cause).decide(name));
    }

    /** Lets every open question be decided that has a recommendation or a default; the others are in the refused ones. */
    public InterviewChange decideOpen(Cause cause) {
        return step(
                cause.doing("let the open questions be decided"),
                before -> steps(before, cause).decideOpen());
    }

    /**
     * Skips a question.
     *
     * @param name the question; empty for the one that is asked now
     * @throws InterviewException (E_ANSWER_REQUIRED) if it is required
     */
    public InterviewChange skip(Optional<String> name, Cause cause) {
        return step(
                cause.doing("skipped a question"),
                before -> steps(before, cause).skip(name));
    }

    /**
     * Goes back to the question before; its next answer takes the place of the old one.
     *
     * @throws InterviewException (E_QUESTION_FIRST) if there is none
     */
    public InterviewChange back(Cause cause) {
        return step(cause.doing("went back"), before -> steps(before, cause).back());
    }

    /** Calls the interview off; its answers stay. */
    public InterviewChange cancel(Cause cause) {
        return set(
                cause.doing("cancelled the interview"),
                before -> Taken.all(before.state().with(InterviewState.Status.CANCELLED)));
    }

    /**
     * Goes on with the interview, also with one that was cancelled.
     *
     * @param budget a new budget; empty to keep the one that it has
     */
    public InterviewChange resume(Optional<Integer> budget, Cause cause) {
        Optional<Integer> most = Interviews.budget(budget);
        return set(cause.doing("resumed the interview"), before -> {
            InterviewState open =
                    before.state().with(InterviewState.Status.OPEN).at(Optional.empty());
            return Taken.all(most.isPresent() ? open.within(most) : open);
        });
    }

    private InterviewChange give(
            Taking taking,
            Map<String, Json> answers,
            String because,
            Optional<InterviewState> seen,
            Cause cause,
            Function<Taken, Taken> strictness) {
        return step(
                cause,
                before -> strictness.apply(
                        new Giving(before.set(), taking, seen, who(cause), because).take(before.state(), answers)));
    }

    private Giving.Who who(Cause cause) {
        return new Giving.Who(cause.actor(), all.clock.instant());
    }

    private Steps steps(InterviewMoment before, Cause cause) {
        return new Steps(before, who(cause));
    }

    private static String said(String what, Map<String, Json> answers) {
        String names = String.join(
                        ", ",
                        new TreeSet<>(answers.keySet())
                                .stream().limit(MOST_NAMED).toList())
                .replaceAll("\\p{C}", "?");
        String clipped = Words.clip(names, 200);
        return what + " " + clipped
                + (answers.size() > MOST_NAMED ? " and " + (answers.size() - MOST_NAMED) + " more" : "");
    }

    private InterviewChange step(Cause cause, Function<InterviewMoment, Taken> step) {
        return set(cause, before -> {
            if (before.state().status() == InterviewState.Status.CANCELLED) {
                throw new InterviewException(
                        "E_INTERVIEW_CANCELLED",
                        "the interview \"" + key.id() + "\" was cancelled; its answers are kept. Resume it first.");
            }
            return step.apply(before);
        });
    }

    /** Before and after a step, as the last run of its function saw them. */
    private record Ran(InterviewMoment before, Taken taken) {}

    private InterviewChange set(Cause cause, Function<InterviewMoment, Taken> step) {
        Json.Obj known =
                all.facts.get(); // Finding facts may commit what was found, so it is no part of the step's own commit.
        Moment now = all.states.now();
        Done<Ran> done = all.states.change(cause, transaction -> {
            InterviewState state = transaction.find(key).orElseThrow(() -> unknown(now));
            InterviewMoment before = at(state, now, known);
            Taken taken = step.apply(before);
            transaction.put(key, taken.state());
            return new Ran(before, taken);
        });
        Taken taken = done.result().taken();
        InterviewMoment after = at(taken.state(), done.moment(), known);
        List<String> counted = counting(done.result().before());
        List<String> counting = counting(after);
        return new InterviewChange(
                after,
                done.commit(),
                taken.taken(),
                taken.problems(),
                counted.stream()
                        .filter(id -> !counting.contains(id) && !taken.taken().contains(id))
                        .toList(),
                counting.stream()
                        .filter(id -> !counted.contains(id) && !taken.taken().contains(id))
                        .toList());
    }

    private static List<String> counting(InterviewMoment moment) {
        return moment.standings().stream()
                .filter(Standing::counts)
                .map(Standing::id)
                .toList();
    }
}
