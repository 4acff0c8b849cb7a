package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.workflow.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether goals say what they must: those of the state, and those in folders of the layout that are not in the state. Reads only. */
record GoalsCheck(CheckedFiles files, ValidationRules rules, List<Item> goals) {
    static final String NAME = "goals";

    private static final int SHORTEST = 10;

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Item goal : goals) {
            String number = goal.called();
            if (goal.status().equals("potential")) {
                for (String field : List.of("impact", "effort")) {
                    if (goal.state().text(field).isEmpty()) {
                        findings.add(said(
                                number + ", \"" + goal.title() + "\", has no " + field + ".",
                                "evaluate_goal, then record it."));
                    }
                }
            } else if (List.of("planning", "not-started", "in-progress", "blocked", "on-hold")
                            .contains(goal.status())
                    && goal.state().text("priority").isEmpty()) {
                findings.add(said(
                        number + ", \"" + goal.title() + "\", is selected and has no priority.",
                        "Say its priority in its file."));
            }
        }
        rules.goals().values().forEach(folder -> inFolder(folder, findings));
        return findings;
    }

    private static Finding said(String message, String fix) {
        return Finding.warning(NAME, "", 0, message, fix);
    }

    private void inFolder(ValidationRules.GoalFolder folder, List<Finding> findings) {
        for (String sub : files.scan().folders()) {
            boolean isGoal = sub.startsWith(folder.folder() + "/")
                    && sub.indexOf('/', folder.folder().length() + 1) < 0;
            boolean hasFile =
                    files.exists(sub + "/goal.md") || files.below(sub).stream().anyMatch(CheckedFiles::isMarkdown);
            if (isGoal && !hasFile) {
                findings.add(
                        Finding.warning(NAME, sub, 0, "This folder of a goal has no goal.md.", "Write its goal.md."));
            }
        }
        for (String path : files.below(folder.folder())) {
            String name = PlaceRule.name(path);
            boolean isAlone = path.indexOf('/', folder.folder().length() + 1) < 0;
            boolean isGoal = name.equals("goal.md") || isAlone && CheckedFiles.isMarkdown(path) && !isOfPeople(name);
            if (isGoal) {
                inFile(path, folder.fields(), findings);
            }
        }
    }

    private static boolean isOfPeople(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("readme")
                || lower.startsWith("index")
                || lower.startsWith("selected-goals")
                || name.startsWith("TEMPLATE")
                || name.startsWith("_");
    }

    private void inFile(String path, List<String> fields, List<Finding> findings) {
        CheckedFiles.Read read = files.read(path);
        if (read.document().isEmpty()) {
            findings.add(Finding.unreadable(NAME, path, 1, "It cannot be read: " + read.fault()));
            return;
        }
        if (read.document().get().fields().find("uid").isPresent()) {
            return; // It is of the state, whose goals are looked at above.
        }
        if (fields.isEmpty()) {
            requireKnown(path, read.document().get(), findings);
            return;
        }
        if (read.text().strip().length() < SHORTEST) {
            findings.add(Finding.warning(NAME, path, 1, "It says nothing of a goal.", "Write what is to be reached."));
            return;
        }
        List<String> missing = fields.stream()
                .filter(field -> read.document().get().fields().find(field).isEmpty() && !saysBold(read.text(), field))
                .toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    NAME,
                    path,
                    1,
                    "It does not say its " + String.join(", ", missing) + ".",
                    "Say it in the front matter, or as **" + missing.get(0) + ":**."));
        }
    }

    /** A file in the folder of the state's goals is one of them, or its name does not fit. */
    private void requireKnown(String path, Markdown document, List<Finding> findings) {
        boolean isKnown = document.sections().stream()
                .anyMatch(
                        section -> goals.stream().anyMatch(goal -> goal.title().equals(section.title())));
        if (!isKnown) {
            findings.add(Finding.warning(
                    NAME,
                    path,
                    1,
                    "It is no goal: none has its title, \"# ...\".",
                    "Give it a title, and a name of the form of the others, such as G-07-pay-by-card.md."));
        }
    }

    /** Whether a text has a bold label of that name, such as {@code **Impact Score:** High}. */
    private static boolean saysBold(String text, String field) {
        return Pattern.compile(
                        "\\*\\*(?:Suggested )?" + Pattern.quote(field) + "(?: Score)?:\\*\\*[ \\t]*\\S",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }
}
