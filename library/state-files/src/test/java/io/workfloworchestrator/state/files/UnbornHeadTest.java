package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A branch without a commit is a place where HEAD can be like any other: going there and back is a checkout. */
class UnbornHeadTest {
    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void wayBackFromAnEmptyBranchIsACheckout(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            String main = team.text();
            team.git("checkout", "-q", "-b", "f");
            team.set("e", "'skipped'");
            team.git("commit", "-q", "-a", "-m", "skipped");
            team.git("checkout", "-q", "--orphan", "empty");
            team.git("rm", "-r", "-q", "-f", ".");
            team.git("checkout", "-q", "main");

            assertThat(team.value().at("e")).contains(json("''"));
            team.desk().files.flush();
            assertThat(team.text()).isEqualTo(main);
            team.git("checkout", "-q", "f");
            assertThat(team.value().at("e")).contains(json("'skipped'"));
            team.desk().files.flush();
            assertThat(team.git.run("status", "--porcelain")).isEmpty();
        }
    }

    /** What is acknowledged while HEAD has no commit is in no commit, and stays. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void aChangeOnAnEmptyBranchSurvivesTheWayBack(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            team.git("checkout", "-q", "-b", "f");
            team.set("e", "'skipped'");
            team.git("commit", "-q", "-a", "-m", "skipped");
            team.git("checkout", "-q", "--orphan", "empty");
            team.git("rm", "-r", "-q", "-f", ".");
            team.set("a", "5");
            team.tryGit("checkout", "-q", "-f", "main");

            assertThat(team.value().at("a")).contains(json("5"));
            assertThat(team.value().at("e")).contains(json("''"));
        }
    }

    /** A first commit on the empty branch, with the files that were there, is a commit and no checkout. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void theFirstCommitOfABranchTakesNothingBack(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            String open = team.text();
            team.git("checkout", "-q", "--orphan", "fresh");
            team.set("a", "5");
            team.save(open.replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("add", "-A");
            team.git("commit", "-q", "-m", "first");

            assertThat(team.value().toString()).contains("\"a\":5", "\"e\":\"alice\"");
        }
    }

    /** A project is begun in a new repository, which then takes over a remote one. */
    @Test
    void whatCameBeforeTheFirstCommitIsKeptOrNamedWhenGitBringsAHistory() throws IOException {
        try (Team team = Team.in(folder.resolve("team"), form(), Onlooker.NOBODY)) {
            team.theyChange(text -> text.replace("\"i\": \"\"", "\"i\": \"theirs\""));
            Path fresh = Files.createDirectories(folder.resolve("fresh"));
            Git git = Git.init(fresh);
            InMemoryStateStore store = new InMemoryStateStore();
            try (Desk desk = Desk.at(fresh, store, form())) {
                desk.with(MAIN, Team.BEGIN.replace("'e': ''", "'e': 'mine'"));
                git.run("remote", "add", "origin", team.theirs.toString());
                git.run("fetch", "-q", "origin");
                git.run("reset", "-q", "--hard", "origin/main");

                assertThat(isKept(desk, "mine"))
                        .as("what was acknowledged before")
                        .isTrue();
                assertThat(isKept(desk, "theirs")).as("what git brought").isTrue();
            }
        }
    }

    private boolean isKept(Desk desk, String token) {
        boolean stays = desk.value(MAIN).toString().contains(token);
        desk.files.flush();
        return stays
                || desk.state.notices().stream()
                        .anyMatch(notice -> !notice.path().equals(form().file)
                                && desk.text(notice.path()).contains(token));
    }
}
