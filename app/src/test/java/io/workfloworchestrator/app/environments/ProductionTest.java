package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.state.StateKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get stays one whole release, whatever happens to a promotion or a rollback. */
class ProductionTest {
    @TempDir
    private Path folder;

    private TinyProject project;

    /** A process that is gone from one moment to the next: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void open() {
        project = new TinyProject(folder);
        project.library("core");
        project.library("extra");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void promoteBoth(String text) {
        project.file("core/lib.js", text).file("extra/lib.js", text);
        assertThat(project.check("core").isPassed()).isTrue();
        assertThat(project.check("extra").isPassed()).isTrue();
        Object unused = project.environments()
                .production()
                .promote(project.servers("core", "extra"), Optional.empty(), false, TinyProject.ANA);
    }

    private Production killedAt(String step) {
        return project.environments()
                .telling(done -> {
                    if (done.equals(step)) {
                        throw new Killed();
                    }
                })
                .production();
    }

    /** Both servers are the same, and the pointers say what the state says, after any next command. */
    private void requireOneOf(long... serials) {
        List<String> repaired = project.environments().production().repair();
        assertThat(project.pointed("core")).isIn((Object[]) box(serials));
        assertThat(List.of(project.pointed("extra"), project.recorded("core"), project.recorded("extra")))
                .as("%s", repaired)
                .containsOnly(project.pointed("core"));
        ServerBook book = project.environments().book();
        for (String name : List.of("core", "extra")) {
            assertThat(book.releases(project.server(name)).stream()
                            .filter(release -> release.status().equals("live")))
                    .hasSize(1);
            ReleaseEntry live = book.live(project.server(name)).orElseThrow();
            assertThat(ReleaseFolder.whole(project.environments().folder(project.server(name), live), live.content())
                            .files())
                    .containsKey("lib.js");
        }
        assertThat(project.environments().production().repair()).isEmpty();
    }

    private static Long[] box(long... serials) {
        Long[] boxed = new Long[serials.length];
        for (int i = 0; i < serials.length; i++) {
            boxed[i] = serials[i];
        }
        return boxed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepared core", "prepared extra", "committed", "swapped core", "swapped extra"})
    void aPromotionThatIsKilledLeavesOneWholeReleaseOfEach(String step) {
        promoteBoth("1");
        project.file("core/lib.js", "2").file("extra/lib.js", "2");
        project.check("core");
        project.check("extra");
        assertThatThrownBy(() -> killedAt(step)
                        .promote(project.servers("core", "extra"), Optional.empty(), false, TinyProject.ANA))
                .isInstanceOf(Killed.class);
        assertThat(project.pointed("core")).isIn(1L, 2L);
        requireOneOf(step.startsWith("prepared") ? 1 : 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit",
                "prepared core",
                "prepared extra",
                "committed",
                "swapped core",
                "swapped extra",
                "live",
                "proved"
            })
    void aRollbackThatIsKilledLeavesOneWholeReleaseOfEach(String step) {
        promoteBoth("1");
        promoteBoth("2");
        assertThatThrownBy(() -> killedAt(step).rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA))
                .isInstanceOf(Killed.class);
        boolean isDone = !step.startsWith("prepared") && !step.equals("fit");
        requireOneOf(isDone ? 1 : 2);
    }

    @Test
    void aRepairSaysWhatItFound() {
        promoteBoth("1");
        project.file("core/lib.js", "2");
        project.check("core");
        assertThatThrownBy(() -> killedAt("committed")
                        .promote(project.servers("core"), Optional.empty(), false, TinyProject.ANA))
                .isInstanceOf(Killed.class);
        assertThat(project.environments().production().repair())
                .singleElement()
                .asString()
                .startsWith("The pointer of core said 1-")
                .contains("and the state 2-")
                .endsWith("The pointer was set right.");
    }

