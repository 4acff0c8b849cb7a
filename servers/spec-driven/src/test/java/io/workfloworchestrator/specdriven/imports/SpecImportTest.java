package io.workfloworchestrator.specdriven.imports;

import static io.workfloworchestrator.specdriven.imports.ImportProject.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools wrote becomes features, requirements and tasks, and stays what it is. */
class SpecImportTest {
    @TempDir
    private Path folder;

    private ImportProject project;

    @BeforeEach
    void open() {
        project = new ImportProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private ImportReport take() {
        return project.imports().take(project.project(), ".", CAUSE);
    }

    private static Item item(Map<String, Item> items, String number) {
        return Objects.requireNonNull(items.get(number), number);
    }

    private static String field(Map<String, Item> items, String number, String field) {
        return String.valueOf(item(items, number).state().fields().get(field));
    }

    private static List<String> places(ImportReport report) {
        return report.notes().stream().map(ImportNote::place).toList();
    }

    private static String note(ImportReport report, String place) {
        return report.notes().stream()
                .filter(note -> note.place().equals(place))
                .map(ImportNote::text)
                .findFirst()
                .orElse("");
    }

    @Test
    void aFeatureOfSpecKitKeepsItsNumbersAndItsProse() {
        Path kit = ImportProject.fixture("spec-kit");
        ImportReport report = project.imports().take(ProjectFolder.open(kit), "spec-kit", CAUSE);
        assertThat(report.features())
                .extracting(ImportReport.Feature::folder)
                .containsExactly("specs/001-parcel-search", "specs/002-notes");
        Map<String, Item> requirements = project.items("001-parcel-search", "requirement");
        assertThat(requirements.keySet())
                .containsExactly("FR-001", "FR-002", "FR-004", "FR-005", "FR-006", "FR-007", "FR-008", "FR-009");
        assertThat(item(requirements, "FR-001").title()).isEqualTo("System MUST find a parcel by its number");
        assertThat(item(requirements, "FR-005").state().text("story")).contains("US1");
        assertThat(item(requirements, "FR-008").state().text("source")).contains("SC-001");
        String spec = project.text("specs/001-parcel-search/spec.md");
        assertThat(spec)
                .contains("**Why this priority**: Forty calls a day ask for it.")
                .contains("- **FR-900**: an example in a fence")
                .contains("- What happens when the warehouse does not answer?");
        assertThat(project.text("specs/001-parcel-search/contracts/search.md")).contains("GET /parcels");
        assertThat(project.text("specs/.specify/memory/constitution.md")).contains("Tests first");
        assertThat(note(report, "specs/001-parcel-search/spec.md:47")).contains("retention period not specified");
    }

    @Test
    void theTasksOfSpecKitAreTasksWithNeedsStoriesAndFiles() {
        ImportReport report =
                project.imports().take(ProjectFolder.open(ImportProject.fixture("spec-kit")), "kit", CAUSE);
        Map<String, Item> tasks = project.items("001-parcel-search", "task");
        assertThat(tasks.keySet()).containsExactly("T001", "T002", "T010", "T011", "T012", "T013", "T014");
        assertThat(item(tasks, "T001").status()).isEqualTo("done");
        assertThat(item(tasks, "T011").status()).isEqualTo("in-progress");
        assertThat(field(tasks, "T011", "needs"))
                .contains(item(tasks, "T001").id())
                .doesNotContain(item(tasks, "T010").id());
        assertThat(report.notes()).anySatisfy(one -> assertThat(one.text()).contains("begun before T010 was done"));
        assertThat(item(tasks, "T010").state().fields().toString()).contains("US1", "tests/SearchTest.java", "Phase 2");
        assertThat(item(tasks, "T014").title()).isEqualTo("The page says what is unknown");
        assertThat(item(tasks, "T013").title()).isEqualTo("A line without a blank after its box");
        String file = "specs/001-parcel-search/tasks.md";
        assertThat(note(report, file + ":24")).contains("[?] is not known");
        assertThat(note(report, file + ":25")).contains("T012 is there twice", "T014");
        assertThat(note(report, file + ":26")).contains("looks like a task");
        assertThat(report.notes()).anySatisfy(one -> assertThat(one.text()).contains("T777"));
        assertThat(project.text(file)).contains("**Goal**: A customer finds a parcel", "- Setup before stories");
        assertThat(report.features().get(0).done()).isEqualTo(1);
    }

    @Test
    void aTaskWithoutWordsAndANeedThatIsNoneKeepTheirWords() {
        project.save("specs/001-login/spec.md", "# Login\n\n- **FR-001**:\n- **FR-002**: System MUST lock\n");
        project.save("specs/001-login/tasks.md", """
                - [ ] T001 (depends on T777)
                - [ ] T002 Send it (depends on T001, T888)
                - [ ] T003 [US9]
                - [ ] T004 (depends on T002)
                - [ ] T005 One half (depends on T006, T005)
                - [ ] T006 The other half (depends on T005)
                """);
        ImportReport report = take();
        String id = report.features().get(0).folder().replace("specs/", "");
        Map<String, Item> tasks = project.items(id, "task");
        assertThat(tasks.values())
                .extracting(Item::title)
                .containsExactly(
                        "(depends on T777).",
                        "Send it (depends on T888).",
                        "[US9]",
                        "(depends on T002).",
                        "One half (depends on T005).",
                        "The other half (depends on T005).");
        assertThat(field(tasks, "T002", "needs"))
                .isEqualTo("[\"" + item(tasks, "T001").id() + "\"]");
        assertThat(field(tasks, "T004", "needs")).contains(item(tasks, "T002").id());
        assertThat(field(tasks, "T005", "needs")).contains(item(tasks, "T006").id());
        assertThat(note(report, "specs/001-login/tasks.md:1")).contains("T777");
        assertThat(note(report, "specs/001-login/tasks.md:5")).contains("waits for itself");
        assertThat(note(report, "specs/001-login/tasks.md:6")).contains("T005, which waits for it");
        assertThat(project.items(id, "requirement").keySet()).containsExactly("FR-001", "FR-002");
    }

    @Test
    void changesOfOpenSpecAreFoundWithoutSpecificationsAndSpecificationsWithoutChanges() {
        String change = "openspec/changes/add-lock/";
        project.save(change + "proposal.md", "# Lock\n\n## Why\n\nNobody locks.\n");
        project.save(change + "tasks.md", "- [ ] 1.1 Lock it\n");
        project.save("packages/web/openspec/specs/mail/spec.md", "# mail\n\n## Purpose\nMails.\n\n## Requirements\n");
        ProjectFolder alone = ProjectFolder.open(folder.resolve("openspec"));
        assertThat(project.imports().look(alone, "openspec").features())
                .extracting(ImportReport.Feature::title)
                .containsExactly("Add lock");
        ImportReport report = take();
        assertThat(report.features()).extracting(ImportReport.Feature::folder).containsExactly("specs/001-add-lock");
        assertThat(report.specs()).containsExactly("packages/web/specs/mail/spec.md");
    }

    @Test
    void whatLiesWhereOurFeaturesLieGetsFoldersBesideIt() {
        ImportProject.copy("spec-kit", folder);
        Map<String, String> before = project.files();
        ImportReport report = take();
        assertThat(report.features())
                .extracting(ImportReport.Feature::folder)
                .containsExactly("specs/003-parcel-search", "specs/004-notes");
        assertThat(project.files()).containsAllEntriesOf(before);
        assertThat(project.features()).extracting(Item::status).containsExactly("tasked", "specified");
        assertThat(take().features()).isEmpty();
        ProjectFolder specs = ProjectFolder.open(folder.resolve("specs"));
        assertThat(project.imports().take(specs, "specs", CAUSE).features()).isEmpty();
        assertThat(project.features()).hasSize(2);
    }

    @Test
    void whatIsOpenAndWhatNearlyIsATaskIsNotedWhoeverWroteIt() {
        String change = "openspec/changes/mail/";
        project.save("openspec/specs/mail/spec.md", "# mail\n\n## Purpose\nMails.\n\n## Requirements\n");
        project.save(
                change + "proposal.md",
                "# Mail\n\n## Why\n\nNobody knows.\n[NEEDS CLARIFICATION: by which service?]\n");
        project.save(
                change + "tasks.md", "- [x] 1.1 Write the mail\n  - 1.9 is only a detail\n- 1.3 Tell the mail job\n");
        ImportReport report = take();
        assertThat(report.notes())
                .extracting(note -> note.place() + ": " + note.text())
                .anyMatch(note -> note.startsWith(change + "proposal.md:6: It is open: by which service?"))
                .anyMatch(note -> note.startsWith(change + "tasks.md:3: It looks like a task"));
        assertThat(project.items("001-mail", "task").values())
                .extracting(Item::title)
                .containsExactly("Write the mail", "Tell the mail job");
        ImportReport again = take();
        assertThat(again.features()).isEmpty();
        assertThat(project.imports().last()).contains("specs/001-mail and 3 files, imported from .");
    }

    @Test
    void aLookWritesNothing() {
        ImportProject.copy("kiro", folder);
        ImportProject.copy("openspec", folder);
        Map<String, String> before = project.files();
        ImportReport report = project.imports().look(project.project(), ".");
        assertThat(report.features())
                .extracting(ImportReport.Feature::tool)
                .containsExactly("OpenSpec", "OpenSpec", "Kiro");
        assertThat(project.files()).isEqualTo(before);
        assertThat(project.features()).isEmpty();
    }

    @Test
    void theChangesOfOpenSpecBecomeFeaturesAndItsSpecificationsLiveOn() {
        ImportProject.copy("openspec", folder);
        Map<String, String> before = project.files();
        ImportReport report = take();
        assertThat(report.specs()).containsExactly("specs/sign-in/spec.md");
        assertThat(project.text("specs/sign-in/spec.md")).isEqualTo(before.get("openspec/specs/sign-in/spec.md"));
        assertThat(report.features())
                .extracting(ImportReport.Feature::folder)
                .containsExactly("specs/001-add-lock", "specs/002-longer-lock");
        assertThat(project.features()).extracting(Item::status).containsExactly("done", "tasked");
        Map<String, Item> requirements = project.items("002-longer-lock", "requirement");
        assertThat(requirements.values())
                .extracting(Item::title)
                .contains(
                        "The system SHALL send a mail to the owner of an account that is locked.",
                        "Mail at the third failure: WHEN an account is locked THEN its owner gets one mail",
                        "\"Say why\" is removed");
        Map<String, Item> tasks = project.items("002-longer-lock", "task");
        assertThat(tasks.values())
                .extracting(Item::status)
                .containsExactly("done", "backlog", "backlog", "in-progress");
        assertThat(project.text("specs/002-longer-lock/tasks.md")).contains("It was 1.1 before", "## 2. Page");
        assertThat(project.text("specs/002-longer-lock/spec.md")).contains("guessing goes on after a break");
        assertThat(project.text("specs/002-longer-lock/changes/sign-in.md")).contains("base:", "for an hour");
        assertThat(project.items("001-add-lock", "requirement").values())
                .allMatch(item -> item.status().equals("met"));
        assertThat(project.text("specs/001-add-lock/plan.md")).contains("a cache would forget them");
        assertThat(project.files()).containsAllEntriesOf(before);
        assertThat(places(report)).contains("openspec/config.yaml");
    }

    @Test
    void theCriteriaOfKiroAreRequirementsAndItsPartsAreTasks() {
        ImportProject.copy("kiro", folder);
        ImportReport report = take();
        Map<String, Item> requirements = project.items("001-gift-cards", "requirement");
        assertThat(requirements.values())
                .extracting(item -> item.state().text("source").orElse(""))
                .containsExactly("1.1", "1.2", "2.1", "2.2");
        assertThat(project.text("specs/001-gift-cards/spec.md"))
                .contains("### US1: Buy a card", "### US2: Pay with a card", "   and keep the rest of the card")
                .contains("3. This is an example, and no criterion");
        Map<String, Item> tasks = project.items("001-gift-cards", "task");
        assertThat(tasks.values())
                .extracting(Item::title)
                .containsExactly(
                        "Set up the table",
                        "Implement `CardService` in `src/CardService.java`",
                        "Send the code",
                        "Write property test for the rest of a card",
                        "Checkpoint - ensure all tests pass");
        assertThat(tasks.values())
                .extracting(Item::status)
                .containsExactly("done", "done", "in-progress", "backlog", "backlog");
        assertThat(field(tasks, "T002", "covers")).isEqualTo("[\"FR-003\",\"FR-004\"]");
        assertThat(field(tasks, "T004", "covers")).isEqualTo("[\"FR-003\"]");
        assertThat(project.text("specs/001-gift-cards/tasks.md"))
                .contains("### 2. Build the service", "It is optional.");
        assertThat(project.text("specs/001-gift-cards/plan.md")).contains("CardService.take");
        assertThat(places(report)).contains(".kiro/steering/tech.md", ".kiro/specs/gift-cards/.config.kiro");
        assertThat(report.notes()).anySatisfy(one -> assertThat(one.text()).contains("requirement 9.9"));
    }

    @Test
    void anImportIsTakenBackAndWhatSomebodyChangedSinceStays() {
        ImportProject.copy("kiro", folder);
        ImportProject.copy("openspec", folder);
        Map<String, String> before = project.files();
        ImportReport first = take();
        assertThat(first.features()).hasSize(3);
        project.flush();
        project.save("specs/003-gift-cards/plan.md", "# Ours\n");
        assertThat(project.imports().takeBack(CAUSE)).containsExactly("specs/003-gift-cards/plan.md");
        project.flush();
        assertThat(project.features()).isEmpty();
        Map<String, String> after = project.files();
        assertThat(after.remove("specs/003-gift-cards/plan.md")).isEqualTo("# Ours\n");
        assertThat(after).isEqualTo(before);
        assertThatThrownBy(() -> project.imports().takeBack(CAUSE)).hasMessageContaining("nothing was imported");
        assertThat(take().features()).extracting(ImportReport.Feature::number).containsExactly("004", "005", "006");
    }

    @Test
    void aChangedDocumentOfAFeatureThatIsTakenBackIsKeptBesideAndNamed() {
        ImportProject.copy("kiro", folder);
        Map<String, String> before = project.files();
        assertThat(take().features()).hasSize(1);
        project.flush();
        String spec = "specs/001-gift-cards/spec.md";
        String tasks = "specs/001-gift-cards/tasks.md";
        project.save(spec, project.text(spec) + "MY NOTE\n");
        assertThat(project.items("001-gift-cards", "requirement")).hasSize(4);
        project.save(tasks, project.text(tasks) + "- [ ] A task of mine\n");
        assertThat(project.imports().takeBack(CAUSE))
                .containsExactly("specs/001-gift-cards/spec.kept.md", "specs/001-gift-cards/tasks.kept.md");
        project.flush();
        Map<String, String> after = project.files();
        assertThat(after.remove("specs/001-gift-cards/spec.kept.md")).endsWith("MY NOTE\n");
        assertThat(after.remove("specs/001-gift-cards/tasks.kept.md")).endsWith("- [ ] A task of mine\n");
        assertThat(after).isEqualTo(before);
        assertThat(FeatureDocumentPaths.of(project.project()).numbered()).isEmpty();
    }

    @Test
    void aFolderWithoutRequirementsAndTasksIsNamedAndIsNoFeature() {
        project.save("specs/001-login/spec.md", "# Login\n\n- **FR-001**: System MUST lock\n");
        project.save("specs/002-left/spec.kept.md", "Mine.\n");
        ImportReport report = take();
        assertThat(report.features()).extracting(ImportReport.Feature::source).containsExactly("specs/001-login");
        assertThat(note(report, "specs/002-left")).contains("no feature");
    }

    @Test
    void thePartsOfAMonorepoKeepTheirFoldersAndGetNumbersThatNoOtherHas() {
        ImportProject.copy("kiro", folder.resolve("packages/web"));
        ImportProject.copy("spec-kit", folder.resolve("packages/shop"));
        ImportProject.copy("openspec", folder);
        ImportReport report = take();
        assertThat(report.features())
                .extracting(ImportReport.Feature::folder)
                .containsExactlyInAnyOrder(
                        "specs/003-add-lock",
                        "specs/004-longer-lock",
                        "packages/shop/specs/005-parcel-search",
                        "packages/shop/specs/006-notes",
                        "packages/web/specs/007-gift-cards");
        assertThat(project.items("007-gift-cards", "task")).hasSize(5);
        assertThat(project.text("packages/web/specs/007-gift-cards/spec.md")).contains("FR-001");
    }

    @Test
    void aFolderWithoutAnythingIsRefusedWithWhatIsKnown() {
        assertThatThrownBy(this::take).hasMessageContaining("openspec/").hasMessageContaining(".kiro/specs/");
    }
}
