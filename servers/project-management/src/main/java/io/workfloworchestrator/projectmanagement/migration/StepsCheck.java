package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.projectmanagement.migration.ValidationRules.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the steps of planning show in files. Reads only. */
record StepsCheck(CheckedFiles files, ValidationRules rules, Predicate<String> hasItems) {
    static final String NAME = "workflow";

    private static final int ALL = 100;

    /** What is so of each step; empty if it is done. */
    private Optional<Finding> missing(Step step) {
        if (!step.file().isEmpty()) {
            return inFile(step);
        }
        if (!step.folder().isEmpty()) {
            boolean isThere = !step.kind().isEmpty() && hasItems.test(step.kind())
                    || files.below(step.folder()).stream()
                            .anyMatch(path -> step.extensions().isEmpty()
                                    || step.extensions().contains(PlaceRule.extension(path.toLowerCase(Locale.ROOT))));
            return isThere ? Optional.empty() : said(step, step.folder(), 0, "Nothing is there yet.");
        }
        return files.scan().folders().stream()
                .filter(folder -> folder.startsWith(step.eachIn() + "/")
                        && folder.indexOf('/', step.eachIn().length() + 1) < 0)
                .filter(folder -> !files.exists(folder + "/" + step.has()))
                .findFirst()
                .flatMap(folder -> said(step, folder, 0, "It has no \"" + step.has() + "\" yet."));
    }

    private Optional<Finding> inFile(Step step) {
        if (!files.exists(step.file())) {
            return said(step, step.file(), 0, "It is not there yet.");
        }
        CheckedFiles.Read read = files.read(step.file());
        if (read.text().isEmpty() && !read.fault().isEmpty()) {
            return said(step, step.file(), 0, "It cannot be read: " + read.fault());
        }
        if (read.text().length() <= step.longerThan()) {
            return said(
                    step,
                    step.file(),
                    0,
                    "It has " + read.text().length() + " characters, and needs more than " + step.longerThan() + ".");
        }
        for (String word : step.without()) {
            Matcher found = Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(read.text());
            if (found.find()) {
                return said(step, step.file(), line(read.text(), found.start()), "\"" + word + "\" stands there.");
            }
        }
        boolean hasWord = step.with().isEmpty()
                || step.with().stream()
                        .anyMatch(word -> Pattern.compile("\\b" + Pattern.quote(word), Pattern.CASE_INSENSITIVE)
                                .matcher(read.text())
                                .find());
        return hasWord
                ? Optional.empty()
                : said(step, step.file(), 0, "It has none of the words " + String.join(", ", step.with()) + ".");
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private static Optional<Finding> said(Step step, String file, int line, String message) {
        return Optional.of(
                Finding.warning(NAME, file, line, "Step " + step.id() + ": " + message, step.tool() + " does it."));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        rules.steps().forEach(step -> missing(step).ifPresent(findings::add));
        return findings;
    }

    int percent() {
        int all = rules.steps().size();
        return all == 0 ? ALL : ALL * (all - findings().size()) / all;
    }

    boolean isEnough() {
        return percent() >= rules.enough();
    }
}
