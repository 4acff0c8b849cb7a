package io.workfloworchestrator.specdriven.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a task say beside what is to be done, in the forms of other tools: {@code 1.2 Create the model} (Kiro, OpenSpec),
 * {@code Task 1.1: …} (the forerunner), {@code [P] [US1] Create … in src/order.py} (spec-kit). The words themselves stay as they are.
 * Immutable.
 *
 * @param label the number in front, such as {@code 1.2}
 * @param story such as {@code US1}
 * @param files paths that the text names, at most {@value #MOST_FILES}
 */
record TaskTitle(Optional<String> label, boolean isParallel, Optional<String> story, List<String> files) {
    private static final int MOST_FILES = 20;
    private static final Pattern LABEL =
            Pattern.compile("^(?:Task\\s+)?(T\\d{3,6}|\\d{1,6}(?:\\.\\d{1,6}){1,8}|\\d{1,6}(?=[.):]))[.):]?\\s+");

    private static final Pattern TAG = Pattern.compile("^\\[(P|S|US\\d{1,3}|TEST|VALIDATE)\\]\\s*");
    private static final Pattern FILE = Pattern.compile(
            "(?<![\\w/.@-])((?:[\\w.@-]{1,80}/){1,16}[\\w.@-]{1,80}|[\\w-]{1,80}\\.(?:java|kt|py|js|ts|tsx|go|rs|rb|php|cs|swift|sql|md|ya?ml|json|toml|xml|html|css|sh))(?![\\w/])");

    static TaskTitle of(String title) {
        String rest = title.strip();
        Optional<String> label = Optional.empty();
        Matcher front = LABEL.matcher(rest);
        if (front.find()) {
            label = Optional.of(front.group(1));
            rest = rest.substring(front.end());
        }
        boolean isParallel = false;
        Optional<String> story = Optional.empty();
        for (Matcher tag = TAG.matcher(rest); tag.find(); tag = TAG.matcher(rest)) {
            isParallel |= tag.group(1).equals("P");
            story = tag.group(1).startsWith("US") ? Optional.of(tag.group(1)) : story;
            rest = rest.substring(tag.end());
        }
        return new TaskTitle(label, isParallel, story, files(rest));
    }

    private static List<String> files(String text) {
        List<String> files = new ArrayList<>();
        Matcher file = FILE.matcher(text);
        while (file.find() && files.size() < MOST_FILES) {
            String path = file.group(1).replaceFirst("[.]+$", "");
            if (!files.contains(path) && path.contains(".")) {
                files.add(path);
            }
        }
        return files;
    }
}
