package io.workfloworchestrator.specdriven.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.reports.TestCase.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestReportsTest {
    private static List<TestCase> read(String report) {
        return TestReports.read(report.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> told(List<TestCase> cases) {
        return cases.stream()
                .map(test -> test.fullName() + " " + test.outcome())
                .toList();
    }

    @Test
    void junitXmlOfSurefire() {
        String report = """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="shop.CartTest" tests="5" errors="1" skipped="1" failures="1">
                  <properties><property name="java.version" value="17"/></properties>
                  <testcase name="empty" classname="shop.CartTest" time="0.01"/>
                  <testcase name="adds" classname="shop.CartTest"><failure message="expected 2" type="E">at shop
                    <![CDATA[<testcase name="no test"/>]]></failure><system-out>text</system-out></testcase>
                  <testcase name="pays" classname="shop.CartTest"><error message="no card"/></testcase>
                  <testcase name="ships" classname="shop.CartTest"><skipped message="later"/></testcase>
                  <testcase name="flaky" classname="shop.CartTest"><flakyFailure message="once"/></testcase>
                </testsuite>
                """;

        List<TestCase> cases = read(report);

        assertThat(told(cases))
                .containsExactly(
                        "shop.CartTest.empty PASSED",
                        "shop.CartTest.adds FAILED",
                        "shop.CartTest.pays FAILED",
                        "shop.CartTest.ships SKIPPED",
                        "shop.CartTest.flaky WARNED");
        assertThat(cases.get(1).message()).isEqualTo("expected 2");
    }

    @Test
    void aSuiteThatCountsFailuresAndNamesNoneDidNotPass() {
        String report = """
                <testsuites failures="3"><testsuite name="x" tests="5" failures="2" errors="1">
                <testcase name="a" classname="B"/></testsuite></testsuites>
                """;

        assertThat(told(read(report))).containsExactly("B.a PASSED", "x.tests that it does not name FAILED");
    }

    @Test
    void junitXmlOfOthersTakesTheNameOfTheSuiteWhereThereIsNoClass() {
        String report = """
                <testsuites><testsuite name="cart"><testcase name="adds" file="test/cart.test.js"/></testsuite>
                <testsuite name="empty"/></testsuites>
                """;

        assertThat(read(report)).containsExactly(new TestCase("cart", "adds", "test/cart.test.js", Outcome.PASSED, ""));
    }

    @Test
    void ctrf() {
        String report = """
                {"reportFormat": "CTRF", "specVersion": "0.0.0", "results": {"tool": {"name": "jest"},
                 "summary": {"tests": 4}, "tests": [
                  {"name": "adds", "status": "passed", "duration": 3, "suite": ["cart", "unit"], "filePath": "cart.test.js"},
                  {"name": "pays", "status": "failed", "duration": 3, "message": "no card", "suite": "cart"},
                  {"name": "ships", "status": "pending", "duration": 0},
                  {"name": "again", "status": "passed", "duration": 0, "flaky": true},
                  {"name": "odd", "status": "other", "duration": 0}]}}
                """;

        assertThat(told(read(report)))
                .containsExactly(
                        "cart > unit.adds PASSED", "cart.pays FAILED", "ships SKIPPED", "again WARNED", "odd FAILED");
    }

    @Test
    void whatIsWrittenAsCtrfIsReadAgain() {
        List<TestCase> cases = List.of(
                new TestCase("a.B", "c", "src/B.java", Outcome.PASSED, ""),
                new TestCase("", "d", "", Outcome.FAILED, "why"),
                new TestCase("", "e", "", Outcome.SKIPPED, ""),
                new TestCase("", "f", "", Outcome.WARNED, ""));

        Json.Obj written = CtrfReport.write("mvn", cases, 1, 2);

        assertThat(read(written.toPrettyText())).isEqualTo(cases);
        assertThat(written.at("results", "summary", "passed")).contains(Json.of(2));
        assertThat(written.at("results", "summary", "failed")).contains(Json.of(1));
    }

    @Test
    void tap() {
        String report = """
                TAP version 14
                1..6
                ok 1 - reads
                not ok 2 - writes \\# twice
                  ---
                  message: "not ok 9 - no test"
                  ...
                ok 3 # SKIP no network
                not ok 4 - to come # TODO
                    ok 1 - of a subtest
                    1..1
                ok - without a number
                okay this is no test
                """;

        assertThat(told(read(report)))
                .containsExactly(
                        "reads PASSED",
                        "writes # twice FAILED",
                        "test 3 SKIPPED",
                        "to come SKIPPED",
                        "without a number PASSED",
                        "planned 6 tests, ran 5 FAILED");
    }

    @Test
    void tapThatIsGivenUpFails() {
        assertThat(told(read("1..2\nok 1\nBail out! no database\n")))
                .containsExactly("test 1 PASSED", "the run was given up FAILED");
    }

    @Test
    void sarif() {
        String report = """
                {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "lint", "rules": [
                    {"id": "R2", "defaultConfiguration": {"level": "error"}}]}},
                  "invocations": [{"executionSuccessful": false}],
                  "results": [
                   {"ruleId": "R1", "level": "error", "message": {"text": "bad"}, "locations": [{"physicalLocation":
                     {"artifactLocation": {"uri": "src/a.c"}, "region": {"startLine": 7}}}]},
                   {"ruleId": "R2", "message": {"text": "worse"}},
                   {"ruleId": "R3", "message": {"text": "meh"}},
                   {"ruleId": "R4", "level": "error", "suppressions": [{"kind": "inSource"}]},
                   {"ruleId": "R5", "level": "error", "baselineState": "absent"},
                   {"ruleId": "R6", "kind": "pass"}]}]}
                """;

        assertThat(told(read(report)))
                .containsExactly(
                        "lint.R1 at src/a.c:7 FAILED",
                        "lint.R2 FAILED",
                        "lint.R3 WARNED",
                        "lint.did not finish FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "hello",
                "<html/>",
                "<testsuite><testcase></testsuite>",
                "<testsuite",
                "{\"a\": 1}",
                "{\"results\": 1}",
                "{\"runs\": {}}",
                "{\"results\": {\"tests\": [{\"status\": \"passed\"}]}}",
                "{",
                "<?xml version=\"1.0\"?><!DOCTYPE testsuite [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><testsuite>"
                        + "<testcase name=\"&x;\"/></testsuite>",
                "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\">]><testsuite name=\"&m;\"/>",
                "<!DOCTYPE testsuite SYSTEM \"http://127.0.0.1:1/x.dtd\"><testsuite/>"
            })
    void whatIsNoReportIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ReportException.class)
                .extracting("code")
                .isEqualTo("E_REPORT");
    }

    @Test
    void deepAndLongReportsAreRefused() {
        assertThatThrownBy(() -> read("<testsuite>" + "<a>".repeat(5_000)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(ReportException.class);
        assertThatThrownBy(() -> read("ok\n".repeat(CaseList.MOST + 1)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("more than 50000 tests");
        assertThatThrownBy(() -> TestReports.read(new byte[TestReports.MOST_BYTES + 1]))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void longTextsAreCutAndStayOneLine() {
        List<TestCase> cases =
                read("<testsuite><testcase name=\"a&#10;b " + "x".repeat(5_000) + "\" classname=\"c\"/></testsuite>");

        assertThat(cases.get(0).name()).hasSizeLessThanOrEqualTo(500).startsWith("a b x");
    }
}
