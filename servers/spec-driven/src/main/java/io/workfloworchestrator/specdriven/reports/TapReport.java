package io.workfloworchestrator.specdriven.reports;

import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Test Anything Protocol, versions 12 to 14, https://testanything.org: {@code ok} and {@code not ok} lines, a plan {@code
 * 1..N}, the directives {@code SKIP} and {@code TODO}, and {@code Bail out!}. Lines that are indented belong to a subtest or to
 * the details of a failure, and the line after them has their outcome. Pure functions.
 */
final class TapReport {
    private static final Pattern TEST = Pattern.compile("(not )?ok\\b(?: +([0-9]{1,9}))?(?: +-)?(.*)");
    private static final Pattern PLAN = Pattern.compile("1\\.\\.([0-9]{1,9})(?: *#(.*))?");
    private static final Pattern DIRECTIVE = Pattern.compile("(?<!\\\\)# *(SKIP|TODO)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 10_000;

    private TapReport() {}

    /** @param parts whether subtests count, too */
    static List<TestCase> read(String text, boolean parts) {
        CaseList cases = new CaseList();
        int planned = -1;
        boolean bailed = false;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            String line = raw.length() > LONGEST_LINE ? raw.substring(0, LONGEST_LINE) : raw;
            Matcher test = TEST.matcher(parts ? line.stripLeading() : line);
            Matcher plan = PLAN.matcher(line.strip());
            if (test.matches()) {
                cases.add(testCase(test, cases.size() + 1));
            } else if (!line.startsWith(" ") && plan.matches()) {
                planned = Integer.parseInt(plan.group(1));
            } else if (line.startsWith("Bail out!")) {
                bailed = true;
                cases.add(missing("the run was given up", line));
            }
        }
        if (cases.size() == 0 && planned < 0) {
            throw new ReportException("it is neither XML nor JSON, and has no line of TAP such as \"ok 1 - name\".");
        }
        if (planned > cases.size() && !bailed) {
            String what = "planned " + planned + " tests, ran " + cases.size();
            cases.add(missing(what, what));
        }
        return cases.all();
    }

    private static TestCase missing(String name, String message) {
        return new TestCase("", name, "", Outcome.FAILED, message);
    }

    private static TestCase testCase(Matcher line, int position) {
        String rest = line.group(3).strip();
        Matcher directive = DIRECTIVE.matcher(rest);
        String word = "";
        if (directive.find()) {
            word = directive.group(1).toUpperCase(Locale.ROOT);
            rest = rest.substring(0, directive.start()).strip();
        }
        String name = rest.replace("\\#", "#").replace("\\\\", "\\");
        Outcome outcome = word.isEmpty()
                ? (line.group(1) == null ? Outcome.PASSED : Outcome.FAILED)
                : Outcome.SKIPPED; // a test that is still to be done says nothing, whatever its outcome
        return new TestCase("", name.isEmpty() ? "test " + position : name, "", outcome, "");
    }
}
