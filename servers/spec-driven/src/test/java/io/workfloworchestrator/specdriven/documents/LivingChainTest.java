package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivingChainTest {
    private static final String SPEC = "specs/" + FeatureProject.FEATURE + "/spec.md";
    private static final String PLAN = "specs/" + FeatureProject.FEATURE + "/plan.md";
    private static final String TASKS = "specs/" + FeatureProject.FEATURE + "/tasks.md";

    @TempDir
    Path folder;

    private FeatureProject project;
    private final FeatureAnswers answers = Answered.login().of(FeatureProject.FEATURE);

    @BeforeEach
    void writeAll() {
        project = FeatureProject.withoutItems(folder);
        project.writeAll(answers);
    }

    private List<String> stale() {
        return project.stale(Optional.of(answers)).stream()
                .map(part -> part.path().substring(part.path().lastIndexOf('/') + 1) + "#" + part.part())
                .toList();
    }

    private List<String> tasksThatCover(String number) {
        return ItemLines.of(project.tasks()).stream()
                .filter(task -> task.list("covers").contains(number))
                .map(task -> "tasks.md#" + task.number())
                .toList();
    }

    @Test
    void nothingIsStaleAfterAllWasWritten() {
        assertThat(stale()).isEmpty();
    }

    @Test
    void aRequirementThatSomebodyRewordedMarksExactlyTheTasksThatCoverIt() {
        project.replace(SPEC, "three times", "five times");

        List<String> expected = tasksThatCover("FR-002");
        assertThat(expected).hasSize(2);
        assertThat(stale()).containsExactlyElementsOf(expected);
        StalePart first = project.stale(Optional.empty()).get(0);
        assertThat(first.stage()).isEqualTo("tasks");
        assertThat(first.reasons()).hasSize(1);
        assertThat(first.reasons().get(0).source()).isEqualTo("spec.md#FR-002");
        assertThat(first.reasons().get(0).difference())
                .contains("-When the password is wrong three", "+When the password is wrong five");
    }

    @Test
    void tickingABoxAndSpacesAtTheEndsOfLinesMarkNothing() {
        project.replace(SPEC, "- [ ] FR-002", "- [x] FR-002");
        project.replace(SPEC, "Nurses and doctors\n", "Nurses and doctors  \n");
        project.replace(TASKS, "- [ ] T003", "- [x] T003");

        assertThat(stale()).isEmpty();
    }

    @Test
    void derivingAgainTakesTheChangeAndKeepsWhatPeopleWrote() {
        project.replace(SPEC, "three times", "five times");
        project.replace(
                TASKS,
                "  - Done when: It is there, and has tests of its own\n",
                "  - Done when: It is there\n  - Ask Bea about the ward\n");
        String number = tasksThatCover("FR-002").get(1).replace("tasks.md#", "");

        Written preview =
                project.documents.preview(project.open, answers, "tasks").get(0);
        Written written = project.write(answers, "tasks").get(0);

        assertThat(preview.difference())
                .isEqualTo(written.difference())
                .contains("+- [ ] " + number + " Build: When the password is wrong five times");
        assertThat(written.what()).isEqualTo("merged");
        assertThat(project.tasks()).contains("five times").contains("Ask Bea about the ward");
        assertThat(stale()).isEmpty();
    }

    @Test
    void aNoteBelowTheTaskBeforeIsNoConflict() {
        project.replace(SPEC, "three times", "five times");
        project.replace(
                TASKS,
                "  - Done when: The tests of FR-001 pass\n",
                "  - Done when: The tests of FR-001 pass\n  - Ask Bea about the ward\n");

        Written written = project.write(answers, "tasks").get(0);

        assertThat(written.what()).isEqualTo("merged");
        assertThat(project.tasks())
                .contains("FR-001 pass\n  - Ask Bea about the ward\n- [ ] T")
                .contains("wrong five times");
    }

    @Test
    void aProposalKeepsWhatPeopleAndToolsDid() {
        ItemLines.Line covering = ItemLines.of(project.tasks()).stream()
                .filter(task -> task.list("covers").equals(List.of("FR-002")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(project.tasks()));
        String number = covering.number();
        project.save(
                TASKS,
                project.tasks()
                        .replaceFirst("- \\[ ] T001 (.*)\n", "- [x] T001 $1 [notes:: node 20 works]\n")
                        .replaceFirst(
                                "- \\[ ] " + number + " (.*)\n", "- [x] " + number + " Of mine: $1\n  - Ask Bea\n"));
        project.replace(SPEC, "three times", "five times");

        Written preview =
                project.documents.preview(project.open, answers, "tasks").get(0);
        Written written = project.write(answers, "tasks").get(0);

        assertThat(written.what()).isEqualTo("proposed");
        String proposal = project.text(written.proposal().orElseThrow());
        assertThat(proposal)
                .containsPattern("- \\[x] T001 .*\\[notes:: node 20 works]")
                .containsPattern("- \\[x] " + number + " .*five times")
                .contains("  - Ask Bea\n")
                .doesNotContain("Of mine");
        assertThat(preview.difference()).contains("five times").doesNotContain("-- [x] T001");

        project.save(TASKS, proposal);
        assertThat(project.write(answers, "tasks").get(0).what()).isEqualTo("unchanged");
        assertThat(project.open.root().resolve(written.proposal().orElseThrow()))
                .as("it is taken")
                .doesNotExist();
    }

    @Test
    void aPhaseThatCarriesSomethingElseMovesTheTasksAndTheyKeepTheirNumbers() {
        String before = number("Build: The page works on a phone");
        project.replace(PLAN, "Carries: US1, FR-004, FR-005, FR-006", "Carries: US1, FR-005, FR-006");
        project.replace(PLAN, "Carries: US2", "Carries: US2, FR-004");
        assertThat(stale()).allSatisfy(part -> assertThat(part).startsWith("tasks.md#"));

        project.write(answers, "tasks");

        assertThat(number("Build: The page works on a phone")).isEqualTo(before);
        assertThat(phase("Build: The page works on a phone")).isEqualTo("Phase 2");
    }

    private String number(String text) {
        return line(text).number();
    }

    private String phase(String text) {
        return line(text).field("phase");
    }

    private ItemLines.Line line(String text) {
        return ItemLines.of(project.tasks()).stream()
                .filter(task -> task.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " in\n" + project.tasks()));
    }

    @Test
    void anArticleThatChangedMarksWhatNamesIt() {
        project.replace(
                "specs/.specify/memory/constitution.md", "Begin with the simplest", "Always begin with the simplest");

        assertThat(stale()).containsExactly("plan.md#The constitution", "spec.md#What the constitution asks for");
    }

    @Test
    void aChangedAnswerMarksWhatWasMadeOfIt() {
        FeatureAnswers changed =
                Answered.login().spec("data_requirements", "Accounts only").of(FeatureProject.FEATURE);

        assertThat(project.stale(Optional.of(changed)))
                .extracting(part -> part.part() + " " + part.stage())
                .containsExactlyInAnyOrder("FR-005 spec", "FR-006 spec", "What is kept plan");
    }

    @Test
    void aRequirementThatIsGoneIsNamedAsMissing() {
        project.save(SPEC, project.spec().replaceFirst("- \\[ ] FR-003 .*\n", ""));

        assertThat(project.stale(Optional.empty()))
                .filteredOn(part -> part.stage().equals("tasks"))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.reasons())
                        .extracting(StalePart.Reason::change)
                        .containsExactly("missing"));
    }
}
