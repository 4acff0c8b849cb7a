package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/tasks.md says what is so: its calls are made, and its tools and commands are those that there are. */
class TasksDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/tasks.md");

    @TempDir
    private Path project;

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @Test
    void itsCallsAreAnswered() throws IOException {
        List<String> calls = found(Files.readString(DOCUMENT), "^(\\{\"tool\".*)$");
        assertThat(calls).hasSizeGreaterThan(5);
        try (Workbench bench = Workbench.open(project.toString())) {
            for (String call : calls) {
                Json.Obj read = Json.parse(call).asObject();
                Json.Obj answer = ToolFamily.TASKS.call(
                        bench,
                        read.text("tool").orElseThrow(),
                        read.find("arguments").orElseThrow().asObject(),
                        bench.cause(Optional.empty()));
                assertThat(answer.size()).as(call).isPositive();
            }
        }
        assertThat(project.resolve("temp/workflows/sign-in/plan.md")).exists();
    }

    @Test
    void itsToolsAndCommandsAreThoseThatThereAre() throws IOException {
        String text = Files.readString(DOCUMENT);
        for (TaskToolset set : List.of(TaskToolset.WORK, TaskToolset.EDIT, TaskToolset.WORKFLOWS)) {
            String row = found(text, "^\\| " + set.word() + "(?: \\(always\\))? \\| (.*) \\|$")
                    .get(0);
            assertThat(TaskToolset.tools(List.of(set)))
                    .as(set.word())
                    .containsAll(found(row, "`(\\w+)`"))
                    .filteredOn(tool -> !row.contains(tool))
                    .allMatch(tool ->
                            TaskToolset.tools(List.of(TaskToolset.WORK)).contains(tool) && set != TaskToolset.WORK);
        }
        List<String> commands = found(text, "`([a-z]+)(?: \\[?WORKFLOW[^`]*)`");
        assertThat(commands)
                .containsAll(List.of("list", "next", "claim", "done", "verify", "change", "stuck", "board"));
        assertThat(Cli.model().getSubcommands().get("tasks").getSubcommands().keySet())
                .containsAll(commands);
    }
}
