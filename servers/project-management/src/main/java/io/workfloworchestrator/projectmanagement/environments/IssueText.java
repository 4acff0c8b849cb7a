package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads reports, and finds those that are about the same fault. Pure functions. */
final class IssueText {
    static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    private static final List<String> TAKEN = List.of("""
            symptom error arguments lastCalls reproduction expected actual impact tool serverVersion
            libraryVersion runtime client frequency release reporter notes""".split("\\s+"));
    private static final List<String> BEFORE =
            List.of("rootCause", "resolution", "prevention", "related", "commit", "fixedIn", "resolved");
    private static final int MOST_TITLE = 120;
    private static final int MOST_TEXT = 8_000;
    private static final int FINGERPRINT = 16;
    private static final int SHORTEST_WORD = 3;
    private static final double ALIKE = 0.6;

    private IssueText() {}

    /** @throws EnvironmentException {@code E_ISSUE_REPORT} if the report has no title or no server */
    static Json.Obj fields(Json.Obj report, String today) {
        Optional<String> title = report.text("title").filter(text -> !text.isBlank());
        Optional<String> server = report.text("server").filter(text -> !text.isBlank());
        if (title.isEmpty() || server.isEmpty()) {
            throw new EnvironmentException(
                    "E_ISSUE_REPORT",
                    "A report needs a title and the name of a server; this one lacks the "
                            + (title.isEmpty() ? "title." : "server."));
        }
        Json.Obj fields = Json.Obj.EMPTY
                .with("title", Words.clip(title.get().strip().replaceAll("\\s+", " "), MOST_TITLE))
                .with("server", server.get())
                .with("severity", severity(report.text("severity").orElse("medium")))
                .with("reported", today)
                .with("fingerprint", fingerprint(report));
        return report.get("revision") instanceof Json.Num revision
                ? taken(fields, report, TAKEN).with("revision", revision)
                : taken(fields, report, TAKEN);
    }

    /** The same of a report that was written down elsewhere, with what became of it there. */
    static Json.Obj fieldsOfBefore(Json.Obj report, String today) {
        return taken(fields(report, report.text("reported").orElse(today)), report, BEFORE);
    }

    private static Json.Obj taken(Json.Obj fields, Json.Obj report, List<String> names) {
        Json.Obj more = fields;
        for (String name : names) {
            more = more.with(
                    name,
                    text(report, name).filter(value -> !value.isBlank()).map(value -> Words.clip(value, MOST_TEXT)));
        }
        return more;
    }

    /** A field as text: arguments may be given as the object that they are, and a version as a number. */
    private static Optional<String> text(Json.Obj report, String name) {
        return report.find(name)
                .filter(value -> !(value instanceof Json.Null))
                .map(value -> value.asText().orElseGet(value::toString));
    }

    /** @throws EnvironmentException {@code E_ISSUE_SEVERITY} if it is none of the four words */
    static String severity(String given) {
        String word = given.strip().toLowerCase(Locale.ROOT);
        if (!SEVERITIES.contains(word)) {
            throw new EnvironmentException(
                    "E_ISSUE_SEVERITY",
                    "An issue is " + String.join(", ", SEVERITIES) + "; \"" + Words.clip(word, 40)
                            + "\" is none of them."
                            + Words.nearest(word, SEVERITIES, 2)
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(""));
        }
        return word;
    }

    /** Equal for reports of the same fault: the server, the tool and the error without numbers, ids and paths; else the title. */
    private static String fingerprint(Json.Obj report) {
        String about = text(report, "error").or(() -> report.text("title")).orElse("");
        String all =
                report.text("server").orElse("") + "\n" + report.text("tool").orElse("") + "\n" + shape(about);
        return Fingerprints.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, FINGERPRINT);
    }

    /** An error without what differs each time: numbers, ids, paths. */
    static String shape(String error) {
        return error.toLowerCase(Locale.ROOT)
                .replaceAll("(/[^\\s/:]+)+/?", "/")
                .replaceAll("\\b(?:0x)?[0-9a-f]{6,}\\b", "#")
                .replaceAll("\\d+", "#")
                .replaceAll("\\s+", " ")
                .strip();
    }

    static boolean isAlike(String a, String b) {
        Set<String> one = words(a);
        Set<String> other = words(b);
        long shared = one.stream().filter(other::contains).count();
        int smaller = Math.min(one.size(), other.size());
        return smaller > 0 && shared >= ALIKE * smaller && shared > 0;
    }

    private static Set<String> words(String title) {
        return Arrays.stream(title.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
    }
}
