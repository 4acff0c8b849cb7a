package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was acknowledged and has never been in a commit of git is not git's to take back: neither what no file ever had, since
 * the process was killed or the file could not be written, nor what was only in the file.
 */
class UnpublishedChangeTest {
    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    /** Why git does not have the change. */
    enum Why {
        /** The process was killed between its acknowledgement and the file. */
        KILLED,

        /** The file could not be written; the process has ended. */
        FAILED,

        /** The file could not be written; the process still runs, and can write again when git is done. */
        FAILS_MEANWHILE,

        /** The file has it, and nobody committed the file. */
        NOT_COMMITTED
    }

    /** How git moves to a commit in which {@code i} is "theirs". */
    enum Move {
        CHECKOUT,
        FORCED_CHECKOUT,
        PULL,
        PULL_BY_REBASE,
        RESET_HARD
    }

    Move[] moves() {
        return new Move[] {Move.CHECKOUT, Move.PULL, Move.RESET_HARD};
    }

    private static boolean move(Team team, Move move) {
        team.git.run("fetch", "-q");
        return switch (move) {
            case CHECKOUT -> team.tryGit("checkout", "-q", "-b", "side", "origin/main");
            case FORCED_CHECKOUT -> team.tryGit("checkout", "-q", "-f", "-b", "side", "origin/main");
            case PULL -> team.tryGit("pull", "-q", "--no-rebase", "--no-edit");
            case PULL_BY_REBASE -> team.tryGit("pull", "-q", "--rebase");
            case RESET_HARD -> team.tryGit("reset", "-q", "--hard", "origin/main");
        };
    }

    /** Makes the change and the move; false when git refused, as it should where the file has what git has not. */
    private static boolean change(Team team, String field, String text, Why why, Move move) {
        if (why == Why.KILLED) {
            team.setUnpublished(field, text);
            return move(team, move);
        }
        if (why == Why.NOT_COMMITTED) {
            team.set(field, text);
            return move(team, move);
        }
        AtomicBoolean fails = new AtomicBoolean(true);
        FaultyFs fs = new FaultyFs(team.ours).plan((call, number, path) -> {
            if (fails.get() && call.equals("write")) {
                throw FaultyFs.error(path, "Permission denied");
            }
        });
        try (Desk desk = Desk.of(team.form.with(Desk.files(team.ours, team.store)), team.ours, team.store, fs)) {
            desk.set(MAIN, field, text);
            desk.files.flush();
            assertThat(desk.codes()).contains("E_PERMISSION");
            if (why == Why.FAILED) {
                desk.close();
            }
            boolean moved = move(team, move);
            fails.set(false);
            if (why == Why.FAILS_MEANWHILE) {
                desk.value(MAIN);
                desk.files.flush();
            }
            return moved;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Why.class)
    void staysWhateverGitBrings(Why why) throws IOException {
        for (Move move : moves()) {
            try (Team team = Team.in(folder.resolve(move.name()), form(), Onlooker.NOBODY)) {
                team.theyChange(text -> text.replace("\"i\": \"\"", "\"i\": \"theirs\""));
                boolean moved = change(team, "a", "11", why, move);

                assertThat(team.value().at("a")).as("the change, %s", move).contains(json("11"));
                assertThat(team.value().at("i"))
                        .as("what git brought, %s", move)
                        .contains(json(moved ? "'theirs'" : "''"));
                team.desk().files.flush();
                assertThat(team.said()).as("%s", move).isEqualTo(team.value());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Why.class)
    void isNamedWhereGitBringsAnotherValueOfTheSamePlace(Why why) throws IOException {
        for (Move move : moves()) {
            try (Team team = Team.in(folder.resolve(move.name()), form(), Onlooker.NOBODY)) {
                team.theyChange(text -> text.replace("\"e\": \"\"", "\"e\": \"theirs\""));
                boolean moved = change(team, "e", "'acknowledged'", why, move);

                assertThat(team.isKept("acknowledged"))
                        .as("the change, %s", move)
                        .isTrue();
                assertThat(!moved || team.isKept("theirs"))
                        .as("what git brought, %s", move)
                        .isTrue();
            }
        }
    }

    /** The file is read when git has just written it, and HEAD was read before that, or is not moved yet. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true"})
    void isNamedWhereGitMovesWhileTheFileIsLookedAt(int atRead, boolean headFollows) throws Exception {
        try (Team team = Team.in(folder, form(), Onlooker.NOBODY)) {
            team.theyChange(text -> text.replace("\"e\": \"\"", "\"e\": \"theirs\""));
            team.git.run("fetch", "-q");
            team.git.run("update-index", "-q", "--refresh");
            team.setUnpublished("e", "'acknowledged'");
            Files.createDirectories(team.ours.resolve(LOGIN_FILE).getParent());
            Files.writeString(
                    team.ours.resolve(LOGIN_FILE), "{}"); // Something to be taken over, which needs a second look.
            AtomicInteger reads = new AtomicInteger();
            AtomicReference<Thread> follows = new AtomicReference<>();
            FaultyFs fs = new FaultyFs(team.ours).plan((call, number, path) -> {
                if (call.equals("read") && path.endsWith(team.form.fileName()) && reads.incrementAndGet() == atRead) {
                    team.git.run("read-tree", "-m", "-u", "HEAD", "origin/main");
                    Runnable move =
                            () -> team.git.run("update-ref", "-m", "merge: Fast-forward", "HEAD", "origin/main");
                    if (headFollows) {
                        Thread later = new Thread(move);
                        follows.set(later);
                        later.start();
                    } else {
                        move.run();
                    }
                }
            });
            try (Desk desk = Desk.of(team.form.with(Desk.files(team.ours, team.store)), team.ours, team.store, fs)) {
                desk.value(MAIN);
            }
            Thread later = follows.get();
            if (later != null) {
                later.join();
            }
            assertThat(reads).as("git moved").hasValueGreaterThanOrEqualTo(atRead);
            assertThat(team.desk().history()).noneMatch(cause -> cause.contains("changed " + team.form.file));
            assertThat(team.isKept("acknowledged")).as("the change").isTrue();
            assertThat(team.isKept("theirs")).as("what git brought").isTrue();
        }
    }

    /** Two changes: git has the first, and the second never came into the file. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Why.class)
    void onlyWhatGitHadGoesWithItsCommit(Why why) throws IOException {
        try (Team team = Team.in(folder, form(), Onlooker.NOBODY)) {
            team.theyChange(text -> text.replace("\"i\": \"\"", "\"i\": \"theirs\""));
            team.set("e", "'committed'");
            team.git("commit", "-q", "-a", "-m", "ours");
            if (change(team, "a", "11", why, Move.CHECKOUT)) {
                assertThat(team.value().toString()).contains("\"a\":11", "\"e\":\"\"", "\"i\":\"theirs\"");
            } else {
                assertThat(team.value().toString()).contains("\"a\":11", "\"e\":\"committed\"");
            }
        }
    }
}
