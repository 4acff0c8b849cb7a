package io.workfloworchestrator.app;

import io.workfloworchestrator.interview.Answer;
import io.workfloworchestrator.interview.AnswerSource;
import io.workfloworchestrator.interview.AskedQuestion;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.InterviewChange;
import io.workfloworchestrator.interview.Question;
import io.workfloworchestrator.interview.Recommendation;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An interview on a terminal. Every answer is committed as soon as it is given, so that nothing is lost however the session ends.
 * Not thread-safe.
 */
final class AskSession {
    private static final String KEYS = "Enter takes what is in brackets; ? why, < back, - skip, ! decide for me,"
            + " = overview, . stop. Nothing that was answered is lost.";

    private final Console console;
    private final Interview interview;
    private final Cause cause;
    private final AskView view;
    private String topic = "";

    /** @param goOn the command that goes on with the interview; empty for {@code workflow ask} */
    AskSession(Console console, Interview interview, Optional<String> goOn, Cause cause) {
        this.console = console;
        this.interview = interview;
        this.cause = cause;
        this.view = new AskView(console, goOn);
    }

    void run() {
        console.line(console.dim(KEYS));
        Optional<AskedQuestion> next = interview.now().next();
        while (next.isPresent() && ask(next.get())) {
            next = interview.now().next();
        }
    }

    /** Asks one question; false if the person stops. */
    private boolean ask(AskedQuestion question) {
        show(question);
        while (true) {
            Optional<String> typed = typed(question);
            if (typed.isEmpty() || typed.get().equals(".")) {
                return false;
            }
            if (typed.get().equals("?")) {
                why(question);
            } else if (done(question, typed.get())) {
                return true;
            }
        }
    }

    private void show(AskedQuestion question) {
        if (!topic.equals(question.topic())) {
            topic = question.topic();
            console.line();
            console.line(console.dim("── " + topic));
        }
        console.line();
        console.line(console.bold(question.text()));
        if (!question.hint().isEmpty()) {
            console.line("  " + console.dim(question.hint()));
        }
        int number = 1;
        for (Question.Option option : question.options()) {
            String title = option.title().equals(option.value()) ? "" : ": " + option.title();
            console.paragraph(String.format("  %2d  ", number++), "      ", option.value() + title);
        }
        if (question.type().equals("choices")) {
            console.line("  " + console.dim("Several are given with commas, such as 1, 2."));
        }
        if (!question.required()) {
            boolean skips = preset(question).isEmpty();
            console.line("  " + console.dim(skips ? "Optional: Enter skips it." : "Optional: - skips it."));
        }
        question.recommendation()
                .ifPresent(advice -> console.line(
                        "  " + console.dim("Recommended: " + words(advice.value()) + " (" + advice.because() + ")")));
        question.said()
                .filter(said -> said.source() == AnswerSource.PROPOSED)
                .ifPresent(said -> console.line("  " + console.dim("A draft of " + said.by() + ".")));
    }

    private void why(AskedQuestion question) {
        console.paragraph("  ", question.why().isEmpty() ? "The set does not say why it asks this." : question.why());
        question.recommendation()
                .ifPresent(advice -> console.paragraph(
                        "  ", "Recommended is " + words(advice.value()) + ": " + advice.because() + "."));
    }

    /** A line that the person types, or for a longer answer the lines up to an empty one; empty at the end of the input. */
    private Optional<String> typed(AskedQuestion question) {
        String preset = preset(question).map(value -> " [" + words(value) + "]").orElse("");
        boolean many = question.type().equals("text") || question.type().equals("list");
        Optional<String> first = line(Console.plain(preset).strip() + (many ? " (an empty line ends it)" : ""));
        if (!many || first.isEmpty() || first.get().isEmpty() || first.get().matches("[?<!=.-]")) {
            return first;
        }
        List<String> all = new ArrayList<>(List.of(first.get()));
        for (Optional<String> more = line(""); more.isPresent() && !more.get().isEmpty(); more = line("")) {
            all.add(more.get());
        }
        return Optional.of(String.join("\n", all));
    }

    private Optional<String> line(String before) {
        if (!before.isBlank()) {
            console.line("  " + console.dim(before.strip()));
        }
        return console.ask("> ");
    }

    /** Does what was typed; false if the question stays, with the reason shown. */
    private boolean done(AskedQuestion question, String typed) {
        try {
            if (typed.equals("=")) {
                view.coverage(interview.now());
                topic = "";
                return true;
            }
            InterviewChange change = step(question, typed);
            view.setAside(change);
            return true;
        } catch (CodedException e) {
            for (String line : String.valueOf(e.getMessage()).lines().toList()) {
                console.paragraph(console.bad("  ! "), line);
            }
            if (question.required() && (typed.isEmpty() || typed.equals("-"))) {
                boolean hasAdvice = question.recommendation().isPresent()
                        || question.defaultValue().isPresent();
                console.paragraph(
                        "    ",
                        hasAdvice
                                ? "Type an answer, or ! to have it decided for you, or . to stop and go on later."
                                : "Nobody can decide it but you: type an answer, or . to stop and go on later.");
            }
            return false;
        }
    }

    private InterviewChange step(AskedQuestion question, String typed) {
        Optional<String> id = Optional.of(question.id());
        return switch (typed) {
            case "<" -> interview.back(cause);
            case "-" -> interview.skip(id, cause);
            case "!" -> interview.decide(id, cause);
            case "" -> preset(question, id);
            default -> interview.answer(Map.of(question.id(), Json.of(numbered(question, typed))), cause);
        };
    }

    /** What Enter means: what was said before, the recommendation, the default, or to skip. */
    private InterviewChange preset(AskedQuestion question, Optional<String> id) {
        if (question.said()
                .filter(said -> said.source() == AnswerSource.PROPOSED)
                .isPresent()) {
            return interview.confirm(List.of(question.id()), cause);
        }
        Optional<Json> given = question.said()
                .filter(said -> said.source().counts())
                .map(Answer::value)
                .or(() -> question.recommendation().map(Recommendation::value));
        if (given.isPresent()) {
            return interview.answer(Map.of(question.id(), given.get()), cause);
        }
        return question.defaultValue().isPresent() ? interview.acceptDefault(id, cause) : interview.skip(id, cause);
    }

    private static Optional<Json> preset(AskedQuestion question) {
        return question.said()
                .filter(said -> said.source() != AnswerSource.SKIPPED)
                .map(Answer::value)
                .or(() -> question.recommendation().map(Recommendation::value))
                .or(question::defaultValue);
    }

    /** The options whose numbers were typed; a number that is an option itself is that option. */
    private static String numbered(AskedQuestion question, String typed) {
        List<String> values =
                question.options().stream().map(Question.Option::value).toList();
        if (values.isEmpty() || values.contains(typed)) {
            return typed;
        }
        List<String> words = new ArrayList<>();
        boolean isNumbered = false;
        for (String word : typed.split("[,;]")) {
            String one = word.strip();
            boolean number = one.matches("[1-9]\\d{0,2}") && Integer.parseInt(one) <= values.size();
            boolean chosen = number && !values.contains(one);
            isNumbered |= chosen;
            words.add(chosen ? values.get(Integer.parseInt(one) - 1) : one);
        }
        return isNumbered ? String.join(",", words) : typed;
    }

    private static String words(Json value) {
        if (value instanceof Json.Bool bool) {
            return bool.value() ? "yes" : "no";
        }
        return value instanceof Json.Arr array
                ? array.elements().stream().map(AskSession::words).collect(Collectors.joining(", "))
                : value.asText().orElseGet(value::toString);
    }
}
