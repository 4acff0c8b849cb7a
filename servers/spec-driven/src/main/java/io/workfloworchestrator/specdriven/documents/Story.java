package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants, and why.
 *
 * @param id such as {@code US1}
 * @param answers by question: persona, want, benefit, acceptance_criteria; what was not answered is absent
 */
record Story(String id, Map<String, GivenAnswer> answers) {
    static final Set<String> QUESTIONS = Set.of("persona", "want", "benefit", "acceptance_criteria");

    static List<Story> of(AnswerBook book) {
        List<Story> stories = new ArrayList<>();
        for (Map<String, GivenAnswer> element : book.elements(QUESTIONS)) {
            stories.add(new Story("US" + (stories.size() + 1), element));
        }
        return stories;
    }

    String text(String question) {
        return GivenAnswer.line(answers, question);
    }

    private Optional<GivenAnswer> criteria() {
        return Optional.ofNullable(answers.get("acceptance_criteria"));
    }

    String title() {
        String want = text("want").isEmpty() ? text("persona") : text("want");
        String bare = want.replaceFirst("(?i)^(?:i want )?to (?=\\S)", "");
        String title = bare.isEmpty() ? "A story without words" : ItemLines.cut(bare, 80);
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    /** Its acceptance criteria; where it has none, what is wanted is the one requirement. */
    List<Requirement> requirements() {
        List<String> points = criteria().map(GivenAnswer::points).orElse(List.of());
        List<Requirement> all = new ArrayList<>();
        String source = criteria().map(GivenAnswer::id).orElse("");
        points.forEach(point -> all.add(new Requirement("", point, "scenario", id, source, id)));
        if (all.isEmpty()) {
            String who = text("persona").isEmpty() ? "somebody" : ItemLines.cut(text("persona"), 100);
            GivenAnswer first = answers.values().stream().findFirst().orElseThrow();
            String from = Optional.ofNullable(answers.get("want")).orElse(first).id();
            String text = "The system shall give " + who + " what " + id + " asks for: " + title();
            all.add(new Requirement("", text, "functional", id, from, id));
        }
        return all;
    }

    Json.Obj data(List<Json> requirements) {
        Json.Obj data =
                Json.Obj.EMPTY.with("id", id).with("title", title()).with("requirements", Json.array(requirements));
        boolean hasCriteria =
                criteria().filter(a -> !a.points().isEmpty() || a.isBlock()).isPresent();
        return GivenAnswer.with(data, answers).with("uncertain", !hasCriteria);
    }
}
