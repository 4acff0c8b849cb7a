package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document that is being taken over, line by line. What nobody recognises stays as it stands. For one document. */
final class DocumentText {
    private static final Pattern TITLE = Pattern.compile("^#\\s+(.*?)\\s*#*$");

    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    void addAll(List<String> more) {
        lines.addAll(more);
    }

    String text() {
        String text = String.join("\n", lines).stripTrailing();
        return text.isEmpty() ? "" : text + "\n";
    }

    /** What the first heading says, without words such as "Feature Specification:". */
    static Optional<String> title(String text) {
        for (SourceLine line : SourceLine.of(text)) {
            Matcher title = TITLE.matcher(line.text());
            if (line.isProse() && title.matches()) {
                String said = title.group(1)
                        .replaceFirst("(?i)^[\\p{L} ]*(?:specification|requirements?)[\\p{L} ]*:\\s*", "");
                return Optional.of(said.strip()).filter(some -> !some.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** A name of a folder as a title: "gift-cards" becomes "Gift cards". */
    static String titleOf(String folder) {
        String words = folder.replaceAll("[-_]+", " ").strip();
        return words.isEmpty() ? folder : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
