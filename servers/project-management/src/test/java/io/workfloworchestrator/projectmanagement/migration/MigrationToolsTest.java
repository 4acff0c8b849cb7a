package io.workfloworchestrator.projectmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.TrialProject;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are moved: all or none, and back. */
class MigrationToolsTest {
    private static final Cause CAUSE = Cause.of("test", "a trial");

    @TempDir
    private Path folder;

    /** All files of people with their texts. */
    private Map<String, String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                if (!path.startsWith(".ai-planning") && !path.startsWith(".git/") && !path.contains("pre-migration/")) {
                    texts.put(path, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return texts;
        }
    }

    private static List<String> sources(Json.Obj answer) {
        return answer.find("suggestions").orElseThrow().asList().stream()
                .map(one -> one.asObject().text("sourceFile").orElseThrow())
                .toList();
    }

    private static String destination(Json.Obj answer, String source) {
        return answer.find("suggestions").orElseThrow().asList().stream()
                .map(Json::asObject)
                .filter(one -> one.text("sourceFile").orElseThrow().equals(source))
                .map(one -> one.text("suggestedDestination").orElseThrow())
                .findFirst()
                .orElse("");
    }

    private TrialProject shop() {
        return TrialProject.full(folder)
                .save("README.md", "# Shop\n\nSee [the guide](docs/guide.md).\n")
                .save("docs/guide.md", "Guide. Back to [top](../README.md).\n")
                .save("guide.md", "Another guide.\n")
                .save("DESIGN.md", "The design.\n")
                .save("rapid.bin", "x")
                .save("api.go", "package api\n")
                .save("src/a.ts", "a")
                .save("app/u/a.ts", "b")
                .save("package.json", "{}")
                .save("logo.png", "picture")
                .save(".env", "KEY=1")
                .save(".env.local", "KEY=2")
                .save("notes.md", "token: gh" + "p_" + "aB3dE5gH7jK9".repeat(3) + "\n")
                .save("docs/keys.md", "AWS_SECRET_" + "ACCESS_KEY=" + "aB3dE5gH7jK9/".repeat(3) + "a\n")
                .save("docs/setup.md", "Say `DEPLOY_" + "TOKEN=" + "aB3dE5gH7jK9".repeat(3) + "`.\n")
                .save("LICENSE.md", "MIT\n");
    }

    @Test
    void theLookNamesPlacesWithReasonsAndChangesNothing() throws IOException {
        try (TrialProject trial = shop()) {
            Map<String, String> before = files();
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(sources(found)).containsExactly("DESIGN.md", "docs/guide.md", "guide.md", "logo.png");
            assertThat(destination(found, "docs/guide.md")).isEqualTo("03-resources-docs-assets-tools/docs/guide.md");
            assertThat(destination(found, "guide.md"))
                    .as("no two files get one place")
                    .isEqualTo("03-resources-docs-assets-tools/docs/guide-2.md");
            assertThat(destination(found, "DESIGN.md")).isEqualTo("01-planning/DESIGN.md");
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
            assertThat(files()).isEqualTo(before);

            Json.Obj withCode = trial.ok("migrate_existing_project", "{\"includeCode\": true}");
            assertThat(destination(withCode, "src/a.ts"))
                    .isEqualTo("04-product-under-development/dev-instance/src/a.ts");
            assertThat(destination(withCode, "app/u/a.ts"))
                    .isEqualTo("04-product-under-development/dev-instance/app/u/a.ts");
            assertThat(destination(withCode, "package.json"))
                    .isEqualTo("04-product-under-development/dev-instance/package.json");
        }
    }

    @Test
    void whatIsConfirmedMovesWithABackupAndUndoBringsItBack() throws IOException {
        try (TrialProject trial = shop()) {
            Map<String, String> before = files();
            Json.Obj dry = trial.ok("confirm_migration", "{\"accept\": \"medium\", \"dryRun\": true}");
            assertThat(dry.text("message").orElse("")).startsWith("4 files would be moved.");
            assertThat(files()).isEqualTo(before);

            Json.Obj moved = trial.ok("confirm_migration", """
                    {"accept": "medium", "suggestions": [{"sourceFile": "logo.png", "action": "reject"},
                     {"sourceFile": "rapid.bin", "action": "custom", "customDestination": "data/rapid.bin"}]}""");
            assertThat(moved.at("summary", "filesMoved")).contains(Json.of(4));
            assertThat(moved.at("summary", "filesSkipped")).contains(Json.of(1));
            String backup = moved.text("backupPath").orElseThrow();
            assertThat(trial.text(backup + "/docs/guide.md")).isEqualTo(before.get("docs/guide.md"));
            assertThat(files())
                    .containsKeys("data/rapid.bin", "01-planning/DESIGN.md", "logo.png", ".env")
                    .doesNotContainKeys("rapid.bin", "DESIGN.md", "guide.md");

            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(files()).isEqualTo(before);
            assertThat(trial.refused("confirm_migration", "{\"undo\": true}")).startsWith("E_MIGRATION_NONE");
        }
    }

