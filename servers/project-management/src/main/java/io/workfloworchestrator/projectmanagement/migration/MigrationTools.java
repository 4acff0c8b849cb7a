package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.projectmanagement.migration.Migration.Move;
import io.workfloworchestrator.projectmanagement.migration.Migration.Status;
import io.workfloworchestrator.server.News;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools that look where the files of a folder belong, and move them. Thread-safe. */
public record MigrationTools(ToolContext context, Clock clock) {
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int MOST_SHOWN = 40;
    private static final int PAGE = 25;

    public static List<Tool<?, ?>> of(ToolContext context) {
        MigrationTools tools = new MigrationTools(context, Clock.systemUTC());
        return List.of(tools.migrate(), tools.confirm(), ValidationTool.of(context));
    }

    // look

    record MigrateIn(
            @Field(listed = false) Optional<String> projectPath,
            Optional<String> projectName,

            Optional<Boolean> includeCode,
            Optional<String> cursor) {}

    /** @param suggestions each with sourceFile, suggestedDestination, reasoning, confidence, fileType, brokenLinks */
    record Analyzed(
            @Field(untrusted = true) List<Json> suggestions,
            @Field(untrusted = true, listed = false) List<Json> conflicts,
            @Field(untrusted = true, listed = false) Json analysis,
            @Field(listed = false) String projectName,
            @Field(listed = false) Optional<String> cursor,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private Tool<MigrateIn, Analyzed> migrate() {
        return Tool.of("migrate_existing_project", MigrateIn.class, Analyzed.class)
                .description("Where the folder's files belong; moves nothing.")
                .readOnly()
                .handler(context.handler("migrate_existing_project", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    return analyzed(project, in);
                }));
    }

    private Analyzed analyzed(OpenProject project, MigrateIn in) {
        ProjectFolder folder = project.workflow().project();
        MigrationRules rules = MigrationRules.of(folder);
        ProjectLayout layout = ProjectLayout.of(project.workflow());
        Analysis found = Analysis.of(folder, rules, layout, in.includeCode().orElse(false));
        int from = from(in.cursor(), found.suggestions().size());
        int to = Math.min(found.suggestions().size(), from + PAGE);
        Moment now = project.state().now();
        return new Analyzed(
                found.suggestions().subList(from, to).stream()
                        .map(MigrationTools::shown)
                        .toList(),
                conflicts(found, layout.rules()),
                found.toJson(LayoutVersion.of(folder, rules), () -> LayoutVersion.groups(folder, rules)),
                in.projectName()
                        .orElse(
                                folder.root().getFileName() == null
                                        ? "project"
                                        : folder.root().getFileName().toString()),
                to < found.suggestions().size() ? Optional.of(String.valueOf(to)) : Optional.empty(),
                message(found, MigrationRun.newest(project.state())),
                context.told(project, now));
    }

    static int from(Optional<String> cursor, int size) {
        String given = cursor.orElse("0");
        if (!given.matches("\\d{1,9}") || Integer.parseInt(given) > size) {
            throw new ToolException(
                    "E_ARG_VALUE", "cursor is the one that the last answer gave. Leave it out to begin.");
        }
        return Integer.parseInt(given);
    }

    private static Json shown(Analysis.Suggestion one) {
        Json.Obj shown = Json.Obj.EMPTY
                .with("sourceFile", one.source())
                .with("suggestedDestination", one.destination())
                .with("reasoning", one.because())
                .with("confidence", one.confidence().word())
                .with("fileType", one.what());
        return one.links().isEmpty() ? shown : shown.with("brokenLinks", Json.strings(one.links()));
    }

    private static List<Json> conflicts(Analysis found, String layout) {
        List<Json> conflicts = new ArrayList<>();
        if (!found.taken().isEmpty()) {
            conflicts.add(
                    conflict("file", "files", "Something lies there already", found.taken(), MigrationPlan.FOR_TAKEN));
        }
        if (!found.structure().isEmpty() && layout.equals("full")) {
            conflicts.add(conflict(
                    "folder",
                    "existingStructure",
                    "Folders of the layout are there already",
                    found.structure(),
                    MigrationPlan.FOR_STRUCTURE));
        }
        return conflicts;
    }

    private static Json conflict(String type, String decideBy, String said, List<String> paths, List<String> options) {
        return Json.Obj.EMPTY
                .with("type", type)
                .with("description", said + ": " + MigrationPlan.some(paths) + ".")
                .with("decideBy", "conflictResolutions." + decideBy)
                .with("options", Json.strings(options));
    }

