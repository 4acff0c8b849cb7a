package io.workfloworchestrator.projectmanagement.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.projectmanagement.TrialProject;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are moved all or none, also if a move fails or the process dies. */
class MigrationFailureTest {
    private static final Cause CAUSE = Cause.of("test", "a trial");

    @TempDir
    private Path folder;

    @Test
    void aMoveThatFailsTakesAllBackBeforeIt() throws IOException {
        try (TrialProject trial = UnplannedShop.in(folder)) {
            Map<String, String> before = UnplannedShop.files(folder);
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
                    .isInstanceOf(CodedException.class)
                    .hasMessageContaining("All files are where they were.");
            assertThat(UnplannedShop.files(folder)).isEqualTo(before);
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
        try (TrialProject trial = UnplannedShop.in(folder)) {
            Map<String, String> before = UnplannedShop.files(folder);
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
                        assertThat(UnplannedShop.files(folder))
                                .as("kill at %d", kill)
                                .containsKeys(
                                        moves.stream().map(Migration.Move::to).toArray(String[]::new));
                    }
                    if (begun) {
                        trial.ok("confirm_migration", "{\"undo\": true}");
                    }
                    assertThat(UnplannedShop.files(folder))
                            .as("kill at %d", kill)
                            .isEqualTo(before);
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
        try (TrialProject trial = UnplannedShop.in(folder)) {
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
        try (TrialProject trial = UnplannedShop.in(folder)) {
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
}
