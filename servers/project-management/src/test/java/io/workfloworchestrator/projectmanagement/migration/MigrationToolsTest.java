package io.workfloworchestrator.projectmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.TrialProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files belong, and what is moved of what somebody confirms. */
class MigrationToolsTest {
    @TempDir
    private Path folder;

    @Test
    void theLookNamesPlacesWithReasonsAndChangesNothing() throws IOException {
        try (TrialProject trial = UnplannedShop.in(folder)) {
            Map<String, String> before = UnplannedShop.files(folder);
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(UnplannedShop.sources(found))
                    .containsExactly("DESIGN.md", "docs/guide.md", "guide.md", "logo.png");
            assertThat(UnplannedShop.destination(found, "docs/guide.md"))
                    .isEqualTo("03-resources-docs-assets-tools/docs/guide.md");
            assertThat(UnplannedShop.destination(found, "guide.md"))
                    .as("no two files get one place")
                    .isEqualTo("03-resources-docs-assets-tools/docs/guide-2.md");
            assertThat(UnplannedShop.destination(found, "DESIGN.md")).isEqualTo("01-planning/DESIGN.md");
            assertThat(found.at("suggestions", "1", "brokenLinks"))
                    .contains(Json.strings(List.of("README.md:3 -> docs/guide.md", "docs/guide.md:1 -> ../README.md")));
            Json analysis = found.find("analysis").orElseThrow();
            assertThat(analysis.at("secrets").orElseThrow().toString())
                    .contains(
                            ".env:",
                            ".env.local:",
                            "notes.md: it holds a GitHub token",
                            "docs/keys.md: it holds an AWS secret access key",
                            "docs/setup.md: it holds the value of a setting for a secret")
                    .doesNotContain("ghp_");
            assertThat(analysis.at("noRuleFor")).contains(Json.strings(List.of("rapid.bin")));
            assertThat(analysis.at("codeThatStays")).contains(Json.of(4));
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);

            Json.Obj withCode = trial.ok("migrate_existing_project", "{\"includeCode\": true}");
            assertThat(UnplannedShop.destination(withCode, "src/a.ts"))
                    .isEqualTo("04-product-under-development/dev-instance/src/a.ts");
            assertThat(UnplannedShop.destination(withCode, "app/u/a.ts"))
                    .isEqualTo("04-product-under-development/dev-instance/app/u/a.ts");
            assertThat(UnplannedShop.destination(withCode, "package.json"))
                    .isEqualTo("04-product-under-development/dev-instance/package.json");
        }
    }

    @Test
    void whatIsConfirmedMovesWithABackupAndUndoBringsItBack() throws IOException {
        try (TrialProject trial = UnplannedShop.in(folder)) {
            Map<String, String> before = UnplannedShop.files(folder);
            Json.Obj dry = trial.ok("confirm_migration", "{\"accept\": \"medium\", \"dryRun\": true}");
            assertThat(dry.text("message").orElse("")).startsWith("4 files would be moved.");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);

            Json.Obj moved = trial.ok("confirm_migration", """
                    {"accept": "medium", "suggestions": [{"sourceFile": "logo.png", "action": "reject"},
                     {"sourceFile": "rapid.bin", "action": "custom", "customDestination": "data/rapid.bin"}]}""");
            assertThat(moved.at("summary", "filesMoved")).contains(Json.of(4));
            assertThat(moved.at("summary", "filesSkipped")).contains(Json.of(1));
            String backup = moved.text("backupPath").orElseThrow();
            assertThat(trial.text(backup + "/docs/guide.md")).isEqualTo(before.get("docs/guide.md"));
            assertThat(UnplannedShop.files(folder))
                    .containsKeys("data/rapid.bin", "01-planning/DESIGN.md", "logo.png", ".env")
                    .doesNotContainKeys("rapid.bin", "DESIGN.md", "guide.md");

            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);
            assertThat(trial.refused("confirm_migration", "{\"undo\": true}")).startsWith("E_MIGRATION_NONE");
        }
    }

    @Test
    void whatIsInPlaceIsNotProposedAndAMissingDecisionIsAskedForBeforeAnythingMoves() throws IOException {
        try (TrialProject trial = UnplannedShop.in(folder)) {
            trial.save("01-planning/DESIGN.md", "There already.\n").save("01-planning/sub/x.md", "In place.\n");
            Map<String, String> before = UnplannedShop.files(folder);
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(UnplannedShop.sources(found)).noneMatch(path -> path.startsWith("01-planning"));
            assertThat(found.find("conflicts").orElseThrow().asList()).hasSize(2);

            assertThat(trial.refused("confirm_migration", "{\"accept\": \"medium\"}"))
                    .startsWith("E_MIGRATION_DECISION These folders of the layout are there already: 01-planning.");
            assertThat(trial.refused(
                            "confirm_migration",
                            "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"merge\"}}"))
                    .startsWith("E_MIGRATION_DECISION Something lies already where these files would go: DESIGN.md.");
            assertThat(trial.ok(
                                    "confirm_migration",
                                    "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"cancel\"}}")
                            .at("summary", "filesMoved"))
                    .contains(Json.of(0));
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);

            trial.ok(
                    "confirm_migration",
                    "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"merge\", \"files\": \"rename\"}}");
            assertThat(trial.text("01-planning/DESIGN-2.md")).isEqualTo("The design.\n");
            assertThat(trial.text("01-planning/DESIGN.md")).isEqualTo("There already.\n");
            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);

            trial.ok(
                    "confirm_migration",
                    "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"archive\", \"files\": \"skip\"}}");
            assertThat(UnplannedShop.files(folder))
                    .doesNotContainKey("01-planning/DESIGN.md")
                    .containsKey("DESIGN.md");
            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);
        }
    }

    @Test
    void nothingOutsideIsTouchedAndBadInputIsRefusedInWords(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("o.md"), "outside");
        try (TrialProject trial = UnplannedShop.in(folder)) {
            Files.createSymbolicLink(folder.resolve("link.md"), outside.resolve("o.md"));
            Map<String, String> before = UnplannedShop.files(folder);
            for (Map.Entry<String, String> bad : Map.of(
                            "{\"sourceFile\": \"" + outside.resolve("o.md") + "\", \"suggestedDestination\": \"x.md\"}",
                            "E_PATH_ABSOLUTE",
                            "{\"sourceFile\": \"guide.md\", \"suggestedDestination\": \"../x.md\"}",
                            "E_PATH_TRAVERSAL",
                            "{\"sourceFile\": \"guide.md\", \"suggestedDestination\": \".git/x.md\"}",
                            "E_PATH_PROTECTED",
                            "{\"sourceFile\": \"link.md\", \"suggestedDestination\": \"x.md\"}",
                            "E_PATH_SYMLINK",
                            "{\"sourceFile\": \"guid.md\", \"suggestedDestination\": \"x.md\"}",
                            "E_MIGRATION_SOURCE",
                            "{\"sourceFile\": \".env\", \"suggestedDestination\": \"x/.env\"}",
                            "E_MIGRATION_SECRET",
                            "{\"sourceFile\": \"docs\", \"suggestedDestination\": \"x\"}",
                            "E_MIGRATION_SOURCE",
                            "{\"sourceFile\": \"guide.md\", \"action\": \"acept\"}",
                            "E_MIGRATION_ACTION",
                            "{\"sourceFile\": \"guide.md\", \"suggestedDestination\": \"a\\nb.md\"}",
                            "E_PATH_CHAR")
                    .entrySet()) {
                assertThat(trial.refused("confirm_migration", "{\"suggestions\": [" + bad.getKey() + "]}"))
                        .as(bad.getKey())
                        .startsWith(bad.getValue());
            }
            assertThat(trial.refused("confirm_migration", """
                    {"suggestions": [{"sourceFile": "guide.md", "suggestedDestination": "x/A.md"},
                     {"sourceFile": "DESIGN.md", "suggestedDestination": "x/a.md"}]}""")).startsWith("E_MIGRATION_COLLISION");
            assertThat(trial.refused(
                            "confirm_migration",
                            "{\"accept\": \"high\", \"conflictResolutions\": {\"readme\": \"template-only\"}}"))
                    .startsWith("E_MIGRATION_DECISION conflictResolutions.readme cannot be \"template-only\".");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);
            assertThat(outside.resolve("o.md")).hasContent("outside");
        }
    }

    @Test
    void trackedFilesMoveInGitWithWhatIsStaged() throws IOException, InterruptedException {
        try (TrialProject trial = UnplannedShop.in(folder)) {
            git("init", "-q");
            git("add", "guide.md", "DESIGN.md");
            git("-c", "user.name=ana", "-c", "user.email=ana@example.com", "commit", "-qm", "first");
            trial.save("guide.md", "Changed and not staged.\n");
            trial.ok("confirm_migration", """
                    {"suggestions": [{"sourceFile": "guide.md", "suggestedDestination": "x/guide.md"},
                     {"sourceFile": "DESIGN.md", "suggestedDestination": "x/DESIGN.md"},
                     {"sourceFile": "logo.png", "suggestedDestination": "x/logo.png"}]}""");
            assertThat(git("status", "--porcelain", "--untracked-files=no", "-M")
                            .lines())
                    .containsExactlyInAnyOrder("R  DESIGN.md -> x/DESIGN.md", "RM guide.md -> x/guide.md");
            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(git("status", "--porcelain", "--untracked-files=no").lines())
                    .containsExactly(" M guide.md");
        }
    }

    private String git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void anOlderLayoutIsSaidAndItsGoalsGoToTheirPlace() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            trial.save("brainstorming/future-goals/potential-goals/api-server.md", "# API server\n\nFast.\n")
                    .save("brainstorming/future-goals/potential-goals/user-guide.md", "# User guide\n\nClear.\n")
                    .save("brainstorming/future-goals/SELECTED-GOALS.md", "# Selected\n")
                    .save("src/main.c", "int main;\n")
                    .save("docs/design.md", "# Design\n");
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(found.at("analysis", "olderLayout", "version")).contains(Json.of("0.8"));
            assertThat(found.at("analysis", "olderLayout", "goalGroups", "Documentation"))
                    .contains(Json.strings(List.of("user-guide.md")));
            assertThat(UnplannedShop.sources(found)).allMatch(path -> path.startsWith("brainstorming/"));
            trial.ok("confirm_migration", "{\"accept\": \"high\"}");
            assertThat(trial.items("goal")).hasSize(2);
            assertThat(trial.text("docs/design.md")).isEqualTo("# Design\n");
        }
    }

    @Test
    void aProjectsOwnRulesCountAndAMistakeInThemIsNamedWithItsPlace() {
        try (TrialProject trial = TrialProject.lean(folder)) {
            trial.save("minutes/monday.md", "# Monday\n").save(".ai-planning/migration.yaml", """
                    lean:
                      backup: old
                      places: [planning]
                      rules:
                        - {id: minutes, folders: [minutes], to: "planning/notes/{below}", confidence: high, because: Minutes are notes.}
                    """);
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(UnplannedShop.destination(found, "minutes/monday.md")).isEqualTo("planning/notes/monday.md");
            trial.save(".ai-planning/migration.yaml", "lean: {backup: old, rules: [{id: a, too: x}]}\n");
            assertThat(trial.refused("migrate_existing_project", "{}")).contains("migration.yaml:1", "too");
            trial.save(".ai-planning/migration.yaml", "lean: {backup: ../old, rules: []}\n");
            assertThat(trial.refused("migrate_existing_project", "{}")).contains("migration.yaml:1", "..");
        }
    }

    @Test
    void namesThatCannotBeAndFoldersThatCannotBeReadAreNamed() throws IOException {
        try (TrialProject trial = TrialProject.full(folder)) {
            trial.save("docs/a.md", "a");
            Files.writeString(folder.resolve("new\nline.md"), "x");
            Files.createDirectories(folder.resolve("folder.md"));
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(found.at("analysis", "unreadable").orElseThrow().toString())
                    .contains("u000a", "U+000A");
            assertThat(UnplannedShop.sources(found)).containsExactly("docs/a.md");
        }
    }

    @Test
    void aThousandFilesAreLookedAtWithinSeconds() throws IOException {
        look(1_000);
    }

    @Test
    @Tag("nightly")
    void tenThousandFilesAreLookedAtWithinSeconds() throws IOException {
        look(10_000);
    }

    private void look(int files) throws IOException {
        try (TrialProject trial = TrialProject.full(folder)) {
            for (int i = 0; i < files; i++) {
                if (i % 100 == 0) {
                    Files.createDirectories(folder.resolve("docs/d" + i / 100));
                }
                Files.writeString(folder.resolve("docs/d" + i / 100 + "/f" + i + ".md"), "# File " + i + "\n");
            }
            long begun = System.nanoTime();
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertThat(found.at("analysis", "suggested")).contains(Json.of(files));
            assertThat(found.find("suggestions").orElseThrow().asList()).hasSize(25);
            assertThat(found.text("cursor")).contains("25");
            assertThat(millis).as("milliseconds").isLessThan(20_000);
            System.out.println("looked at " + files + " files in " + millis + " ms");
        }
    }
}
