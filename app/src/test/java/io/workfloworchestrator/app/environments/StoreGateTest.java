package io.workfloworchestrator.app.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that writes another format of the store goes one way, or in two steps that have a way back. */
class StoreGateTest {
    /** Keeps its notes in a file with a number for its format, which it brings to its own at each call. */
    private static final String SERVER = """
            const fs = require('fs');
            const [writes, oldest, newest, isTelling] = SAYS;
            const lines = require('readline').createInterface({input: process.stdin});
            const count = () => {
              const file = 'data/notes.json';
              const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file)) : {format: writes, notes: []};
              if (kept.format < oldest || kept.format > newest) throw new Error('format ' + kept.format + ' is not known');
              fs.mkdirSync('data', {recursive: true});
              fs.writeFileSync(file, JSON.stringify({...kept, format: writes}));
              return 'notes: ' + kept.notes.length;
            };
            const store = {'io.workfloworchestrator/store': {writes, reads: [oldest, newest], paths: ['data']}};
            lines.on('line', line => {
              const {id, method} = JSON.parse(line);
              const say = result => process.stdout.write(JSON.stringify({jsonrpc: '2.0', id, result}) + '\\n');
              if (method === 'initialize') {
                say({protocolVersion: '2025-11-25', serverInfo: {name: 'notes', version: '1'},
                  capabilities: isTelling ? {tools: {}, experimental: store} : {tools: {}}});
              } else if (method === 'tools/list') {
                say({tools: [{name: 'count', annotations: {readOnlyHint: true}, inputSchema: {type: 'object'}}]});
              } else if (method === 'tools/call') {
                try {
                  say({content: [{type: 'text', text: count()}]});
                } catch (e) {
                  say({isError: true, content: [{type: 'text', text: e.message}]});
                }
              }
            });
            """;

    @TempDir
    private Path folder;

    private TinyProject project;

