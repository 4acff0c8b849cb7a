package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.specdriven.guide.GoalGiven;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

record SpecificationText(AnswerBook book, List<Story> stories, List<Requirement> requirements) {
    Json.Obj data() {
        return book.data()
                .with(
                        "stories",
                        Json.array(stories.stream()
                                .map(story -> story.data(below(story.id())))
                                .toList()))
                .with("functional", groups(RequirementGroup.FUNCTIONAL))
                .with("quality", groups(RequirementGroup.QUALITY))
                .with("limits", groups(RequirementGroup.CONSTRAINT))
                .with("success", success())
                .with(
                        "outOfScope",
                        Json.strings(book.find("out_of_scope")
                                .map(GivenAnswer::points)
                                .orElse(List.of())))
                .with("assumptions", assumptions(book))
                .with("questions", open(book, "specification"));
    }

    private List<Json> below(String group) {
        return requirements.stream()
                .filter(each -> each.group().equals(group))
                .map(each -> (Json) each.data())
                .toList();
    }

    private Json groups(String part) {
        Map<String, List<GivenAnswer>> titles = new LinkedHashMap<>();
        if (part.equals(RequirementGroup.FUNCTIONAL)) {
            titles.put("Core", List.of());
        }
        for (RequirementGroup group : RequirementGroup.ALL) {
            if (group.type().equals(part)) {
                titles.put(
                        group.title(),
                        group.questions().stream()
                                .flatMap(id -> book.find(id).stream())
                                .toList());
            }
        }
        if (part.equals(RequirementGroup.QUALITY)) {
            titles.put("Health data", List.of());
        }
        List<Json> groups = new ArrayList<>();
        titles.forEach((title, answers) -> {
            List<Json> lines = below(title);
            List<Json> whole = answers.stream()
                    .filter(answer -> answer.isBlock() || lines.isEmpty())
                    .map(answer -> (Json) answer.data())
                    .toList();
            if (!lines.isEmpty() || !whole.isEmpty()) {
                groups.add(Json.Obj.EMPTY
                        .with("title", title)
                        .with("requirements", Json.array(lines))
                        .with("whole", Json.array(whole)));
            }
        });
        return Json.array(groups);
    }

    private Json success() {
        List<Json> success = new ArrayList<>();
        book.find("success_criteria")
                .ifPresent(answer -> answer.points()
                        .forEach(point -> success.add(Json.Obj.EMPTY
                                .with("id", "SC-" + String.format(Locale.ROOT, "%03d", success.size() + 1))
                                .with("text", point))));
        return Json.array(success);
    }

    /** What was decided instead of answered: whoever builds can ask about it. */
    static Json assumptions(AnswerBook book) {
        List<Json> assumptions = new ArrayList<>();
        book.all()
                .forEach(answer -> answer.assumed()
                        .ifPresent(because -> assumptions.add(Json.Obj.EMPTY
                                .with("id", answer.id())
                                .with("question", GivenAnswer.oneLine(answer.asked()))
                                .with("text", ItemLines.cut(answer.text(), 300))
                                .with("because", GivenAnswer.oneLine(because)))));
        return Json.array(assumptions);
    }

    static Json open(AnswerBook book, String set) {
        List<Json> open = new ArrayList<>();
        for (Json each : book.open(set)) {
            Json.Obj fields = each.asObject();
            open.add(Json.Obj.EMPTY
                    .with("id", fields.text("id").orElse(""))
                    .with(
                            "question",
                            GivenAnswer.oneLine(fields.text("question").orElse(""))));
        }
        return Json.array(open);
    }

    static Json.Obj head(FeatureAnswers feature, AnswerBook book) {
        Optional<GoalGiven> goal = feature.goal().map(GoalGiven::new);
        String title = book.find("feature_name")
                .or(() -> book.find("bug_title"))
                .map(GivenAnswer::text)
                .filter(text -> !text.isBlank())
                .or(() -> goal.flatMap(GoalGiven::name))
                .orElse(feature.featureId().replaceFirst("^\\d+-", "").replace('-', ' '));
        Json.Obj head = Json.Obj.EMPTY
                .with("title", ItemLines.cut(title, 200))
                .with("feature", feature.featureId())
                .with("scenario", feature.scenario());
        return goal.map(known -> head.with("goal", known.data())).orElse(head);
    }
}
