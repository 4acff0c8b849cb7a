package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.CAUSE;
import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.LOGIN;
import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What finished requirements and tasks name is looked up in the code. */
class DriftTest {
    private static final String CODE = "class Accounts { void lockAccount() {} }\n";
    private static final String SPEC = """
            - [x] FR-001 After three failures `Accounts.lockAccount()` shall lock the account
            - [ ] FR-002 `Accounts.unlock()` shall unlock it
            """;
    private static final String TASKS = """
            - [x] T001 Lock the account in src/main/Accounts.java [covers:: FR-001]
            - [ ] T002 Unlock it in src/main/Unlocking.java [covers:: FR-002]
            """;

    @TempDir
    private Path folder;

    private AnalysedProject project;

    @BeforeEach
    void open() {
        project = new AnalysedProject(folder)
                .spec(SPEC)
                .tasks(TASKS)
                .with("src/main/Accounts.java", CODE)
                .with("src/test/AccountsTest.java", "class AccountsTest {}\n");
    }

    private List<String> drift() {
        return said(project.look().drift(LOGIN));
    }

    private void seen() {
        project.look().acceptCode(LOGIN, CAUSE);
    }

    @Test
    void whatIsThereHasNotDriftedAndWhatIsStillToBeBuiltNeedNotBeThere() {
        assertThat(drift()).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsNamedWithTheLineOfTheTask() {
        seen();
        project.delete("src/main/Accounts.java");
        assertThat(drift()).containsExactly("name-gone spec.md:1 FR-001", "file-gone tasks.md:1 T001");
    }

    @Test
    void aNameThatWasRenamedIsGone() {
        seen();
        project.with("src/main/Accounts.java", CODE.replace("lockAccount", "lock"));
        List<Finding> findings = project.look().drift(LOGIN);
        assertThat(said(findings)).containsExactly("name-gone spec.md:1 FR-001", "file-changed tasks.md:1 T001");
        assertThat(findings.get(0).message()).contains("lockAccount is no longer in the code");
        assertThat(findings.get(0).severity()).isEqualTo(Finding.Severity.ERROR);
    }

    @Test
    void aNameThatNeverWasThereIsOnlyAWarning() {
        project.spec(SPEC.replace("lockAccount", "LockingService"));
        assertThat(project.look().drift(LOGIN))
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Finding.Severity.WARNING));
    }

    @Test
    void aChangeIsShownUntilSomebodyAcceptsTheCode() {
        seen();
        project.with("src/main/Accounts.java", CODE + "// more\n");
        assertThat(drift()).containsExactly("file-changed tasks.md:1 T001");
        seen();
        assertThat(drift()).isEmpty();
    }

    @Test
    void anAnalysisRemembersTheCodeOfWhatIsNewlyDoneAndKeepsWhatItKnew() {
        project.begin(LOGIN);
        record();
        project.with("src/main/Accounts.java", CODE + "// more\n");
        record();
        assertThat(drift()).containsExactly("file-changed tasks.md:1 T001");
    }

    private void record() {
        FeatureAnalysis look = project.look();
        assertThat(look.record(LOGIN, look.consistency(LOGIN), List.of(), CAUSE))
                .isEmpty();
    }

    @Test
    void codeThatNamesARequirementWhichIsGoneIsFoundToo() {
        project.with(
                "src/test/AccountsTest.java", "// 001-login/FR-001\n// proves 001/FR-007\nclass AccountsTest {}\n");
        assertThat(drift()).containsExactly("unknown-requirement-in-code AccountsTest.java:2 FR-007");
    }

    @Test
    void dependenciesAndBuildsAreNoCode() {
        project.with("node_modules/x/index.js", "function lockAccount() {}\n")
                .with("target/classes/Copy.java", CODE)
                .with("src/main/Accounts.java", "class Accounts {}\n");
        assertThat(drift()).containsExactly("name-gone spec.md:1 FR-001");
    }
}