    private static String message(Analysis found, Optional<Migration> newest) {
        String open = newest.filter(one -> one.status() == Status.MOVING)
                .map(one -> " The migration " + one.id() + " is not finished: confirm_migration goes on with it, with"
                        + " undo: true it takes it back.")
                .orElse("");
        if (found.suggestions().isEmpty()) {
            return "Every file for which there is a rule is in its place." + open;
        }
        return found.suggestions().size() + " files could be moved; nothing was. confirm_migration moves those that you"
                + " name, or with accept: high all that are sure." + open;
    }

    // move

    private static final String SOURCE = "sourceFile";
    private static final List<String> CHOICE = List.of(
            (SOURCE + " suggestedDestination action customDestination reasoning confidence fileType brokenLinks")
                    .split(" "));
    private static final List<String> RESOLUTIONS = List.of("existingStructure", "files", "readme");

    record ConfirmIn(
            @Field(listed = false) Optional<String> projectPath,

            @Field("Each {sourceFile, action: accept|reject|custom, customDestination}")
            List<Json> suggestions,

            @Field("All so sure") Optional<PlaceRule.Confidence> accept,

            @Field("As files=rename") Map<String, String> conflictResolutions,

            Optional<Boolean> createBackup,
            Optional<Boolean> includeCode,
            Optional<Boolean> dryRun,
            Optional<Boolean> undo) {}

    record Confirmed(
            Json summary,
            @Field(untrusted = true, listed = false) List<Json> movements,
            @Field(untrusted = true, listed = false) Optional<String> backupPath,

            @Field(untrusted = true, max = 600, listed = false)
            String message,

            @Field(flat = true) News news) {}

    private Tool<ConfirmIn, Confirmed> confirm() {
        return Tool.of("confirm_migration", ConfirmIn.class, Confirmed.class)
                .description("Move files, all or none.")
                .destructive()
                .handler(context.handler("confirm_migration", (project, in, cause) -> {
                    ToolContext.check(project, in.projectPath());
                    MigrationRun run = new MigrationRun(project.workflow().project(), project.state(), step -> {});
                    Optional<Migration> newest = MigrationRun.newest(project.state());
                    if (in.undo().orElse(false)) {
                        return undo(project, run, newest, cause);
                    }
                    boolean isOpen =
                            newest.filter(one -> one.status() == Status.MOVING).isPresent();
                    if (isOpen && in.dryRun().orElse(false)) {
                        throw MigrationRun.open(newest.get());
                    }
                    return isOpen ? goOn(project, in, run, newest.get(), cause) : begin(project, in, run, cause);
                }));
    }

    private Confirmed undo(OpenProject project, MigrationRun run, Optional<Migration> newest, Cause cause) {
        Migration migration = newest.filter(one -> one.status() != Status.UNDONE)
                .orElseThrow(() -> new CodedException(
                        "E_MIGRATION_NONE", "There is no migration that could be taken back. Nothing was moved."));
        MigrationRun.Ended ended = run.back(migration, cause);
        return answer(project, migration.with(Status.UNDONE), 0, 0, ended, List.of());
    }

    private Confirmed goOn(OpenProject project, ConfirmIn in, MigrationRun run, Migration open, Cause cause) {
        List<String> asked = in.suggestions().stream()
                .map(MigrationTools::choice)
                .map(MigrationTools::source)
                .toList();
        List<String> known = open.moves().stream().map(Move::from).toList();
        String root = project.root() + "/";
        boolean isSame = asked.stream()
                .map(file -> file.startsWith(root) ? file.substring(root.length()) : file)
                .allMatch(known::contains);
        if (!isSame) {
            throw MigrationRun.open(open);
        }
        MigrationRun.Ended ended = run.forward(open, cause);
        return answer(project, open.with(Status.DONE), 0, 0, ended, List.of());
    }

