package io.workfloworchestrator.interview;

import io.workfloworchestrator.interview.Standing.Status;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes answers to several questions at once. An answer may open further questions that are answered in the same call, so
 * what cannot be placed is tried again as long as something new was taken. One use per instance; not thread-safe.
 */
final class Giving {
    private static final int MOST = 2_000;

    private final QuestionSet set;
    private final Taking taking;
    private final Optional<InterviewState> seen;
    private final Who who;
    private final String because;
    /** The names by which answers were given, by the ids of their questions. */
    private final Map<String, String> taken = new LinkedHashMap<>();

    private final List<AnswerProblem> problems = new ArrayList<>();

    record Who(String name, Instant now) {}

    /** @param seen what the caller knew of the interview; an answer that changed since is not overwritten */
    Giving(QuestionSet set, Taking taking, Optional<InterviewState> seen, Who who, String because) {
        this.set = set;
        this.taking = taking;
        this.seen = seen;
        this.who = who;
        this.because = because;
    }

    Taken take(InterviewState before, Map<String, Json> given) {
        if (given.isEmpty() || given.size() > MOST) {
            throw new InterviewException(
                    "E_ANSWER_MISSING", "There are " + given.size() + " answers in this call; give 1 to " + MOST + ".");
        }
        Map<String, Json> pending = new LinkedHashMap<>(given);
        InterviewState state = before;
        boolean more = true;
        while (more && !pending.isEmpty()) {
            Naming naming = new Naming(set, Standings.of(set, state));
            int left = pending.size();
            for (String name : List.copyOf(pending.keySet())) {
                Optional<Standing> standing = naming.find(name).filter(s -> s.status() != Status.NOT_ASKED);
                if (standing.isPresent()) {
                    Json value = Objects.requireNonNull(pending.remove(name));
                    state = one(state, name, standing.get(), value);
                }
            }
            more = pending.size() < left;
        }
        if (!pending.isEmpty()) {
            Naming naming = new Naming(set, Standings.of(set, state));
            pending.keySet().forEach(name -> notTaken(naming, name, naming.find(name)));
        }
        state = withoutSetAside(before, state);
        return new Taken(state, List.copyOf(taken.keySet()), List.copyOf(problems));
    }

    private InterviewState one(InterviewState state, String name, Standing standing, Json value) {
        String id = standing.id();
        if (taken.containsKey(id)) {
            problems.add(new AnswerProblem(
                    name, "E_ANSWER_TWICE", shown(id) + " is answered twice in this call. Give one answer."));
            return state;
        }
        CheckedAnswer checked = AnswerCheck.of(standing.question(), value);
        if (checked instanceof CheckedAnswer.Refused refused) {
            problems.add(new AnswerProblem(name, refused.code(), shown(id) + " " + refused.message()));
            return state;
        }
        Json fits = ((CheckedAnswer.Fits) checked).value();
        Optional<Answer> said = state.answer(id);
        if (said.isPresent()
                && said.get().value().equals(fits)
                && said.get().source().counts()) {
            taken.put(id, name);
            return state.at(state.current().filter(at -> !at.equals(id)));
        }
        Optional<AnswerProblem> lost = lost(state, name, id, said);
        if (lost.isPresent()) {
            problems.add(lost.get());
            return state;
        }
        taken.put(id, name);
        int order = said.map(Answer::order).orElseGet(state::nextOrder);
        return state.with(id, new Answer(fits, source(), because, who.now(), who.name(), order));
    }

    private AnswerSource source() {
        return switch (taking) {
            case DRAFT -> AnswerSource.PROPOSED;
            case DEFAULT -> AnswerSource.DEFAULT;
            default -> AnswerSource.PERSON;
        };
    }

    /** Why the answer must not be put in the place of what was said. */
    private Optional<AnswerProblem> lost(InterviewState state, String name, String id, Optional<Answer> said) {
        if (taking == Taking.EDIT) {
            boolean changed = seen.isPresent() && !seen.get().answer(id).equals(said);
            return changed
                    ? Optional.of(new AnswerProblem(
                            name,
                            "E_ANSWER_CHANGED",
                            shown(id) + " was changed since you read it: " + told(said)
                                    + " Read it again and repeat your change."))
                    : Optional.empty();
        }
        boolean free = said.isEmpty()
                || !said.get().source().counts()
                || said.get().source() == AnswerSource.ASSUMPTION && taking != Taking.DRAFT
                || state.current().filter(id::equals).isPresent();
        return free ? Optional.empty() : Optional.of(new AnswerProblem(name, "E_ANSWER_EXISTS", exists(id, said)));
    }

    static String exists(String id, Optional<Answer> said) {
        return shown(id) + " has an answer already: " + told(said) + " To change it, edit it.";
    }

    static String notAsked(Standing standing) {
        return shown(standing.id()) + " is not asked: it is " + standing.why() + ".";
    }

    private static String told(Optional<Answer> said) {
        return said.map(answer -> answer.by() + " said " + quoted(answer.value()) + " at "
                        + answer.when().truncatedTo(ChronoUnit.SECONDS) + ".")
                .orElse("its answer was taken back.");
    }

    private static String quoted(Json value) {
        String text = value.asText().orElseGet(value::toString).replaceAll("\\p{C}", " ");
        return "\"" + Words.clip(text, 120) + "\"";
    }

    private void notTaken(Naming naming, String name, Optional<Standing> standing) {
        problems.add(standing.map(s -> new AnswerProblem(name, "E_ANSWER_NOT_ASKED", notAsked(s)))
                .orElseGet(() -> new AnswerProblem(name, "E_QUESTION", naming.unknown(name))));
    }

    /** An answer that another one of the same call makes pointless is a mistake of the caller. */
    private InterviewState withoutSetAside(InterviewState before, InterviewState state) {
        Naming naming = new Naming(set, Standings.of(set, state));
        InterviewState rest = state;
        for (String id : List.copyOf(taken.keySet())) {
            Optional<Standing> standing = naming.find(id);
            if (standing.filter(s -> s.status() != Status.NOT_ASKED).isEmpty()) {
                notTaken(naming, Objects.requireNonNull(taken.remove(id)), standing);
                rest = rest.restored(id, before.answer(id));
            }
        }
        return rest;
    }

    static String shown(String id) {
        return "\"" + id + "\"";
    }
}
