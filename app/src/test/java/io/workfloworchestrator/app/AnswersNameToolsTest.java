package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer names only tools that the server at hand has, or else the command that does the same. */
class AnswersNameToolsTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** Texts of these are only in answers and prompts of tools of the same toolset. */
    private static final Set<String> OF_ONE_TOOLSET = Set.of(
            "AddTasks.java",
            "ChangeTask.java",
            "ComponentTools.java",
            "Components.java",
            "EditTask.java",
            "EnvironmentPrompts.java",
            "MigrationRun.java",
            "MigrationTools.java",
            "StructureCheck.java",
            "TaskResources.java",
            "Turns.java");

    @TempDir
    private Path folder;

    @Test
    void everyTextThatNamesAToolWhichSomeServersLackSaysItsToolset() throws IOException {
        AskedToolsets usual = AskedToolsets.of(AllServers.NAME, Optional.empty());
        Set<String> some = new TreeSet<>(Toolset.tools(EnumSet.allOf(Toolset.class)));
        some.addAll(SpecToolset.tools(EnumSet.allOf(SpecToolset.class)));
        some.addAll(TaskToolset.tools(EnumSet.allOf(TaskToolset.class)));
        some.removeAll(AllServers.tools(Toolset.tools(Toolset.DEFAULT), usual));
        assertThat(some).contains("reopen_workflow", "change_task", "change_living_spec");
        Pattern bare =
                Pattern.compile("\\b(" + String.join("|", some) + ")\\b(?! \\(toolset [a-z]+\\))(?! \\(server )");
        List<String> found = new ArrayList<>();
        for (String sources : List.of(
                "servers/project-management", "servers/spec-driven", "servers/task-executor", "library/server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", sources, "src/main/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                        .filter(one -> !OF_ONE_TOOLSET.contains(String.valueOf(one.getFileName())))
                        .toList()) {
                    Matcher literal = LITERAL.matcher(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
                    while (literal.find()) {
                        if (!some.contains(literal.group(1))
                                && bare.matcher(literal.group(1)).find()) {
                            found.add(file.getFileName() + ": " + literal.group(1));
                        }
                    }
                }
            }
        }
        assertThat(found)
                .as("write \"change_task (toolset edit)\": a server without the tool then says what does the same")
                .isEmpty();
    }

    @Test
    void whereAToolIsMissingTheAnswerNamesTheCommand() {
        McpCommand.Asked asked = McpCommand.read(new String[] {"mcp", "all", "--project", folder.toString()});
        try (ServedProject project =
                new ServedProject(folder.toString(), McpCommand.serving(asked), Surroundings.here())) {
            WorkflowMcpServer all = McpCommand.server(asked, project);
            call(all, "create_workflow", "{'name':'sign-in','tasks':[{'description':'One'}]}");
            call(all, "archive_workflow", "{'workflowName':'sign-in','force':true,'reason':'It is over'}");
            String status = call(all, "get_workflow_status", "{'workflowName':'sign-in'}")
                    .text();
            assertThat(status)
                    .contains("call the command 'workflow tasks reopen' to go on with them")
                    .doesNotContain("reopen_workflow", "toolset");
            ToolAnswer refused = call(all, "complete_task", "{'workflowName':'sign-in','taskId':1}");
            assertThat(refused.text())
                    .contains("E_WORKFLOW_ARCHIVED", "Reopen it first. Next: the command 'workflow tasks reopen'.")
                    .doesNotContain("reopen_workflow");
            assertThat(refused.structured().at("error", "next")).isEmpty();
        }
    }

    private static ToolAnswer call(WorkflowMcpServer server, String tool, String arguments) {
        return server.call(tool, Json.parse(arguments.replace('\'', '"')).asObject());
    }
}
