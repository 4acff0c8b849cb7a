package io.workfloworchestrator.specdriven.analysis;

import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.LOGIN;
import static io.workfloworchestrator.specdriven.analysis.AnalysedProject.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is unclear becomes a question, with its whole text, why it matters, and how it is answered. */
class ClarityTest {
    @TempDir
    private Path folder;

    private List<OpenQuestion> questions(String spec) {
        return new AnalysedProject(folder).spec(spec).look().questions(LOGIN);
    }

    @Test
    void aVagueWordAsksForANumberAndNamesTheAnswerThatItCameFrom() {
        List<OpenQuestion> all =
                questions("- [ ] FR-001 The system shall be fast [source:: Q-performance_requirements]\n");
        assertThat(all).singleElement().satisfies(question -> {
            assertThat(question.id()).isEqualTo("vague:FR-001");
            assertThat(question.line()).isEqualTo(1);
            assertThat(question.question()).startsWith("\"fast\": How fast, for which share of the calls");
            assertThat(question.why()).contains("no test can tell");
            assertThat(question.answer()).contains("performance_requirements");
        });
    }

    @Test
    void onlyWholeWordsAreVague() {
        assertThat(questions("- [ ] FR-001 The system shall serve breakfast at a fast-food stand\n"))
                .isEmpty();
    }

    @Test
    void whatIsMeasuredNeedsANumber() {
        List<OpenQuestion> all = questions("""
                ### Performance

                - [ ] FR-001 The system shall answer before people leave
                - [ ] FR-002 The system shall answer within 2 seconds
                - [ ] FR-003 The system shall serve five people at once
                """);
        assertThat(all).extracting(OpenQuestion::id).containsExactly("number:FR-001");
    }

    @Test
    void whatTheDocumentLeavesOpenIsAskedBeforeWhatIsVague() {
        List<OpenQuestion> all = questions("""
                # Sign in

                - [ ] FR-001 The system shall be simple
                - [ ] FR-002 The system shall keep accounts for TBD days

                ## Open questions

                - How long is a session kept? (Q-session)
                """);
        assertThat(all)
                .extracting(question -> question.kind() + " " + question.line())
                .containsExactly("unanswered 4", "unanswered 8", "vague 3");
        assertThat(all.get(1).question()).isEqualTo("How long is a session kept?");
        assertThat(all.get(1).answer()).contains("session");
    }

    @Test
    void contradictionsAreAskedFirst() {
        List<OpenQuestion> all = questions("""
                - [ ] FR-001 The system shall be simple
                - [ ] FR-002 When a password is wrong three times, the system shall lock the account
                - [ ] FR-003 When a password is wrong five times, the system shall lock the account
                """);
        assertThat(all).extracting(OpenQuestion::id).containsExactly("contradiction:FR-003", "vague:FR-001");
        assertThat(all.get(0).question()).contains("three times", "3 or 5");
    }

    @Test
    void aWordingThatNoTestCanReadIsAskedLast() {
        assertThat(questions("- [ ] FR-001 One form with two fields\n"))
                .extracting(OpenQuestion::id)
                .containsExactly("wording:FR-001");
    }

    @Test
    void aProjectAddsWordsOfItsOwnAndTakesOthersOut() {
        AnalysedProject project = new AnalysedProject(folder)
                .with(VagueWords.FILE, "snappy: Within how many milliseconds?\nsimple: \"\"\n")
                .spec("- [ ] FR-001 The system shall be snappy and simple\n");
        assertThat(project.look().questions(LOGIN))
                .extracting(OpenQuestion::question)
                .containsExactly("\"snappy\": Within how many milliseconds?");
    }

    @Test
    void lintNamesEarsVagueWordsAndBoxesThatAreNone() {
        AnalysedProject project = new AnalysedProject(folder).spec("""
                - [ ] FR-001 One form with two fields
                - [ ]FR-002 The system shall be missed
                """);
        assertThat(said(project.look().lint(LOGIN)))
                .anySatisfy(one -> assertThat(one).startsWith("ears spec.md:1 FR-001"))
                .anySatisfy(one -> assertThat(one).startsWith("markdown").contains("spec.md:2"));
    }

    @Test
    void aProjectsOwnFilesAreLintedWithTheirLines() {
        AnalysedProject project = new AnalysedProject(folder)
                .with(".ai-planning/templates/spec.md.mustache", "# {{title}}\n\n{{#stories}}\n{{nonsense}}\n")
                .with(".ai-planning/questions/specification-bug-fx.yaml", "id: [")
                .with(VagueWords.FILE, "- nothing\n");
        List<Finding> all = project.look().lintOverrides();
        assertThat(said(all))
                .contains(
                        "template spec.md.mustache:3 E_TEMPLATE_SECTION", "template spec.md.mustache:4 E_TEMPLATE_NAME")
                .anySatisfy(one -> assertThat(one).startsWith("question-set specification-bug-fx.yaml:1"))
                .anySatisfy(one -> assertThat(one).startsWith("vague-words vague-words.yaml"));
        assertThat(all)
                .filteredOn(one -> one.message().contains("Nothing asks by"))
                .extracting(Finding::fix)
                .containsExactly("Call it specification-bug-fix.yaml, if that is meant.");
    }
}
