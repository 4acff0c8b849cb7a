package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an issue file of the reference's template: lines {@code **Label:** value}, and texts under headings. Pure functions. */
final class ReferenceIssue {
    private static final Pattern LABEL =
            Pattern.compile("\\s*[-*]?\\s*(?:\\*\\*([^*:]+):?\\*\\*:?|(Severity|Reporter|Reported by):)\\s*(.*)");
    /** A field of front matter, between two lines of dashes at the beginning of a file. */
    private static final Pattern FRONT = Pattern.compile("([A-Za-z][A-Za-z _-]*):\\s*(.*)");

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String STATUS = "status";
    private static final long MOST_BYTES = 256 << 10;
    /** Fields by the beginnings of labels and headings, in lower case. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        Pattern.compile(",\\s*")
                .splitAsStream("""
                severity=severity, status=status, reported by=reporter, date reported=reported,
                reported=reported, resolution date=resolved, date resolved=resolved, resolved=resolved,
                resolution status=status, resolution=resolution, solution=resolution, fixed in=fixedIn,
                commit=commit, root cause=rootCause, prevention=prevention, related=related,
                reporter=reporter, server version=serverVersion, client=client, runtime=runtime,
                frequency=frequency, symptom=symptom, error=error, reproduction=reproduction,
                steps to reproduce=reproduction, expected=expected, actual=actual, impact=impact,
                notes=notes""")
                .map(pair -> pair.split("="))
                .forEach(pair -> FIELDS.put(pair[0], pair[1]));
    }

    private ReferenceIssue() {}

    /**
     * The report that the file is; its name is the title where it has none. Its field {@code over} says how it ended, {@code
     * released} or {@code rejected}, if it did.
     *
     * @param isCompleted whether it lies among those that are over, whatever it says of itself
     * @throws IOException if it is no text that can be taken over; its message goes on from the name of the file
     */
    static Json.Obj report(String server, Path file, boolean isCompleted) throws IOException {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
        String title = name.replaceFirst("^\\d{4}-\\d{2}-\\d{2}-", "").replace('-', ' ');
        boolean hasTitle = false;
        String field = "";
        List<String> lines = text(file).lines().toList();
        int front = frontMatter(lines, texts);
        for (String line : lines.subList(front, lines.size())) {
            Matcher heading = HEADING.matcher(line);
            Matcher label = LABEL.matcher(line);
            if (heading.matches()) {
                if (!hasTitle && line.startsWith("# ")) {
                    title = heading.group(1).replaceFirst("(?i)^issue\\s*:?\\s*", "");
                    hasTitle = true;
                }
                field = field(heading.group(1));
            } else if (label.matches() && !field(name(label)).isEmpty()) {
                String own = field(name(label));
                add(texts, own, label.group(3));
                field = label.group(3).isBlank() ? own : field; // What a label has below itself is its own.
            } else if (label.matches() && field.isEmpty() && !label.group(3).isBlank()) {
                add(texts, "notes", "- " + name(label).strip() + ": " + label.group(3));
            } else {
                add(texts, field, line);
            }
        }
        Json.Obj report = Json.Obj.EMPTY
                .with("server", server)
                .with("title", title.isBlank() ? name : title)
                .with("severity", "medium");
        for (Map.Entry<String, StringBuilder> one : texts.entrySet()) {
            String value = one.getValue().toString().strip();
            report = value.isEmpty() ? report : report.with(one.getKey(), value);
        }
        String severity = report.text("severity").orElse("medium").toLowerCase(Locale.ROOT);
        boolean isKnown = severity.matches("critical|high|medium|low");
        Json.Obj known = withDay(report.with("reported", report.text("reported").orElse(name)), "reported");
        return ended(known, isCompleted)
                .with("severity", isKnown ? severity : "medium")
                .with(
                        "notes",
                        "Taken over from " + file.getFileName() + ".\n"
                                + report.text("notes").orElse(""));
    }

    /** Takes the fields of front matter, if there is some. @return how many lines it has */
    private static int frontMatter(List<String> lines, Map<String, StringBuilder> texts) {
        int end = lines.isEmpty() || !lines.get(0).equals("---")
                ? 0
                : 1 + lines.subList(1, lines.size()).indexOf("---");
        for (String line : lines.subList(Math.min(1, end), end)) {
            Matcher front = FRONT.matcher(line);
            if (front.matches()) {
                String value = front.group(2).strip().replaceAll("^([\"'])(.*)\\1$", "$2");
                add(texts, field(front.group(1).replaceAll("[_-]", " ")), value);
            }
        }
        return end == 0 ? 0 : end + 1;
    }

    /** How it ended, by its place or its status, with what is known of that. */
    private static Json.Obj ended(Json.Obj report, boolean isCompleted) {
        String status = report.text(STATUS).orElse("").toLowerCase(Locale.ROOT);
        boolean isRejected = status.matches("won'?t[ -]?fix.*|rejected.*|invalid.*");
        boolean isOver = isCompleted || isRejected || status.matches("resolved.*|closed.*|fixed.*|completed.*|done.*");
        Json.Obj plain = report.without(STATUS);
        if (!isOver) {
            return plain;
        }
        return withDay(plain, "resolved")
                .with("over", isRejected ? "rejected" : "released")
                .with("resolution", report.text("resolution").orElse("Its file does not say how."));
    }

    /** A field with the day that its text has; without the field if the text has no day. */
    private static Json.Obj withDay(Json.Obj report, String field) {
        return report.text(field)
                .map(DAY::matcher)
                .filter(Matcher::find)
                .map(day -> report.with(field, day.group()))
                .orElse(report.without(field));
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

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is a folder, a link or no file at all");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("has more than " + (MOST_BYTES >> 10) + " KB");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("is no text in UTF-8", e);
        } catch (IOException e) {
            throw new IOException("cannot be read: " + e, e);
        }
    }
}