    @BeforeEach
    void open() {
        project = new TinyProject(folder);
        source(1, 1, 1, true);
        project.file("data/notes.json", "{\"format\": 1, \"notes\": [1, 2]}");
        project.add("notes", List.of(List.of("node", "--version")), List.of("node", "${release}/server.js"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void source(int writes, int oldest, int newest, boolean isTelling) {
        String says = "[" + writes + ", " + oldest + ", " + newest + ", " + isTelling + "]";
        project.file("notes/server.js", SERVER.replace("SAYS", says));
    }

    /** What the check says of the store. */
    private String store() {
        return project.lines("notes").stream()
                .filter(line -> line.contains(" store: "))
                .findFirst()
                .orElse("no word of the store");
    }

    private Production production() {
        return project.environments().production();
    }

    /** A process that is gone from one moment to the next: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
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

    private void promote(boolean isOneWay) {
        Object unused = production().promote(project.servers("notes"), Optional.empty(), isOneWay, TinyProject.ANA);
    }

    @Test
    void aStepWithoutAWayBackNeedsAWordAndABackupAndStopsTheRollback() throws IOException {
        project.release("notes");
        source(2, 1, 2, true);
        assertThat(store()).isEqualTo("ok store: one way: it writes format 2, and notes 1 reads only format 1");
        assertThatThrownBy(() -> promote(false))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("notes 2: it writes format 2")
                .hasMessageContaining("--one-way");
        assertThat(project.pointed("notes")).isEqualTo(1);

        for (String step : List.of("backed up notes", "kept notes")) {
            assertThatThrownBy(() ->
                            killedAt(step).promote(project.servers("notes"), Optional.empty(), true, TinyProject.ANA))
                    .isInstanceOf(Killed.class);
            assertThat(project.pointed("notes")).as(step).isEqualTo(1);
            assertThat(project.recorded("notes")).as(step).isEqualTo(1);
        }
        promote(true);
        Path backup = folder.resolve("environments/notes/backups/1-before-2");
        assertThat(backup.resolve("data/notes.json")).hasContent("{\"format\": 1, \"notes\": [1, 2]}");
        assertThat(backup.resolve(".ai-planning/.state/state.db")).isNotEmptyFile();

        Files.writeString(folder.resolve("data/notes.json"), "{\"format\": 2, \"notes\": [1, 2, 3]}");
        assertThatThrownBy(() -> production().rollBack(project.servers("notes"), "slow", TinyProject.ANA))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("what was live still is")
                .hasMessageContaining("environments/notes/backups/1-before-2");
        assertThat(project.pointed("notes")).isEqualTo(2);
        assertThat(production().repair()).isEmpty();

        Object unused = production().rollBack(project.servers("notes"), "slow", true, TinyProject.ANA, live -> {});
        assertThat(project.pointed("notes")).isEqualTo(1);
        assertThat(project.recorded("notes")).isEqualTo(1);
        Files.writeString(folder.resolve("data/notes.json"), "{\"format\": 1, \"notes\": [1, 2]}");
        source(1, 1, 1, true);
        project.file("notes/more.js", "// mended");
        project.release("notes");
        unused = production().rollBack(project.servers("notes"), "slower", TinyProject.ANA);
        assertThat(project.pointed("notes")).as("the store was put back before").isEqualTo(1);
    }

    @Test
    void readingFirstAndWritingLaterHasAWayBackAtEachStep() {
        project.release("notes");
        source(1, 1, 2, true);
        assertThat(store()).isEqualTo("ok store: notes 1 goes on after it");
        promote(false);
        source(2, 1, 2, true);
        assertThat(store()).isEqualTo("ok store: notes 2 goes on after it");
        promote(false);
        Object unused = production().rollBack(project.servers("notes"), "slow", TinyProject.ANA);
        assertThat(project.pointed("notes")).isEqualTo(2);
        // The older one never learned what the newest one wrote meanwhile.
        assertThatThrownBy(() -> production().rollBack(project.servers("notes"), "slow", TinyProject.ANA))
                .hasMessageContaining("notes 3 went one way: it writes format 2, and notes 1 reads only format 1");
        source(3, 3, 3, true);
        assertThat(store())
                .isEqualTo("NO store: it reads only format 3, and notes 2 writes format 1: promote a release that reads"
                        + " both first");
    }

    @Test
    void whatAServerDoesNotSayIsTriedOnACopy() {
        source(1, 1, 1, false);
        project.release("notes");
        source(2, 1, 2, false);
        assertThat(store()).isEqualTo("ok store: one way: notes 1 does not go on after it: count fails");
        assertThat(folder.resolve("data/notes.json")).hasContent("{\"format\": 1, \"notes\": [1, 2]}");
        assertThatThrownBy(() -> promote(false)).hasMessageContaining("this is one way");
    }

    @Test
    void aStoreThatLeadsOutOfTheProjectIsNotBackedUp() {
        project.file(
                "notes/server.js", SERVER.replace("SAYS", "[1, 1, 1, true]").replace("['data']", "['../out']"));
        project.release("notes");
        source(2, 1, 2, true);
        project.check("notes");
        assertThatThrownBy(() -> promote(true))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("a backup of the store")
                .hasMessageContaining("../out");
        assertThat(project.pointed("notes")).isEqualTo(1);
    }

    @Test
    void whereTheBackupFailsNothingIsPromoted() {
        project.release("notes");
        source(2, 1, 2, true);
        project.check("notes");
        project.file("environments/notes/backups", "in the way");
        assertThatThrownBy(() -> promote(true))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Nothing was promoted: a backup");
        assertThat(project.pointed("notes")).isEqualTo(1);
        assertThat(project.recorded("notes")).isEqualTo(1);
    }

    @Test
    void aBackupThatIsPutBackHasTheReleaseOfBefore() {
        project.library("core");
        project.release("core");
        project.release("notes");
        source(2, 1, 2, true);
        project.check("notes");
        promote(true);
        project.file("core/lib.js", "// 2");
        project.release("core");
        project.close();
        StoreRestore.Plan plan = restore().plan("notes", Optional.empty(), true);
        assertThat(plan.isWithState()).isTrue();
        assertThat(plan.others()).containsExactly("core 1 becomes live; it is 2 now.");
        String replaced = restore().apply(plan);
        assertThat(replaced).isEqualTo("before-restore-1");
        project = new TinyProject(folder);
        assertThat(project.recorded("notes")).isEqualTo(1);
        assertThat(production().followState())
                .hasSize(2)
                .allMatch(said -> said.endsWith("the state was put back. The pointer was set right."));
        assertThat(List.of(project.pointed("notes"), project.pointed("core"))).containsOnly(1L);

        project.close();
        assertThat(restore().apply(restore().plan("notes", Optional.of(replaced), true)))
                .isEqualTo("before-restore-2");
        project = new TinyProject(folder);
        assertThat(project.recorded("notes")).as("the restore was taken back").isEqualTo(2);
        assertThat(production().repair()).hasSize(2);
    }

    private StoreRestore restore() {
        return Environments.restore(ProjectFolder.open(folder));
    }

    @Test
    void theBackupHasWhatTheNextReleaseKeepsAndPutsItBackWhileNobodyRuns() throws IOException {
        source(1, 1, 1, false);
        Path out = Files.createSymbolicLink(folder.resolve("data/out"), Path.of("/etc/hostname"));
        Path empty = Files.createDirectory(folder.resolve("data/empty"));
        project.release("notes");
        source(2, 1, 2, true);
        assertThat(store()).contains("one way");
        promote(true);
        String then = "{\"format\": 1, \"notes\": [1, 2]}";
        assertThat(folder.resolve("environments/notes/backups/1-before-2/data/notes.json"))
                .hasContent(then);

        project.file("data/notes.json", "{\"format\": 2, \"notes\": []}").file("data/more.json", "{}");
        Path fresh = Files.createSymbolicLink(folder.resolve("data/fresh"), Path.of("more.json"));
        Files.delete(out);
        StoreRestore.Plan plan = restore().plan("notes", Optional.empty(), false);
        assertThat(plan.isWithState()).isFalse();
        assertThat(plan.differences()).containsExactly(new StoreRestore.Difference("data", 1, 1, 2));
        try (Closeable entry = RunningServer.enter(
                project.environments().places(), "notes", ProcessHandle.current(), "2-0123456789ab")) {
            assertThatThrownBy(() -> restore().apply(plan)).hasMessageContaining("Nothing was put back: process ");
            entry.close();
        }
        assertThat(folder.resolve("data/more.json")).exists();
        String replaced = restore().apply(plan);
        assertThat(folder.resolve("data/notes.json")).hasContent(then);
        assertThat(folder.resolve("data/more.json")).doesNotExist();
        assertThat(out).isSymbolicLink();
        assertThat(empty).isDirectory();
        assertThat(project.recorded("notes")).as("the state stays").isEqualTo(2);
        Object unused = restore().apply(restore().plan("notes", Optional.of(replaced), false));
        assertThat(folder.resolve("data/more.json")).exists();
        assertThat(fresh).isSymbolicLink();
        assertThat(Files.exists(out, LinkOption.NOFOLLOW_LINKS)).isFalse();
        Files.delete(folder.resolve("environments/notes/backups/1-before-2/data/notes.json"));
        assertThatThrownBy(() -> restore().plan("notes", Optional.empty(), false))
                .hasMessageContaining("data/notes.json is missing. Nothing was put back.");
        assertThatThrownBy(() -> restore().plan("notes", Optional.of("1-before-3"), false))
                .hasMessageContaining("Did you mean 1-before-2?");
        assertThatThrownBy(() -> restore().plan("nots", Optional.empty(), false))
                .hasMessageContaining("Did you mean notes?");
    }
}
