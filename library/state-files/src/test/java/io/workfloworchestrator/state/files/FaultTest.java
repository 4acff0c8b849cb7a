package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.LOGIN;
import static io.workfloworchestrator.state.files.Desk.LOGIN_FILE;
import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
    private static final int CALLS = 200;

    @TempDir
    Path folder;

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    /** How many calls to go on after one that failed; fewer make more rounds. */
    int stride() {
        return 4;
    }

    private Thread.@Nullable UncaughtExceptionHandler handler;

    @BeforeEach
    void aPowerCutIsNoNews() {
        handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (!(error instanceof FaultyFs.PowerCut)) {
                error.printStackTrace();
            }
        });
    }

    @AfterEach
    void restoreHandler() {
        Thread.setDefaultUncaughtExceptionHandler(handler);
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, E_NO_SPACE, 1",
        "Disk quota exceeded, E_NO_SPACE, 17",
        "Read-only file system, E_READ_ONLY, 13",
        "Permission denied, E_PERMISSION, 11",
        "Too many open files, E_TOO_MANY_FILES, 7",
        "Input/output error, E_STATE_IO, 9"
    })
    void anErrorAtAnyCallLosesNothingIsNamedAndIsOverWhenItsCauseIs(String reason, String code, int step)
            throws Exception {
        for (int call = 1; call <= CALLS; call += Math.max(step, stride())) {
            Path project = Files.createDirectory(folder.resolve("p" + call));
            FaultyFs fs = new FaultyFs(project).plan(FaultyFs.failAt(call, reason));
            int last;
            try {
                last = session(project, fs, code);
            } catch (AssertionError e) {
                throw new AssertionError("with call " + call + " failing", e);
            }
            if (last < call) {
                assertThat(call).as("calls of a session").isGreaterThan(60);
                return;
            }
        }
    }

    /** Works through a session of edits and updates; whatever fails in it must be named, and be right at its end. */
    private int session(Path project, FaultyFs fs, String code) {
        InMemoryStateStore store = new InMemoryStateStore();
        try (Desk desk = Desk.of(form().with(Desk.files(project, store).clock(Desk.CLOCK)), project, store, fs)) {
            desk.with(MAIN, "{'a': 1, 'b': 1, 'c': 1}").with(LOGIN, "{'x': 1}");
            String open = form().text(desk.value(MAIN));
            desk.set(MAIN, "b", "2");
            desk.files.flush();
            desk.set(MAIN, "c", "2");
            desk.files.flush();
            requireNamed(desk.state.notices(), code);
            if (Files.exists(project.resolve(form().file))) {
                desk.save(form().file, open.replace("\"a\": 1", "\"a\": 2").replace("\"b\": 1", "\"b\": 3"));
            }
            desk.state.head();
            desk.files.flush();
            desk.save(LOGIN_FILE, "{'x': ");
            desk.settle(LOGIN_FILE);
            desk.state.head();
            requireNamed(desk.state.notices(), code);
            desk.files.flush();
            int calls = fs.calls.get();
            // Later everything is as if nothing had been.
            desk.set(LOGIN, "x", "2");
            desk.state.head();
            desk.files.repair();
            desk.state.head();
            desk.files.repair();
            assertThat(desk.value(MAIN).at("c")).as("call %s", calls).contains(json("2"));
            assertThat(desk.value(MAIN).at("b")).as("call %s", calls).contains(json("2"));
            assertThat(desk.value(LOGIN)).isEqualTo(json("{'x': 2}"));
            assertThat(json(desk.text(MAIN_FILE))).isEqualTo(desk.value(MAIN));
            assertThat(form().read(desk.text(form().file))).isEqualTo(desk.value(MAIN));
            assertThat(json(desk.text(LOGIN_FILE))).isEqualTo(desk.value(LOGIN));
            assertThat(everything(project)).as("what the person wrote").anyMatch(text -> text.contains("\"b\": 3"));
            assertThat(everything(project)).anyMatch(text -> text.equals("{\"x\": "));
            assertThat(desk.state.notices()).noneMatch(notice -> notice.code().equals(code));
            return calls;
        }
    }

    private static void requireNamed(List<Notice> notices, String code) {
        List<String> expected = List.of(
                code, "E_EDIT_CONFLICT", "E_JSON_SYNTAX", "E_FILE_MISSING", "E_FILE_STALE", "E_STATE_QUARANTINE");
        assertThat(notices).allSatisfy(notice -> {
            assertThat(expected).contains(notice.code());
            assertThat(notice.path()).isNotEmpty();
            assertThat(notice.message()).hasSizeGreaterThan(20);
        });
    }

    static List<String> everything(Path project) {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (java.io.IOException e) {
                            return "";
                        }
                    })
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anErrorThatStaysIsNamedWhileItStays() throws Exception {
        for (Map.Entry<String, String> error : Map.of(
                        "No space left on device", "E_NO_SPACE",
                        "Read-only file system", "E_READ_ONLY",
                        "Permission denied", "E_PERMISSION")
                .entrySet()) {
            Path project = Files.createDirectory(folder.resolve(error.getValue()));
            InMemoryStateStore store = new InMemoryStateStore();
            FaultyFs fs = new FaultyFs(project);
            try (Desk desk = Desk.of(Desk.files(project, store), project, store, fs)) {
                desk.with(MAIN, "{'a': 1}");
                String before = desk.text(MAIN_FILE);
                fs.plan((call, number, path) -> {
                    if (List.of("write", "move", "link", "makeFolder", "lock").contains(call)) {
                        throw FaultyFs.error(path, error.getKey());
                    }
                });
                desk.set(MAIN, "a", "2");
                desk.files.flush();
                Notice notice = desk.notice(error.getValue());
                assertThat(notice.path()).isEqualTo(MAIN_FILE);
                assertThat(notice.message()).contains("safe in the database", "next change");
                assertThat(desk.text(MAIN_FILE)).isEqualTo(before);
                assertThat(desk.value(MAIN)).isEqualTo(json("{'a': 2}"));
                fs.plan((call, number, path) -> {});
                desk.files.flush();
                assertThat(json(desk.text(MAIN_FILE))).isEqualTo(json("{'a': 2}"));
                assertThat(desk.state.notices()).isEmpty();
            }
        }
    }

    @Test
    void aPowerCutAtAnyCallLosesNeitherCommitsNorWhatAPersonWrote() throws Exception {
        for (int call = 1; call <= 1_000; call += stride()) {
            Path project = Files.createDirectory(folder.resolve("cut" + call));
            InMemoryStateStore store = new InMemoryStateStore();
            FaultyFs fs = new FaultyFs(project);
            fs.plan(fs.cutAt(call));
            boolean[] saved = new boolean[2];
            work(project, store, fs, saved);
            try (Desk desk = Desk.at(project, store, form())) {
                if (store.read(MAIN.name()).isEmpty()) {
                    continue;
                }
                desk.state.head();
                desk.files.repair();
                desk.state.head();
                desk.files.repair();
                Json value = desk.value(MAIN);
                assertThat(json(desk.text(MAIN_FILE))).as("cut at %s", call).isEqualTo(value);
                if (form() == Form.DOCUMENT && desk.text(form().file).equals(form().broken())) {
                    // This process knows no text over which it could write the document.
                    assertThat(desk.codes()).as("cut at %s", call).contains("E_LINES");
                } else {
                    assertThat(form().read(desk.text(form().file)))
                            .as("cut at %s", call)
                            .isEqualTo(value);
                }
                if (store.commitsOf(MAIN.name(), store.head(), 10).size() >= 3) {
                    assertThat(value.at("b")).as("cut at %s", call).contains(json("2"));
                }
                if (saved[0]) {
                    assertThat(everything(project)).as("cut at %s", call).anyMatch(text -> text.contains("\"b\": 3"));
                    assertThat(value.at("a")).as("cut at %s", call).contains(json("2"));
                }
                if (saved[1]) {
                    assertThat(everything(project))
                            .as("cut at %s", call)
                            .anyMatch(text -> text.equals(form().broken()));
                }
                assertThat(desk.names(".ai-planning").stream().filter(name -> name.endsWith(".tmp")))
                        .as("cut at %s", call)
                        .isEmpty();
            }
            if (!fs.isOff()) {
                assertThat(call).isGreaterThan(60);
                return;
            }
        }
    }

    private void work(Path project, InMemoryStateStore store, FaultyFs fs, boolean[] saved) {
        try (Desk desk = Desk.of(form().with(Desk.files(project, store).clock(Desk.CLOCK)), project, store, fs)) {
            desk.with(MAIN, "{'a': 1, 'b': 1, 'c': 1}");
            String open = form().text(desk.value(MAIN));
            desk.set(MAIN, "b", "2");
            desk.files.flush();
            desk.set(MAIN, "c", "2");
            desk.files.flush();
            desk.save(form().file, open.replace("\"a\": 1", "\"a\": 2").replace("\"b\": 1", "\"b\": 3"));
            desk.settle(form().file);
            fs.saved(project.resolve(form().file));
            saved[0] = true;
            desk.state.head();
            desk.files.flush();
            desk.save(form().file, form().broken());
            desk.settle(form().file);
            fs.saved(project.resolve(form().file));
            saved[1] = true;
            desk.state.head();
            desk.files.flush();
        } catch (FaultyFs.PowerCut | CodedException e) {
            // The rest of this process's life did not happen.
        }
    }
}
