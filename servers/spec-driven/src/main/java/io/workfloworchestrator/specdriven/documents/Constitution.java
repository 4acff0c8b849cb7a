package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a project as its constitution says them, whoever wrote it: features inherit from it.
 *
 * @param protectsHealth whether it speaks of protected health data in an article's title or in a line that says yes
 * @param testsFirst whether tests have to be written before what they test
 */
record Constitution(List<Article> articles, boolean protectsHealth, boolean testsFirst) {
    private static final Pattern HEALTH =
            Pattern.compile("(?iu)\\b(?:PHI|HIPAA|health data|health information|patient data)\\b");
    private static final Pattern NOT = Pattern.compile("(?iu)\\b(?:no|not|none|never handles|without|false)\\b");
    private static final Pattern FIRST = Pattern.compile("(?iu)\\btests?[ -]first\\b|\\btest-driven\\b|\\bTDD\\b");
    private static final Pattern NUMBER = Pattern.compile("(?iu)^article\\s+([IVXLC]+|\\d+)\\b[:.]?\\s*(.*)$");

    /** @param id such as {@code Article IV}; the title itself where articles have no numbers */
    record Article(String id, String title) {
        Json.Obj data() {
            return Json.Obj.EMPTY.with("id", id).with("title", title);
        }
    }

    static final Constitution EMPTY = new Constitution(List.of(), false, false);

    static Constitution of(String text) {
        Markdown document = Markdown.of(text);
        List<Article> articles = new ArrayList<>();
        boolean health = false;
        boolean first = false;
        for (Section section : document.sections(3)) {
            Matcher article = NUMBER.matcher(section.title());
            boolean isArticle = article.matches();
            if (isArticle) {
                String name = article.group(2).isBlank() ? section.title() : article.group(2);
                articles.add(new Article("Article " + article.group(1), name));
            }
            health |= says(HEALTH, section.title());
            first |= says(FIRST, section.title());
        }
        return new Constitution(articles, health || anyLine(HEALTH, text), first || anyLine(FIRST, text));
    }

    private static boolean anyLine(Pattern what, String text) {
        return text.lines().anyMatch(line -> says(what, line));
    }

    private static boolean says(Pattern what, String line) {
        return what.matcher(line).find() && !NOT.matcher(line).find();
    }

    Optional<Article> protection() {
        return articles.stream()
                .filter(article -> HEALTH.matcher(article.title()).find())
                .findFirst();
    }
}
