package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a constitution binds every task to, beyond the titles of its articles: the points below headings about constraints, architecture or
 * rules, and wherever else a line says what must, shall or may never be. Pure functions.
 */
public final class ConstitutionRules {
    private static final int MOST = 40;
    private static final int LONGEST = 300;
    private static final Pattern ARTICLE = Pattern.compile("(?iu)^(article\\s+(?:[IVXLC]+|\\d+))\\b.*$");
    private static final Pattern BINDING =
            Pattern.compile("(?iu)\\b(?:constraints?|architecture|restrictions?|limits?|rules?)\\b");
    private static final Pattern FREE = Pattern.compile("(?iu)\\b(?:governance|workflow|assumptions)\\b");
    private static final Pattern OBLIGES = Pattern.compile(
            "(?iu)\\b(?:never|must|shall|always|only|forbidden|do not|may not|is not allowed|no `[^`]+`)\\b");
    private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+");
    private static final Pattern SOURCE = Pattern.compile("\\s*\\(Q-[^()]*\\)\\s*$");

    private ConstitutionRules() {}

    /** The rules in the order of the text, each with the article that it stands below; empty if it cannot be read. */
    public static List<String> of(String constitution) {
        Markdown document;
        try {
            document = Markdown.of(constitution);
        } catch (DocumentException e) {
            return List.of(); // The analysis names what is wrong with it.
        }
        Set<String> rules = new LinkedHashSet<>();
        for (Section section : document.sections(3)) {
            boolean isFree = section.path().stream()
                    .skip(1)
                    .anyMatch(title -> FREE.matcher(title).find());
            if (section.level() > 1 && !isFree) {
                rules(section, section.body().of(document.text()), rules);
            }
        }
        return rules.stream().limit(MOST).toList();
    }

    private static void rules(Section section, String body, Set<String> rules) {
        Matcher article = ARTICLE.matcher(section.title());
        String where = article.matches() ? " (" + article.group(1) + ")" : "";
        boolean isBinding = BINDING.matcher(section.title()).find();
        for (String line : points(body)) {
            if (isBinding || OBLIGES.matcher(line).find()) {
                rules.add(ItemLines.cut(line, LONGEST) + where);
            }
        }
    }

    private static List<String> points(String body) {
        List<String> points = new ArrayList<>();
        boolean isFence = false;
        for (String line : body.split("\\R")) {
            String bare = SOURCE.matcher(BULLET.matcher(line).replaceFirst("").strip())
                    .replaceFirst("");
            boolean isMark = bare.startsWith("```") || bare.startsWith("~~~");
            isFence ^= isMark;
            boolean isText =
                    !isFence && !isMark && !bare.isEmpty() && !bare.startsWith("Source:") && !bare.startsWith("#");
            if (isText && !bare.startsWith("|")) {
                points.add(bare);
            }
        }
        return points;
    }
}
