package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an issue file of the reference's template: lines {@code **Label:** value}, and texts under headings. Pure functions. */
final class ReferenceIssue {
    private static final Pattern LABEL =
            Pattern.compile("\\s*[-*]?\\s*(?:\\*\\*([^*:]+):?\\*\\*:?|(Severity|Reporter|Reported by):)\\s*(.*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final long MOST_BYTES = 256 << 10;
    /** Fields by the beginnings of labels and headings, in lower case. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("severity", "severity");
        FIELDS.put("reporter", "reporter");
        FIELDS.put("reported by", "reporter");
        FIELDS.put("server version", "serverVersion");
        FIELDS.put("client", "client");
        FIELDS.put("runtime", "runtime");
        FIELDS.put("frequency", "frequency");
        FIELDS.put("symptom", "symptom");
        FIELDS.put("error", "error");
        FIELDS.put("reproduction", "reproduction");
        FIELDS.put("steps to reproduce", "reproduction");
        FIELDS.put("expected", "expected");
        FIELDS.put("actual", "actual");
        FIELDS.put("impact", "impact");
        FIELDS.put("notes", "notes");
    }

    private ReferenceIssue() {}

    /**
     * The report that the file is; its name is the title where it has none.
     *
     * @throws CharacterCodingException if it is no text in UTF-8
     */
    static Json.Obj report(String server, Path file) throws CharacterCodingException {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
        String title = name.replaceFirst("^\\d{4}-\\d{2}-\\d{2}-", "").replace('-', ' ');
        boolean hasTitle = false;
        String field = "";
        for (String line : text(file).lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher label = LABEL.matcher(line);
            if (heading.matches()) {
                if (!hasTitle && line.startsWith("# ")) {
                    title = heading.group(1).replaceFirst("(?i)^issue\\s*:?\\s*", "");
                    hasTitle = true;
                }
                field = field(heading.group(1));
            } else if (label.matches() && !field(name(label)).isEmpty()) {
                add(texts, field(name(label)), label.group(3));
            } else {
                add(texts, field, line);
            }
        }
        Json.Obj report = Json.Obj.EMPTY
                .with("server", Json.of(server))
                .with("title", Json.of(title.isBlank() ? name : title))
                .with("severity", Json.of("medium"));
        for (Map.Entry<String, StringBuilder> one : texts.entrySet()) {
            String value = one.getValue().toString().strip();
            report = value.isEmpty() ? report : report.with(one.getKey(), Json.of(value));
        }
        String severity = report.text("severity").orElse("medium").toLowerCase(Locale.ROOT);
        boolean isKnown = severity.matches("critical|high|medium|low");
        return report.with("severity", Json.of(isKnown ? severity : "medium"))
                .with(
                        "notes",
                        Json.of("Taken over from " + file.getFileName() + ".\n"
                                + report.text("notes").orElse("")));
    }

    /** Labels are bold; those that say one word may be plain. */
    private static String name(Matcher label) {
        return label.group(1) != null ? label.group(1) : label.group(2);
    }

    private static void add(Map<String, StringBuilder> texts, String field, String line) {
        if (!field.isEmpty()) {
            texts.computeIfAbsent(field, unused -> new StringBuilder())
                    .append(line)
                    .append('\n');
        }
    }

    private static String field(String label) {
        String words = label.strip().toLowerCase(Locale.ROOT);
        return FIELDS.entrySet().stream()
                .filter(one -> words.startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) throws CharacterCodingException {
        try {
            return Files.size(file) > MOST_BYTES ? "" : Files.readString(file);
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
