package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.LOGIN;
import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constitution, specification, plan and tasks against each other, both ways. */
class ConsistencyTest {
    private static final String SPEC = """
            # Sign in

            ### US1: Sign in with an account

            - [ ] FR-001 When the password is right, the system shall show the ward [story:: US1]
            - [ ] FR-002 When the password is wrong three times, the system shall lock the account [story:: US1]
            """;
    private static final String TASKS = """
            # Tasks

            ## Phase 1: Accounts

            - [ ] T001 Write the tests of US1 [covers:: ["FR-001","FR-002"]] [story:: US1]
            - [ ] T002 Show the ward (depends on T001) [covers:: ["FR-001"]] [story:: US1]
            - [ ] T003 Lock the account (depends on T001) [covers:: ["FR-002"]] [story:: US1]
            """;

    @TempDir
    private Path folder;

    private AnalysedProject project;

    @BeforeEach
    void open() {
        project = new AnalysedProject(folder).spec(SPEC).tasks(TASKS);
    }

    private List<String> found() {
        return said(project.consistency());
    }

    @Test
    void documentsThatAgreeHaveNoFindings() {
        assertThat(found()).isEmpty();
    }

    @Test
    void aRequirementWithoutATaskIsNamedWithItsLineAndAFix() {
        project.spec(SPEC + "- [ ] FR-003 The system shall end a session after ten minutes [story:: US1]\n");
        List<Finding> findings = project.consistency();
        assertThat(said(findings)).containsExactly("requirement-without-task spec.md:7 FR-003");
        assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.ERROR);
        assertThat(findings.get(0).place()).isEqualTo("specs/001-login/spec.md:7");
        assertThat(findings.get(0).fix()).contains("[covers:: FR-003]", "tasks.md");
    }

    @Test
    void aDroppedRequirementNeedsNoTask() {
        project.spec(SPEC + "- [-] FR-003 The system shall end a session after ten minutes [story:: US1]\n");
        assertThat(found()).isEmpty();
    }

    @Test
    void aRequirementWhoseOnlyTaskWasDroppedHasNone() {
        project.tasks(TASKS.replace("- [ ] T001", "- [-] T001").replace("- [ ] T003", "- [-] T003"));
        assertThat(found()).contains("requirement-without-task spec.md:6 FR-002");
    }

    @Test
    void aTaskThatNobodyAskedForIsNamed() {
        project.tasks(TASKS + "- [ ] T004 Send a newsletter to everybody\n");
        assertThat(found()).containsExactly("task-without-requirement tasks.md:8 T004");
    }

    @Test
    void whatServesTheWholeNeedsNoRequirement() {
        project.tasks(TASKS + """

                ## Phase 2: The whole

                - [ ] T004 Bring the manual up to date
                - [ ] T005 Checkpoint of Phase 2 [phase:: Phase 2]
                """);
        assertThat(found()).isEmpty();
    }

    @Test
    void aReferenceToNothingIsRefusedWithTheNearest() {
        project.tasks(TASKS.replace("[covers:: [\"FR-002\"]]", "[covers:: [\"FR-020\"]]"));
        Finding finding = project.consistency().get(0);
        assertThat(finding.check()).isEqualTo("unknown-reference");
        assertThat(finding.about()).isEqualTo("T003");
        assertThat(finding.fix()).contains("FR-002 if that is meant");
    }

    @Test
    void aStoryWithoutCriteriaCannotBeDone() {
        project.spec(SPEC + "\n### US2: Close an account\n\n- Who: an administrator\n");
        assertThat(found()).containsExactly("story-without-criteria spec.md:8 US2", "story-without-task spec.md:8 US2");
    }

    @Test
    void aNumberThatIsThereTwiceIsNamedWithBothLines() {
        project.spec(SPEC + "- [ ] FR-002 The system shall greet the nurse [story:: US1]\n");
        Finding finding = project.consistency().get(0);
        assertThat(said(List.of(finding))).containsExactly("number-twice spec.md:7 FR-002");
        assertThat(finding.message()).contains("in line 6");
    }

    @Test
    void linesInFencesAndCommentsAreExamples() {
        project.spec(SPEC + """

                ```
                - [ ] FR-009 The system shall be an example
                ```
                <!-- - [ ] FR-010 The system shall be hidden -->
                """);
        assertThat(found()).isEmpty();
    }

    @Test
    void aPlanThatUsesWhatIsForbiddenBreaksTheArticle() {
        project.constitution("""
                # Constitution

                ### Article I: Few parts

                Never use `Hibernate`. No Redis either.

                ## Technical standards

                ### Stack

                Java 17, PostgreSQL 15
                """).plan("""
                # Plan

                ## Approach

                Rows are mapped by Hibernate, on Java 21.
                The cache is kept in memory, without Redis.

                ## The constitution

                - Article I: Few parts
                """);
        List<Finding> findings = project.consistency();
        assertThat(said(findings))
                .containsExactly("plan-breaks-article plan.md:5 Hibernate", "plan-breaks-article plan.md:5 Java");
        assertThat(findings.get(0).message()).contains("Article I, \"Few parts\"", "constitution.md:5");
        assertThat(findings.get(1).message()).contains("Java 21", "Java 17", "constitution.md:11");
    }

    @Test
    void aPlanThatSaysThatItDepartsFromAnArticleMay() {
        project.constitution("# Constitution\n\n### Article I: Few parts\n\nNever use `Hibernate`.\n")
                .plan("# Plan\n\nIt departs from Article I: Hibernate is there already.\n");
        assertThat(found()).isEmpty();
    }

    @Test
    void anArticleThatThePlanDoesNotNameWasPerhapsForgotten() {
        project.constitution("# C\n\n### Article I: Tests\n\nText.\n\n### Article II: Simplicity\n\nText.\n")
                .plan("# Plan\n\n- Article I: Tests\n");
        assertThat(found()).containsExactly("article-not-considered plan.md:0 Article II");
    }

    @Test
    void testsComeFirstWhereTheConstitutionAsksForIt() {
        project.constitution("# C\n\n### Article I: Test-first\n\nA test that fails comes before the code.\n")
                .plan("# Plan\n\n- Article I\n")
                .tasks("""
                        # Tasks

                        - [ ] T001 Show the ward [covers:: FR-001]
                        - [ ] T002 Write the test of the ward [covers:: FR-001]
                        - [ ] T003 Write the test of the lock [covers:: FR-002]
                        - [ ] T004 Lock the account [covers:: FR-002]
                        """);
        List<Finding> findings = project.consistency();
        assertThat(said(findings)).containsExactly("tests-not-first tasks.md:3 FR-001");
        assertThat(findings.get(0).message()).contains("T001 builds FR-001 before T002 tests it");
    }

    @Test
    void aPhaseOfThePlanWithoutTasksIsNamed() {
        project.plan("# Plan\n\n### Phase 1: Accounts\n\n- x\n\n### Phase 2: Closing\n\nCarries: FR-007\n");
        assertThat(found())
                .containsExactly("unknown-reference plan.md:9 FR-007", "phase-without-task plan.md:7 Phase 2");
    }

    @Test
    void twoSentencesThatCannotBothHoldAreFound() {
        project.plan("# Plan\n\n- When the password is wrong five times, the account is locked\n");
        List<Finding> findings = project.consistency();
        assertThat(said(findings)).containsExactly("contradiction plan.md:3 line 3");
        assertThat(findings.get(0).message()).contains("FR-002", "3 or 5");
    }

    @Test
    void mustAndMustNotContradictEachOther() {
        project.spec(SPEC + "- [ ] FR-003 The system shall log the password of the nurse [story:: US1]\n"
                        + "- [ ] FR-004 The system shall never log the password of the nurse [story:: US1]\n")
                .tasks(TASKS + "- [ ] T004 Log [covers:: FR-003, FR-004]\n");
        assertThat(found()).containsExactly("contradiction spec.md:8 FR-004");
    }

    @Test
    void aTickedRequirementWithAnOpenTaskDisagrees() {
        project.spec(SPEC.replace("- [ ] FR-001", "- [x] FR-001"));
        assertThat(found()).containsExactly("status-disagrees spec.md:5 FR-001", "met-without-test spec.md:5 FR-001");
    }

    @Test
    void aFeatureThatIsSaidToBeDoneHasNoOpenBox() {
        project.begin(LOGIN, "specify", "plan", "divide", "build", "finish");
        project.plan("# Plan\n");
        assertThat(found()).contains("status-disagrees tasks.md:5 T001");
    }

    @Test
    void whatIsForbiddenInPlainWordsIsAWarning() {
        project.with(
                        "constitution.md",
                        "# Constitution\n\n## Rules\n\n- Money is whole cents, never floats; never use an ORM.\n")
                .plan("# Plan\n\nWe take an ORM.\n\nAmounts are floats.\n\nNo ORM elsewhere.\n");
        assertThat(project.consistency())
                .filteredOn(each -> each.check().equals("plan-may-break-article"))
                .extracting(each -> each.severity() + " " + each.line() + " " + each.about())
                .containsExactlyInAnyOrder("WARNING 3 ORM", "WARNING 5 floats");
    }

    @Test
    void aPlanIsMissedWhereTasksNameItsPhasesAndNotWhereAnotherToolNamesGroups() {
        project.begin(LOGIN, "specify", "plan", "divide");
        project.tasks(TASKS.replace("Lock the account", "Lock the account [phase:: 1. Lock]"));
        assertThat(found()).isEmpty();
        project.tasks(TASKS.replace("Lock the account", "Lock the account [phase:: Phase 1]"));
        assertThat(found()).singleElement().asString().startsWith("status-disagrees plan.md");
    }

    @Test
    void aDocumentThatCannotBeReadIsAFindingAndTheOthersAreLookedAt() {
        project.spec("<<<<<<< HEAD\n- [ ] FR-001 a\n=======\n- [ ] FR-001 b\n>>>>>>> other\n");
        List<Finding> findings = project.consistency();
        assertThat(findings).extracting(Finding::check).contains("unreadable");
        assertThat(findings.get(0).path()).endsWith("spec.md");
        assertThat(findings.get(0).line()).isEqualTo(1);
    }

    @Test
    void aDocumentThatIsNoUtf8IsThereAndIsNamed() throws IOException {
        Files.write(
                folder.resolve("specs/001-login/tasks.md"),
                "- [ ] T001 caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(project.consistency())
                .filteredOn(finding -> finding.check().equals("unreadable"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).endsWith("tasks.md");
                    assertThat(finding.message()).contains("line 1 has the byte 0xE9");
                });
    }

    @Test
    void aDesignThatIsNotThereIsNamed() {
        project.spec(SPEC + "\n### Where the design is\n\n- docs/grind.png\n- https://example.org/a.png\n- spec.md\n");
        assertThat(found()).containsExactly("design-missing spec.md:10 docs/grind.png");
    }
}
