package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.interview.Giving.Who;
import io.workfloworchestrator.interview.Standing.Status;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done in an interview besides giving answers: skip, decide, confirm, go back. Pure functions of a moment. */
record Steps(InterviewMoment moment, Who who) {
    private static final int LONGEST_LIST = 400;

    private Standing meant(Optional<String> name) {
        Standing standing = name.isPresent()
                ? moment.get(name.get())
                : moment.toAsk().stream()
                        .findFirst()
                        .orElseThrow(() -> new InterviewException("E_QUESTION", "No question is open now."));
        if (standing.status() == Status.NOT_ASKED) {
            throw new InterviewException("E_ANSWER_NOT_ASKED", Giving.notAsked(standing));
        }
        return standing;
    }

    /** Refuses to put something else in the place of an answer, unless somebody went back to it. */
    private void requireOpen(Standing standing) {
        boolean back = moment.state().current().filter(standing.id()::equals).isPresent();
        if (standing.counts() && !back) {
            throw new InterviewException("E_ANSWER_EXISTS", Giving.exists(standing.id(), standing.answer()));
        }
    }

    Taken skip(Optional<String> name) {
        Standing standing = meant(name);
        requireOpen(standing);
        if (standing.question().isRequired()) {
            throw new InterviewException(
                    "E_ANSWER_REQUIRED",
                    Giving.shown(standing.id())
                            + " cannot be skipped: it is required. Answer it, or let it be decided.");
        }
        return Taken.all(with(moment.state(), standing, Json.Null.VALUE, AnswerSource.SKIPPED, ""), standing.id());
    }

    Taken decide(Optional<String> name) {
        Standing standing = meant(name);
        requireOpen(standing);
        Recommendation advice = advice(moment, standing)
                .orElseThrow(() -> new InterviewException(
                        "E_ANSWER_NO_ADVICE",
                        Giving.shown(standing.id())
                                + " has neither a recommendation nor a default, "
                                + (standing.question().isRequired()
                                        ? "so nobody can decide it but you."
                                        : "so it cannot be decided for you. Answer it, or skip it: it is optional.")));
        return Taken.all(decided(moment.state(), standing, advice), standing.id());
    }

    private InterviewState decided(InterviewState state, Standing standing, Recommendation advice) {
        return with(state, standing, advice.value(), AnswerSource.ASSUMPTION, advice.because());
    }

    private static Optional<Recommendation> advice(InterviewMoment now, Standing standing) {
        return now.recommendation(standing)
                .or(() -> standing.question()
                        .defaultValue()
                        .map(value -> new Recommendation(value, "the default of the question")));
    }

    /** Decides every open question that can be decided, also those that this opens; the others are named in one problem. */
    Taken decideOpen() {
        InterviewMoment now = moment;
        Set<String> taken = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            InterviewState state = now.state();
            for (Standing standing : now.standings()) {
                Optional<Recommendation> advice =
                        standing.status() == Status.OPEN ? advice(now, standing) : Optional.empty();
                if (advice.isPresent() && taken.add(standing.id())) {
                    state = decided(state, standing, advice.get());
                }
            }
            more = !state.equals(now.state());
            now = now.with(state);
        }
        List<String> open = now.standings().stream()
                .filter(s -> s.status() == Status.OPEN)
                .map(Standing::id)
                .toList();
        return new Taken(
                now.state(), List.copyOf(taken), open.isEmpty() ? List.of() : List.of(undecided(open, opened(open))));
    }

    /** How many of these questions were not open before. */
    private long opened(List<String> open) {
        List<String> before = moment.standings().stream()
                .filter(standing -> standing.status() == Status.OPEN)
                .map(Standing::id)
                .toList();
        return open.stream().filter(id -> !before.contains(id)).count();
    }

    /** One problem for all of them, since there may be many and what to do is the same. */
    private static AnswerProblem undecided(List<String> open, long opened) {
        return new AnswerProblem(
                String.join(", ", open),
                "E_ANSWER_NO_ADVICE",
                open.size() == 1
                        ? Giving.shown(open.get(0)) + " has neither a recommendation nor a default."
                        : open.size() + " questions have neither a recommendation nor a default"
                                + (opened == 0 ? "" : " (" + opened + " of them are asked because of what was decided)")
                                + ". Answer them, or skip"
                                + " those that are optional: " + Names.fitting(open, ", ", LONGEST_LIST) + ".");
    }

    /** Confirms drafts: those named, or all. */
    Taken confirm(List<String> names) {
        List<Standing> drafts = names.isEmpty()
                ? moment.standings().stream().filter(Standing::isProposed).toList()
                : names.stream().map(moment::get).toList();
        if (drafts.isEmpty()) {
            throw new InterviewException("E_ANSWER_MISSING", "No draft waits to be confirmed.");
        }
        InterviewState state = moment.state();
        List<String> taken = new ArrayList<>();
        for (Standing draft : drafts) {
            if (!draft.isProposed()) {
                throw new InterviewException(
                        "E_ANSWER_MISSING", Giving.shown(draft.id()) + " has no draft that waits to be confirmed.");
            }
            Answer said = draft.answer().orElseThrow();
            String because = "drafted by " + said.by() + (said.because().isEmpty() ? "" : ": " + said.because());
            state = with(state, draft, said.value(), AnswerSource.CONFIRMED, because);
            taken.add(draft.id());
        }
        return new Taken(state, List.copyOf(taken), List.of());
    }

    /** Goes to the question that was answered or skipped before the present one. */
    Taken back() {
        int now = moment.state()
                .current()
                .flatMap(moment.state()::answer)
                .map(Answer::order)
                .orElse(Integer.MAX_VALUE);
        Standing before = moment.standings().stream()
                .filter(s -> s.status() != Status.NOT_ASKED
                        && !s.isProposed()
                        && s.answer().isPresent())
                .filter(s -> order(s) < now)
                .max(Comparator.comparingInt(Steps::order))
                .orElseThrow(() ->
                        new InterviewException("E_QUESTION_FIRST", "There is no earlier question to go back to."));
        return Taken.all(moment.state().at(Optional.of(before.id())), before.id());
    }

    private static int order(Standing standing) {
        return standing.answer().orElseThrow().order();
    }

    private InterviewState with(
            InterviewState state, Standing standing, Json value, AnswerSource source, String because) {
        int order = state.answer(standing.id()).map(Answer::order).orElseGet(state::nextOrder);
        return state.with(standing.id(), new Answer(value, source, because, who.now(), who.name(), order));
    }
}
