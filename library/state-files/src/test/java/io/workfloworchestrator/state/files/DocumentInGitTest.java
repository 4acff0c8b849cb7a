package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.CLOCK;
import static io.workfloworchestrator.state.files.Desk.json;
import static io.workfloworchestrator.state.files.Tracker.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that git knows: they move with their history, and what git brings of them is state. */
class DocumentInGitTest {
    private static final String OPEN = "goals/open/pdf.lines";
    private static final String DONE = "goals/done/pdf.lines";

    @TempDir
    Path folder;

    private final StateStore store = new InMemoryStateStore();
    private Path ours;
    private Path theirs;
    private Git git;

    @BeforeEach
    void begin() throws IOException {
        ours = Files.createDirectory(folder.resolve("ours"));
        theirs = folder.resolve("theirs");
        git = Git.init(ours);
        Files.createDirectories(ours.resolve(".git/info"));
        Files.writeString(ours.resolve(".git/info/exclude"), ".state/\n*.conflict-*\n");
        try (Desk desk = at(ours, store)) {
            desk.with(KEY, "{'goals': {'pdf': {'title': 'Invoices', 'status': 'open', 'note': '', 'counter': 7}}}");
        }
        git.commitAll("begin");
        Git.in(folder).run("clone", "-q", "--template=", "ours", "theirs");
    }

    private static Desk at(Path root, StateStore store) {
        return Desk.of(Desk.files(root, store).documents(new Tracker()).clock(CLOCK), root, store);
    }

    private void set(String field, String text) {
        try (Desk desk = at(ours, store)) {
            desk.update(KEY, value -> value.asObject().withAt(List.of("goals", "pdf", field), json(text)));
        }
    }

    private void assertGoal(String expected) {
        try (Desk desk = at(ours, store)) {
            assertThat(desk.value(KEY).at("goals", "pdf").orElseThrow()).isEqualTo(json(expected));
            desk.files.flush();
            assertThat(json(desk.text(Tracker.JSON_FILE))).isEqualTo(desk.value(KEY));
        }
    }

    private void theyMove(String from, String to, String before, String after) throws IOException {
        Files.createDirectories(theirs.resolve(to).getParent());
        Git.in(theirs).run("mv", from, to);
        Files.writeString(
                theirs.resolve(to), Files.readString(theirs.resolve(to)).replace(before, after));
        Git.in(theirs).commitAll("theirs");
    }

    private void pull() {
        git.run("pull", "-q", "--no-rebase", "--no-edit", theirs.toString(), "main");
    }

    @Test
    void aMoveByTheValueIsAMoveByGit() {
        set("status", "'done'");
        assertThat(git.run("status", "--porcelain", "goals")).isEqualTo("R  " + OPEN + " -> " + DONE + "\n");
        git.commitAll("done");
        assertThat(git.run("log", "--follow", "--format=%s", "--", DONE)).isEqualTo("done\nbegin\n");
        assertGoal("{'title': 'Invoices', 'status': 'done', 'note': '', 'counter': 7}");
    }

    @Test
    void whatMovesWhileAMergeWaitsMovesBesideGitWhichCanAbortIt() throws IOException {
        git.run("checkout", "-q", "-b", "side");
        Files.writeString(ours.resolve("notes.txt"), "side");
        git.commitAll("side");
        git.run("checkout", "-q", "main");
        Files.writeString(ours.resolve("notes.txt"), "main");
        git.commitAll("main");
        assertThat(git.status("merge", "side").status()).isNotZero();

        try (Desk desk = at(ours, store)) {
            desk.update(KEY, value -> value.asObject().withAt(List.of("goals", "pdf", "status"), json("'done'")));
            desk.files.flush();
            assertThat(git.run("status", "--porcelain", "goals")).doesNotContain("R");
            git.run("merge", "--abort");
            assertThat(ours.resolve(DONE)).exists();
        }
    }

    @Test
    void whatAPersonMovedByGitIsMoved() throws IOException {
        Files.createDirectories(ours.resolve(DONE).getParent());
        git.run("mv", OPEN, DONE);
        assertGoal("{'title': 'Invoices', 'status': 'done', 'note': '', 'counter': 7}");
    }

    @Test
    void aColleaguesMoveComesWithAPullThoughNoToolRanThere() throws IOException {
        set("note", "'ours'");
        git.commitAll("ours");
        theyMove(OPEN, DONE, "", "");
        pull();
        assertGoal("{'title': 'Invoices', 'status': 'done', 'note': 'ours', 'counter': 7}");
        try (Desk desk = at(ours, store)) {
            assertThat(desk.codes()).isEmpty();
        }
    }

    @Test
    void whatIsInNoCommitStaysWhenGitBringsAMove() throws IOException {
        StateFiles files =
                Desk.files(ours, store).documents(new Tracker()).clock(CLOCK).build();
        io.workfloworchestrator.state.StateManager.of(files.store(), new Unpublished(files), CLOCK)
                .update(
                        KEY,
                        value -> value.asObject().withAt(List.of("goals", "pdf", "note"), Json.of("acknowledged")),
                        Desk.TOOL);
        theyMove(OPEN, DONE, "Invoices", "Bills");
        pull();
        assertGoal("{'title': 'Bills', 'status': 'done', 'note': 'acknowledged', 'counter': 7}");
    }

