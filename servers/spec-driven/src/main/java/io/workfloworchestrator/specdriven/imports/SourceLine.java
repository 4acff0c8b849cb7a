package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** @param isProse false in fences and comments, where everything is text */
record SourceLine(int number, String text, boolean isProse) {
    private static final Pattern FENCE = Pattern.compile("^\\s*(`{3,}|~{3,})(.*)$");

    static List<SourceLine> of(String text) {
        List<SourceLine> lines = new ArrayList<>();
        String fence = "";
        boolean isComment = false;
        int number = 0;
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            Matcher mark = FENCE.matcher(line);
            boolean isMark = !isComment && mark.matches();
            boolean opens = isMark && fence.isEmpty();
            boolean closes = isMark
                    && !fence.isEmpty()
                    && mark.group(1).startsWith(fence)
                    && mark.group(2).isBlank();
            isComment = fence.isEmpty()
                    && !isMark
                    && (isComment || line.stripLeading().startsWith("<!--"));
            lines.add(new SourceLine(++number, line, fence.isEmpty() && !isMark && !isComment));
            fence = opens ? mark.group(1) : closes ? "" : fence;
            isComment = isComment && !line.contains("-->");
        }
        return lines;
    }

    /** Lines as a text, without blanks at its end. */
    static String joined(List<String> lines) {
        String text = String.join("\n", lines).stripTrailing();
        return text.isEmpty() ? "" : text + "\n";
    }

    int indent() {
        return text.length() - text.stripLeading().length();
    }
}