    private Confirmed begin(OpenProject project, ConfirmIn in, MigrationRun run, Cause cause) {
        ProjectFolder folder = project.workflow().project();
        MigrationRules rules = MigrationRules.of(folder);
        ProjectLayout layout = ProjectLayout.of(project.workflow());
        Analysis found = Analysis.of(folder, rules, layout, in.includeCode().orElse(false));
        MigrationPlan plan = new MigrationPlan(folder, found, new FileTexts(folder, rules));
        in.accept().ifPresent(plan::acceptAll);
        requireKnown(in.conflictResolutions(), RESOLUTIONS);
        MigrationPlan.requireReadmeStays(
                Optional.ofNullable(in.conflictResolutions().get("readme")));
        for (Json given : in.suggestions()) {
            Map<String, String> one = choice(given);
            plan.decide(
                    source(one),
                    Optional.ofNullable(one.get("action")),
                    Optional.ofNullable(one.get("suggestedDestination")),
                    Optional.ofNullable(one.get("customDestination")));
        }
        String id = ID.format(clock.instant());
        String archives = rules.layout(layout).backup();
        plan.check();
        boolean goesOn = plan.moves().isEmpty()
                || !layout.rules().equals(ProjectLayout.FULL)
                || plan.resolveStructure(
                        Optional.ofNullable(in.conflictResolutions().get("existingStructure")),
                        archives + "/existing-" + id);
        if (!goesOn) {
            return unmoved(project, plan, Optional.empty(), "Cancelled, as you decided: nothing was moved.");
        }
        plan.resolveTaken(Optional.ofNullable(in.conflictResolutions().get("files")));
        if (plan.moves().isEmpty()) {
            return unmoved(
                    project,
                    plan,
                    Optional.empty(),
                    "Nothing was confirmed, and nothing was moved. Give suggestions, or accept: high.");
        }
        boolean backs = in.createBackup().orElse(true);
        Migration migration = new Migration(id, Status.MOVING, backs ? archives + "/backup-" + id : "", plan.moves());
        if (in.dryRun().orElse(false)) {
            return unmoved(
                    project,
                    plan,
                    Optional.of(migration),
                    migration.moves().size() + " files would be moved. Repeat the call without dryRun.");
        }
        Revision begun = run.begin(migration, cause);
        List<String> news = context.newsAfter(project, project.state().now(), Optional.of(begun));
        MigrationRun.Ended ended = run.forward(migration, cause);
        return answer(project, migration.with(Status.DONE), plan.skipped(), plan.resolved(), ended, news);
    }

    private static Map<String, String> choice(Json given) {
        Map<String, String> choice = new LinkedHashMap<>();
        if (given instanceof Json.Obj object) {
            object.forEach((name, value) -> choice.put(name, value.asText().orElseGet(value::toString)));
        }
        requireKnown(choice, CHOICE);
        return choice;
    }

    private static String source(Map<String, String> choice) {
        return Optional.ofNullable(choice.get(SOURCE))
                .orElseThrow(() -> new ToolException(
                        "E_ARG_MISSING", "Each of the suggestions needs sourceFile. Nothing was moved."));
    }

    private static void requireKnown(Map<String, String> given, List<String> known) {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ToolException(
                            "E_ARG_UNKNOWN",
                            "There is no \"" + name + "\"." + Names.hint(name, known) + " Nothing was moved.");
                });
    }

    /** Nothing was moved: it was only planned, or there is nothing to move. */
    private Confirmed unmoved(OpenProject project, MigrationPlan plan, Optional<Migration> planned, String message) {
        Moment now = project.state().now();
        return new Confirmed(
                summary(0, plan.skipped(), plan.resolved()),
                planned.map(migration -> movements(migration, "planned")).orElse(List.of()),
                planned.map(Migration::backup).filter(path -> !path.isEmpty()),
                message,
                context.told(project, now));
    }

    private Confirmed answer(
            OpenProject project,
            Migration migration,
            int skipped,
            int resolved,
            MigrationRun.Ended ended,
            List<String> earlier) {
        boolean isDone = migration.status() == Status.DONE;
        List<String> news = new ArrayList<>(earlier);
        Moment now = project.state().now().at(ended.revision());
        news.addAll(context.newsAfter(project, now, Optional.of(ended.revision())));
        int count = migration.moves().size();
        String message = isDone
                ? "Moved " + count + " files. confirm_migration with undo: true takes that back."
                : "Took the move of " + count + " files back.";
        return new Confirmed(
                summary(isDone ? count : 0, skipped, resolved),
                movements(migration, isDone ? "success" : "undone"),
                Optional.of(migration.backup()).filter(path -> !path.isEmpty()),
                String.join(
                        " ",
                        Stream.concat(Stream.of(message), ended.notes().stream())
                                .toList()),
                new News(ended.revision().number(), news));
    }

    private static Json summary(int moved, int skipped, int resolved) {
        return Json.Obj.EMPTY
                .with("filesMoved", moved)
                .with("filesSkipped", skipped)
                .with("conflictsResolved", resolved);
    }

    private static List<Json> movements(Migration migration, String status) {
        return migration.moves().stream()
                .limit(MOST_SHOWN)
                .<Json>map(move -> Json.Obj.EMPTY
                        .with("source", move.from())
                        .with("destination", move.to())
                        .with("status", status))
                .toList();
    }
}
