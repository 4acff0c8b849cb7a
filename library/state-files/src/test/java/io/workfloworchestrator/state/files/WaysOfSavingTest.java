package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However a program puts a text into the file, it is an edit; and git's ways of setting one file back are none. */
class WaysOfSavingTest {
    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    /** What programs do when a person saves. */
    enum Way {
        /** VS Code, nano: into the file. */
        IN_PLACE,
        /** Emptied, then written in parts. */
        TRUNCATED_AND_WRITTEN,
        /** Many editors: a new file, renamed over the old one. */
        RENAMED,
        /** rsync, {@code cp -p} and rename: a new file with a time of long ago. */
        RENAMED_WITH_AN_OLD_TIME,
        /** {@code cp -p} onto the file: the same file with the time that it had. */
        IN_PLACE_WITH_THE_TIME_OF_BEFORE,
        /** {@code sed -i}: a new file of this name. */
        SED,
        /** vim with {@code backupcopy=yes}. */
        VIM_COPY,
        /** vim with {@code backupcopy=no}. */
        VIM_RENAME,
        /** Some: deleted and made again. */
        DELETED_AND_MADE
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Way.class)
    void anEditIsTakenOver(Way way) throws IOException {
        try (Team team = Team.in(folder, form(), Onlooker.IDLE)) {
            team.set("e", "'alice'");
            save(team, way, team.text().replace("alice", "carol"));
            assertThat(team.value().at("e")).contains(json("'carol'"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Way.class)
    void ofAnOldCopyOnlyWhatWasEditedIsTakenOver(Way way) throws IOException {
        for (boolean committed : new boolean[] {false, true}) {
            try (Team team = Team.in(folder.resolve("committed " + committed), form(), Onlooker.NOBODY)) {
                String open = team.text();
                team.set("a", "5");
                save(team, way, open.replace("\"e\": \"\"", "\"e\": \"carol\""));
                if (committed) {
                    team.git("commit", "-q", "-a", "-m", "edit");
                    team.theyChangeTheReadme();
                    team.git("pull", "-q", "--no-rebase", "--no-edit");
                }
                assertThat(team.value().toString())
                        .as("committed before it was looked at: %s", committed)
                        .contains("\"a\":5", "\"e\":\"carol\"");
            }
        }
    }

    Onlooker[] onlookers() {
        return new Onlooker[] {Onlooker.NOBODY, Onlooker.IDLE};
    }

    private static void save(Team team, Way way, String text) throws IOException {
        Path file = team.ours.resolve(team.form.file);
        Path beside = file.resolveSibling(file.getFileName() + "~");
        FileTime before = Files.getLastModifiedTime(file);
        switch (way) {
            case IN_PLACE -> Files.writeString(file, text);
            case TRUNCATED_AND_WRITTEN -> {
                Files.writeString(file, "");
                for (int i = 0; i < text.length(); i += 40) {
                    Files.writeString(
                            file,
                            text.substring(i, Math.min(text.length(), i + 40)),
                            StandardCharsets.UTF_8,
                            StandardOpenOption.APPEND);
                }
            }
            case RENAMED, RENAMED_WITH_AN_OLD_TIME -> {
                Files.writeString(beside, text);
                if (way == Way.RENAMED_WITH_AN_OLD_TIME) {
                    Files.setLastModifiedTime(beside, FileTime.fromMillis(1_500_000_000_000L));
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case IN_PLACE_WITH_THE_TIME_OF_BEFORE -> {
                Files.writeString(file, text);
                Files.setLastModifiedTime(file, before);
            }
            case SED -> sed(file, text);
            case VIM_COPY -> {
                Files.copy(file, beside, StandardCopyOption.COPY_ATTRIBUTES);
                Files.writeString(file, text);
                Files.delete(beside);
            }
            case VIM_RENAME -> {
                Files.move(file, beside);
                Files.writeString(file, text);
                Files.delete(beside);
            }
            case DELETED_AND_MADE -> {
                Files.delete(file);
                Files.writeString(file, text);
            }
        }
    }

    /** A person's {@code sed -i} works on what is in the file; here it puts all of another text in its place. */
    private static void sed(Path file, String text) throws IOException {
        Path wanted = Files.writeString(file.resolveSibling("wanted~"), text);
        Process sed = new ProcessBuilder(
                        "sed",
                        "-i",
                        "-e",
                        "1{r wanted~",
                        "-e",
                        "};d",
                        file.getFileName().toString())
                .directory(file.resolveSibling(".").toFile())
                .inheritIO()
                .start();
        try {
            assertThat(sed.waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.delete(wanted);
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    /** Git's ways of setting the file alone back to what HEAD has: what was acknowledged stays, as with any old copy. */
    @ParameterizedTest(name = "git {0}")
    @CsvSource({
        "checkout -q -- .",
        "restore .",
        "restore --source=HEAD~1 .",
        "checkout -q HEAD~1 -- .ai-planning",
        "reset -q --hard",
        "stash push -q",
        "checkout -q -f",
        "clean -q -f -d"
    })
    void settingTheFileBackTakesNoChangeBack(String command) throws IOException {
        for (Onlooker onlooker : onlookers()) {
            try (Team team = Team.in(folder.resolve(onlooker.name()), form(), onlooker)) {
                team.set("i", "'first'");
                team.git("commit", "-q", "-a", "-m", "first");
                team.set("a", "5");
                team.git(command.split(" "));
                assertThat(team.value().toString()).as("%s", onlooker).contains("\"a\":5", "\"i\":\"first\"");
                team.desk().files.flush();
                assertThat(team.said()).as("%s", onlooker).isEqualTo(team.value());
            }
        }
    }

    /** What a person wrote and stashed comes back, or is still in the stash. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void aStashedEditComesBackWithPop(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            team.save(team.text().replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("stash", "push", "-q");
            team.set("a", "5");
            boolean popped = team.tryGit("stash", "pop", "-q");

            assertThat(team.value().at("a")).contains(json("5"));
            assertThat(team.isKept("alice")
                            || !popped && team.git.run("stash", "show", "-p").contains("alice"))
                    .as("what the person wrote")
                    .isTrue();
        }
    }
}
