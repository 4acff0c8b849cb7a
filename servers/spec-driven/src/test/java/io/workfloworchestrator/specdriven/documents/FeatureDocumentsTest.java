package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.documents.Section;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.workflow.Item;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureDocumentsTest {
    private static final String CONSTITUTION = "specs/.specify/memory/constitution.md";
    private static final String SPEC = "specs/" + FeatureProject.FEATURE + "/spec.md";
    private static final String PLAN = "specs/" + FeatureProject.FEATURE + "/plan.md";

    @TempDir
    Path folder;

    @Test
    void answersBecomeDocumentsWhoseLinesAreItems() {
        try (FeatureProject project = new FeatureProject(folder)) {
            List<Written> written = project.writeAll(Answered.login().of(FeatureProject.FEATURE));

            assertThat(written).extracting(Written::what).containsOnly("written");
            assertThat(project.items("requirement"))
                    .extracting(item -> item.number().orElse(""))
                    .containsExactly("FR-001", "FR-002", "FR-003", "FR-004", "FR-005", "FR-006", "FR-007", "FR-008");
            Item first = project.items("requirement").get(0);
            assertThat(first.title()).isEqualTo("When the password is right, the system shall show the ward");
            assertThat(first.state().text("story")).contains("US1");
            assertThat(first.state().text("type")).contains("scenario");
            assertThat(first.state().text("source")).contains("Q-acceptance_criteria.1");
            assertThat(project.items("task")).hasSizeGreaterThan(15);
        }
    }

    @Test
    void everyRequirementIsCoveredByATaskAndEveryNeedIsAnEarlierTask() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.writeAll(Answered.login().of(FeatureProject.FEATURE));
            List<ItemLines.Line> tasks = ItemLines.of(project.tasks());

            List<String> covered =
                    tasks.stream().flatMap(task -> task.list("covers").stream()).toList();
            assertThat(covered)
                    .contains("FR-001", "FR-002", "FR-003", "FR-004", "FR-005", "FR-006", "FR-007", "FR-008");
            for (ItemLines.Line task : tasks) {
                assertThat(task.list("needs"))
                        .allSatisfy(need -> assertThat(need).isLessThan(task.number()));
            }
            assertThat(tasks.stream().filter(task -> task.list("needs").isEmpty()))
                    .hasSize(1);
        }
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        FeatureAnswers answers = Answered.login().of(FeatureProject.FEATURE);
        try (FeatureProject project = new FeatureProject(folder)) {
            project.writeAll(answers);
            String spec = project.spec();
            String tasks = project.tasks();

            assertThat(project.writeAll(answers)).extracting(Written::what).containsOnly("unchanged");
            assertThat(project.spec()).isEqualTo(spec);
            assertThat(project.tasks()).isEqualTo(tasks);
        }
    }

    @Test
    void aFeatureThatIsAddedLeavesTheConstitutionByteIdenticalAndInheritsFromIt() {
        String ours = """
                # ORIGINAL CONSTITUTION

                ### Article I: Tests first

                Yes.

                ### Article IV: Protection of health data

                It is encrypted.
                """.replace("encrypted.", "encrypted.\t ").replace("\n", "\r\n");
        FeatureAnswers answers = Answered.login()
                .without("constitution")
                .constitution("use_existing_constitution", Json.of(true))
                .constitution("additional_constraints", "Works without a network")
                .of(FeatureProject.FEATURE);
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.save(CONSTITUTION, ours);

            assertThat(project.writeAll(answers))
                    .first()
                    .extracting(Written::what)
                    .isEqualTo("kept");
            assertThat(project.constitution()).isEqualTo(ours);
            assertThat(project.spec())
                    .contains("Works without a network [source:: Q-additional_constraints]")
                    .contains("encrypt protected health data at rest and in transit [source:: Article IV]")
                    .contains("- Article IV: Protection of health data");
            assertThat(project.plan()).contains("### Health data");
            assertThat(project.tasks()).contains("Write the tests of US1");
        }
    }

    @Test
    void documentsSpeakOfTheProjectInSentencesAndNothingIsPrinted() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.writeAll(Answered.login().of(FeatureProject.FEATURE));

            assertThat(project.constitution())
                    .startsWith("# Constitution of Clinic portal\n")
                    .contains("### Article I: Tests first", "### Article III: Simplicity", "Unit tests prove")
                    .doesNotContain(": true", "unit,integration");
            assertThat(project.constitution() + project.spec() + project.plan() + project.tasks())
                    .doesNotContain("spec-driven", "mcp");
            assertThat(Markdown.of(project.spec()).fields().text("feature")).contains(FeatureProject.FEATURE);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aProjectWithoutHealthDataHasNoWordOfIt() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.writeAll(Answered.login().of(FeatureProject.FEATURE));

            assertThat(project.constitution()).doesNotContain("Article IV").doesNotContain("Article V:");
            assertThat(project.spec() + project.plan()).doesNotContain("ealth data");
        }
    }

    @Test
    void healthDataAndHipaaHaveTheirArticlesAndTheTimeOut() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.writeAll(Answered.login()
                    .constitution("phi_handling", Json.of(true))
                    .constitution("hipaa_compliance", Json.of(true))
                    .constitution("session_timeout", Json.of(20))
                    .of(FeatureProject.FEATURE));

            assertThat(project.constitution())
                    .contains("### Article IV: Protection of health data")
                    .contains("### Article V: HIPAA")
                    .contains("ends after 20 minutes (Q-session_timeout)");
            assertThat(project.spec()).contains("[source:: Article IV]");
        }
    }

    @Test
    void aFileOfSomebodyElseGetsAProposalBesideIt() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.save(SPEC, "# Mine\n");

            Written written = project.write(Answered.login().of(FeatureProject.FEATURE), "spec")
                    .get(0);

            assertThat(project.spec()).isEqualTo("# Mine\n");
            assertThat(written.what()).isEqualTo("proposed");
            assertThat(written.proposal()).contains("specs/001-sign-in/spec.proposed.md");
            assertThat(written.difference()).contains("-# Mine");
            assertThat(project.text("specs/001-sign-in/spec.proposed.md")).contains("# Sign in");
        }
    }

    @Test
    void whatPeopleChangedIsKeptWhenAnAnswerChanges() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.write(Answered.login().of(FeatureProject.FEATURE), "spec");
            project.replace(SPEC, "Nurses and doctors\n", "Nurses and doctors\n\nA remark of mine.\n");

            Written written = project.write(
                            Answered.login()
                                    .spec("problem_statement", "Nobody knows who did what.")
                                    .of(FeatureProject.FEATURE),
                            "spec")
                    .get(0);

            assertThat(written.what()).isEqualTo("merged");
            assertThat(project.spec()).contains("A remark of mine.").contains("Nobody knows who did what.");
            assertThat(project.documents.takeBack(project.open, FeatureProject.FEATURE, SPEC, FeatureProject.CAUSE))
                    .contains("+Staff share one password");
            assertThat(project.spec()).contains("A remark of mine.").contains("Staff share one password");
        }
    }

    @Test
    void bothInTheSameLineIsAProposalThatNamesTheLine() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.write(Answered.login().of(FeatureProject.FEATURE), "spec");
            project.replace(SPEC, "Staff share one password, so", "All staff share one password, so");

            Written written = project.write(
                            Answered.login()
                                    .spec("problem_statement", "Nobody knows who did what.")
                                    .of(FeatureProject.FEATURE),
                            "spec")
                    .get(0);

            assertThat(written.what()).isEqualTo("proposed");
            assertThat(written.findings()).anySatisfy(each -> assertThat(each).startsWith("From line "));
            assertThat(project.spec()).contains("All staff share one password");
        }
    }

    @Test
    void aRewordedRequirementKeepsItsNumberAndANewOneGetsTheNextFreeOne() {
        try (FeatureProject project = new FeatureProject(folder)) {
            project.write(Answered.login().of(FeatureProject.FEATURE), "spec");
            project.save(SPEC, project.spec() + "\n- [ ] FR-009 Something of mine\n");

            project.write(
                    Answered.login()
                            .spec("ui_requirements", "The page works on every phone; it is readable at night")
                            .of(FeatureProject.FEATURE),
                    "spec");

            assertThat(project.items("requirement"))
                    .extracting(item -> item.number().orElse("") + " " + item.title())
                    .contains(
                            "FR-004 The page works on every phone",
                            "FR-009 Something of mine",
                            "FR-010 it is readable at night");
        }
    }

    @Test
    void aNewTaskHasTheNumberOfThePreviewAndNoneThatAnotherHad() {
        try (FeatureProject project = new FeatureProject(folder)) {
            project.writeAll(Answered.login().of(FeatureProject.FEATURE));
            String last = project.items("task")
                    .get(project.items("task").size() - 1)
                    .number()
                    .orElseThrow();
            FeatureAnswers changed = Answered.login()
                    .plan("deliverables.1", "Tables for accounts", "The pages for signing in")
                    .of(FeatureProject.FEATURE);
            project.write(changed, "plan");
            String preview = project.documents
                    .preview(project.open, changed, "tasks")
                    .get(0)
                    .difference();
            project.write(changed, "tasks");
            String line = preview.lines()
                    .filter(one -> one.startsWith("+- [ ] ") && one.contains("The pages for signing in"))
                    .findFirst()
                    .orElseThrow()
                    .substring(1);
            assertThat(line.substring(6, 10)).isGreaterThan(last);
            // The first look may find the file while the state still writes it; the next one takes it over.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(project.items("task"))
                            .extracting(item -> item.number().orElse("") + " " + item.title())
                            .contains(line.substring(6, 10) + " The pages for signing in"));
            assertThat(project.tasks()).contains(line);
        }
    }

    @Test
    void theRulesOfTheConstitutionStandInPlanAndTasksWithTheWayToThem() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.writeAll(Answered.login()
                    .constitution("architectural_constraints", "Amounts are in cents\nNever use `Redis`")
                    .of(FeatureProject.FEATURE));
            assertThat(project.tasks()).contains(" hours, for [2 phases](plan.md).");
            for (String document : List.of(project.plan(), project.tasks())) {
                assertThat(document)
                        .contains("[The constitution](../.specify/memory/constitution.md)")
                        .contains("- Amounts are in cents\n", "- Never use `Redis`\n");
            }
            assertThat(ConstitutionRules.of(project.constitution()))
                    .contains("Amounts are in cents", "Never use `Redis`");
            assertThat(project.plan()).contains("- Article II: Code quality");

            project.replace("specs/.specify/memory/constitution.md", "Amounts are in cents", "Amounts are in euros");
            assertThat(project.stale(Optional.empty()))
                    .extracting(StalePart::part)
                    .contains("Rules that bind it", "What every task keeps to");
        }
    }

    @Test
    void hostileTextComesBackAsText() {
        String hostile =
                "# A heading\n---\nid: 1\n---\n- [x] FR-001 done already ^r-1\n```\nopen fence\n## In the fence\n{{mark}} {{#section}}\n<!-- open";
        FeatureAnswers answers = Answered.login()
                .spec("problem_statement", hostile)
                .spec("ui_requirements", "{{#hack}} [status:: met] (met); \\{ `x` @ana; FR-002 (dropped)")
                .spec("persona.1", "a\n# b")
                .of(FeatureProject.FEATURE);
        try (FeatureProject project = new FeatureProject(folder)) {
            project.writeAll(answers);
            Markdown spec = Markdown.of(project.spec());

            assertThat(spec.sections()).extracting(Section::title).doesNotContain("A heading", "In the fence", "b");
            assertThat(spec.fields().find("id")).isEmpty();
            assertThat(spec.items()).hasSize(10);
            assertThat(spec.findings()).isEmpty();
            assertThat(project.items("requirement")).hasSize(10).allSatisfy(item -> {
                assertThat(item.status()).isEqualTo("open");
            });
            assertThat(project.items("requirement"))
                    .extracting(Item::title)
                    .contains("{{#hack}} [status:: met] (met).", "FR-002 (dropped).", "\\{ `x` @ana");
        }
    }

    @Test
    void namesOfEveryLengthMakeDocuments() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            int number = 0;
            for (String name : List.of("", "  ", "x".repeat(300), "名前", "---")) {
                String id = "00" + ++number + "-a";
                FeatureAnswers answers =
                        Answered.login().spec("feature_name", name).of(id);

                assertThat(project.documents.write(project.open, answers, "spec", FeatureProject.CAUSE))
                        .extracting(Written::what)
                        .containsExactly("written");
                Section title = Markdown.of(project.text("specs/" + id + "/spec.md"))
                        .sections()
                        .get(0);
                assertThat(title.level()).isEqualTo(1);
                assertThat(title.title().length()).isBetween(1, 200);
            }
        }
    }

    @Test
    void aFeatureIdThatLeavesTheFolderIsRefused() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            assertThatThrownBy(() -> project.write(Answered.login().of("../../outside"), "spec"))
                    .hasMessageContaining("outside");
        }
    }

    @Test
    void aTemplateWithAWrongMarkIsRefusedWithItsPlaceAndNothingIsWritten() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.save(
                    ".ai-planning/templates/spec.md.mustache",
                    "# {{title}}\n\n{{#stories}}\n{{#each stories}}\n{{/stories}}\n");

            assertThatThrownBy(() -> project.write(Answered.login().of(FeatureProject.FEATURE), "spec"))
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("line 4")
                    .hasMessageContaining("spec.md")
                    .hasMessageContaining("each");
            assertThat(folder.resolve(SPEC)).doesNotExist();
        }
    }

    @Test
    void whatATemplateOfTheProjectLeavesOutIsNamed() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            project.save(
                    ".ai-planning/templates/plan.md.mustache",
                    "# {{title}}\n\n{{#technical_approach}}\n{{text}} {{source}}\n{{/technical_approach}}\n");

            Written written = project.write(Answered.login().of(FeatureProject.FEATURE), "plan")
                    .get(0);

            assertThat(project.text(PLAN)).contains("A session cookie").doesNotContain("Playwright");
            assertThat(written.findings())
                    .anySatisfy(
                            each -> assertThat(each).contains("Q-testing_tools").contains("{{#others}}"));
        }
    }

    @Test
    void aWrongStageIsRefusedWithTheNearest() {
        try (FeatureProject project = FeatureProject.withoutItems(folder)) {
            assertThatThrownBy(() -> project.write(Answered.login().of(FeatureProject.FEATURE), "task"))
                    .hasMessageContaining("Did you mean tasks?");
        }
    }
}
