package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that plan workflows of tasks, and take tasks over from other tools and back. */
class TaskPlanningCommandsTest {
    @TempDir
    private Path folder;

    private String run(Function<Console, Object> command, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Console console = new Console(writer, writer, false, Console.UNWRAPPED);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--project", folder.toString()));
        int code = new CommandLine(command.apply(console)).execute(all.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void aTableIsLookedAtTakenOverPlannedAndWrittenAgain() throws Exception {
        Path list = Files.writeString(
                Files.createDirectory(folder.resolve("in")).resolve("list.csv"),
                "id,title,hours,needs,status\na,Model,2,,done\nb,Form,4,a,\nc,Mail,4,a,\nd,Guide,4,a,\n");
        assertThat(run(TasksImportCommand::new, list.toString(), "--into", "shop"))
                .contains("4 new tasks of csv: 3 pending, 1 completed.")
                .contains("Nothing was changed. To do it, add --apply.");
        Json.Obj done = Json.parse(run(
                        TasksImportCommand::new, list.toString(), "--into", "shop", "--apply", "--json", "--as", "ana"))
                .asObject();
        assertThat(done.find("applied")).contains(Json.of(true));
        assertThat(done.at("numbers", "d")).contains(Json.of("4"));
        assertThat(run(TasksImportCommand::new, list.toString(), "--into", "shop", "--apply"))
                .contains("0 new tasks of csv.", "4 were taken over before.");
        assertThat(run(TasksPlanCommand::new, "shop", "--agents", "3"))
                .contains("Several agents help: 3.0 times as fast")
                .contains("2 Form: ready · critical path");
        assertThat(run(TasksExportCommand::new, "shop", "--format", "todo-txt").lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("x ") && line.contains("Model") && line.endsWith("id:1"));
        assertThat(run(TasksExportCommand::new, "shop", "--format", "icalendar", "--out", "out/shop.ics"))
                .contains("4 tasks were written to out/shop.ics.");
        assertThat(folder.resolve("out/shop.ics")).content().startsWith("BEGIN:VCALENDAR\r\n");
    }

    @Test
    void aWorkflowIsMadeFromATemplate() {
        assertThat(run(TasksNewCommand::new)).contains("bug-fix  Bug fix, 7 tasks", "--set bug=", "(required)");
        assertThat(run(TasksNewCommand::new, "empty-form", "--template", "bug-fix", "--set", "bug=the form is empty"))
                .contains("The workflow empty-form has 7 tasks.");
        assertThat(run(TasksPlanCommand::new, "empty-form", "--json")).contains("Reproduce: the form is empty");
    }
}
