package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.workflow.Evidence;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release must pass before clients get it. */
class GateTest {
    private static final String SERVER = """
            const answer = (id, result) => process.stdout.write(JSON.stringify({jsonrpc: '2.0', id, result}) + '\\n');
            require('readline').createInterface({input: process.stdin}).on('line', line => {
              const {id, method} = JSON.parse(line);
              if (method === 'initialize') {
                answer(id, {protocolVersion: '2025-11-25', capabilities: {tools: {}}, serverInfo: {name: 'n', version: '1'}});
              } else if (method === 'tools/list') {
                answer(id, {tools: [{name: 'TOOL', inputSchema: {type: 'object'}}]});
              }
            });
            """;

    private static final List<String> RUN = List.of("node", "${release}/server.js");
    private static final List<List<String>> USES_CORE =
            List.of(List.of("node", "-e", "if (require('${core}/lib.js') !== 1) throw new Error('core is not 1')"));

    @TempDir
    private Path folder;

    private TinyProject project;

    @BeforeEach
    void open() {
        project = new TinyProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void addServer(String... depends) {
        project.file("notes/server.js", SERVER);
        project.add("notes", depends.length == 0 ? List.of(List.of("node", "--version")) : USES_CORE, RUN, depends);
    }

    private Production.Moved promote(String... names) {
        return project.environments()
                .production()
                .promote(project.servers(names), Optional.empty(), false, TinyProject.ANA);
    }

    private List<String> missing(String... names) {
        return project.environments().production().missing(project.servers(names));
    }

    @Test
    void eachResultIsEvidenceOnTheRelease() {
        addServer();
        Staging.Checked checked = project.check("notes");
        assertThat(checked.results())
                .extracting(GateResult::gate)
                .containsExactly("build", "secrets", "handshake", "contract", "tests", "dependents");
        ReleaseEntry release = checked.release().orElseThrow();
        assertThat(release.status()).isEqualTo("checked");
        assertThat(release.evidence()).hasSize(6).allMatch(proof -> proof.level() == Evidence.Level.VERIFIED);
        assertThat(release.evidence().get(0).files()).containsKey("notes/server.js");
        assertThat(release.startMillis()).isPositive();
    }

    @Test
    void aToolThatIsGoneIsNotPromotedUnlessSomebodySaysWhy() {
        addServer();
        project.release("notes");
        project.file("notes/server.js", SERVER.replace("TOOL", "OTHER"));
        assertThat(project.lines("notes"))
                .anyMatch(line -> line.startsWith(
                        "NO contract: 1 of 2 changes against notes 1 break clients, such as" + " tool TOOL: is gone"))
                .anyMatch(line -> line.startsWith("ok speed: start "));
        assertThatThrownBy(() -> promote("notes"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("notes 2 did not pass: contract")
                .hasMessageContaining("--force");
        project.environments()
                .production()
                .promote(project.servers("notes"), Optional.of("nobody uses it"), false, TinyProject.ANA);
        assertThat(project.pointed("notes")).isEqualTo(2);
        assertThat(project.environments()
                        .book()
                        .live(project.server("notes"))
                        .orElseThrow()
                        .item()
                        .state()
                        .text("forced"))
                .contains("nobody uses it");
    }

    @Test
    void whatChangedSinceItWasCheckedIsStale() {
        addServer();
        project.check("notes");
        project.file("notes/server.js", SERVER + "// more\n");
        assertThat(missing("notes"))
                .containsExactly("The source of notes changed since notes 1 was built: workflow server check notes.");
        assertThatThrownBy(() -> promote("notes")).hasMessageContaining("changed since notes 1 was built");
    }

    @Test
    void aDependentsTestsCatchWhatBreaksIt() {
        project.library("core");
        project.release("core");
        addServer("core");
        project.release("notes");
        project.file("core/lib.js", "module.exports = 2;\n");
        assertThat(project.lines("core"))
                .anyMatch(line -> line.startsWith("NO dependents: notes fails with it: tests: node -e"));
        assertThatThrownBy(() -> promote("core")).hasMessageContaining("core 2 did not pass: dependents");
        assertThat(project.pointed("core")).isEqualTo(1);

        project.file("core/lib.js", "module.exports = 1; // mended\n");
        assertThat(project.lines("core")).contains("ok dependents: notes passed");
        // What did not change since is not run again.
        assertThat(project.lines("core")).contains("ok dependents: notes passed before");
        project.file("notes/server.js", SERVER + "// more\n");
        assertThat(project.lines("core")).contains("ok dependents: notes passed");
        assertThat(project.environments().book().builtWithOthers(project.server("notes")))
                .isEmpty();
        Object unused = promote("core");
        assertThat(project.environments().book().builtWithOthers(project.server("notes")))
                .containsExactly("built with core 1, and core 3 is live");
    }

    @Test
    void aServerGoesLiveWithTheLibraryThatItWasBuiltWith() {
        project.library("core");
        addServer("core");
        assertThatThrownBy(() -> project.check("notes")).hasMessageContaining("there is no release of core");
        assertThat(project.check("core").isPassed()).isTrue();
        assertThat(project.check("notes").isPassed()).isTrue();
        assertThatThrownBy(() -> promote("notes"))
                .hasMessageContaining("notes 1 was built with core 1, and no release of core would be live");
        Production.Moved moved = promote("notes", "core");
        assertThat(moved.releases().values()).extracting(ReleaseEntry::title).containsExactly("core 1", "notes 1");
        assertThat(moved.releases().values()).extracting(ReleaseEntry::status).containsOnly("live");
        assertThat(missing("core")).singleElement().asString().contains("Nothing was built of core");
    }

    @Test
    void whatIsBuiltAgainIsTheReleaseThatItWas() {
        project.library("core");
        project.release("core");
        addServer("core");
        project.release("notes");
        Staging.Checked same = project.check("core");
        assertThat(same.isPassed() && same.isAgain() && same.isLive()).isTrue();
        assertThat(same.release().orElseThrow().title()).isEqualTo("core 1");
        assertThat(same.results().get(0).words()).endsWith(", the same as core 1");
        assertThat(missing("core")).singleElement().asString().startsWith("Nothing was built of core that is not live");

        project.file("core/lib.js", "module.exports = 1; // more\n");
        assertThat(project.check("core").isAgain()).isFalse();
        Staging.Checked staged = project.check("core");
        assertThat(staged.isPassed() && staged.isAgain()).isTrue();
        assertThat(staged.release().orElseThrow().evidence())
                .as("each result once")
                .hasSize(staged.results().size());
        project.file("notes/server.js", SERVER + "// more\n");
        assertThat(project.check("notes").isPassed()).isTrue();
        assertThat(missing("notes"))
                .containsExactly("notes 2 was built with core 2, and core 1 would be live: promote core with it:"
                        + " workflow server promote core notes.");

        project.file("core/lib.js", "module.exports = 1;\n");
        assertThat(project.check("core").isLive()).as("core 2 gives way").isTrue();
        assertThat(missing("notes"))
                .containsExactly("notes 2 was built with core 2, and core 1 would be live: check it again:"
                        + " workflow server check notes.");
        assertThat(project.check("notes").release().orElseThrow().title()).isEqualTo("notes 3");
        assertThat(promote("core", "notes").releases())
                .as("core is where it is to be")
                .hasSize(1);
    }

    @Test
    void whatDidNotPassIsCheckedAgainUnderItsNumber() throws IOException {
        Path broken = folder.resolve("broken");
        String test = "if (require('fs').existsSync('" + broken + "')) process.exit(3)";
        project.library("core");
        project.file("notes/lib.js", "").add("notes", List.of(List.of("node", "-e", test)), List.of(), "core");
        project.release("core");
        project.release("notes");
        Object unused = Files.createFile(broken);
        Staging.Checked live = project.check("notes");
        assertThat(live.isPassed()).isFalse();
        assertThat(live.release().orElseThrow().status()).isEqualTo("live");
        Files.delete(broken);

        project.file("core/lib.js", "module.exports = 2;\n");
        assertThat(project.check("core").isPassed()).isTrue();
        unused = Files.createFile(broken);
        assertThat(project.check("notes").release().orElseThrow().status()).isEqualTo("failed");
        Files.delete(broken);
        ReleaseEntry mended = project.check("notes").release().orElseThrow();
        assertThat(List.of(mended.title(), mended.status())).containsExactly("notes 2", "checked");
        assertThat(promote("core", "notes").releases()).hasSize(2);
    }

    @Test
    void whereTheReleaseToGoBackToDoesNotStartAnyMoreWhatWasLiveIsLiveAgain() throws IOException {
        Path broken = folder.resolve("broken");
        project.file("notes/server.js", "if (require('fs').existsSync('" + broken + "')) process.exit(7);\n" + SERVER);
        project.add("notes", List.of(List.of("node", "--version")), RUN);
        project.release("notes");
        project.file("notes/more.js", "// 2");
        project.release("notes");
        Object unused = Files.createFile(broken);
        List<Long> lives = new ArrayList<>();
        assertThatThrownBy(() -> rollBack(live -> lives.add(project.pointed("notes"))))
                .hasMessageContaining("Nothing was rolled back, and what was live is live again, after")
                .hasMessageContaining("notes 1: node")
                .hasMessageContaining("exit code 7");
        assertThat(lives).as("clients wait for no start").containsExactly(1L);
        assertThat(project.pointed("notes")).isEqualTo(2);
        assertThat(project.recorded("notes")).isEqualTo(2);
        assertThat(project.environments().issues().all()).isEmpty();
        assertThat(project.environments().production().repair()).isEmpty();

        assertThatThrownBy(() -> rollBack(live -> lives.add(0L)))
                .as("it is started first now")
                .hasMessageContaining("Nothing was rolled back, and what was live still is");
        assertThat(lives).hasSize(1);
        Files.delete(broken);
        assertThat(rollBack(live -> {}).health().values())
                .singleElement()
                .asString()
                .contains("notes 1 answered after");
        assertThat(project.pointed("notes")).isEqualTo(1);
    }

    private Production.RolledBack rollBack(Consumer<Production.RolledBack> live) {
        return project.environments()
                .production()
                .rollBack(project.servers("notes"), "slow", false, TinyProject.ANA, live);
    }

    @Test
    void whatRunsOrCouldBeNeededIsNotDeleted() throws Exception {
        project.library("notes");
        for (int i = 0; i < 4; i++) {
            project.file("notes/lib.js", "// " + i);
            project.release("notes");
        }
        Path second = project.environments()
                .folder(
                        project.server("notes"),
                        project.environments()
                                .book()
                                .releases(project.server("notes"))
                                .get(2));
        EnvironmentFolders places = project.environments().places();
        try (Closeable entry =
                RunningServer.enter(places, "notes", ProcessHandle.current(), String.valueOf(second.getFileName()))) {
            assertThat(RunningServer.of(places, "notes")).hasSize(1);
            assertThatThrownBy(() -> project.environments().pruning().one(project.server("notes"), 2))
                    .hasMessageContaining("notes 2 was not deleted: process "
                            + ProcessHandle.current().pid());
            Pruning.Pruned pruned = project.environments().pruning().all(project.server("notes"), 0);
            assertThat(pruned.deleted()).singleElement().asString().startsWith("1-");
            assertThat(pruned.kept().values())
                    .anyMatch(why -> why.equals("it is live"))
                    .anyMatch(why -> why.equals("it is what a rollback goes back to"))
                    .anyMatch(why -> why.startsWith("process "));
            entry.close();
        }
        assertThatThrownBy(() -> project.environments().pruning().one(project.server("notes"), 4))
                .hasMessageContaining("it is live");
        project.environments().pruning().one(project.server("notes"), 2);
        assertThat(second).doesNotExist();
    }

    @Test
    void theEntryOfADeadServerIsTakenAway() throws Exception {
        addServer();
        EnvironmentFolders places = project.environments().places();
        Process dead = new ProcessBuilder("node", "-e", "setInterval(() => {}, 1000)").start();
        RunningServer.enter(places, "notes", dead.toHandle(), "1-0123456789ab");
        assertThat(RunningServer.of(places, "notes")).hasSize(1);
        assertThat(dead.destroyForcibly().waitFor()).isNotZero();
        assertThat(RunningServer.of(places, "notes")).isEmpty();
        assertThat(folder.resolve("environments/notes/running")).isEmptyDirectory();
    }
}
