package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * @param id such as {@code Phase 1}
 * @param carries the ids of the stories and requirements that it carries out
 */
record PlanPhase(
        String id, String name, String goal, List<String> delivers, List<String> doneWhen, List<String> carries) {
    static final Set<String> QUESTIONS = Set.of("phase_name", "phase_goal", "deliverables", "validation");

    private static final Pattern HEADING = Pattern.compile("(?iu)^(phase\\s+\\d+)\\s*[:.–-]?\\s*(.*)$");
    private static final Pattern BULLET = Pattern.compile("^\\s{0,3}(?:[-*+]|\\d{1,3}[.)])\\s+(.*)$");
    private static final Pattern LABEL = Pattern.compile("^\\**(Goal|Delivers|Done when|Carries)\\**:\\**\\s*(.*)$");
    private static final Pattern SOURCE = Pattern.compile("\\s*\\(Q-[^()]*\\)$");
    private static final Pattern REFERENCE = Pattern.compile("\\b(?:US\\d{1,3}|FR-\\d{3,15})\\b");

    /** The phases that were answered; one for everything if nobody was asked. */
    static List<PlanPhase> of(AnswerBook book) {
        List<PlanPhase> phases = new ArrayList<>();
        for (Map<String, GivenAnswer> element : book.elements(QUESTIONS)) {
            String id = "Phase " + (phases.size() + 1);
            String name = GivenAnswer.line(element, "phase_name");
            phases.add(new PlanPhase(
                    id,
                    name.isEmpty() ? "Part " + (phases.size() + 1) : ItemLines.cut(name, 100),
                    GivenAnswer.line(element, "phase_goal"),
                    points(element, "deliverables"),
                    points(element, "validation"),
                    List.of()));
        }
        return phases.isEmpty()
                ? List.of(new PlanPhase("Phase 1", "Build", "", List.of(), List.of(), List.of()))
                : phases;
    }

    private static List<String> points(Map<String, GivenAnswer> element, String question) {
        return Optional.ofNullable(element.get(question))
                .map(GivenAnswer::points)
                .orElse(List.of());
    }

    /** The phases of a written plan, whoever wrote it: the sections whose heading begins with "Phase" and a number. */
    static List<PlanPhase> read(String plan) {
        Markdown document = Markdown.of(plan);
        List<PlanPhase> phases = new ArrayList<>();
        for (Section section : document.sections(3)) {
            Matcher heading = HEADING.matcher(section.title());
            if (heading.matches()) {
                String body = section.body().of(plan);
                phases.add(read(heading.group(1), heading.group(2), body));
            }
        }
        return phases;
    }

    private static PlanPhase read(String id, String name, String body) {
        String label = "";
        StringBuilder goal = new StringBuilder();
        List<String> delivers = new ArrayList<>();
        List<String> doneWhen = new ArrayList<>();
        List<String> carries = new ArrayList<>();
        for (String line : body.split("\\R", -1)) {
            Matcher labelled = LABEL.matcher(line);
            Matcher bullet = BULLET.matcher(line);
            String rest = labelled.matches() ? labelled.group(2) : line;
            label = labelled.matches() ? labelled.group(1) : line.isBlank() || bullet.matches() ? label : "";
            if (label.equals("Goal") && labelled.matches()) {
                goal.append(SOURCE.matcher(rest).replaceAll(""));
            } else if (label.equals("Carries")) {
                REFERENCE.matcher(rest).results().forEach(found -> carries.add(found.group()));
            } else if (bullet.matches() && !label.equals("Goal")) {
                (label.equals("Done when") ? doneWhen : delivers)
                        .add(bullet.group(1).strip());
            }
        }
        return new PlanPhase(
                id, name.isBlank() ? id : name.strip(), goal.toString().strip(), delivers, doneWhen, carries);
    }

    PlanPhase carrying(List<String> ids) {
        return new PlanPhase(id, name, goal, delivers, doneWhen, ids);
    }

    String words() {
        return name + " " + goal + " " + String.join(" ", delivers) + " " + String.join(" ", doneWhen);
    }

    /** @param answers of this phase, for their ids */
    Json.Obj data(Map<String, GivenAnswer> answers) {
        Json.Obj data = Json.Obj.EMPTY
                .with("id", id)
                .with("name", name)
                .with("delivers", Json.strings(delivers))
                .with("doneWhen", Json.strings(doneWhen))
                .with("carries", String.join(", ", carries));
        return GivenAnswer.with(data, answers);
    }
}
