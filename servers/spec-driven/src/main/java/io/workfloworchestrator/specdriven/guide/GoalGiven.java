package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A goal as a caller hands it over, in each of the forms that callers have: {@code {goalId, goalName, goalDescription, impactScore,
 * effortScore, tier, …}}, and the short {@code {impact, effort, tier}}. Immutable.
 */
public record GoalGiven(Json.Obj fields) {
    private static final int LONGEST = 10_000;

    /** An amount of time or work: what else is said of the effort is no answer to how much it is. */
    private static final Pattern AMOUNT = Pattern.compile(
            "(?i)(\\d|\\b(?:an?|one|two|three|four|five|six|half|few|several|couple))\\W*(?:of )?(?:[a-z]+[- ])?"
                    + "(?:minutes?|hours?|h|days?|d|weeks?|w|months?|sprints?|quarters?|years?|points?|person\\w*)\\b");

    Optional<String> id() {
        return text("goalId", "id", "number");
    }

    /** The goal for a template. */
    public Json.Obj data() {
        return Json.Obj.EMPTY
                .with("id", id())
                .with("name", name())
                .with("description", description())
                .with("tier", text("tier"));
    }

    public Optional<String> name() {
        return text("goalName", "name", "title").map(name -> name.replaceAll("\\s+", " "));
    }

    Optional<String> description() {
        return text("goalDescription", "description");
    }

    Optional<String> handoff() {
        return text("handoffId", "handoff");
    }

    boolean isHealth() {
        return List.of("phiHandling", "phi_handling", "health").stream()
                .anyMatch(name -> fields.find(name).equals(Optional.of(Json.of(true))));
    }

    String source() {
        return id().or(this::name).map(called -> "said by the goal " + called).orElse("said by the goal");
    }

    String weight() {
        return Stream.of(
                        text("impactScore", "impact").map("impact "::concat),
                        text("effortScore", "effort").map("effort "::concat),
                        text("tier").map("tier "::concat))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    Map<String, Json> answers() {
        Map<String, Json> answers = new LinkedHashMap<>();
        name().filter(name -> name.length() <= 120).ifPresent(name -> answers.put("feature_name", Json.of(name)));
        text("problem").or(this::description).ifPresent(text -> answers.put("problem_statement", Json.of(text)));
        text("expectedValue", "proposedSolution").ifPresent(text -> answers.put("proposed_solution", Json.of(text)));
        list("measures", "successCriteria").ifPresent(list -> answers.put("success_criteria", list));
        list("risks").ifPresent(list -> answers.put("key_risks", list));
        list("dependencies", "targetDate").ifPresent(list -> answers.put("constraints", list));
        Stream.of("effortDetails", "timeEstimate", "effortReasoning")
                .flatMap(name -> text(name).stream())
                .map(text -> text.replaceAll("\\s+", " "))
                .filter(text -> text.length() <= 200 && AMOUNT.matcher(text).find())
                .findFirst()
                .ifPresent(text -> answers.put("estimated_effort", Json.of(text)));
        return answers;
    }

    private Optional<String> text(String... names) {
        return List.of(names).stream()
                .flatMap(name -> fields.find(name).stream())
                .map(value -> value instanceof Json.Num
                        ? value.toString()
                        : value.asText().orElse(""))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .findFirst();
    }

    private Optional<Json> list(String... names) {
        List<String> lines = List.of(names).stream()
                .flatMap(name -> fields.find(name).stream())
                .flatMap(value -> value instanceof Json.Arr array ? array.elements().stream() : List.of(value).stream())
                .flatMap(value -> value.asText().stream())
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() <= 1_000)
                .limit(40)
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(Json.strings(lines));
    }
}
