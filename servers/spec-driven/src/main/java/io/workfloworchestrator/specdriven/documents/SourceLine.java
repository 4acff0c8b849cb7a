package io.workfloworchestrator.specdriven.documents;

import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a document in Markdown, whoever wrote it.
 *
 * @param number from 1
 * @param isProse false in fences and comments, where everything is an example or a remark
 */
public record SourceLine(int number, String text, boolean isProse) {
    private static final Pattern FENCE = Pattern.compile("^\\s*(`{3,}|~{3,})(.*)$");

    public static List<SourceLine> of(String text) {
        List<SourceLine> lines = new ArrayList<>();
        String fence = "";
        boolean isComment = false;
        for (String line : Texts.lines(text)) {
            boolean mayBeFence = !isComment && (line.contains("```") || line.contains("~~~"));
            Matcher mark = FENCE.matcher(mayBeFence ? line : "");
            boolean isText = fence.isEmpty() && !mark.matches();
            boolean isHidden = isComment || line.stripLeading().startsWith("<!--");
            lines.add(new SourceLine(lines.size() + 1, line, isText && !isHidden));
            if (isText) {
                boolean isBegun = isComment || line.contains("<!--");
                isComment = isBegun && line.lastIndexOf("-->") <= line.lastIndexOf("<!--");
            } else if (fence.isEmpty()) {
                fence = mark.group(1);
            } else if (mark.matches()
                    && mark.group(1).startsWith(fence)
                    && mark.group(2).isBlank()) {
                fence = "";
            }
        }
        return lines;
    }

    /** Lines as a text, without blanks at its end. */
    public static String joined(List<String> lines) {
        String text = String.join("\n", lines).stripTrailing();
        return text.isEmpty() ? "" : text + "\n";
    }

    public int indent() {
        return text.length() - text.stripLeading().length();
    }
}
