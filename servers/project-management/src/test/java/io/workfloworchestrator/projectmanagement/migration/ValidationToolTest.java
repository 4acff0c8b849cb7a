package io.workfloworchestrator.projectmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.TrialProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not in its place is a finding with file, line and fix. */
class ValidationToolTest {
    @TempDir
    private Path folder;

    private static List<String> of(Json.Obj answer, String check) {
        return answer.find("findings").orElseThrow().asList().stream()
                .map(Json::asObject)
                .filter(one -> one.text("check").orElseThrow().equals(check))
                .map(one -> one.text("file").orElse("")
                        + one.find("line").map(line -> ":" + line).orElse("") + " "
                        + one.text("message").orElseThrow())
                .toList();
    }

    private static Json check(Json.Obj answer, String check, String field) {
        return answer.at("checks", check, field).orElseThrow();
    }

    @Test
    void aLeanProjectIsAskedForNothingThatItDoesNotNeed() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            trial.save("src/a.c", "int a;\n").save("docs/x.md", "# X\n");
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(found.find("findings").orElseThrow().asList()).isEmpty();
            assertThat(found.get("success")).isEqualTo(Json.of(true));
            assertThat(found.text("message")).contains("Everything is in place.");
        }
    }

    @Test
    void missingPartsAreFindingsAndTheSummaryCountsThem() {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("strange/a.bin", "x").save("src/a.c", "int a;\n").save("01-planning/notes.md", "# Notes\n");
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(found.get("success")).isEqualTo(Json.of(false));
            assertThat(check(found, "structure", "missingRootFiles"))
                    .isEqualTo(
                            Json.strings(List.of("README.md", "EVENT-LOG.md", "NEXT-STEPS.md", "TROUBLESHOOTING.md")));
            assertThat(check(found, "structure", "missingFolders").asList()).hasSize(25);
            assertThat(check(found, "structure", "unexpectedItems")).isEqualTo(Json.strings(List.of("strange")));
            assertThat(of(found, "yaml"))
                    .containsExactly("01-planning/notes.md:1 It has no front matter, which must have type, tags.");
            assertThat(found.at("summary", "criticalIssues")).contains(Json.of(29));
            int all = found.find("findings").orElseThrow().asList().size();
            assertThat(found.at("summary", "totalIssues")).contains(Json.of(all - 1));
        }
    }

    @Test
    void autoFixSaysFirstWhatItWouldDoAndThenShowsTheStateAfter() throws IOException {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("01-planning/notes.md", "# Notes\r\n");
            Json.Obj planned =
                    trial.ok("validate_project", "{\"checks\": [\"structure\", \"YAML\"], \"autoFix\": true}");
            assertThat(planned.find("fixes").orElseThrow().asList()).hasSize(30);
            assertThat(folder.resolve("README.md")).doesNotExist();
            Json.Obj mended = trial.ok(
                    "validate_project",
                    "{\"checks\": [\"structure\", \"yaml\"], \"autoFix\": true, \"skipConfirmation\": true}");
            assertThat(mended.at("summary", "fixesApplied")).contains(Json.of(30));
            assertThat(mended.find("findings").orElseThrow().asList()).isEmpty();
            assertThat(trial.text("01-planning/notes.md"))
                    .isEqualTo("---\r\ntags: [general]\r\ntype: reference\r\n---\r\n# Notes\r\n");
            assertThat(trial.text("README.md")).doesNotContain("TODO", "TBD").contains("type: readme");
            assertThat(Files.isDirectory(folder.resolve("08-archive/goals/shelved")))
                    .isTrue();
        }
    }

    @Test
    void aFrontMatterWithCarriageReturnsIsOneAndGetsOnlyWhatItLacks() {
        try (TrialProject trial = TrialProject.full(folder)) {
            String whole = "---\r\ntype: plan\r\ntags: [planning]\r\n---\r\n# A\r\n";
            trial.save("01-planning/a.md", whole)
                    .save("01-planning/b-plan.md", "---\r\nmood: good # ours\r\ntype: plan\r\n---\r\n");
            assertThat(of(trial.ok("validate_project", "{\"checks\": [\"yaml\"]}"), "yaml"))
                    .containsExactly("01-planning/b-plan.md:1 Its front matter has no tags.");
            trial.ok("validate_project", "{\"checks\": [\"yaml\"], \"autoFix\": true, \"skipConfirmation\": true}");
            assertThat(trial.text("01-planning/a.md")).isEqualTo(whole);
            assertThat(trial.text("01-planning/b-plan.md"))
                    .isEqualTo("---\r\nmood: good # ours\r\ntype: plan\r\ntags: [planning]\r\n---\r\n");
        }
    }

    @Test
    void filesOfOthersNeedNoFrontMatterAndAFolderNamedAsAFileIsNone() throws IOException {
        try (TrialProject trial = TrialProject.full(folder)) {
            for (String path : List.of(
                    "node_modules/x/README.md",
                    "vendor/y.md",
                    ".github/pull_request_template.md",
                    "LICENSE.md",
                    "03-resources-docs-assets-tools/docs/node_modules/z.md",
                    "03-resources-docs-assets-tools/docs/LICENSE.md",
                    "04-product-under-development/README.md",
                    "docs/own.md")) {
                trial.save(path, "# Text\n");
            }
            Files.createDirectories(folder.resolve("02-goals-and-roadmap/potential-goals/x.md"));
            Json.Obj found = trial.ok("validate_project", "{\"checks\": [\"yaml\", \"goals\"]}");
            assertThat(of(found, "yaml")).isEmpty();
            assertThat(of(found, "goals"))
                    .containsExactly("02-goals-and-roadmap/potential-goals/x.md This folder of a goal has no goal.md.");
        }
    }

    @Test
    void aBrokenFileIsAFindingAndNoFailure() throws IOException {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("01-planning/broken.md", "---\na: [1\n---\n# Broken\n")
                    .save("01-planning/open.md", "---\ntype: plan\ntags: [a]\n---\n# Open\n\n```\nnever closed\n")
                    .save(
                            "02-goals-and-roadmap/potential-goals/g/goal.md",
                            "No title.\n\n**Impact:** High - much\n\n**Effort Score:** Low\n");
            Files.write(folder.resolve("01-planning/bytes.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(of(found, "yaml"))
                    .anySatisfy(line -> assertThat(line).startsWith("01-planning/broken.md:1 It cannot be read:"));
            assertThat(of(found, "yaml"))
                    .anySatisfy(line -> assertThat(line).startsWith("01-planning/bytes.md:1 It cannot be read:"));
            assertThat(of(found, "documents"))
                    .anySatisfy(line -> assertThat(line).startsWith("01-planning/open.md:7 "));
            assertThat(of(found, "goals"))
                    .containsExactly("02-goals-and-roadmap/potential-goals/g/goal.md:1 It does not say its tier.");
        }
    }

    @Test
    void stepsAreCountedByWhatTheirFilesSay() {
        try (TrialProject trial = TrialProject.full(folder)) {
            String long500 = "A principle that we hold. ".repeat(30);
            trial.save("01-planning/CONSTITUTION.md", "# Constitution\n\nTODO write\n" + long500)
                    .save("02-goals-and-roadmap/ROADMAP.md", "# Roadmap\n\n## Phase 1\n" + long500)
                    .save("03-resources-docs-assets-tools/STAKEHOLDERS.md", "# Methodologists and TBDs\n" + long500)
                    .save("02-goals-and-roadmap/workflow-diagrams/x.drawio", "<mxfile/>");
            Json.Obj found = trial.ok("validate_project", "{\"checks\": [\"workflow\"]}");
            assertThat(check(found, "workflow", "completionPercentage")).isEqualTo(Json.of(66));
            assertThat(check(found, "workflow", "passed")).isEqualTo(Json.of(false));
            assertThat(of(found, "workflow"))
                    .containsExactly(
                            "01-planning/CONSTITUTION.md:3 Step constitution: \"TODO\" stands there.",
                            "02-goals-and-roadmap/potential-goals Step potential-goals: Nothing is there yet.");
        }
    }

    @Test
    void theIndexOfResourcesMustNameWholeFiles() {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("03-resources-docs-assets-tools/docs/a.md", "# A\n")
                    .save("03-resources-docs-assets-tools/docs/data.md", "# D\n")
                    .save("03-resources-docs-assets-tools/RESOURCE-INDEX.md", "# Index\n\n- docs/data.md\n");
            assertThat(of(trial.ok("validate_project", "{\"checks\": [\"resource-index\"]}"), "resource-index"))
                    .containsExactly(
                            "03-resources-docs-assets-tools/docs/a.md The index of resources does not name it.");
        }
    }

    @Test
    void whatTheProgramWritesItselfIsNoFinding() {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("02-goals-and-roadmap/milestones.md", "# Milestones\n")
                    .save("02-goals-and-roadmap/other.md", "# Other\n")
                    .save("01-planning/project-overview-working.md", "# Overview\n")
                    .save("03-resources-docs-assets-tools/STAKEHOLDERS.md", "# Stakeholders\n")
                    .save("03-resources-docs-assets-tools/RESOURCE-INDEX.md", "# Index\n");
            Json.Obj found = trial.ok("validate_project", "{\"checks\": [\"yaml\", \"resource-index\"]}");
            assertThat(of(found, "yaml"))
                    .noneMatch(line -> line.contains("milestones.md"))
                    .noneMatch(line -> line.contains("project-overview-working.md"))
                    .anyMatch(line -> line.startsWith("02-goals-and-roadmap/other.md:1"));
            assertThat(of(found, "resource-index")).isEmpty();
        }
    }

    @Test
    void goalsOfTheStateAreLookedAtToo() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            trial.add("goal", Map.of("title", Json.of("Pay by card"), "effort", Json.of("Low")));
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(of(found, "goals")).containsExactly(" G-01, \"Pay by card\", has no impact.");
            assertThat(found.get("success")).isEqualTo(Json.of(true));
            trial.save("planning/goals/x-bad.md", "---\nstatus: nonsense\n---\n# Bad\n")
                    .save("planning/goals/lost.md", "Lost, without a title\n");
            Json.Obj after = trial.ok("validate_project", "{}");
            assertThat(of(after, "documents"))
                    .anySatisfy(line -> assertThat(line).contains("planning/goals/x-bad.md", "nonsense"));
            assertThat(of(after, "goals"))
                    .contains("planning/goals/lost.md:1 It is no goal: none has its title, \"# ...\".")
                    .noneMatch(line -> line.contains("pay-by-card.md"));
        }
    }

    @Test
    void theFoldersThatAreAskedForAreThoseOfTheDefinition() {
        WorkflowDefinition moved = WorkflowDefinition.parse("project-planning.yaml", """
                workflow: project-planning
                extends: project-planning
                version: 3
                paths: {goals: plans, potential: plans/maybe}
                """);
        try (TrialProject trial = TrialProject.begun(folder, moved)) {
            trial.save("plans/maybe/g/goal.md", "Nothing but words.\n").save("old/a-plan.md", "# A\n");
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(of(found, "goals"))
                    .containsExactly("plans/maybe/g/goal.md:1 It does not say its impact, effort, tier.");
            assertThat(check(found, "structure", "missingFolders").toString())
                    .contains("plans/selected-goals", "plans/workflow-diagrams", "01-planning")
                    .doesNotContain("02-goals", "plans/maybe");
            trial.save("potential-goals/b.md", "# B\n");
            assertThat(trial.ok("migrate_existing_project", "{}").toString()).contains("plans/maybe/b.md");
        }
    }

    @Test
    void theOlderFoldersAreAskedForWhatTheyHave() throws IOException {
        Files.createDirectories(folder.resolve("brainstorming/future-goals/potential-goals"));
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("brainstorming/future-goals/potential-goals/no-title.md", "Nothing but words.\n");
            Json.Obj found = trial.ok("validate_project", "{}");
            assertThat(check(found, "structure", "missingFolders"))
                    .isEqualTo(Json.strings(List.of(
                            "brainstorming/future-goals/selected-goals", "brainstorming/future-goals/brainstorming")));
            assertThat(of(found, "goals"))
                    .containsExactly("brainstorming/future-goals/potential-goals/no-title.md:1 It does not say its"
                            + " impact, effort, tier.");
            assertThat(trial.ok("migrate_existing_project", "{}").toString())
                    .contains("02-goals-and-roadmap/potential-goals/no-title.md");
        }
    }

    @Test
    void aPathThatTheDefinitionDoesNotHaveIsNamedWithTheNearest() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            trial.save(".ai-planning/validation.yaml", "lean: {folders: [\"${roadmp}\"]}\n");
            assertThat(trial.refused("validate_project", "{}"))
                    .startsWith("E_RULE_PATH")
                    .contains("${roadmp}", "roadmap", ".ai-planning/validation.yaml");
        }
    }

    @Test
    void anUnknownCheckIsRefusedWithTheNearest() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            assertThat(trial.refused("validate_project", "{\"checks\": [\"structur\"]}"))
                    .startsWith("E_VALIDATE_CHECK There is no check \"structur\". Did you mean \"structure\"?");
        }
    }
}
