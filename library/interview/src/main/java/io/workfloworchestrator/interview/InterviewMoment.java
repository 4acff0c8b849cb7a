package io.workfloworchestrator.interview;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An interview as of one revision: what is asked next, what is known, assumed and open. Immutable and thread-safe. */
public final class InterviewMoment {
    private final String id;
    private final QuestionSet set;
    private final InterviewState state;
    private final Moment moment;
    private final Recommending recommending;
    private final List<Standing> standings;

    InterviewMoment(String id, QuestionSet set, InterviewState state, Moment moment, Recommending recommending) {
        this.id = id;
        this.set = set;
        this.state = state;
        this.moment = moment;
        this.recommending = recommending;
        this.standings = Standings.of(set, state);
    }

    InterviewMoment with(InterviewState other) {
        return new InterviewMoment(id, set, other, moment, recommending);
    }

    /** The interview's id: the state's key is {@code interview/} and this. */
    public String id() {
        return id;
    }

    public QuestionSet set() {
        return set;
    }

    public InterviewState state() {
        return state;
    }

    /** The state of the project at the same revision. */
    public Moment moment() {
        return moment;
    }

    /** Where every question stands, in the order of the set. */
    public List<Standing> standings() {
        return standings;
    }

    /**
     * The open questions in the order in which they are asked. Without a budget it is the order of the set. With a budget of n
     * questions these are the n most important ones less those that were asked: required ones first, then by impact times
     * uncertainty. A question to which somebody went back comes before all others.
     */
    public List<Standing> toAsk() {
        List<Standing> open = new ArrayList<>(standings.stream()
                .filter(s -> s.status() == Standing.Status.OPEN)
                .toList());
        state.budget().ifPresent(budget -> {
            open.sort(Comparator.comparing((Standing s) -> !s.question().isRequired())
                    .thenComparing(Comparator.comparingInt(Standing::score).reversed()));
            int room = Math.max(0, budget - asked());
            open.subList(Math.min(room, open.size()), open.size()).clear();
        });
        wentBack().ifPresent(back -> {
            open.removeIf(standing -> standing.id().equals(back.id()));
            open.add(0, back);
        });
        return List.copyOf(open);
    }

    /** The questions that were put to somebody and not decided for him: they use up the budget. */
    private int asked() {
        return (int) standings.stream()
                .filter(s -> s.status() == Standing.Status.KNOWN || s.status() == Standing.Status.SKIPPED)
                .count();
    }

    private Optional<Standing> wentBack() {
        return state.current().flatMap(this::find).filter(s -> s.status() != Standing.Status.NOT_ASKED);
    }

    /** What to ask next; empty if everything is answered, the budget is used up, or the interview was cancelled. */
    public Optional<AskedQuestion> next() {
        return state.status() == InterviewState.Status.CANCELLED
                ? Optional.empty()
                : toAsk().stream().findFirst().map(this::asked);
    }

    /**
     * A question as it is asked.
     *
     * @param name its id, or in a loop the id and the element: {@code persona.login} or {@code persona[Log in]}
     * @throws InterviewException (E_QUESTION) if there is no such question
     */
    public AskedQuestion question(String name) {
        return asked(get(name));
    }

    private AskedQuestion asked(Standing standing) {
        return AskedQuestion.of(set, standing, recommendation(standing));
    }

    Optional<Recommendation> recommendation(Standing standing) {
        return recommending.of(standing, standings);
    }

    Standing get(String name) {
        return new Naming(set, standings).get(name);
    }

    private Optional<Standing> find(String address) {
        return standings.stream().filter(s -> s.id().equals(address)).findFirst();
    }

    /** How much is known about each topic. */
    public List<TopicCoverage> coverage() {
        return set.topics().stream()
                .map(topic -> TopicCoverage.of(topic, standings))
                .toList();
    }

    /** The required questions without an answer: until they have one, a document from this interview has gaps. */
    public List<Standing> missing() {
        return standings.stream()
                .filter(s -> s.status() == Standing.Status.OPEN && s.question().isRequired())
                .toList();
    }

    /** The answers as data for templates; {@code docs/interviews.md} has the form. */
    public Json.Obj answers() {
        return AnswerData.of(set, standings);
    }
}