    @Test
    void whatIsInPlaceIsNotProposedAndAMissingDecisionIsAskedForBeforeAnythingMoves() throws IOException {
        try (TrialProject trial = shop()) {
            trial.save("01-planning/DESIGN.md", "There already.\n").save("01-planning/sub/x.md", "In place.\n");
            Map<String, String> before = files();
            Json.Obj found = trial.ok("migrate_existing_project", "{}");
            assertThat(sources(found)).noneMatch(path -> path.startsWith("01-planning"));
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
            assertThat(files()).isEqualTo(before);

            trial.ok(
                    "confirm_migration",
                    "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"merge\", \"files\": \"rename\"}}");
            assertThat(trial.text("01-planning/DESIGN-2.md")).isEqualTo("The design.\n");
            assertThat(trial.text("01-planning/DESIGN.md")).isEqualTo("There already.\n");
            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(files()).isEqualTo(before);

            trial.ok(
                    "confirm_migration",
                    "{\"accept\": \"medium\", \"conflictResolutions\": {\"existingStructure\": \"archive\", \"files\": \"skip\"}}");
            assertThat(files()).doesNotContainKey("01-planning/DESIGN.md").containsKey("DESIGN.md");
            trial.ok("confirm_migration", "{\"undo\": true}");
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    void nothingOutsideIsTouchedAndBadInputIsRefusedInWords(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("o.md"), "outside");
        try (TrialProject trial = shop()) {
            Files.createSymbolicLink(folder.resolve("link.md"), outside.resolve("o.md"));
            Map<String, String> before = files();
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
            assertThat(files()).isEqualTo(before);
            assertThat(outside.resolve("o.md")).hasContent("outside");
        }
    }

    @Test
    void aMoveThatFailsTakesAllBackBeforeIt() throws IOException {
        try (TrialProject trial = shop()) {
            Map<String, String> before = files();
            trial.save("blocked", "a file where a folder should be");
            assertThat(trial.refused("confirm_migration", """
                    {"suggestions": [{"sourceFile": "guide.md", "suggestedDestination": "x/g.md"},
                     {"sourceFile": "DESIGN.md", "suggestedDestination": "blocked/d.md"}]}""")).startsWith("E_PATH_NOT_DIRECTORY");
            Files.delete(folder.resolve("blocked"));
            List<Migration.Move> moves =
                    List.of(new Migration.Move("guide.md", "x/g.md"), new Migration.Move("nowhere.md", "x/n.md"));
            Migration broken = new Migration("m", Migration.Status.MOVING, "", moves);
            MigrationRun run = run(trial, step -> {});
            run.begin(broken, CAUSE);
            assertThatThrownBy(() -> run.forward(broken, CAUSE))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("All files are where they were.");
            assertThat(files()).isEqualTo(before);
            assertThat(MigrationRun.newest(trial.open().state()).map(Migration::status))
                    .contains(Migration.Status.UNDONE);
        }
    }

    private static MigrationRun run(TrialProject trial, Consumer<String> step) {
        return new MigrationRun(trial.open().workflow().project(), trial.open().state(), step);
    }

    /** Stands for the death of the process: nothing in the migration catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aKillAtAnyStepLeavesAStateFromWhichItGoesOnOrBack() throws IOException {
        List<Migration.Move> moves = List.of(
                new Migration.Move("DESIGN.md", "01-planning/DESIGN.md"),
                new Migration.Move("guide.md", "03-resources-docs-assets-tools/docs/guide.md"),
                new Migration.Move("logo.png", "03-resources-docs-assets-tools/assets/logo.png"));
        int steps = 0;
        try (TrialProject trial = shop()) {
            Map<String, String> before = files();
            for (boolean forward : List.of(true, false)) {
                boolean wasKilled = true;
                for (int kill = 1; wasKilled; kill++) {
                    Migration migration = new Migration(
                            "k" + forward + kill,
                            Migration.Status.MOVING,
                            "08-archive/pre-migration/k" + forward + kill,
                            moves);
                    wasKilled = killedAt(trial, migration, kill);
                    Optional<Migration> newest =
                            MigrationRun.newest(trial.open().state());
                    boolean isOpen = newest.filter(one -> one.status() == Migration.Status.MOVING)
                            .isPresent();
                    if (isOpen && forward) {
                        trial.ok("confirm_migration", "{\"suggestions\": [{\"sourceFile\": \"guide.md\"}]}");
                    }
                    boolean begun = newest.map(Migration::id).equals(Optional.of(migration.id()));
                    if (begun && (forward || !wasKilled)) {
                        assertThat(files())
                                .as("kill at %d", kill)
                                .containsKeys(
                                        moves.stream().map(Migration.Move::to).toArray(String[]::new));
                    }
                    if (begun) {
                        trial.ok("confirm_migration", "{\"undo\": true}");
                    }
                    assertThat(files()).as("kill at %d", kill).isEqualTo(before);
                    steps++;
                }
            }
        }
        assertThat(steps).isGreaterThan(12);
    }

    /** Whether the run died at that step, or else came to its end. */
    private static boolean killedAt(TrialProject trial, Migration migration, int step) {
        int[] left = {step};
        MigrationRun run = run(trial, name -> {
            if (--left[0] == 0) {
                throw new Killed();
            }
        });
        try {
            run.begin(migration, CAUSE);
            run.forward(migration, CAUSE);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    @Test
    void whatAKilledProcessHalfWroteIsRemovedByTheNextCallAndByUndo() throws IOException {
        try (TrialProject trial = shop()) {
            for (String call : List.of("{}", "{\"undo\": true}")) {
                String backup = "08-archive/pre-migration/killed";
                run(trial, step -> {})
                        .begin(
                                new Migration(
                                        "killed-" + call.length(),
                                        Migration.Status.MOVING,
                                        backup,
                                        List.of(new Migration.Move("docs/guide.md", "x/guide.md"))),
                                CAUSE);
                trial.save(backup + "/docs/.wo-00112233445566aa.tmp", "Gui").save(backup + "/docs/guide.md", "");
                Files.createDirectories(folder.resolve(".wo-00112233445566bb.tmp"));
                trial.save(".wo-00112233445566cc.tmp/mine.md", "no leftover").save("docs/.wo-notes.tmp", "neither");

                trial.ok("confirm_migration", call);

                assertThat(folder.resolve(backup + "/docs/.wo-00112233445566aa.tmp"))
                        .doesNotExist();
                assertThat(folder.resolve(".wo-00112233445566bb.tmp")).doesNotExist();
                assertThat(folder.resolve(".wo-00112233445566cc.tmp/mine.md")).exists();
                assertThat(folder.resolve("docs/.wo-notes.tmp")).exists();
                if (call.equals("{}")) {
                    assertThat(trial.text(backup + "/docs/guide.md"))
                            .as("a name that was only reserved is no copy")
                            .startsWith("Guide.");
                    trial.ok("confirm_migration", "{\"undo\": true}");
                }
                assertThat(trial.text("docs/guide.md")).startsWith("Guide.");
            }
        }
    }

    @Test
    void anOpenMigrationIsNotMixedWithAnother() throws IOException {
        try (TrialProject trial = shop()) {
            Migration open = new Migration(
                    "m", Migration.Status.MOVING, "", List.of(new Migration.Move("guide.md", "x/guide.md")));
            run(trial, step -> {}).begin(open, CAUSE);
            assertThat(trial.refused("confirm_migration", "{\"suggestions\": [{\"sourceFile\": \"DESIGN.md\"}]}"))
                    .startsWith("E_MIGRATION_OPEN");
            assertThat(trial.refused("confirm_migration", "{\"dryRun\": true}"))
                    .as("a dry run goes on with nothing")
                    .startsWith("E_MIGRATION_OPEN");
            assertThat(trial.ok("migrate_existing_project", "{}")
                            .text("message")
                            .orElse(""))
                    .contains("The migration m is not finished");
            trial.ok("confirm_migration", "{}");
            assertThat(trial.text("x/guide.md")).isEqualTo("Another guide.\n");
        }
    }

    @Test
    void trackedFilesMoveInGitWithWhatIsStaged() throws IOException, InterruptedException {
        try (TrialProject trial = shop()) {
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
            assertThat(sources(found)).allMatch(path -> path.startsWith("brainstorming/"));
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
            assertThat(destination(found, "minutes/monday.md")).isEqualTo("planning/notes/monday.md");
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
            assertThat(sources(found)).containsExactly("docs/a.md");
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
