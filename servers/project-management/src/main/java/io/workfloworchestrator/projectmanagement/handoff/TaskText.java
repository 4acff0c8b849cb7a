package io.workfloworchestrator.projectmanagement.handoff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks in the text of a task: its id in front, how long it takes, what it depends on, whether it may be done beside others. A
 * mark is taken out of the text when it is read. One text, not thread-safe.
 */
final class TaskText {
    private static final Pattern ID =
            Pattern.compile("^\\**([A-Za-z]{1,4}-?\\d{1,6}|\\d{1,4}(?:\\.\\d{1,4})+)\\**[.:)]?\\s+");
    private static final Pattern PARALLEL = Pattern.compile("\\[P]\\s*");
    private static final Pattern STORY = Pattern.compile("\\[US\\d+]\\s*");
    private static final String AMOUNT =
            "~?\\s*(\\d{1,4}(?:\\.\\d{1,2})?)(?:\\s*[-–]\\s*(\\d{1,4}(?:\\.\\d{1,2})?))?\\s*";
    private static final String UNIT = "(h|hrs?|hours?|m|mins?|minutes?|d|days?|w|weeks?)";
    private static final Pattern FIELD_HOURS = Pattern.compile("\\s*\\[hours::\\s*(\\d{1,4}(?:\\.\\d{1,2})?)\\s*]");
    private static final Pattern BRACKETS_HOURS =
            Pattern.compile("(?i)\\s*[(\\[](?:est(?:imated?)?\\.?:?\\s*|effort:?\\s*)?" + AMOUNT + UNIT + "[)\\]]");
    private static final Pattern SAID_HOURS =
            Pattern.compile("(?i)\\s*[-–,;]?\\s*\\b(?:estimated?|effort)\\b:?\\s*" + AMOUNT + UNIT + "\\b\\.?");
    private static final Pattern NEEDS =
            Pattern.compile("(?i)\\s*\\((?:depends on|needs|requires|after|blocked by):?\\s+([^)]{1,400})\\)");
    private static final Pattern FIELD_NEEDS = Pattern.compile("(?i)\\s*\\[depends-?on::\\s*([^\\]]{1,400})]");
    private static final Pattern SIGN_NEEDS = Pattern.compile("\\s*⛔\\s*([\\w.-]+(?:\\s*,\\s*[\\w.-]+)*)");
    private static final Pattern SAID_NEEDS =
            Pattern.compile("(?i)^\\W*(?:depends on|dependencies|needs|requires|blocked by):?\\**:?\\s+(.{1,400})$");
    private static final Pattern BLOCK_ID = Pattern.compile("\\s*\\^[A-Za-z]{1,8}-[A-Za-z0-9]+\\s*$");
    /** A field of another program's, such as {@code [phase:: Phase 0]}. */
    private static final Pattern FIELD = Pattern.compile("\\s*\\[[A-Za-z][\\w-]{0,40}::[^\\]]{0,400}]");

    private static final Pattern REFERENCE =
            Pattern.compile("(?i)(?:tasks?\\s+)?#?([A-Za-z]{1,4}-?\\d{1,6}|\\d{1,4}(?:\\.\\d{1,4})*)");

    private String text;

    TaskText(String text) {
        this.text = BLOCK_ID.matcher(text.strip()).replaceFirst("");
    }

    /** The words that are left when the marks are taken; fields that say nothing here are no words. */
    String rest() {
        return FIELD.matcher(text).replaceAll("").strip();
    }

    Optional<String> takeId() {
        return take(ID).map(found -> found.group(1));
    }

    boolean takeParallel() {
        boolean found = take(PARALLEL).isPresent();
        take(STORY);
        return found;
    }

    /** How many hours it takes; a day has 8 and a week 40, and of a range the middle counts. */
    Optional<Double> takeHours() {
        Optional<Double> field = take(FIELD_HOURS).map(found -> Double.parseDouble(found.group(1)));
        return field.or(() -> take(BRACKETS_HOURS).map(TaskText::hours))
                .or(() -> take(SAID_HOURS).map(TaskText::hours));
    }

    private static double hours(Matcher found) {
        double from = Double.parseDouble(found.group(1));
        double to = found.group(2) == null ? from : Double.parseDouble(found.group(2));
        double middle = (from + to) / 2;
        double hours = switch (Character.toLowerCase(found.group(3).charAt(0))) {
            case 'm' -> middle / 60;
            case 'd' -> middle * 8;
            case 'w' -> middle * 40;
            default -> middle;
        };
        return Math.round(hours * 100) / 100.0;
    }

    /** The ids of what it depends on, as the text names them. */
    List<String> takeNeeds() {
        List<String> needs = new ArrayList<>();
        for (Pattern pattern : List.of(NEEDS, FIELD_NEEDS, SIGN_NEEDS, SAID_NEEDS)) {
            for (Optional<Matcher> found = take(pattern); found.isPresent(); found = take(pattern)) {
                needs.addAll(references(found.get().group(1)));
            }
        }
        return needs;
    }

    private static List<String> references(String listed) {
        List<String> found = new ArrayList<>();
        for (String part : listed.split(",|;|\\band\\b|&", -1)) {
            Matcher reference = REFERENCE.matcher(part.strip().replaceAll("[*`.]+$", ""));
            if (reference.matches()) {
                found.add(reference.group(1));
            }
        }
        return found;
    }

    private Optional<Matcher> take(Pattern pattern) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        text = text.substring(0, found.start()) + (found.start() == 0 ? "" : " ") + text.substring(found.end());
        text = text.strip();
        return Optional.of(found);
    }
}
