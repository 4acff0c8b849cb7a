package io.workfloworchestrator.specdriven.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feature of many tasks, in files: each change is one line, and the answer stays small. The times are printed. */
class ManyTasksTest {
    @TempDir
    private Path folder;

    @Test
    void twoHundredTasksAreMovedOneByOne() {
        move(200);
    }

    @Test
    @Tag("nightly")
    void twoThousandTasksAreMovedOneByOne() {
        move(2_000);
    }

    private void move(int count) {
        String path = "specs/001-large/tasks.md";
        StringBuilder text = new StringBuilder("# Tasks\n\n");
        for (int i = 1; i <= count; i++) {
            text.append(String.format(Locale.ROOT, "- [ ] T%03d [P] [US1] Build part %d in src/part%d.py%n", i, i, i));
        }
        try (TasksProject project = TasksProject.inFiles(folder)) {
            project.save(path, text.toString());
            long begun = System.nanoTime();
            Json.Obj first = project.ok("update_task_status", update(1));
            long adopted = System.nanoTime();
            for (int i = 2; i <= 11; i++) {
                first = project.ok("update_task_status", update(i));
            }
            long moved = System.nanoTime();
            Json.Obj progress = project.ok("get_task_progress", "{\"featureId\": \"001\"}");
            long shown = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%d tasks: taken over in %d ms, moved and written in %d ms each, shown in %d ms%n",
                    count,
                    (adopted - begun) / 1_000_000,
                    (moved - adopted) / 10_000_000,
                    (shown - moved) / 1_000_000);
            assertThat(first.at("progress", "completedTasks")).contains(Json.of(11));
            assertThat(progress.at("summary", "totalTasks")).contains(Json.of(count));
            assertThat(progress.toString().length()).isLessThan(30_000);
            String now = project.text(path);
            assertThat(now.lines().filter(line -> line.startsWith("- [x]"))).hasSize(11);
            assertThat(now.replace("- [x]", "- [ ]")).isEqualTo(text.toString());
        }
    }

    private static String update(int number) {
        return String.format(
                Locale.ROOT, "{\"featureId\": \"001\", \"taskId\": \"T%03d\", \"status\": \"done\"}", number);
    }
}
