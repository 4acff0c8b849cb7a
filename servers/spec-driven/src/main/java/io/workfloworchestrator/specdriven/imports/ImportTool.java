package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.state.Cause;
import java.util.List;
import java.util.Optional;

/** {@code import_specs}: takes over what other tools wrote in the project. Thread-safe. */
public final class ImportTool {
    public static final String NAME = "import_specs";

    private static final int MOST_NOTES = 50;

    private ImportTool() {}

    enum Action {
        LOOK,
        TAKE,
        UNDO
    }

    record In(
            Action action,

            @Field("Of the project; default: all of it") Optional<String> folder,

            @Field(listed = false) Optional<String> project_path) {}

    /**
     * @param features each with source, folder, requirements, tasks, done
     * @param notes what had no place, each with file and line
     * @param kept files that an undo left alone, since somebody changed them
     */
    record Out(
            @Field(untrusted = true) List<Json> features,
            @Field(untrusted = true, listed = false) List<String> specs,

            @Field(untrusted = true, max = 400) List<String> notes,

            @Field(untrusted = true, listed = false) List<String> kept,
            @Field(max = 600, listed = false) String message,
            @Field(flat = true) News news) {}

    public static Tool<?, ?> of(ToolContext context) {
        return Tool.of(NAME, In.class, Out.class)
                .description("Take over what spec-kit, OpenSpec or Kiro wrote, beside it: look first, then take; undo"
                        + " takes the last import back.")
                .handler(context.handler(NAME, (project, in, cause) -> call(context, project, in, cause)));
    }

    private static Out call(ToolContext context, OpenProject project, In in, Cause cause) {
        ToolContext.check(project, in.project_path());
        SpecImport imports = new SpecImport(project);
        if (in.action() == Action.UNDO) {
            String what = imports.last().orElse("");
            List<String> kept = imports.takeBack(cause);
            return out(context, project, new ImportReport(List.of(), List.of(), List.of()), kept, undone(what, kept));
        }
        String path =
                in.folder().map(String::strip).filter(some -> !some.isEmpty()).orElse(".");
        ProjectFolder folder = folder(project, path);
        boolean isLook = in.action() == Action.LOOK;
        ImportReport report = isLook ? imports.look(folder, path) : imports.take(folder, path, cause);
        boolean isNothing =
                !isLook && report.features().isEmpty() && report.specs().isEmpty();
        String did = isNothing
                ? SpecImport.NOTHING_NEW
                : report.features().size() + " features and "
                        + report.specs().size() + " living specifications "
                        + (isLook
                                ? "would be taken over. Nothing was written. Go on with action take."
                                : "were taken over.");
        return out(context, project, report, List.of(), did);
    }

    private static String undone(String what, List<String> kept) {
        return "The last import is taken back: " + what + "."
                + (kept.isEmpty() ? "" : " Files that somebody changed since stay: " + kept.size() + ".");
    }

    private static ProjectFolder folder(OpenProject project, String path) {
        ProjectFolder all = project.workflow().project();
        if (path.equals(".")) {
            return all;
        }
        String checked = ProjectFolder.checkPath(path);
        if (!all.exists(checked)) {
            throw new SpecDrivenException("E_IMPORT_NOTHING", "there is no folder " + checked + " in the project.");
        }
        try {
            return ProjectFolder.open(project.root().resolve(checked));
        } catch (PathException e) {
            throw new SpecDrivenException("E_IMPORT_NOTHING", checked + " is no folder that can be read.");
        }
    }

    private static Out out(
            ToolContext context, OpenProject project, ImportReport report, List<String> kept, String message) {
        List<String> notes = report.notes().stream()
                .limit(MOST_NOTES)
                .map(note -> note.place() + ": " + note.text())
                .toList();
        int more = report.notes().size() - notes.size();

        return new Out(
                report.features().stream().map(ImportTool::json).toList(),
                report.specs(),
                notes,
                kept,
                message + (more > 0 ? " There are " + more + " more notes: workflow spec import --dry-run." : ""),
                context.told(project, project.state().now()));
    }

    public static Json json(ImportReport.Feature feature) {
        Json.Obj json =
                RecordCodec.of(ImportReport.Feature.class).encode(feature).asObject();
        return feature.folder().isEmpty() ? json.without("number").without("folder") : json;
    }
}
