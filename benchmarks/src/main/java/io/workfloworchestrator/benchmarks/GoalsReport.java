package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.ProjectManagementServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The planning server in numbers: how long its usual questions take in one warm process, where every goal has its file and fifty
 * goals are selected. Its arguments are numbers of goals.
 */
public final class GoalsReport {
    private static final Cause CAUSE = Cause.of("benchmark", "measure");
    private static final List<String> QUESTIONS =
            List.of("view_goals_dashboard", "get_next_steps", "check_review_needed", "get_project_status");
    private static final int WARM = 40;
    private static final int ROUNDS = 40;
    private static final int SELECTED = 50;
    private static final long SEED = 7;

    private GoalsReport() {}

    /** {@code main 10 1000}. */
    public static void main(String[] sizes) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Measured.machine() + ", seed " + SEED);
        out.println();
        out.println("| goals | dashboard ms | next steps ms | review ms | status ms |");
        out.println("|---|---|---|---|---|");
        for (String size : sizes) {
            report(out, Integer.parseInt(size));
        }
    }

    private static void report(PrintStream out, int size) throws IOException {
        Path root = Files.createTempDirectory("goals");
        try (LocalProject local = LocalProject.open(root)) {
            Workflow<Json> planning =
                    local.workflow(WorkflowDefinition.builtIn("planning")).open();
            planning.initialize("bench", CAUSE);
            List<Item> goals =
                    planning.items().addAll("goal", goals(size), CAUSE).items();
            for (Item goal : goals.subList(0, Math.min(SELECTED, size / 2))) {
                Object unused = planning.items().move(goal.id(), "promote", Revision.NONE, CAUSE);
            }
            local.files().flush();
            OpenProject project = new OpenProject(local.folder().root(), local.state(), planning);
            WorkflowMcpServer server =
                    ProjectManagementServer.of("bench", () -> project, client -> {}, Toolset.DEFAULT);
            for (int i = 0; i < WARM; i++) {
                QUESTIONS.forEach(question -> ask(server, question));
            }
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d |", size));
            for (String question : QUESTIONS) {
                row.append(String.format(Locale.ROOT, " %.1f |", median(server, question)));
            }
            out.println(row);
        } finally {
            ItemsReport.delete(root);
        }
    }

    private static List<Json.Obj> goals(int size) {
        Random random = new Random(SEED);
        List<Json.Obj> goals = new ArrayList<>();
        for (int i = 0; i < size; i++) {
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
        return goals;
    }

    private static double median(WorkflowMcpServer server, String question) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            ask(server, question);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        return ItemsReport.median(millis);
    }

    private static void ask(WorkflowMcpServer server, String question) {
        ToolAnswer answer = server.call(question, Json.Obj.EMPTY);
        if (answer.isError()) {
            throw new IllegalStateException(answer.text());
        }
    }
}
