package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clone without the merge driver, in which git leaves its markers around a true conflict: what is here stays, what came is
 * kept beside, and a notice names the file and the place, as with the driver.
 */
class ConflictMarkersInGitTest {
    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    static Stream<Arguments> someStylesAndOnlookers() {
        return Stream.concat(
                Arrays.stream(Onlooker.values()).map(onlooker -> Arguments.of("merge", onlooker)),
                Stream.of("diff3", "zdiff3").map(style -> Arguments.of(style, Onlooker.NOBODY)));
    }

    static Stream<Arguments> stylesAndOnlookers() {
        return Stream.of("merge", "diff3", "zdiff3")
                .flatMap(style -> Arrays.stream(Onlooker.values()).map(onlooker -> Arguments.of(style, onlooker)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stylesAndOnlookers")
    @Tag("nightly")
    void byWhomeverItIsSeen(String style, Onlooker onlooker) throws IOException {
        oursStaysAndTheirsIsKeptBesideAndNamed(style, onlooker);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("someStylesAndOnlookers")
    void oursStaysAndTheirsIsKeptBesideAndNamed(String style, Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            team.git.run("config", "merge.conflictStyle", style);
            disagree(team);
            assertThat(team.tryGit("pull", "-q", "--no-rebase", "--no-edit"))
                    .as("a conflict")
                    .isFalse();
            settle(team);

            assertThat(team.value().at("e")).contains(json("'mine'"));
            Notice notice = team.desk().notice("E_EDIT_CONFLICT");
            assertThat(notice.path())
                    .isNotEqualTo(team.form.file)
                    .matches(Layout::isConflict)
                    .satisfies(path -> assertThat(Layout.conflictOf(path)).isEqualTo(team.form.file));
            assertThat(notice.message()).contains("/e");
            assertThat(team.desk().text(notice.path())).contains("theirs");

            team.desk().files.flush();
            assertThat(team.said()).isEqualTo(team.value());
            team.git("commit", "-q", "-a", "-m", "merged");
            assertThat(team.value().at("e")).contains(json("'mine'"));
        }
    }

    /** What does not contradict is merged from both sides, as the driver does. */
    @ParameterizedTest
    @ValueSource(strings = {"merge", "diff3", "zdiff3"})
    void whatDoesNotContradictIsTakenFromBothSides(String style) throws IOException {
        try (Team team = Team.in(folder, form(), Onlooker.NOBODY)) {
            team.git.run("config", "merge.conflictStyle", style);
            team.set("d", "4");
            team.set("e", "'mine'");
            team.git("commit", "-q", "-a", "-m", "ours");
            team.theyChange(
                    text -> text.replace("\"e\": \"\"", "\"e\": \"theirs\"").replace("\"f\": 0", "\"f\": 6"));
            assertThat(team.tryGit("pull", "-q", "--no-rebase", "--no-edit")).isFalse();
            settle(team);

            assertThat(team.value().toString()).contains("\"d\":4", "\"e\":\"mine\"", "\"f\":6");
            assertThat(team.isBeside("theirs")).isTrue();
        }
    }

    /** Here git may call the other side "ours": neither side is lost, whichever the state keeps. */
    @ParameterizedTest
    @ValueSource(strings = {"rebase", "cherry-pick", "stash pop", "revert", "abort"})
    void neitherSideIsLostWhereverGitStops(String way) throws IOException {
        try (Team team = Team.in(folder, form(), Onlooker.IDLE)) {
            if (way.equals("stash pop")) {
                team.theyChange(text -> text.replace("\"e\": \"\"", "\"e\": \"theirs\""));
                team.save(team.text().replace("\"e\": \"\"", "\"e\": \"mine\""));
                team.value();
                team.git("stash", "push", "-q");
                team.git("reset", "-q", "--hard", "HEAD");
                team.git("pull", "-q", "--no-rebase", "--no-edit");
                team.tryGit("stash", "pop", "-q");
            } else {
                disagree(team);
                stop(team, way);
            }
            settle(team);

            assertThat(team.isKept("mine")).as("ours").isTrue();
            assertThat(way.equals("abort") || way.equals("revert") || team.isKept("theirs"))
                    .as("theirs")
                    .isTrue();
        }
    }

    private static void stop(Team team, String way) {
        switch (way) {
            case "rebase" -> team.tryGit("pull", "-q", "--rebase");
            case "cherry-pick" -> {
                team.git("fetch", "-q");
                team.tryGit("cherry-pick", "origin/main");
            }
            case "revert" -> {
                team.set("e", "'mine too'");
                team.git("commit", "-q", "-a", "-m", "again");
                team.tryGit("revert", "--no-edit", "HEAD~1");
            }
            default -> {
                team.tryGit("pull", "-q", "--no-rebase", "--no-edit");
                team.value();
                team.desk().files.flush();
                team.tryGit("merge", "--abort");
            }
        }
    }

    private static void disagree(Team team) throws IOException {
        team.set("e", "'mine'");
        team.git("commit", "-q", "-a", "-m", "ours");
        team.theyChange(text -> text.replace("\"e\": \"\"", "\"e\": \"theirs\""));
    }

    /** Markers are looked at once the file is at rest. */
    private static void settle(Team team) throws IOException {
        Path file = team.ours.resolve(team.form.file);
        if (Files.exists(file) && Files.readString(file).contains("<<<<<<<")) {
            Files.setLastModifiedTime(
                    file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - 10_000));
        }
        team.look();
        team.value();
    }
}
