package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.state.Done;
import io.workfloworchestrator.taskexecutor.templates.TemplatedWorkflow;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplates;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow tasks new [NAME] --template TEMPLATE}: a workflow from a template; without a name, which templates there are. */
@Command(name = "new", description = "A workflow of tasks from a template; without NAME, which templates there are.")
final class TasksNewCommand extends ChangingCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The name of the new workflow.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            description = "Such as bug-fix; see .ai-planning/templates/workflows.")
    private Optional<String> template = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A value of the template; once for each.")
    private Map<String, String> values = new LinkedHashMap<>();

    TasksNewCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        OpenProject project = TaskProject.of(bench);
        WorkflowTemplates templates = new WorkflowTemplates(bench.folder());
        if (name.isEmpty()) {
            console.answer(
                    Json.Obj.EMPTY.with("templates", Json.strings(templates.names())),
                    () -> templates.names().forEach(one -> print(templates, one)));
            return ExitCode.OK;
        }
        String wanted = template.orElseThrow(() ->
                new UsageException("say which template by --template: " + String.join(", ", templates.names()) + "."));
        Done<Integer> done = new TemplatedWorkflow(project, Clock.systemUTC())
                .make(name.get(), templates.get(wanted), values, bench.cause(Optional.empty()));
        bench.publish();
        Json.Obj answer = Json.Obj.EMPTY
                .with("workflow", Json.of(name.get()))
                .with("tasks", Json.of(done.result()))
                .with("revision", Json.of(done.moment().revision().number()));
        console.answer(answer, () -> console.line("The workflow " + name.get() + " has " + done.result() + " tasks."));
        return ExitCode.OK;
    }

    private void print(WorkflowTemplates templates, String one) {
        try {
            WorkflowTemplate found = templates.get(one);
            console.line(console.bold(one) + "  " + found.title() + ", "
                    + found.tasks().size() + " tasks" + (templates.isOwn(one) ? ", of this project" : ""));
            found.placeholders()
                    .forEach((key, placeholder) -> console.paragraph(
                            "    --set " + key + "=  ",
                            "      ",
                            placeholder.about()
                                    + (placeholder.isRequired() ? " (required)" : " (" + placeholder.usual() + ")")));
        } catch (CodedException e) {
            console.paragraph(console.warn(one + "  "), "    ", String.valueOf(e.getMessage()));
        }
    }
}
