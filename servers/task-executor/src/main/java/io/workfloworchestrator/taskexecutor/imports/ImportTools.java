package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tool that takes tasks of other tools over. Thread-safe. */
public final class ImportTools {
    public static final String IMPORT = "import_tasks";

    private static final int SHOWN = 50;

    private ImportTools() {}

    public static List<Tool<?, ?>> of(ToolContext context, Clock clock) {
        return List.of(Tool.of(IMPORT, In.class, Out.class)
                .description("Takes over tasks of " + String.join(", ", ImportFormat.words())
                        + ". Without apply it only says what would be done.")
                .handler(context.handler(IMPORT, (project, in, cause) -> answer(context, clock, project, in, cause))));
    }

    /**
     * @param workflowName the workflow that gets the tasks; it is begun if there is none of that name
     * @param format the word of a format; found out if it does not say
     */
    record In(
            String path,
            String workflowName,
            Optional<String> format,
            Optional<Boolean> apply,
            @Field(listed = false) Optional<String> projectPath) {}

    /**
     * @param added how many tasks are new
     * @param known how many were taken over before
     * @param states how many of the new ones stand how
     * @param tasks the new ones, each with its id in the list, and its number once it has one
     */
    record Out(
            boolean applied,
            String format,
            int added,
            int known,
            Map<String, Integer> states,

            @Field(untrusted = true, max = 300, named = false)
            List<Json> tasks,

            @Field(untrusted = true, max = 500) List<String> notes,
            @Field(untrusted = true, max = 600) String message,
            @Field(listed = false) long revision,

            @Field(untrusted = true, max = 400, listed = false)
            List<String> changes) {}

    private static Out answer(ToolContext context, Clock clock, OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.projectPath());
        TaskImport imports = new TaskImport(project, clock);
        ImportSource source = ImportSource.of(project.workflow().project(), in.path());
        TaskImport.Wanted wanted = new TaskImport.Wanted(
                source,
                in.format().filter(word -> !word.isBlank()).map(TaskImport::format),
                source.path(),
                in.workflowName());
        TaskImport.Report report = in.apply().orElse(false) ? imports.apply(wanted, cause) : imports.plan(wanted);
        ImportPlan plan = report.plan();
        List<String> notes =
                plan.notes().stream().limit(SHOWN).map(ImportNote::toString).toList();
        return new Out(
                report.commit().isPresent(),
                plan.format().word(),
                plan.added().size(),
                plan.known().size(),
                plan.states(),
                plan.added().stream()
                        .limit(SHOWN)
                        .map(task -> shown(task, report.numbers()))
                        .toList(),
                notes,
                message(report),
                report.moment().revision().number(),
                context.newsAfter(project, report.moment(), report.commit()));
    }

    private static Json shown(PortableTask task, Map<String, String> numbers) {
        Json.Obj shown = Json.Obj.EMPTY
                .with("id", task.id())
                .with("title", task.title())
                .with("status", task.state().word());
        String number = numbers.get(task.id());
        return number == null ? shown : shown.with("number", number);
    }

    private static String message(TaskImport.Report report) {
        ImportPlan plan = report.plan();
        int added = plan.added().size();
        String more = added > SHOWN ? " The first " + SHOWN + " are shown." : "";
        String notes = plan.notes().size() > SHOWN ? " " + (plan.notes().size() - SHOWN) + " more notes." : "";
        if (added == 0 && plan.known().isEmpty()) {
            return "No task was found in " + plan.list() + ", read as "
                    + plan.format().word() + ". Name the file or the folder of the tasks, or say their format." + notes;
        }
        if (added == 0) {
            return "Nothing is new: " + plan.known().size() + " tasks of the list are there already." + notes;
        }
        return report.commit().isPresent()
                ? added + " tasks were taken over; undo takes all of them back." + more + notes
                : "Nothing was changed. With apply, " + added + " tasks are taken over"
                        + (report.isNew() ? " into a new workflow." : ".") + more + notes;
    }
}