    @Test
    void whereThePointerCannotBeWrittenNothingChanges() throws IOException {
        promoteBoth("1");
        project.file("core/lib.js", "2");
        project.check("core");
        Path inTheWay = folder.resolve("environments/core/live.new/in the way");
        Object unused = Files.createDirectories(inTheWay);
        assertThatThrownBy(() -> project.environments()
                        .production()
                        .promote(project.servers("core"), Optional.empty(), false, TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cannot be written");
        assertThat(project.recorded("core")).isEqualTo(1);
        assertThat(project.pointed("core")).isEqualTo(1);
        FileTree.delete(FileTree.parent(inTheWay));
        requireOneOf(1);
    }

    @Test
    void whereThePointerCannotBeReplacedEverythingIsTakenBack() throws IOException {
        promoteBoth("1");
        project.file("core/lib.js", "2").file("extra/lib.js", "2");
        project.check("core");
        project.check("extra");
        Path pointer = folder.resolve("environments/extra/live");
        Environments obstructed = project.environments().telling(step -> {
            if (step.equals("swapped core")) {
                replaceByFolder(pointer);
            }
        });
        assertThatThrownBy(() -> obstructed
                        .production()
                        .promote(project.servers("core", "extra"), Optional.empty(), false, TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Everything is as it was before");
        assertThat(project.recorded("core")).isEqualTo(1);
        assertThat(project.pointed("core")).isEqualTo(1);
        FileTree.delete(pointer);
        requireOneOf(1);
    }

    private static void replaceByFolder(Path pointer) {
        try {
            Files.delete(pointer);
            Object unused = Files.createDirectories(pointer.resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoPromotionsAtOnceComeOneAfterTheOther() {
        promoteBoth("1");
        project.file("core/lib.js", "2").file("extra/lib.js", "2");
        project.check("core");
        project.check("extra");
        List<CompletableFuture<Boolean>> both = List.of("core", "extra").stream()
                .map(name -> CompletableFuture.supplyAsync(() -> {
                    try {
                        Object unused = project.environments()
                                .production()
                                .promote(project.servers("core", "extra"), Optional.empty(), false, TinyProject.ANA);
                        return true;
                    } catch (EnvironmentException e) {
                        assertThat(e.code()).isEqualTo("E_RELEASE_OPEN");
                        return false;
                    }
                }))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        requireOneOf(2);
    }

    @Test
    void aReleaseThatSomebodyEditedIsNeitherPromotedNorGoneBackTo() throws IOException {
        promoteBoth("1");
        promoteBoth("2");
        ServerBook book = project.environments().book();
        ReleaseEntry first = book.lastGood(project.server("core")).orElseThrow();
        Path file = project.environments().folder(project.server("core"), first).resolve("lib.js");
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "evil");
        assertThatThrownBy(() -> project.environments()
                        .production()
                        .rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA))
                .hasMessageContaining("what was live still is")
                .hasMessageContaining("lib.js changed");
        requireOneOf(2);
    }

    @Test
    void aRollbackSkipsWhatWasRolledBackBefore() {
        promoteBoth("1");
        promoteBoth("2");
        project.environments().production().rollBack(project.servers("core", "extra"), "slow", TinyProject.ANA);
        promoteBoth("3");
        long begin = System.nanoTime();
        project.environments().production().rollBack(project.servers("core", "extra"), "slower", TinyProject.ANA);
        System.out.printf("rolled back two libraries in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        requireOneOf(1);
        assertThatThrownBy(() ->
                        project.environments().production().rollBack(project.servers("core"), "still", TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no release before the live one");
        assertThat(issues())
                .containsExactlyInAnyOrder(
                        "core 2 was rolled back to 1",
                        "extra 2 was rolled back to 1",
                        "core 3 was rolled back to 1",
                        "extra 3 was rolled back to 1");
    }

    private List<String> issues() {
        Json state = project.project()
                .state()
                .get(StateKey.json(ServerBook.WORKFLOW))
                .json();
        return state.at("items", "issue").orElseThrow().asObject().keys().stream()
                .map(id -> state.at("items", "issue", id, "fields", "title")
                        .flatMap(Json::asText)
                        .orElse(""))
                .toList();
    }

    @Test
    void whoeverRollsBackAtTheSameTimeAsSomebodyElseIsTold() {
        promoteBoth("1");
        promoteBoth("2");
        promoteBoth("3");
        List<ServerEntry> seen = project.servers("core", "extra");
        project.environments().production().rollBack(seen, "slow", TinyProject.ANA);
        assertThatThrownBy(() -> project.environments().production().rollBack(seen, "slow too", TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("somebody else changed what is live of core")
                .hasMessageContaining("it is core 2 now");
        requireOneOf(2);
    }

    @Test
    void aPointerThatCannotBeWrittenIsToldAndOnlyChangesAreRefused() throws IOException {
        promoteBoth("1");
        promoteBoth("2");
        Path pointer = folder.resolve("environments/core/live");
        replaceByFolder(pointer);
        assertThat(project.environments().production().repair())
                .singleElement()
                .asString()
                .contains("The pointer of core", "cannot be written", ". Clients get nothing until");
        assertThat(folder.resolve("environments/core/live.new")).doesNotExist();
        assertThatThrownBy(() ->
                        project.environments().production().rollBack(project.servers("core"), "slow", TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cannot be written");
        FileTree.delete(pointer);
        requireOneOf(2);
    }
}
