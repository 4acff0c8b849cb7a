package io.workfloworchestrator.projectmanagement.setup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds people in a text: "50,000 patients", "the hospital board", "Dr. Ada Lang", "3 developers". Pure functions. */
final class NamedPeople {
    /** A number, whole: with its thousands, or as a word. */
    static final String NUMBER =
            "(?:\\d{1,3}(?:[.,]\\d{3})+\\+?|\\d+\\+?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String AHEAD = "(?<![\\p{L}\\p{N}.,])";
    private static final Pattern BETWEEN_CLASSES = Pattern.compile("(?:\\s*,\\s*|\\s+(?:and|or)\\s+)", FLAGS);
    private static final Pattern TITLED =
            Pattern.compile("\\b(?:Dr|Prof|Mr|Ms|Mrs)\\.?\\s+\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+)?");
    private static final Pattern FOLLOWS = Pattern.compile(
            "^\\s*(?:$|[.,;:!?)(]|\\p{L}+(?:s|ed)\\b|(?:and|or|who|is|has|of|with|will|can|must|wants?|needs?)\\b)",
            FLAGS);
    private static final Pattern ARTICLE =
            Pattern.compile("\\b(?:an?|the|our|my|his|her|each|every|one|1)\\s+$", FLAGS);
    private static final Pattern TEAM_OF = Pattern.compile("\\b(?:team|staff)\\s+of\\s+(" + NUMBER + ")\\b", FLAGS);
    /** Who they are, behind "2 developers": ", Lea and Tom". */
    private static final Pattern THEIR_NAMES = Pattern.compile(
            "\\s*[,:]\\s*\\p{Lu}[\\p{L}'’-]++(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)\\p{Lu}[\\p{L}'’-]++)*+(?=\\s*(?:$|[.;)]))",
            Pattern.MULTILINE);

    private static final Set<String> SMALL_WORDS = Set.of(
            "the", "our", "a", "an", "this", "that", "each", "whole", "entire", "my", "your", "their", "of", "and",
            "or", "by", "with", "for", "to", "in", "from", "is", "are", "as", "on", "at", "small", "large");

    private NamedPeople() {}

    /** Who is concerned; a role that is named with a number is named so. */
    static List<String> stakeholders(String text, SetupRules.Terms terms) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher titled = TITLED.matcher(text);
        while (titled.find()) {
            found.putIfAbsent(titled.group().toLowerCase(Locale.ROOT), titled.group());
        }
        roles(text, terms, found);
        groups(text, terms, found);
        return List.copyOf(found.values());
    }

    private static void roles(String text, SetupRules.Terms terms, Map<String, String> found) {
        Matcher role = roles(terms).matcher(text);
        Set<String> toldApart = new HashSet<>();
        while (role.find()) {
            String word = role.group("role");
            boolean isCounted = role.group("number") != null;
            boolean isOfTeam = WholeWords.any(terms.teamRoles(), word);
            boolean isPlural = word.toLowerCase(Locale.ROOT).endsWith("s");
            boolean isShort = word.equals(word.toUpperCase(Locale.ROOT));
            if (isOfTeam || !isCounted && !isPlural && !isShort && !isAlone(text, role)) {
                continue;
            }
            String of = role.group("of") == null || isPlural ? "" : role.group("of");
            String key = singular(word) + of.toLowerCase(Locale.ROOT);
            if (isCounted) {
                String kind = role.group("kind") == null ? "" : role.group("kind") + " ";
                found.put(key, role.group("number") + " " + kind + word + of);
            } else if (role.group("classes") != null) {
                for (String one : BETWEEN_CLASSES.split(role.group("classes"))) {
                    found.putIfAbsent(one.toLowerCase(Locale.ROOT) + " " + key, one + " " + word + of);
                }
                toldApart.add(key);
            } else {
                found.putIfAbsent(key, word + of);
            }
        }
        toldApart.forEach(found::remove);
    }

    /** A role with what stands before it: a number and a word, or by what people of this role are told apart. */
    private static Pattern roles(SetupRules.Terms terms) {
        String one = terms.classes().isEmpty() ? "(?!)" : WholeWords.alternatives(terms.classes());
        return Pattern.compile(
                "(?:" + AHEAD + "(?<number>" + NUMBER + ")\\s+(?:(?<kind>\\p{L}[\\p{L}-]*)\\s+)?)?"
                        + "(?:(?<classes>(?:" + one + BETWEEN_CLASSES + "){0,5}" + one + ")\\s+)?"
                        + "(?<role>" + WholeWords.alternatives(terms.roles()) + ")"
                        + "(?<of>\\s+of\\s+(?:the\\s+)?\\p{L}[\\p{L}-]*)?",
                FLAGS);
    }

    /** Whether a role in the singular is somebody, and not a part of "patient portal". */
    private static boolean isAlone(String text, Matcher role) {
        int start = role.group("classes") == null ? role.start("role") : role.start("classes");
        int after = role.end("role");
        String next = text.substring(after, Math.min(text.length(), after + 40));
        String before = text.substring(Math.max(0, start - 12), start);
        return ARTICLE.matcher(before).find() && FOLLOWS.matcher(next).find();
    }

    private static void groups(String text, SetupRules.Terms terms, Map<String, String> found) {
        Matcher group = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])(\\p{L}[\\p{L}-]{0,40})\\s+(" + WholeWords.alternatives(terms.groups())
                                + ")(?!\\s+of\\s)",
                        FLAGS)
                .matcher(text);
        while (group.find()) {
            String which = group.group(1);
            if (!SMALL_WORDS.contains(which.toLowerCase(Locale.ROOT))) {
                String name = which + " " + group.group(2);
                found.putIfAbsent(singular(name), name);
            }
        }
    }

    private static String singular(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.endsWith("s") && !lower.endsWith("ss") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Who works on it: roles with numbers and the names behind them, and how many a team has. */
    static List<String> team(String text, SetupRules.Terms terms) {
        List<String> team = new ArrayList<>();
        Matcher role = Pattern.compile(
                        AHEAD + "(" + NUMBER + ")\\s+(?:\\p{L}[\\p{L}-]*\\s+)?("
                                + WholeWords.alternatives(terms.teamRoles()) + ")",
                        FLAGS)
                .matcher(text);
        while (role.find()) {
            String name = role.group().strip() + theirNames(text, role.end(), terms);
            if (team.stream().noneMatch(name::equalsIgnoreCase)) {
                team.add(name);
            }
        }
        Matcher of = TEAM_OF.matcher(text);
        if (team.isEmpty() && of.find()) {
            team.add("a team of " + of.group(1));
        }
        return team;
    }

    /** The names that stand behind a role with its number, as they are written; empty for names of technologies and tools. */
    private static String theirNames(String text, int end, SetupRules.Terms terms) {
        Matcher names = THEIR_NAMES.matcher(text).region(end, text.length());
        if (!names.lookingAt()
                || WholeWords.any(terms.technologies(), names.group())
                || WholeWords.any(terms.tools(), names.group())) {
            return "";
        }
        return names.group();
    }
}
