package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds answers in what somebody said freely. They are drafts: a person confirms or corrects them. Words are whole words, numbers
 * stay whole, and nothing is named twice. Pure functions.
 */
record TextAnalysis(SetupRules.Terms terms, String text, List<String> sentences) {
    private static final int MOST = 12;
    private static final Pattern SPAN = Pattern.compile(
            "\\b(?:within|in|over|next|have|for|about)\\s+(?:the\\s+next\\s+)?(" + NamedPeople.NUMBER
                    + "\\s+(?:day|week|month|quarter|year)s?)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY = Pattern.compile("(?<![\\w-])(\\d{4}-\\d{2}-\\d{2})(?![\\w-])");
    private static final Pattern DUE =
            Pattern.compile("\\b(?:deadline|due|by|until|launch|ship|before)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONEY = Pattern.compile(
            "[$€£]\\s?\\d[\\d.,]{0,20}(?<![.,])(?:\\s?(?:k|m|bn|thousand|million|billion)\\b)?"
                    + "|\\b\\d[\\d.,]{0,20}(?<![.,])\\s?(?:thousand|million|billion)?\\s?(?:dollars|euros|pounds|USD|EUR|GBP)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FUNDS =
            Pattern.compile("\\b(?:budget|fund(?:s|ed|ing)?|spend|afford|invest)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("\\d\\s?%");
    private static final Pattern BY_NUMBER =
            Pattern.compile("\\b(?:by|to|below|above|under)\\s+(?:half|\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BY_COMPARISON = Pattern.compile(
            "\\b(?:half|twice|a (?:third|quarter|tenth)) as (?:many|much|few|often|long|fast)\\b",
            Pattern.CASE_INSENSITIVE);

    /**
     * What was found, by question; questions to which nothing was said are absent.
     *
     * @param areGoals whether a sentence such as "Build a portal" can only be a goal
     */
    static Map<String, Json> of(String text, boolean areGoals, SetupRules.Terms terms) {
        return new TextAnalysis(terms, text, Sentences.of(text)).found(areGoals);
    }

    private Map<String, Json> found(boolean areGoals) {
        Map<String, Json> found = new LinkedHashMap<>();
        List<String> problems = with(terms.problemWords());
        if (!problems.isEmpty()) {
            found.put("problem", Json.of(String.join(" ", problems)));
        }
        list(found, "goals", GoalTexts.in(sentences, areGoals, terms));
        list(found, "stakeholders", NamedPeople.stakeholders(text, terms));
        list(found, "team", NamedPeople.team(text, terms));
        list(found, "tools", named(terms.tools()));
        list(found, "technologies", named(terms.technologies()));
        list(found, "existing", assets(terms.existingWords()));
        list(found, "needed", assets(terms.neededWords()));
        list(found, "external", external());
        list(found, "constraints", with(terms.constraintWords()));
        list(found, "success", success());
        first(SPAN, text).ifPresent(span -> found.put("timeframe", Json.of(span)));
        budget(found);
        sentences.stream()
                .filter(sentence -> DUE.matcher(sentence).find())
                .flatMap(sentence -> first(DAY, sentence).stream())
                .findFirst()
                .ifPresent(day -> found.put("deadline", Json.of(day)));
        return found;
    }

    private static void list(Map<String, Json> found, String question, List<String> values) {
        if (!values.isEmpty()) {
            found.put(question, Json.strings(values.stream().limit(MOST).toList()));
        }
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private List<String> with(List<String> words) {
        Pattern any = WholeWords.pattern(words);
        return sentences.stream()
                .filter(sentence ->
                        sentence.length() >= 10 && any.matcher(sentence).find())
                .distinct()
                .toList();
    }

    private List<String> success() {
        Pattern words = WholeWords.pattern(terms.successWords());
        Pattern changes = WholeWords.pattern(terms.changeWords());
        return sentences.stream()
                .filter(sentence -> words.matcher(sentence).find()
                        || PERCENT.matcher(sentence).find()
                        || BY_COMPARISON.matcher(sentence).find()
                        || changes.matcher(sentence).find()
                                && BY_NUMBER.matcher(sentence).find())
                .distinct()
                .toList();
    }

    private void budget(Map<String, Json> found) {
        for (String sentence : sentences) {
            Matcher money = MONEY.matcher(sentence);
            if (FUNDS.matcher(sentence).find() && money.find()) {
                found.putIfAbsent("budget", Json.of(money.group()));
            }
        }
    }

    /** Names as the list writes them; one that is an ordinary word too must be written so, and not begin a sentence. */
    private List<String> named(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            boolean isExact = terms.exact().contains(name);
            Pattern whole = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                    isExact ? 0 : Pattern.CASE_INSENSITIVE);
            if (sentences.stream()
                    .anyMatch(sentence ->
                            whole.matcher(sentence).find(isExact && sentence.length() > name.length() ? 1 : 0))) {
                found.add(name);
            }
        }
        return found;
    }

    private List<String> assets(List<String> leads) {
        Pattern asset = Pattern.compile(
                WholeWords.alternatives(leads)
                        + "\\s+(?!to\\b)(?:(?:an?|the|some|more)\\s+)?((?:[\\p{L}\\p{N}-]+\\s+){0,3}?"
                        + WholeWords.alternatives(terms.assetWords()) + "(?:\\s+"
                        + WholeWords.alternatives(terms.assetWords())
                        + ")?)",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return all(asset, 1);
    }

    private List<String> external() {
        Pattern service = Pattern.compile(
                WholeWords.alternatives(terms.externalWords())
                        + "\\s+((?:[\\p{L}\\p{N}-]+\\s+){0,3}?(?:api|service|integration|platform|provider)s?)\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        List<String> found = new ArrayList<>(all(service, 1));
        Matcher with = Pattern.compile(
                        "(?i:\\b(?:integrate|integrates|integrating|integration)\\s+with)\\s+(?:the\\s+)?(\\p{Lu}[\\p{L}\\p{N}.-]*(?:\\s\\p{Lu}[\\p{L}\\p{N}.-]*)?)")
                .matcher(text);
        while (with.find()) {
            found.add(with.group(1).replaceFirst("[.,;:]+$", ""));
        }
        return found.stream().distinct().toList();
    }

    private List<String> all(Pattern pattern, int group) {
        List<String> found = new ArrayList<>();
        for (String sentence : sentences) {
            Matcher each = pattern.matcher(sentence);
            while (each.find()) {
                String value = each.group(group).strip();
                if (found.stream().noneMatch(value::equalsIgnoreCase)) {
                    found.add(value);
                }
            }
        }
        return found;
    }
}
