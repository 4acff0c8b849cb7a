package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.state.Moment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tool that makes workflows from templates, and says which there are. Thread-safe. */
public final class TemplateTools {
    public static final String FROM_TEMPLATE = "create_from_template";

    private TemplateTools() {}

    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(Tool.of(FROM_TEMPLATE, In.class, Out.class)
                .description(
                        "A workflow from a template; without template, which there are and which values each takes.")
                .handler(context.handler(
                        FROM_TEMPLATE, (project, in, cause) -> answer(context, clock, project, in, cause))));
    }

    /**
     * @param name the name of the new workflow
     * @param values what is said for the placeholders of the template
     */
    record In(
            Optional<String> template,
            Optional<String> name,
            Map<String, String> values,
            @Field(listed = false) Optional<String> projectPath) {}

    /** @param templates the templates, each with its placeholders; a broken one with its faults */
    record Out(
            @Field(untrusted = true, max = 400) String message,
            Optional<Integer> tasks,

            @Field(untrusted = true, max = 2_000, named = false)
            List<Json> templates,

            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private static Out answer(ToolContext context, Clock clock, OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        WorkflowTemplates templates = new WorkflowTemplates(project.workflow().project());
        if (in.template().filter(name -> !name.isBlank()).isEmpty()) {
            Moment now = project.state().now();
            return new Out(
                    "Nothing was made: name a template, and the new workflow.",
                    Optional.empty(),
                    templates.names().stream()
                            .map(name -> shown(templates, name))
                            .toList(),
                    now.revision().number(),
                    context.news(project, now, Optional.empty()));
        }
        WorkflowTemplate template = templates.get(in.template().get().strip());
        String name = in.name().orElse(template.name());
        Done<Integer> done = new TemplatedWorkflow(project, clock).make(name, template, in.values(), cause);
        return new Out(
                "The workflow " + name + " has " + done.result() + " tasks. Take the first by next_task.",
                Optional.of(done.result()),
                List.of(),
                done.moment().revision().number(),
                context.newsAfter(project, done.moment(), done.commit().map(Commit::revision)));
    }

    private static Json shown(WorkflowTemplates templates, String name) {
        Json.Obj shown = Json.Obj.EMPTY.with("template", name).with("own", templates.isOwn(name));
        try {
            WorkflowTemplate template = templates.get(name);
            List<Json> values = new ArrayList<>();
            template.placeholders()
                    .forEach((key, placeholder) -> values.add(Json.Obj.EMPTY
                            .with("name", key)
                            .with("about", placeholder.about())
                            .with("required", placeholder.isRequired())
                            .with("default", placeholder.usual())));
            double hours = template.tasks().stream()
                    .mapToDouble(WorkflowTemplate.TemplateTask::hours)
                    .sum();
            return shown.with("title", template.title())
                    .with("tasks", template.tasks().size())
                    .with("hours", hours)
                    .with("values", Json.array(values));
        } catch (CodedException e) {
            return shown.with("faults", String.valueOf(e.getMessage()));
        }
    }
}
