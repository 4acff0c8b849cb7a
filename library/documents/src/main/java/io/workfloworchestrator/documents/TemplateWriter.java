package io.workfloworchestrator.documents;

import io.workfloworchestrator.json.Json;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template has written so far. It knows in what place of the document a value comes next, and escapes the value for it: in
 * the front matter, a heading, an item's line, a table, a fence, a line of its own, or within a line. For one rendering.
 */
final class TemplateWriter extends Writer {
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}[ \\t].*");
    private static final Pattern ITEM = Pattern.compile("[ \\t]*(?:[-+*]|\\d{1,9}[.)])[ \\t]+\\[.][ \\t]+(.*)");
    private static final Pattern BULLETS = Pattern.compile("(?:[ \\t>]|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))++");
    private static final Pattern BOX = Pattern.compile("\\\\*\\[.](?:[ \\t].*)?", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}(?=[^`]*$)|~{3,}).*");
    private static final Pattern FIELD = Pattern.compile("[ \\t]*(?:[^\\s:#'\"]+:|-)[ \\t]+");
    private static final Set<String> WORDS = Set.of("doing", "failed", "dropped");

    private final StringBuilder out = new StringBuilder();
    private final BodyText body = BodyText.ofTemplate();
    private final boolean isVerbatim;
    private int lineStart;
    private boolean isFrontMatter;
    private String fence = "";

    TemplateWriter(boolean isVerbatim) {
        this.isVerbatim = isVerbatim;
    }

    @Override
    public void write(char[] characters, int from, int count) {
        if (out.length() + count > MOST_CHARACTERS) {
            throw new DocumentException(
                    "E_TEMPLATE_SIZE",
                    "The document would have more than " + MOST_CHARACTERS
                            + " characters. Use shorter texts or fewer loops.");
        }
        for (int i = from; i < from + count; i++) {
            out.append(characters[i]);
            if (characters[i] == '\n') {
                line(out.substring(lineStart, out.length() - 1));
                lineStart = out.length();
            }
        }
    }

    private void line(String line) {
        if (line.equals("---") && (lineStart == 0 || isFrontMatter)) {
            isFrontMatter = lineStart == 0;
            return;
        }
        Matcher mark = FENCE.matcher(line);
        if (isFrontMatter || !mark.matches()) {
            return;
        }
        if (fence.isEmpty()) {
            fence = mark.group(1);
        } else if (closes(line)) {
            fence = "";
        }
    }

    private boolean closes(String line) {
        String bare = line.strip();
        return bare.startsWith(fence) && bare.chars().allMatch(c -> c == fence.charAt(0));
    }

    String escaped(String value) {
        String line = out.substring(lineStart);
        if (isFrontMatter) {
            return inFrontMatter(line, value);
        }
        if (!fence.isEmpty()) {
            return inFence(line, value);
        }
        if (Lines.isBlank(line)) {
            return String.join("\n" + line, body.write(value, isVerbatim));
        }
        if (HEADING.matcher(line).matches()) {
            return Headings.write(value);
        }
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            return ItemLine.writeText(value, !item.group(1).isEmpty(), ItemLine.DEFAULT_NUMBER, WORDS);
        }
        String coded = CharacterCodes.encode(value);
        if (line.stripLeading().startsWith("|")) {
            return InlineText.write(coded).replace("|", "\\|");
        }
        if (!BULLETS.matcher(line).matches()) {
            return InlineText.write(coded);
        }
        return BOX.matcher(coded).matches() ? "\\" + InlineText.write(coded) : InlineText.writeStart(coded);
    }

    private static String inFrontMatter(String line, String value) {
        if (FIELD.matcher(line).matches()) {
            return YamlWriter.flow(Json.of(value), YamlWriter.Style.PLAIN);
        }
        String quoted = YamlWriter.flow(Json.of(value), YamlWriter.Style.DOUBLE);
        if (line.chars().filter(c -> c == '"').count() % 2 == 1) {
            return quoted.substring(1, quoted.length() - 1);
        }
        throw new DocumentException(
                "E_TEMPLATE_PLACE",
                "In the front matter a value must stand alone behind its name, or within double quotes. Write \"name: {{value}}\".");
    }

    /** A line that would end the fence is indented so far that it does not. */
    private String inFence(String line, String value) {
        List<String> lines = new ArrayList<>();
        for (String each : value.split("\\r\\n|\\r|\\n", -1)) {
            boolean isStart = !lines.isEmpty() || Lines.isBlank(line);
            lines.add(isStart && closes(each) ? "    " + each.strip() : each);
        }
        return String.join("\n" + (Lines.isBlank(line) ? line : ""), lines);
    }

    String text() {
        return out.toString();
    }

    @Override
    public void flush() {
        // Everything is in memory.
    }

    @Override
    public void close() {
        // Everything is in memory.
    }
}
