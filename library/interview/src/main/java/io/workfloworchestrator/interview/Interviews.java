package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Codec;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.StateManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The interviews of a project. Each lies in the shared state under {@code interview/<id>}: any process goes on with it, two
 * clients at once are merged or told, and every step can be undone by its revision.
 *
 * <pre>{@code
 * Interviews interviews = Interviews.of(state, QuestionSets.of(folder, Map.of()), Clock.systemUTC(), () -> Json.Obj.EMPTY);
 * Interview interview = interviews.start("tracker", "main", Optional.of(10), cause);
 * interview.now().next();                                     // the question, complete
 * interview.answer(Map.of("title", Json.of("Billing")), cause);
 * interview.now().answers();                                  // the data for templates
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Interviews {
    public static final String TYPE = "interview";

    private static final int MOST_BUDGET = 1_000;
    private static final Codec<InterviewState> CODEC = RecordCodec.of(InterviewState.class);

    final StateManager states;
    final QuestionSets sets;
    final Clock clock;
    final Supplier<Json.Obj> facts;

    private Interviews(StateManager states, QuestionSets sets, Clock clock, Supplier<Json.Obj> facts) {
        this.states = states;
        this.sets = sets;
        this.clock = clock;
        this.facts = facts;
    }

    /**
     * The interviews in a project's state.
     *
     * @param clock gives the time of answers
     * @param facts what is known of the project, for recommendations: {@code facts.<name>} in a question set
     */
    public static Interviews of(StateManager states, QuestionSets sets, Clock clock, Supplier<Json.Obj> facts) {
        return new Interviews(states, sets, clock, facts);
    }

    public QuestionSets sets() {
        return sets;
    }

    /**
     * Begins an interview.
     *
     * @param id 1 to 64 letters, digits, dots, dashes and underscores
     * @param budget the most questions that the person wants to be asked, 1 to 1000; empty for all
     * @throws InterviewException (E_QUESTION_SET) if there is no such set; (E_INTERVIEW_EXISTS) if there is such an interview
     * @throws io.workfloworchestrator.state.StateException (E_ID_SYNTAX) if the id has another form
     */
    public Interview start(String set, String id, Optional<Integer> budget, Cause cause) {
        QuestionSet questions = sets.get(set);
        StateKey<InterviewState> key = key(id);
        Optional<Integer> most = budget(budget);
        Done<Boolean> unused = states.change(cause.doing("began the interview " + set), transaction -> {
            transaction.find(key).ifPresent(there -> {
                throw new InterviewException(
                        "E_INTERVIEW_EXISTS",
                        "the interview \"" + id + "\" was begun at " + there.began() + " with the set " + there.set()
                                + ". Resume it, or give the new one another id.");
            });
            transaction.put(key, InterviewState.begin(questions, most, clock.instant()));
            return true;
        });
        return open(id);
    }

    static Optional<Integer> budget(Optional<Integer> given) {
        given.filter(most -> most < 1 || most > MOST_BUDGET).ifPresent(most -> {
            throw new InterviewException(
                    "E_INTERVIEW_BUDGET", "a budget is 1 to " + MOST_BUDGET + " questions, not " + most + ".");
        });
        return given;
    }

    /** An interview, which may not exist yet; (E_ID_SYNTAX) if it cannot. */
    public Interview open(String id) {
        return new Interview(this, key(id));
    }

    public boolean exists(String id) {
        return states.find(key(id)).isPresent();
    }

    /** The ids of all interviews as of a moment, sorted. */
    public List<String> ids(Moment moment) {
        return moment.list(TYPE).stream()
                .map(name -> name.substring(TYPE.length() + 1))
                .toList();
    }

    private static StateKey<InterviewState> key(String id) {
        return StateKey.of(TYPE + "/" + id, CODEC);
    }
}
