package io.workfloworchestrator.app;

import io.workfloworchestrator.interview.AnswerProblem;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.Standing;
import io.workfloworchestrator.interview.TopicCoverage;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.InterviewAnswers;
import io.workfloworchestrator.state.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How an interview is shown: its coverage map, its open questions, and all of it as JSON.
 *
 * @param goOn the command that goes on with the interview; empty for {@code workflow ask}
 */
record AskView(Console console, Optional<String> goOn) {
    private static final int CELLS = 12;

    void answer(InterviewMoment now, Optional<InterviewChange> change, boolean whole) {
        Json.Obj json = Answers.at(now.moment().revision())
                .with("session", now.id())
                .with("set", now.set().id())
                .with("status", status(now))
                .with("progress", Answers.fields(InterviewAnswers.Progress.class, InterviewAnswers.progress(now)))
                .with("taken", Json.strings(change.map(InterviewChange::taken).orElse(List.of())))
                .with(
                        "notTaken",
                        Answers.list(
                                InterviewAnswers.NotTaken.class,
                                InterviewAnswers.notTaken(
                                        change.map(InterviewChange::refused).orElse(List.of()))))
                .with(
                        "setAside",
                        Json.strings(change.map(InterviewChange::setAside).orElse(List.of())));
        Optional<Json> question =
                now.next().map(asked -> Answers.fields(InterviewAnswers.Asked.class, InterviewAnswers.asked(asked)));
        Json.Obj full = Answers.with(json, "question", question);
        console.answer(whole ? full.with("topics", topics(now)).with("answers", now.answers()) : full, () -> {
            change.ifPresent(this::changed);
            coverage(now);
        });
    }

    private static Json topics(InterviewMoment now) {
        return Answers.list(
                InterviewAnswers.Topic.class,
                now.set().topics().stream()
                        .flatMap(topic -> InterviewAnswers.coverage(now, Optional.of(topic.id())).stream()
                                .filter(covered -> covered.id().equals(topic.id())))
                        .toList());
    }

    static String status(InterviewMoment now) {
        String kept = now.state().status().name().toLowerCase(Locale.ROOT);
        return kept.equals("open") && now.next().isEmpty() ? "done" : kept;
    }

    private void changed(InterviewChange change) {
        if (!change.taken().isEmpty()) {
            console.paragraph("Took " + Check.count(change.taken().size(), "answer") + ": "
                    + String.join(", ", change.taken()) + ".");
        }
        for (AnswerProblem problem : change.refused()) {
            console.paragraph(console.warn("! "), problem.message());
        }
        setAside(change);
    }

    /** Tells which answers do not count any more since what they depend on changed, and which count again. */
    void setAside(InterviewChange change) {
        if (!change.setAside().isEmpty()) {
            console.paragraph(
                    console.dim("· "), "Kept, but not asked now: " + String.join(", ", change.setAside()) + ".");
        }
        if (!change.backAgain().isEmpty()) {
            console.paragraph(
                    console.dim("· "), "Kept answers count again: " + String.join(", ", change.backAgain()) + ".");
        }
    }

    void coverage(InterviewMoment now) {
        console.line();
        console.paragraph(console.bold(now.set().title()) + "  ", "  ", now.id() + ", " + status(now));
        for (TopicCoverage topic : now.coverage()) {
            topic(topic);
        }
        int missing = now.missing().size();
        console.line();
        console.paragraph(
                "",
                missing == 0
                        ? "Every required question has an answer. Each has its id, such as Q-"
                                + now.standings().get(0).id() + ", for the documents made from it."
                        : Check.count(missing, "required question") + " open. Go on with: "
                                + goOn.orElseGet(() -> asking(now)));
    }

    private static String asking(InterviewMoment now) {
        String set = now.set().id();
        return "workflow ask " + set + (now.id().equals(set) ? "" : " --session " + now.id());
    }

    private void topic(TopicCoverage topic) {
        int asked = topic.known() + topic.assumed() + topic.open() + topic.skipped();
        int done = topic.known() + topic.assumed() + topic.skipped();
        String indent = " ".repeat(CELLS + 8);
        if (asked == 0) {
            console.paragraph(indent, topic.title() + ": not asked");
        } else {
            console.paragraph(console.bar(done * 100 / asked, CELLS) + "  ", topic.title());
        }
        for (Standing standing : topic.questions()) {
            String mark = switch (standing.status()) {
                case OPEN -> console.warn("○ ");
                case ASSUMED -> console.dim("≈ ");
                case SKIPPED -> console.dim("- ");
                case NOT_ASKED -> console.dim("· ");
                case KNOWN -> "";
            };
            if (!mark.isEmpty()) {
                String why = standing.why().isEmpty() ? "" : ": " + standing.why();
                console.paragraph("    " + mark, standing.id() + why);
            }
        }
    }

    void list(Interviews interviews, Moment now) {
        List<Json> sets = new ArrayList<>();
        List<Json> sessions = new ArrayList<>();
        List<Runnable> lines = new ArrayList<>();
        for (String id : interviews.sets().ids()) {
            String title = titled(() -> interviews.sets().get(id).title());
            sets.add(Json.Obj.EMPTY.with("id", id).with("title", title));
            lines.add(() -> console.paragraph(console.bold(id) + "  ", "  ", title));
        }
        for (String id : interviews.ids(now)) {
            String where = titled(() -> {
                InterviewMoment moment = interviews.open(id).in(now);
                return status(moment) + ", " + Check.count(moment.missing().size(), "required question") + " open";
            });
            sessions.add(Json.Obj.EMPTY.with("id", id).with("status", where));
            lines.add(() -> console.paragraph(console.dim("interview ") + console.bold(id) + "  ", "  ", where));
        }
        console.answer(
                Answers.at(now.revision()).with("sets", Json.array(sets)).with("sessions", Json.array(sessions)),
                () -> {
                    if (lines.isEmpty()) {
                        console.paragraph(
                                "",
                                "No question set yet. Write one as .ai-planning/questions/<id>.yaml;"
                                        + " docs/interviews.md has the language.");
                    }
                    lines.forEach(Runnable::run);
                });
    }

    /** What cannot be read is named in its place, and the others are shown. */
    private static String titled(Supplier<String> title) {
        try {
            return title.get();
        } catch (CodedException e) {
            return "cannot be used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }
}
