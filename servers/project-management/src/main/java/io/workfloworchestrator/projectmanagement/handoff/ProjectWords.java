package io.workfloworchestrator.projectmanagement.handoff;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the constitution of a project and the words of a goal say to whoever does its tasks: whether protected health information is
 * touched, what sort of work it is, and the constraints. Whole words count. Immutable and thread-safe.
 */
record ProjectWords(String constitution) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CONSTRAINTS = 10;
    private static final List<String> PLACES = List.of(
            "01-planning/CONSTITUTION.md",
            "planning/CONSTITUTION.md",
            "brainstorming/future-goals/CONSTITUTION.md",
            "specs/.specify/memory/constitution.md",
            ".specify/memory/constitution.md",
            "CONSTITUTION.md");
    private static final Pattern HEALTH =
            words("hipaa|phi|ephi|protected health information|patients?|medical records?");
    private static final Pattern DENIED = Pattern.compile(
            "(?i)\\b(?:no|never|without|not)\\s+(?:\\w+\\s+){0,3}?(?:phi|ephi|protected health information)\\b");

    private static final Map<String, Pattern> CATEGORIES = categories();

    private static Pattern words(String any) {
        return Pattern.compile("(?i)\\b(?:" + any + ")\\b");
    }

    private static Map<String, Pattern> categories() {
        Map<String, Pattern> categories = new LinkedHashMap<>();
        categories.put("bug-fix", words("fix|fixes|bug|bugs|broken|crash|crashes|defect|regression"));
        categories.put("refactor", words("refactor|refactoring|restructure|clean up|untangle"));
        categories.put("deployment", words("deploy|deployment|release|roll out|provision|ci|cd"));
        categories.put("research", words("research|investigate|evaluate|explore|compare|study"));
        return categories;
    }

    /** @param paths the paths of the definition, by name; {@code constitution} is looked at first */
    static ProjectWords of(ProjectFolder project, Map<String, String> paths) {
        List<String> places = new java.util.ArrayList<>(PLACES);
        Optional.ofNullable(paths.get("constitution")).ifPresent(path -> places.add(0, path));
        for (String path : places) {
            if (project.exists(path)) {
                return new ProjectWords(project.readText(path, MOST_BYTES));
            }
        }
        return new ProjectWords("");
    }

    /** Whether protected health information is touched, by the constitution or by the goal. */
    boolean hasHealthData(GoalContext goal) {
        return HEALTH.matcher(DENIED.matcher(constitution).replaceAll("")).find()
                || HEALTH.matcher(DENIED.matcher(text(goal)).replaceAll("")).find();
    }

    /** The sort of work: bug-fix, refactor, deployment, research, else feature. */
    String category(GoalContext goal) {
        return CATEGORIES.entrySet().stream()
                .filter(category -> category.getValue().matcher(goal.goalName()).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("feature");
    }

    /** The list items under the heading "Constraints" of the constitution, at most 10. */
    List<String> constraints() {
        Markdown document = Markdown.of(constitution);
        for (Section section : document.sections()) {
            if (section.title().toLowerCase(Locale.ROOT).contains("constraint")) {
                return section.body()
                        .of(document.text())
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[-*+] .*"))
                        .map(line -> Words.clip(line.substring(2).strip(), 200))
                        .limit(MOST_CONSTRAINTS)
                        .toList();
            }
        }
        return List.of();
    }

    private static String text(GoalContext goal) {
        return String.join(
                "\n",
                goal.goalName(),
                goal.goalDescription(),
                goal.problem().orElse(""),
                goal.expectedValue().orElse(""),
                goal.risks().orElse(""));
    }
}
