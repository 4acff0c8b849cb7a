package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A person saves a file from an old copy and commits it with git before any process has looked at it. Whatever git does
 * with that commit afterwards, it takes back no change that an agent had made meanwhile: that HEAD moved and the file is what
 * HEAD has does not prove that git changed the file.
 */
class StaleSaveInGitTest {
    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    /** What somebody does with git. */
    private interface Use {
        void by(Team team) throws IOException;
    }

    /** Each of these ends with a HEAD whose file has what the person wrote. Where git refuses, nothing moves. */
    private static final Map<String, Use> USES = new LinkedHashMap<>();

    static {
        USES.put("nothing", team -> {});
        USES.put("pull by merge", team -> {
            team.theyChangeTheReadme();
            team.tryGit("pull", "-q", "--no-rebase", "--no-edit");
        });
        USES.put("pull by rebase", team -> {
            team.theyChangeTheReadme();
            team.tryGit("pull", "-q", "--rebase");
        });
        USES.put("pull by rebase with autostash", team -> {
            team.theyChangeTheReadme();
            team.tryGit("pull", "-q", "--rebase", "--autostash");
        });
        USES.put("checkout of the commit before and back", team -> {
            team.tryGit("checkout", "-q", "HEAD~1");
            team.tryGit("checkout", "-q", "main");
        });
        USES.put("switch to a new branch and back", team -> {
            team.tryGit("switch", "-q", "-c", "side");
            team.tryGit("switch", "-q", "main");
        });
        USES.put("merge of a branch that is ahead", team -> {
            team.tryGit("switch", "-q", "-c", "side");
            Files.writeString(team.ours.resolve("README.md"), "side\n");
            team.tryGit("commit", "-q", "-m", "side", "README.md");
            team.tryGit("switch", "-q", "main");
            team.tryGit("merge", "-q", "side");
        });
        USES.put("amend", team -> team.tryGit("commit", "-q", "--amend", "-m", "again"));
        USES.put("reset --hard and back", team -> {
            team.tryGit("reset", "-q", "--hard", "HEAD~1");
            team.tryGit("reset", "-q", "--hard", "HEAD@{1}");
        });
        USES.put("reset --soft and commit", team -> {
            team.tryGit("reset", "-q", "--soft", "HEAD~1");
            team.tryGit("commit", "-q", "-m", "again");
        });
        USES.put("reset --mixed and commit", team -> {
            team.tryGit("reset", "-q", "HEAD~1");
            team.tryGit("commit", "-q", "-a", "-m", "again");
        });
        USES.put("revert of the revert", team -> {
            if (team.tryGit("revert", "--no-edit", "HEAD")) {
                team.tryGit("revert", "--no-edit", "HEAD");
            }
        });
        USES.put("cherry-pick", team -> {
            if (team.tryGit("switch", "-q", "-c", "side", "HEAD~1")) {
                team.tryGit("cherry-pick", "main");
            }
        });
        USES.put("stash of something else and pop", team -> {
            Files.writeString(team.ours.resolve("README.md"), "stashed\n");
            team.tryGit("stash", "push", "-q", "README.md");
            team.tryGit("stash", "pop", "-q");
        });
        USES.put("an orphan branch and back", team -> {
            team.tryGit("checkout", "-q", "--orphan", "empty");
            team.tryGit("rm", "-r", "-q", "-f", ".");
            team.tryGit("checkout", "-q", "-f", "main");
        });
        USES.put("worktree", team -> {
            team.tryGit("worktree", "add", "-q", "--detach", "../beside", "HEAD~1");
            team.tryGit("worktree", "remove", "--force", "../beside");
        });
    }

    /** Nobody looks, and one other each time: all of them are {@linkplain #byWhomeverItIsSeen another test}. */
    static Stream<Arguments> usesAndSomeOnlookers() {
        List<String> uses = List.copyOf(USES.keySet());
        Onlooker[] all = Onlooker.values();
        return IntStream.range(0, uses.size())
                .boxed()
                .flatMap(i -> Stream.of(Onlooker.NOBODY, all[1 + i % (all.length - 1)])
                        .map(onlooker -> Arguments.of(uses.get(i), onlooker)));
    }

