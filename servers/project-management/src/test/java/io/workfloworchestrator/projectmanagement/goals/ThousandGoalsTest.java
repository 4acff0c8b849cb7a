package io.workfloworchestrator.projectmanagement.goals;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand goals: the dashboard, the next steps and the review are quick, in one warm process. */
@Tag("nightly")
class ThousandGoalsTest {
    private static final int GOALS = 1_000;
    private static final int WARM = 30;
    private static final int ROUNDS = 20;
    private static final long MOST_MILLIS = 50;
    private static final long SEED = 7;

    @TempDir
    private Path folder;

    @Test
    void dashboardNextStepsAndReviewTakeLessThan50Milliseconds() {
        try (PlannedProject project = PlannedProject.open(folder)) {
            Random random = new Random(SEED);
            List<Json.Obj> goals = new ArrayList<>();
            for (int i = 0; i < GOALS; i++) {
                StringBuilder title = new StringBuilder();
                for (int letter = 0; letter < 20; letter++) {
                    title.append((char) (letter % 6 == 5 ? ' ' : 'a' + random.nextInt(26)));
                }
                goals.add(Json.Obj.EMPTY
                        .with("title", Json.of(title.toString()))
                        .with("impact", Json.of("Medium"))
                        .with("effort", Json.of("Low"))
                        .with("tier", Json.of("Next")));
            }
            project.workflow().items().addAll("goal", goals, PlannedProject.TEST);
            for (int i = 1; i <= 20; i++) {
                project.call("promote_to_selected", "{'potentialGoalFile': '" + i + "'}");
            }
            project.publish();
            for (String tool : List.of("view_goals_dashboard", "get_next_steps", "check_review_needed")) {
                long median = median(project, tool);
                System.out.printf(Locale.ROOT, "%s with %d goals: %d ms%n", tool, GOALS, median);
                assertThat(median).as(tool).isLessThan(MOST_MILLIS);
            }
        }
    }

    private static long median(PlannedProject project, String tool) {
        for (int i = 0; i < WARM; i++) {
            project.call(tool, "{}");
        }
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            project.call(tool, "{}");
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1_000_000;
    }
}
