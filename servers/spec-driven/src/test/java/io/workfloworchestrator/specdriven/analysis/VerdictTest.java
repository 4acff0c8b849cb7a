package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.CAUSE;
import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.workflow.NextStep;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict counts as long as nothing that it was about has changed. */
class VerdictTest {
    private static final String SPEC =
            "- [ ] FR-001 The system shall let nurses in [tests:: src/test/LoginTest.java]\n";

    @TempDir
    private Path folder;

    private AnalysedProject project;

    @BeforeEach
    void open() {
        project = new AnalysedProject(folder)
                .spec(SPEC)
                .plan("# Plan\n")
                .tasks("- [ ] T001 Let nurses in [covers:: FR-001]\n")
                .with("src/test/LoginTest.java", "class LoginTest {}\n");
        project.begin(LOGIN, "specify", "plan", "divide");
    }

    private Verdict analysed() {
        FeatureAnalysis look = project.look();
        assertThat(look.record(LOGIN, look.consistency(LOGIN), List.of(), CAUSE))
                .isEmpty();
        return project.look().verdict(LOGIN).orElseThrow();
    }

    private Verdict now() {
        return project.look().verdict(LOGIN).orElseThrow();
    }

    private List<String> advised() {
        return project.features.now().next().steps().stream().map(NextStep::id).toList();
    }

    @Test
    void aConsistentFeatureIsSaidToBeSo() {
        assertThat(project.look().verdict(LOGIN)).isEmpty();
        Verdict verdict = analysed();
        assertThat(verdict.isConsistent()).isTrue();
        assertThat(verdict.by()).isEqualTo("ana");
    }

    @Test
    void anEditOfADocumentOrOfATestExpiresIt() {
        analysed();
        project.with("src/test/LoginTest.java", "class LoginTest { int more; }\n");
        assertThat(now().fresh()).isFalse();
        assertThat(now().isConsistent()).isFalse();
        assertThat(now().changed()).containsExactly("src/test/LoginTest.java");
        project.spec(SPEC.replace("nurses", "doctors"));
        assertThat(now().changed()).contains("specs/001-login/spec.md");
    }

    @Test
    void aDocumentThatCameLaterExpiresItToo() {
        analysed();
        project.constitution("# Constitution\n");
        assertThat(now().changed()).containsExactly("specs/.specify/memory/constitution.md");
    }

    @Test
    void aTickOfATaskExpiresNothingAndAnotherWordOfItDoes() {
        analysed();
        String task = "- [x] T001 Let nurses in [covers:: FR-001]\n";
        for (String tick : List.of(task, task.replace("[x]", "[ ]").replace(" [covers", " (in-progress) [notes:: soon] [covers"))) {
            project.tasks(tick);
            assertThat(now().changed()).as(tick).isEmpty();
            assertThat(advised()).noneMatch(id -> id.startsWith("expired"));
        }
        for (String other : List.of(task.replace("nurses", "doctors"), task.replace("FR-001", "FR-002"), task.replace("[x]", "[-]"))) {
            project.tasks(other);
            assertThat(now().changed()).as(other).containsExactly("specs/001-login/tasks.md");
        }
    }

    @Test
    void buildingAgainExpiresNothing() {
        analysed();
        project.with("target/surefire-reports/TEST-LoginTest.xml", "<testsuite/>");
        assertThat(now().fresh()).isTrue();
    }

    @Test
    void aNewAnalysisWithTheSameResultOnTheSameFilesIsNoCommit() {
        analysed();
        var head = project.open.state().head();
        analysed();
        assertThat(project.open.state().head()).isEqualTo(head);
    }

    @Test
    void whatFailedIsSaidWithTheNumberOfErrors() {
        project.tasks("- [ ] T001 Let nurses in [covers:: FR-002]\n");
        assertThat(analysed().result()).isEqualTo("failed: 2 errors");
    }

    @Test
    void nextAdvisesToAnalyseWhatNobodyAnalysedOrWhatChangedSince() {
        assertThat(advised()).anyMatch(id -> id.startsWith("analyse"));
        analysed();
        assertThat(advised()).noneMatch(id -> id.startsWith("analyse") || id.startsWith("expired"));
        project.spec(SPEC.replace("nurses", "doctors"));
        assertThat(advised()).anyMatch(id -> id.startsWith("expired"));
    }

    @Test
    void nextNamesMissingTasksErrorsOverlapsAndWhatIsOutdated() {
        project.with("specs/002-ward/spec.md", SPEC);
        project.begin("002-ward");
        project.tasks("- [ ] T001 Let nurses in [covers:: FR-002]\n");
        FeatureAnalysis look = project.look();
        assertThat(look.record(LOGIN, look.consistency(LOGIN), List.of("tasks.md T001"), CAUSE))
                .isEmpty();
        project.delete("specs/001-login/tasks.md");
        assertThat(advised())
                .anyMatch(id -> id.startsWith("without-tasks"))
                .anyMatch(id -> id.startsWith("stale"))
                .anyMatch(id -> id.startsWith("overlap"));
    }

    @Test
    void aFolderThatWasNotBegunHereIsAnalysedAndTheVerdictIsNotKept() {
        project.with("specs/003-kit/spec.md", SPEC);
        FeatureAnalysis look = project.look();
        assertThat(look.record("003-kit", look.consistency("003-kit"), List.of(), CAUSE))
                .hasValueSatisfying(why -> assertThat(why).contains("was not begun here"));
    }

    @Test
    void anUnknownFeatureIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> project.look().features().find("001-logn"))
                .hasMessageContaining("there is no feature \"001-logn\"")
                .hasMessageContaining("001-login");
        assertThatThrownBy(() -> project.look().features().find("../../etc")).hasMessageContaining("no feature");
        assertThat(project.look().features().find("specs/001-login/")).isEqualTo(LOGIN);
        assertThat(project.look().features().find("1")).isEqualTo(LOGIN);
    }
}