    static Stream<Arguments> usesAndOnlookers() {
        return USES.keySet().stream()
                .flatMap(use -> Arrays.stream(Onlooker.values()).map(onlooker -> Arguments.of(use, onlooker)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("usesAndOnlookers")
    @Tag("nightly")
    void byWhomeverItIsSeen(String use, Onlooker onlooker) throws IOException {
        takesNothingBack(use, onlooker);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("usesAndSomeOnlookers")
    void takesNothingBack(String use, Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            String open = team.text();
            team.set("a", "5");
            team.save(open.replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("commit", "-q", "-a", "-m", "edit");

            Objects.requireNonNull(USES.get(use)).by(team);

            assertThat(team.value().at("a")).as("what the agent changed").contains(json("5"));
            assertThat(team.value().at("e")).as("what the person wrote").contains(json("'alice'"));
            team.desk().files.flush();
            assertThat(team.said()).isEqualTo(team.value());
            assertThat(team.desk().codes()).doesNotContain("E_EDIT_CONFLICT");
        }
    }

    /** The person and the agent changed the same place: the agent's stays, the person's is kept and named. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void ofTheSamePlaceIsKeptBesideAndNamed(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            String open = team.text();
            team.set("b", "1"); // The copy lacks this too, so that it is seen to be old.
            team.set("e", "'agent'");
            team.save(open.replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("commit", "-q", "-a", "-m", "edit");
            team.theyChangeTheReadme();
            team.tryGit("pull", "-q", "--no-rebase", "--no-edit");

            assertThat(team.isKept("agent")).as("what the agent changed").isTrue();
            assertThat(team.isKept("alice")).as("what the person wrote").isTrue();
        }
    }

    /** Two persons' saves and two commits before anybody looks. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void twiceTakesNothingBackEither(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            String open = team.text();
            team.set("a", "5");
            team.save(open.replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("commit", "-q", "-a", "-m", "edit");
            team.set("b", "6");
            team.save(open.replace("\"i\": \"\"", "\"i\": \"bob\"").replace("\"e\": \"\"", "\"e\": \"alice\""));
            team.git("commit", "-q", "-a", "-m", "edit again");
            team.theyChangeTheReadme();
            team.tryGit("pull", "-q", "--no-rebase", "--no-edit");

            assertThat(team.value().toString()).contains("\"a\":5", "\"b\":6", "\"e\":\"alice\"", "\"i\":\"bob\"");
        }
    }

    /** What git had is git's to take back: else no checkout would be one. */
    @ParameterizedTest
    @EnumSource(Onlooker.class)
    void aCommittedValueGoesAndComesWithItsCommit(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), onlooker)) {
            team.set("a", "5");
            team.git("commit", "-q", "-a", "-m", "five");
            team.git("checkout", "-q", "HEAD~1");
            assertThat(team.value().at("a")).contains(json("0"));
            team.desk().files.flush();
            team.git("checkout", "-q", "main");
            assertThat(team.value().at("a")).contains(json("5"));
            team.desk().files.flush();
            assertThat(team.git.run("status", "--porcelain")).isEmpty();
            assertThat(team.desk().state.notices()).isEmpty();
        }
    }

    /** The file of a worktree is under another git folder, and its HEAD is its own. */
    @ParameterizedTest
    @EnumSource(
            value = Onlooker.class,
            names = {"NOBODY", "IDLE"})
    void inAWorktreeTakesNothingBack(Onlooker onlooker) throws IOException {
        try (Team team = Team.in(folder, form(), Onlooker.NOBODY)) {
            team.git("worktree", "add", "-q", "-b", "side", "../beside");
            Path beside = folder.resolve("beside");
            Git there = Git.in(beside);
            var store = new io.workfloworchestrator.state.InMemoryStateStore();
            Desk desk = Desk.at(beside, store, form());
            desk.value(Desk.MAIN);
            String open = desk.text(form().file);
            desk.set(Desk.MAIN, "a", "5");
            desk.files.flush();
            if (onlooker == Onlooker.NOBODY) {
                desk.close();
            }
            Files.writeString(beside.resolve(form().file), open.replace("\"e\": \"\"", "\"e\": \"alice\""));
            there.run("commit", "-q", "-a", "-m", "edit");
            there.run("checkout", "-q", "--detach", "HEAD~1");
            there.run("checkout", "-q", "side");
            if (onlooker == Onlooker.NOBODY) {
                desk = Desk.at(beside, store, form());
            }
            assertThat(desk.value(Desk.MAIN).toString()).contains("\"a\":5", "\"e\":\"alice\"");
            desk.close();
        }
    }
}
