package io.workfloworchestrator.taskexecutor.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workflow of thousands of tasks costs hardly more by the call than one of twenty. */
class ManyTasksTest {
    @TempDir
    private Path folder;

    @Test
    void hundredsOfTasksWithNeedsAreCreatedAtOnce() {
        try (TaskServer server = TaskServer.on(folder)) {
            create(server, "many", 300);
            assertThat(server.ok("get_workflow_status", "workflowName", "many", "after", "250", "limit", 100)
                            .find("tasks")
                            .orElseThrow()
                            .asList())
                    .hasSize(50);
            assertThat(TaskServer.code(server.refused("complete_task", "workflowName", "many", "taskId", 300)))
                    .isEqualTo("E_ITEM_BLOCKED");
        }
    }

    @Test
    @Tag("nightly")
    void completingOneOfTwoThousandCostsAtMostTwiceThatOfTwenty() {
        try (TaskServer server = TaskServer.on(folder)) {
            create(server, "few", 20);
            create(server, "many", 2_000);
            double few = 0;
            double many = 0;
            for (int round = 0; round < 2; round++) { // the first warms up
                few = median(server, "few", 1 + round * 10);
                many = median(server, "many", 1 + round * 10);
            }
            System.out.printf("20 tasks %.1f ms, 2,000 tasks %.1f ms%n", few, many);
            assertThat(many).isLessThan(2 * few + 5);
        }
    }

    private static void create(TaskServer server, String name, int tasks) {
        List<Json> given = IntStream.rangeClosed(1, tasks)
                .<Json>mapToObj(i -> {
                    Json.Obj task = Json.Obj.EMPTY.with("description", Json.of("Task " + i));
                    return i > 20 ? task.with("needs", Json.array(List.of(Json.of(i / 2)))) : task;
                })
                .toList();
        long start = System.nanoTime();
        Json.Obj unused = server.ok("create_workflow", "name", name, "tasks", Json.array(given));
        System.out.printf("created %d in %d ms%n", tasks, (System.nanoTime() - start) / 1_000_000);
    }

    private static double median(TaskServer server, String name, int first) {
        double[] took = new double[10];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            Json.Obj unused = server.ok("complete_task", "workflowName", name, "taskId", first + i);
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(took);
        return took[took.length / 2];
    }
}
