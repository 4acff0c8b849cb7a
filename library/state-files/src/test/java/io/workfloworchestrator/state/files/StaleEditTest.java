package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.TOOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An editor that stays open and saves everything as it was, except what was typed. */
class StaleEditTest {
    private static final int FEW = 150 * Integer.getInteger("proofs.scale", 1);
    private static final int MANY = 2_600;
    private static final int TASKS = 20;

    @TempDir
    Path folder;

    /** Where the state is kept; the tests of every store answer this with theirs. */
    StateStore store(Path project) {
        return new InMemoryStateStore();
    }

    /** The same state, opened by another process. */
    StateStore again(StateStore store, Path project) {
        return store;
    }

    /** What people work on; the same tests run over documents, too. */
    Form form() {
        return Form.JSON;
    }

    int saves() {
        return FEW;
    }

    @Test
    void staleSavesLoseNoUpdateOfOthers() {
        long seed = Long.getLong("seed", 20260101L);
        System.out.println("StaleEditTest seed " + seed);
        Random random = new Random(seed);
        int saves = saves();
        try (Desk desk = Desk.at(folder, store(folder), form())) {
            desk.state.create(MAIN, project(), TOOL);
            desk.files.flush();
            List<Json> published = new ArrayList<>(List.of(desk.value(MAIN)));
            Map<String, String> others = new HashMap<>();
            int conflicts = 0;
            for (int i = 0; i < saves; i++) {
                int updates = random.nextInt(4);
                for (int j = 0; j < updates; j++) {
                    String task = "t" + random.nextInt(TASKS);
                    String note = "tool " + i + "." + j;
                    desk.update(MAIN, value -> set(value, task, "status", note));
                    others.put(task, note);
                    published.add(desk.value(MAIN));
                }
                if (updates > 0) {
                    desk.files.flush();
                }
                Json open = published.get(Math.max(0, published.size() - 1 - random.nextInt(12)));
                String task = "t" + random.nextInt(TASKS);
                String note = "person " + i;
                desk.saveBytes(form().file, form().bytes(set(open, task, "note", note)));
                Json now = desk.value(MAIN);
                published.add(now);
                others.forEach((id, status) -> assertThat(now.at("tasks", id, "status"))
                        .as("seed %s, save of %s to %s", seed, note, task)
                        .contains(Json.of(status)));
                boolean taken = now.at("tasks", task, "note").equals(java.util.Optional.of(Json.of(note)));
                if (!taken) {
                    desk.files.flush();
                    conflicts++;
                    assertThat(FaultTest.everything(folder))
                            .as("seed %s, a save in conflict is kept", seed)
                            .anyMatch(text -> text.contains(note));
                    RestoreTest.deleteConflicts(folder.resolve(Project.parent(form().file)));
                }
                desk.files.flush();
            }
            System.out.println(conflicts + " of " + saves + " saves were in conflict");
            assertThat(conflicts).isBetween(1, saves / 2);
            assertThat(desk.text(form().file)).isEqualTo(form().text(desk.value(MAIN)));
        }
    }

    @Test
    void aCopyThatTheFileHeldLatelyDoesNotHideANearerOneBehindIt() throws IOException {
        StateStore store = store(folder);
        StateFiles.Builder builder = form().with(Desk.files(folder, store).clock(Desk.CLOCK));
        try (Desk desk = Desk.of(builder, folder, store, new FaultyFs(folder).unhurried(10))) {
            desk.state.create(MAIN, project(), TOOL);
            count(desk, 0, 996);
            desk.files.flush();
            String lagging = desk.text(form().file);
            count(desk, 996, 1_000);
            Json opened = desk.value(MAIN);
            count(desk, 1_000, MANY);
            desk.files.flush();
            desk.saveBytes(form().file, lagging.getBytes(StandardCharsets.UTF_8));
            desk.files.flush();

            assertSaveOfOldCopyIsMerged(desk, opened);
            assertThat(desk.state.notices()).noneMatch(notice -> notice.code().equals("E_EDIT_CONFLICT"));
        }
    }

    @Test
    void aCopyThousandsOfChangesOldIsMergedAndAnyOlderOneIsKeptBeside() {
        StateStore store = store(folder);
        Json first;
        Json second;
        try (Desk desk = Desk.at(folder, store, form())) {
            desk.state.create(MAIN, project(), TOOL);
            first = desk.value(MAIN);
            count(desk, 0, 1_000);
            second = desk.value(MAIN);
            count(desk, 1_000, MANY);
        }
        // A process that does not remember what the file held in between.
        StateStore again = again(store, folder);
        StateFiles.Builder builder = form().with(Desk.files(folder, again).clock(Desk.CLOCK));
        try (Desk desk = Desk.of(builder, folder, again, new FaultyFs(folder).unhurried(10))) {
            assertSaveOfOldCopyIsMerged(desk, second);
            desk.files.flush();
            Json before = desk.value(MAIN);

            desk.saveBytes(form().file, form().bytes(set(first, "t1", "note", "from long ago")));
            desk.settle(form().file);

            assertThat(desk.value(MAIN)).isEqualTo(before);
            assertThat(desk.notice("E_EDIT_CONFLICT").message())
                    .contains("/tasks/t1/note")
                    .contains("/tasks/t1/status");
            desk.files.flush();
            assertThat(desk.text(desk.notice("E_EDIT_CONFLICT").path())).contains("from long ago");

            desk.saveBytes(
                    form().file, form().bytes(set(set(before, "t1", "note", "of today"), "t7", "status", "reset")));
            desk.settle(form().file);

            assertThat(desk.value(MAIN).at("tasks", "t1", "note")).contains(Json.of("of today"));
            assertThat(desk.value(MAIN).at("tasks", "t7", "status")).contains(Json.of("reset"));
        }
    }

    private void assertSaveOfOldCopyIsMerged(Desk desk, Json copy) {
        desk.saveBytes(form().file, form().bytes(set(copy, "t0", "note", "from memory")));
        desk.settle(form().file);

        assertThat(desk.value(MAIN).at("tasks", "t0", "note")).contains(Json.of("from memory"));
        assertThat(counts(desk)).isEqualTo(MANY);
    }

    /** Some places change always, some seldom, as in a project. */
    private static void count(Desk desk, int from, int to) {
        for (int i = from; i < to; i++) {
            String task = "t" + (i % 10 == 0 ? i / 10 % TASKS : i % 8);
            String status = "change " + i;
            Json changes = Json.of(i + 1);
            desk.update(MAIN, value -> set(value, task, "status", status));
            desk.update(MAIN, value -> value.asObject().with("changes", changes));
        }
    }

    private static long counts(Desk desk) {
        return Long.parseLong(desk.value(MAIN).at("changes").orElseThrow().toString());
    }

    private static Json project() {
        Json.Obj tasks = Json.Obj.EMPTY;
        for (int i = 0; i < TASKS; i++) {
            tasks = tasks.with(
                    "t" + i, Json.Obj.EMPTY.with("status", Json.of("open")).with("note", Json.of("")));
        }
        return Json.Obj.EMPTY.with("tasks", tasks);
    }

    private static Json set(Json value, String task, String field, String text) {
        return value.asObject().withAt(List.of("tasks", task, field), Json.of(text));
    }
}
