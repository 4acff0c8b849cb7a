package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the reports that test tools write: JUnit XML, CTRF, TAP, and SARIF of analysers. The format is told by the content.
 * Pure functions.
 */
public final class TestReports {
    /** The largest report, in bytes. */
    public static final int MOST_BYTES = 16 << 20;

    private TestReports() {}

    /**
     * The tests of a report, in its order.
     *
     * @throws ReportException {@code E_REPORT} if it is too large, of no format that is known here, or broken
     */
    public static List<TestCase> read(byte[] report) {
        return read(report, false);
    }

    /** As {@link #read}, with the parts of tests in TAP, which are indented: each has a name of its own. */
    public static List<TestCase> readAll(byte[] report) {
        return read(report, true);
    }

    private static List<TestCase> read(byte[] report, boolean parts) {
        if (report.length > MOST_BYTES) {
            throw new ReportException("it has " + report.length + " bytes; at most " + MOST_BYTES
                    + " are read. Have the tool write a report for each module.");
        }
        String text = new String(report, StandardCharsets.UTF_8);
        int begin = 0;
        while (begin < text.length()
                && (Character.isWhitespace(text.charAt(begin)) || text.charAt(begin) == '\uFEFF')) {
            begin++;
        }
        if (begin == text.length()) {
            throw new ReportException("it is empty. Did the tool end before it wrote its report?");
        }
        return switch (text.charAt(begin)) {
            case '<' -> JunitReport.read(report);
            case '{' -> json(text.substring(begin));
            default -> TapReport.read(text, parts);
        };
    }

    private static List<TestCase> json(String text) {
        Json.Obj report;
        try {
            report = Json.parse(text).asObject();
        } catch (CodedException e) {
            throw new ReportException("it is no JSON: " + e.getMessage(), e);
        }
        if (report.find("runs").isPresent()) {
            return SarifReport.read(report);
        }
        if (report.find("results").isPresent()) {
            return CtrfReport.read(report);
        }
        throw new ReportException(
                "it is JSON, but neither CTRF (it has no \"results\") nor SARIF (it has no \"runs\").");
    }
}
