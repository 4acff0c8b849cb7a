package io.workfloworchestrator.projectmanagement.goals;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much work a text says: {@code 2-4 hours}, {@code 40h}, {@code a year}, {@code half a day}, {@code 1 week and 2 days}. A day is
 * 8 hours of work, a week 40, a month 160, a year 1,920; of a range its middle counts. Pure functions.
 */
final class EffortText {
    private static final double DAY = 8;
    private static final double WEEK = 40;
    private static final double MONTH = 160;
    private static final double YEAR = 1920;

    private static final Pattern AMOUNT = Pattern.compile(
            "(half an?(?=\\s)|an?(?=\\s)|one(?=\\s)|two(?=\\s)|three(?=\\s)|four(?=\\s)|five(?=\\s)|six(?=\\s)"
                    + "|\\d+(?:[.,]\\d+)?)(?:\\s*(?:-|–|to)\\s*(\\d+(?:[.,]\\d+)?))?[\\s-]*"
                    + "(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mo|years?|yrs?|y)\\b");

    private EffortText() {}

    /** The hours of work that a text says; empty if it says no amount. */
    static OptionalDouble hours(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher matcher = AMOUNT.matcher(lower);
        double hours = 0;
        boolean found = false;
        while (matcher.find()) {
            if (matcher.start() > 0 && Character.isLetterOrDigit(lower.charAt(matcher.start() - 1))) {
                continue; // the end of another word
            }
            double from = number(matcher.group(1));
            String to = matcher.group(2);
            double amount = to == null ? from : (from + number(to)) / 2;
            hours += amount * unit(matcher.group(3));
            found = true;
        }
        return found ? OptionalDouble.of(hours) : OptionalDouble.empty();
    }

    /** How much effort so many hours are: up to a day is low, up to a week medium, more is high. */
    static Level level(double hours) {
        return hours <= DAY ? Level.LOW : hours <= WEEK ? Level.MEDIUM : Level.HIGH;
    }

    private static double number(String text) {
        return switch (text) {
            case "half a", "half an" -> 0.5;
            case "a", "an", "one" -> 1;
            case "two" -> 2;
            case "three" -> 3;
            case "four" -> 4;
            case "five" -> 5;
            case "six" -> 6;
            default -> Double.parseDouble(text.replace(',', '.'));
        };
    }

    private static double unit(String word) {
        return switch (word.charAt(0)) {
            case 'h' -> 1;
            case 'd' -> DAY;
            case 'w' -> WEEK;
            case 'y' -> YEAR;
            default -> word.startsWith("mo") ? MONTH : 1.0 / 60;
        };
    }
}
