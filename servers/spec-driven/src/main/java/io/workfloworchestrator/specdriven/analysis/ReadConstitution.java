package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.specdriven.analysis.DocumentText.Heading;
import io.workfloworchestrator.specdriven.analysis.DocumentText.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a constitution binds plans and tasks to, as far as a program can read it: its articles, what it forbids by name, the versions of
 * its stack, and whether tests come first. Immutable.
 *
 * @param stack by name the version that it says, with the line
 * @param testsFirst the line that asks for tests first; empty if none does
 */
record ReadConstitution(
        String path, List<Article> articles, List<Ban> bans, Map<String, Version> stack, Optional<Integer> testsFirst) {
    private static final Pattern ARTICLE =
            Pattern.compile("(?iu)^(?:article\\s+)?([IVXLC]{1,6}|\\d{1,2})\\s*[.:–—-]\\s*(.+)$");
    private static final Pattern TESTS_FIRST = Pattern.compile(
            "(?iu)\\btest[- ]?first\\b|\\btests before code: yes\\b|\\btest-driven\\b|\\bTDD\\b|test that fails comes before");
    /** What a sentence forbids by name: in back quotes, or with a capital letter. */
    private static final Pattern BAN = Pattern.compile(
            "(?:\\b[Nn]ever(?: use| add)?|\\b[Nn]o|\\b[Dd]o not (?:use|add)|\\b(?:must|shall|may) not (?:use|add|be)|\\b[Ww]ithout|"
                    + "\\bMUST NOT (?:use|add)|\\bNEVER(?: use)?)\\s+(`[^`]{2,60}`|[A-Z][\\w+#.-]*[\\w+#](?:\\s[A-Z][\\w+#.-]*[\\w+#])*)");

    /** What a sentence forbids in plain words: "never use an ORM", "whole cents, never floats". */
    private static final Pattern BAN_IN_WORDS = Pattern.compile(
            "(?iu)\\b(?:never|do not|(?:must|shall|may) not)\\s+(?:use|add)\\s+(?:an?\\s+|the\\s+|any\\s+)?"
                    + "(?!(?:it|them|this|that|these|those|other|more)\\b)([\\p{L}][\\p{L}\\p{N}+#-]{2,40})"
                    + "|\\bnever\\s+(?!(?:again|ever|used|added)\\b)(\\p{L}{4,40})(?=\\s*(?:[.;,]|$))");

    private static final Pattern VERSION =
            Pattern.compile("\\b([A-Z][A-Za-z+#.]*[A-Za-z+#])\\s+v?(\\d+(?:\\.\\d+)*)\\b");
    private static final Pattern STACK =
            Pattern.compile("(?iu)\\b(?:stack|technolog\\w*|standards|constraints|versions?)\\b");

    /** @param id such as {@code Article I} */
    record Article(String id, String title, int line) {}

    /** @param sure whether it is a name; other words may mean something else in a plan */
    record Ban(String name, String where, int line, boolean sure) {}

    record Version(String number, int line) {}

    static ReadConstitution of(DocumentText document) {
        List<Article> articles = new ArrayList<>();
        for (Heading heading : document.headings()) {
            Matcher article = ARTICLE.matcher(heading.title());
            if (article.matches()) {
                articles.add(new Article(
                        "Article " + article.group(1), article.group(2).strip(), heading.line()));
            }
        }
        List<Ban> bans = new ArrayList<>();
        Map<String, Version> stack = new LinkedHashMap<>();
        Optional<Integer> testsFirst = Optional.empty();
        for (Line line : document.prose()) {
            String where = where(document, articles, line);
            bans.addAll(bans(line, where));
            if (document.allAbove(line.number()).stream()
                    .anyMatch(heading -> STACK.matcher(heading.title()).find())) {
                VERSION.matcher(line.text())
                        .results()
                        .forEach(
                                found -> stack.putIfAbsent(found.group(1), new Version(found.group(2), line.number())));
            }
            boolean isFirst =
                    testsFirst.isEmpty() && TESTS_FIRST.matcher(line.text()).find();
            testsFirst = isFirst ? Optional.of(line.number()) : testsFirst;
        }
        return new ReadConstitution(document.path(), articles, bans, stack, testsFirst);
    }

    private static List<Ban> bans(Line line, String where) {
        List<Ban> bans = new ArrayList<>();
        BAN.matcher(line.text())
                .results()
                .forEach(ban -> bans.add(new Ban(ban.group(1).replace("`", ""), where, line.number(), true)));
        BAN_IN_WORDS.matcher(line.text()).results().forEach(ban -> {
            String word = ban.group(1) == null ? ban.group(2) : ban.group(1);
            boolean isNamed = bans.stream().anyMatch(known -> known.name().contains(word));
            if (!isNamed) {
                bans.add(new Ban(word, where, line.number(), false));
            }
        });
        return bans;
    }

    private static String where(DocumentText document, List<Article> articles, Line line) {
        List<Heading> above = document.allAbove(line.number());
        return articles.stream()
                .filter(article -> above.stream().anyMatch(heading -> heading.line() == article.line()))
                .map(article -> article.id() + ", \"" + article.title() + "\"")
                .findFirst()
                .orElse(
                        above.isEmpty()
                                ? "its beginning"
                                : "\"" + above.get(above.size() - 1).title() + "\"");
    }
}
