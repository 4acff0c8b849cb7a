package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A requirement is proved by tests that are there, ran and passed. */
class TestRunsTest {
    private static final String TEST = "src/test/java/LoginTest.java";
    private static final String REPORT = "target/surefire-reports/TEST-org.shop.LoginTest.xml";

    @TempDir
    private Path folder;

    private AnalysedProject project;

    @BeforeEach
    void open() throws IOException {
        project = new AnalysedProject(folder)
                .spec("- [ ] FR-001 The system shall let nurses in [tests:: " + TEST + "]\n")
                .with(TEST, "class LoginTest {}\n");
        Files.setLastModifiedTime(folder.resolve(TEST), FileTime.from(Instant.parse("2026-01-01T10:00:00Z")));
    }

    private AnalysedProject report(String cases) {
        return project.with(
                REPORT,
                "<?xml version=\"1.0\"?><testsuite name=\"org.shop.LoginTest\" tests=\"1\">" + cases + "</testsuite>");
    }

    private List<Finding> findings() {
        return project.consistency();
    }

    @Test
    void aTestThatPassedProvesIt() {
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"/>");
        assertThat(findings()).isEmpty();
    }

    @Test
    void withoutAnyReportNobodyKnows() {
        assertThat(said(findings())).containsExactly("no-test-reports spec.md:0 001-login");
    }

    @Test
    void aTestThatIsThereAndDidNotRunCountsAsMissing() {
        project.with(
                "target/surefire-reports/TEST-org.shop.OtherTest.xml",
                "<testsuite name=\"org.shop.OtherTest\"><testcase classname=\"org.shop.OtherTest\" name=\"x\"/></testsuite>");
        assertThat(said(findings())).containsExactly("test-not-run spec.md:1 FR-001");
    }

    @Test
    void aTestThatWasSkippedDidNotRun() {
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"><skipped/></testcase>");
        assertThat(findings().get(0).message()).contains("was skipped");
    }

    @Test
    void aTestThatFailedIsNamedWithItsReport() {
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"><failure>no</failure></testcase>");
        assertThat(findings().get(0).check()).isEqualTo("test-failed");
        assertThat(findings().get(0).message()).contains("letsIn", REPORT);
    }

    @Test
    void aTestThatWasChangedAfterItRanHasToRunAgain() throws IOException {
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"/>");
        Files.setLastModifiedTime(folder.resolve(REPORT), FileTime.from(Instant.parse("2025-12-31T10:00:00Z")));
        assertThat(findings().get(0).message()).contains("changed after it ran last");
    }

    @Test
    void aTestThatIsNotThereIsNamed() {
        project.delete(TEST);
        assertThat(said(findings())).contains("test-missing spec.md:1 FR-001");
    }

    @Test
    void aRequirementThatIsMetByNobodysTestIsDoubted() {
        project.spec("- [x] FR-001 The system shall let nurses in\n");
        assertThat(said(findings())).containsExactly("met-without-test spec.md:1 FR-001");
    }

    @Test
    void oneCaseOfAClassMayBeNamed() {
        project.spec("- [ ] FR-001 The system shall let nurses in [tests:: LoginTest.letsIn]\n");
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"/>"
                + "<testcase classname=\"org.shop.LoginTest\" name=\"other\"><failure/></testcase>");
        assertThat(findings()).isEmpty();
    }

    @Test
    void tapAndReportsWithFilesAreReadToo() {
        project.spec("- [ ] FR-001 The system shall let nurses in [tests:: tests/login.test.ts, login.bats]\n")
                .with("tests/login.test.ts", "test('x', () => {})\n")
                .with("tests/login.bats", "# bats\n")
                .with(
                        "reports/junit.xml",
                        "<testsuites><testsuite name=\"login\"><testcase classname=\"login\" file=\"tests/login.test.ts\" name=\"x\"/></testsuite></testsuites>")
                .with("reports/login.bats.tap", "TAP version 13\n1..2\nok 1 - lets in\nnot ok 2 - locks\n");
        assertThat(said(findings()))
                .filteredOn(one -> !one.contains("changed"))
                .contains("test-failed spec.md:1 FR-001");
        assertThat(findings()).noneMatch(one -> one.message().contains("login.test.ts did not run"));
    }

    @Test
    void aReportThatIsNoXmlOrReachesOutIsNotFollowed() {
        report("<testcase classname=\"org.shop.LoginTest\" name=\"letsIn\"/>");
        project.with("target/surefire-reports/TEST-bad.xml", "<testsuite><testcase")
                .with(
                        "target/surefire-reports/TEST-dtd.xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><testsuite><testcase name=\"&e;\"/></testsuite>");
        assertThat(said(findings()))
                .allMatch(one -> one.startsWith("report-unreadable"))
                .hasSize(2);
    }
}
