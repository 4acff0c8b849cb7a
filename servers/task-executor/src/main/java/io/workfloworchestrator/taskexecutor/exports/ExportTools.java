package io.workfloworchestrator.taskexecutor.exports;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.taskexecutor.workflows.TaskWorkflows;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The tool that writes the tasks of a workflow in the format of another tool. Thread-safe. */
public final class ExportTools {
    public static final String EXPORT = "export_tasks";

    private static final int MOST_SHOWN = 16_000;

    private ExportTools() {}

    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(Tool.of(EXPORT, In.class, Out.class)
                .description(
                        "Tasks as " + String.join(", ", ExportFormat.words()) + "; into a new file if path names one.")
                .handler(context.handler(EXPORT, (project, in, cause) -> answer(context, clock, project, in))));
    }

    /**
     * @param format the word of a format
     * @param path a file of the project that is not there yet; the text is only answered if it does not say
     * @param agents on how many agents a timeline is planned; 1 if it does not say
     */
    record In(
            String workflowName,
            String format,
            Optional<String> path,
            @Field(listed = false, min = 1, max = 64) Optional<Integer> agents,
            @Field(listed = false) Optional<String> projectPath) {}

    /** @param text the text, if it was not written into a file */
    record Out(
            int tasks,

            @Field(untrusted = true, lines = true, max = MOST_SHOWN)
            Optional<String> text,

            Optional<String> path,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private static Out answer(ToolContext context, Clock clock, OpenProject project, In in) {
        ToolContext.check(project, in.projectPath());
        Moment now = project.state().now();
        ExportFormat format = format(in.format());
        TaskExport export = of(project, now, in.workflowName(), in.agents().orElse(1), clock);
        String text = format.text(export);
        Optional<String> path = in.path().filter(name -> !name.isBlank()).map(ProjectFolder::checkWritable);
        if (path.isPresent()) {
            project.workflow().project().writeNew(path.get(), text.getBytes(StandardCharsets.UTF_8));
        } else if (text.length() > MOST_SHOWN) {
            throw new ToolException(
                    "E_EXPORT_SIZE",
                    "The text has " + text.length()
                            + " characters, which is too long for an answer. Give path, a new file.");
        }
        return new Out(
                export.tasks().size(),
                path.isPresent() ? Optional.empty() : Optional.of(text),
                path,
                now.revision().number(),
                context.news(project, now, Optional.empty()));
    }

    /** @throws ToolException E_EXPORT_FORMAT if there is none; it names the nearest */
    public static ExportFormat format(String word) {
        return ExportFormat.of(word)
                .orElseThrow(() -> new ToolException(
                        "E_EXPORT_FORMAT",
                        "There is no format \"" + Words.clip(word.replaceAll("\\p{C}", "?"), 40) + "\"."
                                + Names.hint(word, ExportFormat.words()) + " There are "
                                + String.join(", ", ExportFormat.words()) + "."));
    }

    /**
     * The tasks of a workflow at a moment.
     *
     * @throws io.workfloworchestrator.taskexecutor.workflows.TaskException E_WORKFLOW if there is none of that name
     */
    public static TaskExport of(OpenProject project, Moment now, String workflow, int agents, Clock clock) {
        TaskWorkflows workflows = new TaskWorkflows(project);
        return TaskExport.of(workflow, workflows.state(now, workflows.named(now, workflow)), agents, clock.instant());
    }
}
