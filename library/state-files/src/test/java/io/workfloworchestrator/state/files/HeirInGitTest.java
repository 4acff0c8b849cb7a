package io.workfloworchestrator.state.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.StateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state goes on as another one, and git brings a branch on which it lives on: what that branch has is neither lost nor silent. */
final class HeirInGitTest {
    private static final StateKey<Json> LEAN = StateKey.json("planning/main");
    private static final String LEAN_FILE = ".ai-planning/planning/main.json";

    @TempDir
    Path folder;

    private Git git;

    @BeforeEach
    void twoBranches() {
        git = Git.init(folder);
        try (Desk desk = Desk.at(folder)) {
            desk.with(LEAN, "{'phase':'plan','items':{'a':{'title':'Alpha','done':0},'c':{'title':'Chi'}}}");
            desk.save(".gitignore", ".ai-planning/.state/\n");
            git.commitAll("lean");
        }
    }

    /** The other branch adds an item and changes one, and goes on in a phase of its own if {@code phase} says so. */
    private void onTheOtherBranch(Desk desk, String phase) {
        git.run("checkout", "-q", "-b", "other");
        desk.set(LEAN, "items", "{'a':{'title':'Alpha','done':30},'b':{'title':'Beta'},'c':{'title':'Chi'}}");
        if (!phase.isEmpty()) {
            desk.set(LEAN, "phase", "'" + phase + "'");
        }
        desk.files.flush();
        git.commitAll("other");
        git.run("checkout", "-q", "main");
        assertThat(desk.value(LEAN).at("items", "b")).isEmpty();
    }

    /** Here, something is changed before the state goes on as another one, and something after. */
    private void goesOn(Desk desk) {
        desk.set(LEAN, "items", "{'a':{'title':'Alpha','done':0},'c':{'title':'Chi','owner':'ana'}}");
        Json begun = desk.state.transact(Desk.TOOL, commit -> {
            Json.Obj taken = commit.get(LEAN).asObject().with("phase", Json.of("execution"));
            commit.put(StateKey.json("definition/a-recorded-one"), Desk.json("{'phases':[]}"));
            commit.put(Desk.MAIN, taken);
            commit.delete(LEAN);
            return taken;
        });
        assertThat(desk.value(Desk.MAIN)).isEqualTo(begun);
        // Git takes the one file for the other one while they are alike, which they are no more after some work.
        desk.set(Desk.MAIN, "title", "'" + "Shop ".repeat(400) + "'");
        desk.files.flush();
        assertThat(folder.resolve(LEAN_FILE)).doesNotExist();
        git.commitAll("goes on");
    }

    private String mergeOther() {
        return git.status("merge", "other").output();
    }

    private static void isMerged(Desk desk) {
        assertThat(desk.value(Desk.MAIN).asObject().without("title"))
                .isEqualTo(Desk.json("{'phase':'execution','items':{'a':{'title':'Alpha','done':30},"
                        + "'b':{'title':'Beta'},'c':{'title':'Chi','owner':'ana'}}}"));
        assertThat(desk.state.find(LEAN)).isEmpty();
    }

    @Test
    void whatTheBranchChangedIsTakenOverIntoTheStateAsWhichItGoesOn() {
        try (Desk desk = Desk.at(folder)) {
            onTheOtherBranch(desk, "");
            goesOn(desk);
            assertThat(mergeOther()).contains("modify/delete");

            isMerged(desk);
            assertThat(desk.notice("E_STATE_GOES_ON").message())
                    .contains(
                            "'planning/main'",
                            "goes on as 'project-planning/main'",
                            "/items/b (\"Beta\")",
                            "/items/a/done");
            desk.files.flush();
            assertThat(folder.resolve(LEAN_FILE)).doesNotExist();
            assertThat(desk.text(Desk.MAIN_FILE)).contains("Beta");
            assertThat(desk.names(".ai-planning/planning")).isEmpty();

            desk.state.undo(desk.state.head(), Desk.TOOL);
            assertThat(desk.value(Desk.MAIN).at("items", "b")).isEmpty();
            assertThat(desk.value(Desk.MAIN).at("items", "c", "owner")).contains(Json.of("ana"));
        }
    }

    @Test
    void aMergeThatWasCommittedBeforeAnybodyLookedIsTakenOverToo() {
        try (Desk desk = Desk.at(folder)) {
            onTheOtherBranch(desk, "");
            goesOn(desk);
            assertThat(mergeOther()).contains("modify/delete");
            git.commitAll("merged");

            isMerged(desk);
            desk.files.flush();
            assertThat(folder.resolve(LEAN_FILE)).doesNotExist();
        }
    }

    @Test
    void whatDoesNotComeOverIsKeptBesideAndNamed() {
        try (Desk desk = Desk.at(folder)) {
            onTheOtherBranch(desk, "do");
            goesOn(desk);
            assertThat(mergeOther()).contains("modify/delete");

            isMerged(desk);
            assertThat(desk.notice("E_STATE_GOES_ON").message()).contains("not /phase", "kept beside");
            desk.files.flush();
            assertThat(desk.names(".ai-planning/planning"))
                    .singleElement()
                    .asString()
                    .startsWith("main.conflict-")
                    .satisfies(name -> assertThat(desk.text(".ai-planning/planning/" + name))
                            .contains("Beta", "\"do\""));
        }
    }

    @Test
    void aFileOfWhichNothingIsKnownStaysAndIsNamed() throws Exception {
        try (Desk desk = Desk.at(folder)) {
            goesOn(desk);
            Json before = desk.value(Desk.MAIN);
            String saved = "{'phase':'plan','items':{'z':{'title':'Zeta'}}}";
            desk.save(LEAN_FILE, saved);
            for (int i = 0; i < 2; i++) {
                assertThat(desk.value(Desk.MAIN)).isEqualTo(before);
                assertThat(desk.notice("E_STATE_GOES_ON").message())
                        .contains("left as it is", "/items/z (\"Zeta\")", "then delete the file");
                desk.files.flush();
                assertThat(desk.text(LEAN_FILE)).contains("Zeta");
            }

            Files.delete(folder.resolve(LEAN_FILE));
            assertThat(desk.codes()).doesNotContain("E_STATE_GOES_ON");
        }
    }
}
