package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN;
import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitCheckoutTest {
    @TempDir
    Path folder;

    /** Where the state is kept; the tests of every store answer this with theirs. */
    StateStore store(Path project) {
        return memory.computeIfAbsent(project, any -> new InMemoryStateStore());
    }

    private final Map<Path, StateStore> memory = new HashMap<>();
    private Git git;
    private Desk desk;

    @BeforeEach
    void open() {
        git = Git.init(folder);
        desk = Desk.at(folder, store(folder));
        desk.with(MAIN, "{'a': 1, 'b': 1}").with(LOGIN, "{'a': 1}");
        git.commitAll("begin");
        git.run("checkout", "-q", "-b", "other");
        desk.set(MAIN, "a", "2");
        desk.set(LOGIN, "a", "2");
        desk.files.flush();
        git.commitAll("other");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aCheckoutIsOneCommitAndTheWayBackAnother() {
        Revision before = desk.state.head();
        git.run("checkout", "-q", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        assertThat(desk.value(LOGIN)).isEqualTo(json("{'a': 1}"));
        assertThat(desk.state.head().number()).isEqualTo(before.number() + 1);
        assertThat(desk.history()).startsWith("git checkout: git changed " + MAIN_FILE + ", " + LOGIN_FILE);
        git.run("checkout", "-q", "other");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
        assertThat(desk.state.head().number()).isEqualTo(before.number() + 2);
        desk.files.flush();
        assertThat(git.run("status", "--porcelain")).isEmpty();
        assertThat(desk.state.notices()).isEmpty();
    }

    /** A reset and a stash set {@code ORIG_HEAD}, as a merge does. */
    @ParameterizedTest
    @ValueSource(strings = {"reset -q", "reset -q --hard", "stash -q"})
    void whatIsDoneBeforeACommitDoesNotHideTheCheckoutAfterIt(String before) {
        desk.set(MAIN, "a", "3");
        desk.files.flush();
        git.run("add", "-A");
        git.run(before.split(" "));
        desk.set(MAIN, "a", "4");
        desk.files.flush();
        git.commitAll("work");
        git.run("checkout", "-q", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        desk.files.flush();
        assertThat(git.run("status", "--porcelain")).isEmpty();
        git.run("checkout", "-q", "other");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 4, 'b': 1}"));
    }

    @Test
    void aCheckoutBetweenTwoProcessesIsSeenByTheSecond() {
        desk.close();
        git.run("checkout", "-q", "main");
        desk = Desk.at(folder, store(folder));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        assertThat(desk.history()).first().asString().startsWith("git checkout");
    }

    @Test
    void whatGitTookAwayIsNotWrittenAgainByAProcessThatHearsLateOfIt() {
        try (Desk second = Desk.at(folder, store(folder))) {
            second.with(StateKey.json("spec-driven/002-late"), "{'a': 1}");
        }
        git.commitAll("late");
        git.run("checkout", "-q", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        desk.files.flush();
        assertThat(git.run("status", "--porcelain")).isEmpty();
        git.run("checkout", "-q", "other");
        assertThat(folder.resolve(".ai-planning/spec-driven/002-late.json")).exists();
    }

    @Test
    void committingIsNoCheckoutSoALaggingFileIsBroughtUpToDate() throws IOException {
        String old = desk.text(MAIN_FILE);
        desk.set(MAIN, "a", "3");
        desk.files.flush();
        desk.close();
        Files.writeString(folder.resolve(MAIN_FILE), old);
        git.run("commit", "-q", "--allow-empty", "-m", "more");
        desk = Desk.at(folder, store(folder));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 3, 'b': 1}"));
        desk.files.flush();
        assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 3, 'b': 1}"));
    }

    @Test
    void restoringOneFileIsASetBackNotACheckout() {
        desk.set(MAIN, "a", "3");
        desk.files.flush();
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 3, 'b': 1}"));
        git.run("checkout", "-q", "--", MAIN_FILE);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 3, 'b': 1}"));
        assertThat(desk.codes()).containsExactly("E_FILE_STALE");
    }

    /** The merged file is nearer to their version than to ours, and still it was not made from theirs. */
    @ParameterizedTest
    @CsvSource({"--no-commit, true", "--no-commit, false", "--squash, true", "--squash, false"})
    void aMergeThatWaitsForItsCommitKeepsBothSidesWhetherLookedAtBeforeOrNot(String how, boolean isLookedAt) {
        List.of("c", "d", "e", "f").forEach(field -> desk.set(MAIN, field, "1"));
        desk.files.flush();
        git.commitAll("more");
        git.run("checkout", "-q", "-b", "left");
        List.of("a", "b", "c").forEach(field -> desk.set(MAIN, field, "5"));
        desk.files.flush();
        git.commitAll("left");
        git.run("checkout", "-q", "other");
        desk.set(MAIN, "f", "5");
        desk.files.flush();
        git.commitAll("right");
        git.run("merge", "-q", how, "left");
        String both = "{'a': 5, 'b': 5, 'c': 5, 'd': 1, 'e': 1, 'f': 5}";
        if (isLookedAt) {
            assertThat(desk.value(MAIN)).isEqualTo(json(both));
        }
        git.run("commit", "-q", "-m", "merged");
        assertThat(desk.value(MAIN)).isEqualTo(json(both));
        desk.files.flush();
        assertThat(git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void resetIsACheckout() {
        git.run("reset", "-q", "--hard", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        assertThat(desk.history()).first().asString().startsWith("git checkout");
    }

    @Test
    void aSaveThatGitCommittedIsMergedFromTheVersionThatWasOpened() {
        desk.set(MAIN, "a", "3");
        desk.files.flush();
        String open = desk.text(MAIN_FILE);
        desk.set(MAIN, "a", "4");
        desk.files.flush();
        desk.save(MAIN_FILE, open.replace("\"b\": 1", "\"b\": 9"));
        git.commitAll("edit");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 4, 'b': 9}"));
        assertThat(desk.codes()).containsExactly("E_FILE_STALE");
    }

    @Test
    void aResetThatLeavesTheFileAloneIsNoCheckout() {
        git.run("reset", "-q", "--soft", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
        git.run("reset", "-q", "main");
        assertThat(desk.value(LOGIN)).isEqualTo(json("{'a': 2}"));
        assertThat(desk.history()).noneMatch(line -> line.startsWith("git checkout"));
    }

    @Test
    void aResetBesideAnEditIsNoCheckout() {
        desk.save(MAIN_FILE, "{'a': 7, 'b': 1}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 7, 'b': 1}"));
        git.run("reset", "-q", "--soft", "main");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 7, 'b': 1}"));
        assertThat(desk.codes()).isEmpty();
    }

    /** As by a push into the branch that is checked out: HEAD is elsewhere then, and the files are as they were. */
    @ParameterizedTest
    @ValueSource(strings = {"update-ref -m fetch HEAD main", "symbolic-ref HEAD refs/heads/main"})
    void aMoveOfHeadAloneIsNoCheckout(String command) {
        git.run(command.split(" "));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
        assertThat(desk.history()).noneMatch(line -> line.startsWith("git checkout"));
    }

    @Test
    void anEditBesideACheckoutIsItsOwnCommit() {
        Revision before = desk.state.head();
        git.run("checkout", "-q", "main");
        desk.save(LOGIN_FILE, "{'a': 1, 'mine': true}");
        assertThat(desk.value(LOGIN)).isEqualTo(json("{'a': 1, 'mine': true}"));
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 1, 'b': 1}"));
        assertThat(desk.state.head().number()).isEqualTo(before.number() + 2);
    }

    @Test
    void halfACheckoutIsNotLookedAt() throws IOException {
        Path lock = folder.resolve(".git/index.lock");
        Files.createFile(lock);
        desk.save(MAIN_FILE, "{'a': 7, 'b': 1}");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
        Files.delete(lock);
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 7, 'b': 1}"));
    }

    @Test
    void aMergeWithTheDriversHelpIsTakenOver() {
        assertThat(GitSetup.install(folder, Desk.LAYOUT, java.util.List.of(), java.util.List.of("true")))
                .hasSize(5);
        git.commitAll("prepare");
        git.run("checkout", "-q", "main");
        desk.state.create(io.workfloworchestrator.state.StateKey.json("spec-driven/002"), json("{'n': 1}"), Desk.TOOL);
        desk.files.flush();
        git.commitAll("main goes on");
        git.run("merge", "-q", "other", "-m", "merge");
        assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
        assertThat(desk.value(LOGIN)).isEqualTo(json("{'a': 2}"));
        assertThat(desk.state.list()).contains("spec-driven/002");
        assertThat(desk.history()).first().asString().startsWith("git checkout");
    }

    @Test
    void worktreesAndSubfoldersFindTheirHead() throws IOException {
        Path worktree = folder.resolveSibling(folder.getFileName() + "-wt");
        git.run("worktree", "add", "-q", worktree.toString(), "main");
        try (Desk second = Desk.at(worktree, store(worktree))) {
            second.set(MAIN, "a", "9");
            second.files.flush();
            Git there = Git.in(worktree);
            there.commitAll("nine");
            there.run("reset", "-q", "--hard", "other");
            assertThat(second.value(MAIN)).isEqualTo(json("{'a': 2, 'b': 1}"));
            assertThat(second.history()).first().asString().startsWith("git checkout");
        } finally {
            git.run("worktree", "remove", "--force", worktree.toString());
        }
    }
}
