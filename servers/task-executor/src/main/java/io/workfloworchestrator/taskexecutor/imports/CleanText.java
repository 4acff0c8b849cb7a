package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Words;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Texts of others as they may stand in a task of ours: without control characters, and not longer than allowed. */
final class CleanText {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}:\\d{2}).*)?");

    private CleanText() {}

    /** One line: line ends and tabs become spaces. */
    static String line(String text, int most) {
        String plain = withoutLoneHalves(text)
                .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]+", " ")
                .strip();
        return Words.clip(plain.replaceAll(" {2,}", " "), most);
    }

    /** Any number of lines, each without control characters. */
    static String block(String text, int most) {
        String lines = withoutLoneHalves(text).replace("\r\n", "\n").replace('\r', '\n');
        return Words.clip(lines.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip(), most);
    }

    /** An id for a task that has none: it stays the same as long as the words do, wherever the line goes. */
    static String idOf(String title) {
        CRC32 sum = new CRC32();
        sum.update(line(title, 500).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Half of a surrogate pair is no text that a file can hold. */
    private static String withoutLoneHalves(String text) {
        return text.codePoints().allMatch(c -> c < 0xD800 || c > 0xDFFF)
                ? text
                : text.codePoints()
                        .filter(c -> c < 0xD800 || c > 0xDFFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The day of a date or a time in ISO form; empty if it is none. */
    static Optional<String> day(String text) {
        Matcher date = DATE.matcher(text.strip());
        if (!date.matches()) {
            return Optional.empty();
        }
        String day = date.group(1) + "-" + date.group(2) + "-" + date.group(3);
        try {
            return Optional.of(LocalDate.parse(day).toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A moment in UTC, or a day where no time is given; empty if it is neither. */
    static Optional<String> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip())
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant()
                    .toString());
        } catch (DateTimeException e) {
            return day(text);
        }
    }
}