    @Test
    void goingBackInGitTakesTheMoveBack() {
        set("status", "'done'");
        git.commitAll("done");
        set("note", "'not committed'");
        git.run("stash", "push", "-q");
        git.run("checkout", "-q", "--detach", "HEAD~1");
        assertGoal("{'title': 'Invoices', 'status': 'open', 'note': 'not committed', 'counter': 7}");
        assertThat(ours.resolve(OPEN)).exists();
        assertThat(ours.resolve(DONE)).doesNotExist();
    }

    @Test
    void aDocumentOfANewPartComesWithItsPart() throws IOException {
        StateStore other = new InMemoryStateStore();
        try (Desk colleague = at(theirs, other)) {
            colleague.update(
                    KEY,
                    value -> value.asObject()
                            .withAt(List.of("goals", "csv"), json("{'title': 'Tables', 'status': 'open'}")));
        }
        Git.in(theirs).commitAll("csv");
        set("note", "'ours'");
        git.commitAll("ours");
        pull();
        try (Desk desk = at(ours, store)) {
            assertThat(desk.value(KEY).toString()).contains("Tables", "ours");
            assertThat(desk.codes()).isEmpty();
        }
    }

    @Test
    void bothSidesMayChangeTheSameDocumentAndNothingIsLost() throws IOException {
        set("title", "'Ours'");
        git.commitAll("ours");
        Files.writeString(
                theirs.resolve(OPEN), Files.readString(theirs.resolve(OPEN)).replace("Invoices", "Theirs"));
        Git.in(theirs).commitAll("theirs");
        assertThat(git.status("pull", "-q", "--no-rebase", "--no-edit", theirs.toString(), "main")
                        .status())
                .isNotZero();
        try (Desk desk = at(ours, store)) {
            desk.settle(OPEN);
            assertThat(desk.value(KEY).at("goals", "pdf", "title")).contains(Json.of("Ours"));
            assertThat(desk.text(desk.notice("E_EDIT_CONFLICT").path())).contains("Theirs");
            desk.files.flush();
            assertThat(desk.text(OPEN)).contains("Ours").doesNotContain("<<<<", "Theirs");
        }
    }

    /** Git then leaves a file for each side, both with the conflicts of the other. */
    @Test
    void whatBothSidesMovedAndChangedIsNamedAndKeptBeside() throws IOException {
        set("about", "'" + "what goals have in common, ".repeat(20) + "'");
        git.commitAll("about");
        Git.in(theirs).run("pull", "-q", "--no-rebase", "--no-edit", ours.toString(), "main");
        set("title", "'Ours'");
        set("status", "'done'");
        git.commitAll("ours");
        theyMove(OPEN, "goals/open/bills.lines", "\"note\": \"\"", "\"note\": \"theirs\"");
        int status = git.status("pull", "-q", "--no-rebase", "--no-edit", theirs.toString(), "main")
                .status();
        assertThat(status).isNotZero();
        try (Desk desk = at(ours, store)) {
            assertThat(desk.text(DONE)).as("longer than git's others").contains("<<<<<<<< ");
            assertThat(desk.value(KEY).at("goals", "pdf", "title")).contains(Json.of("Ours"));
            assertThat(desk.value(KEY).at("goals", "pdf", "status")).contains(Json.of("done"));
            assertThat(desk.text(desk.notice("E_EDIT_CONFLICT").path())).contains("theirs");
            desk.files.flush();
            assertThat(desk.text(DONE)).contains("Ours").doesNotContain("<<<<");
        }
    }

    @Test
    void manyDocumentsThatMoveAtOnceMoveInGitWhereGitKnowsThem() {
        try (Desk desk = at(ours, store)) {
            for (int i = 0; i < 12; i++) {
                Json goal = json("{'title': 'Goal " + i + "', 'status': 'open'}");
                String name = "g" + i;
                desk.update(KEY, value -> value.asObject().withAt(List.of("goals", name), goal));
                desk.files.flush();
                if (i == 5) {
                    git.commitAll("six of twelve");
                }
            }
            desk.update(KEY, value -> {
                Json all = value;
                for (int i = 0; i < 12; i++) {
                    all = all.asObject().withAt(List.of("goals", "g" + i, "status"), Json.of("done"));
                }
                return all;
            });
            desk.files.flush();

            assertThat(desk.names("goals/done")).hasSize(12);
            assertThat(desk.names("goals/open")).containsExactly("pdf.lines");
            assertThat(git.run("ls-files", "goals/done"))
                    .contains("goals/done/g0.lines", "goals/done/g5.lines")
                    .doesNotContain("g6.lines");
            assertThat(desk.state.notices()).isEmpty();
        }
    }
}
