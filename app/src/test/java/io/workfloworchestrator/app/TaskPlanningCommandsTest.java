package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that plan workflows of tasks, and take tasks over from other tools and back. */
class TaskPlanningCommandsTest {
    @TempDir
    private Path folder;

    private String run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("tasks"));
        all.addAll(List.of(arguments));
        Shell.Outcome outcome = new Shell(folder).run(all.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void aTableIsLookedAtTakenOverPlannedAndWrittenAgain() throws Exception {
        Path list = Files.writeString(
                Files.createDirectory(folder.resolve("in")).resolve("list.csv"),
                "id,title,hours,needs,status\na,Model,2,,done\nb,Form,4,a,\nc,Mail,4,a,\nd,Guide,4,a,\n");
        assertThat(run("import", list.getParent().toString(), "--into", "shop"))
                .as("a folder of tables is no list")
                .contains("No task was found in", "say --format");
        assertThat(run("import", list.toString(), "--into", "shop"))
                .contains("4 new tasks of csv: 3 pending, 1 completed.")
                .contains("Nothing was changed. To do it, add --apply.");
        Json.Obj done = Json.parse(run("import", list.toString(), "--into", "shop", "--apply", "--json", "--as", "ana"))
                .asObject();
        assertThat(done.find("applied")).contains(Json.of(true));
        assertThat(done.at("numbers", "d")).contains(Json.of("4"));
        assertThat(run("import", list.toString(), "--into", "shop", "--apply"))
                .contains("0 new tasks of csv.", "4 were taken over before.");
        assertThat(run("plan", "shop", "--agents", "3"))
                .contains("Several agents help: 3.0 times as fast")
                .contains("2 Form: ready · critical path");
        assertThat(run("export", "shop", "--format", "todo-txt").lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("x ") && line.contains("Model") && line.endsWith("id:1"));
        assertThat(run("export", "shop", "--format", "icalendar", "--out", "out/shop.ics"))
                .contains("4 tasks were written to out/shop.ics.");
        assertThat(folder.resolve("out/shop.ics")).content().startsWith("BEGIN:VCALENDAR\r\n");
    }

    @Test
    void aWorkflowIsMadeFromATemplate() {
        assertThat(run("new")).contains("bug-fix  Bug fix, 7 tasks", "--set bug=", "(required)");
        assertThat(run("new", "empty-form", "--template", "bug-fix", "--set", "bug=the form is empty"))
                .contains("The workflow empty-form has 7 tasks.");
        assertThat(run("plan", "empty-form", "--json")).contains("Reproduce: the form is empty");
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        Files.writeString(folder.resolve("list.csv"), "name of it\nx\n");
        Shell shell = new Shell(folder);
        assertThat(shell.run("tasks", "import", folder.resolve("list.csv").toString(), "--into", "shop")
                        .err())
                .contains("has no column for the title");
        assertThat(shell.run("tasks", "import", "nowhere.csv", "--into", "shop").err())
                .contains("there is nothing at nowhere.csv");
        assertThat(shell.run("tasks", "new", "a", "--template", "bugfix").err()).contains("Did you mean \"bug-fix\"?");
        assertThat(shell.run("tasks", "plan", "nothing").err()).contains("E_WORKFLOW");
    }
}
