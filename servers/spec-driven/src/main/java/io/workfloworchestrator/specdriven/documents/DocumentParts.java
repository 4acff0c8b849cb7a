package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a feature's documents, and what each refers to.
 *
 * <p>A part is a section without its lines of items, or such a line with what is nested below it. It is named by its document and its
 * number: {@code spec.md#FR-002}, {@code spec.md#US1}, {@code plan.md#Phase 1}, {@code constitution.md#Article IV}, {@code research.md#R-001}; a section without a
 * number is named by its heading. A part refers to what it names: requirements, stories, phases, articles, findings and answers
 * ({@code Q-…}).
 * That is what it was derived from, and it holds for texts that people write, too. Pure functions.
 */
final class DocumentParts {
    static final String ANSWER = "answer#";

    /** All rules of the constitution, which a plan and a list of tasks repeat below headings of their own. */
    static final String RULES = "constitution.md#rules that bind";

    private static final Pattern REPEATS = Pattern.compile("^(?:Rules that bind it|What every task keeps to)\n");

    private static final Pattern KEY =
            Pattern.compile("(?u)^(US\\d{1,3}|R-\\d{3,15}|Phase\\s+\\d{1,3}|Article\\s+(?:[IVXLC]+|\\d+))\\b");
    private static final Pattern NUMBER = Pattern.compile("^((?:FR-|T)\\d{3,15})\\b");
    private static final List<String> PLACES =
            List.of("spec.md#", "plan.md#", "constitution.md#", ANSWER, "research.md#");

    private static final Pattern REFERENCE = Pattern.compile(
            "(?u)\\b(?:(FR-\\d{3,15}|US\\d{1,3})|(Phase\\s\\d{1,3})|(Article\\s(?:[IVXLC]+|\\d+))|(Q-[a-z][A-Za-z0-9_]*(?:\\.[a-z0-9-]+)?)|(R-\\d{3,15}))\\b");

    private DocumentParts() {}

    static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The parts of a document by their names. Throws DocumentException if the text is no Markdown that can be read. */
    static Map<String, String> of(String path, String text) {
        Markdown document = Markdown.of(text);
        Map<String, String> parts = new LinkedHashMap<>();
        for (Section section : document.sections(3)) {
            Matcher key = KEY.matcher(section.title());
            String name = file(path) + "#" + (key.find() ? key.group(1).replaceAll("\\s+", " ") : section.title());
            StringBuilder body = new StringBuilder(section.title() + "\n");
            int from = section.body().start();
            for (CheckItem item : document.items()) {
                boolean isWithin = item.parent() < 0
                        && item.block().start() >= from
                        && item.block().end() <= section.body().end();
                if (isWithin) {
                    body.append(text, from, item.block().start());
                    from = item.block().end();
                    line(path, text, item, parts);
                }
            }
            String whole = body.append(text, from, section.body().end()).toString();
            parts.merge(name, whole, (one, other) -> one + "\n" + other);
        }
        return parts;
    }

    private static void line(String path, String text, CheckItem item, Map<String, String> parts) {
        String content = item.content().of(text).strip();
        Matcher number = NUMBER.matcher(content);
        if (number.find()) {
            String block =
                    text.substring(item.content().start(), item.block().end()).strip();
            parts.put(file(path) + "#" + number.group(1), block);
        }
    }

    /** A part's text as others are derived from it: a line of an item counts by its words alone, not by its box or its marks. */
    static String asSource(String text) {
        if (!NUMBER.matcher(text).find()) {
            return text;
        }
        String line = "- [ ] " + text.lines().findFirst().orElse("");
        return ItemLines.of(line).stream().findFirst().map(ItemLines.Line::text).orElse(text);
    }

    /** The names of what a part refers to, as far as others know them, with their texts. */
    static Map<String, String> sources(String path, String text, Map<String, String> known) {
        String own = file(path);
        Map<String, String> sources = new TreeMap<>();
        String rules = known.get(RULES);
        if (rules != null && REPEATS.matcher(text).find()) {
            sources.put(RULES, rules);
        }
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            int group = 1;
            while (matcher.group(group) == null) {
                group++;
            }
            String name = PLACES.get(group - 1) + matcher.group(group).replaceAll("\\s", " ");
            String source = known.get(name);
            if (source != null && !name.startsWith(own + "#")) {
                sources.put(name, asSource(source));
            }
        }
        return sources;
    }

    /** What each part of a document was derived from, by its name. */
    static Map<String, Derivation> derivations(String path, String text, Map<String, String> known) {
        Map<String, Derivation> parts = new TreeMap<>();
        of(path, text).forEach((name, part) -> {
            Map<String, String> sources = sources(path, part, known);
            if (!sources.isEmpty()) {
                parts.put(name, Derivation.of(sources, part));
            }
        });
        return parts;
    }
}
