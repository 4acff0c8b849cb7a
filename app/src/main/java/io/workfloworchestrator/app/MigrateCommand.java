package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow migrate}: where the files of the folder belong, and moves them when told to. */
@Command(name = "migrate", description = "Say where the folder's files belong; --apply moves them, all or none.")
final class MigrateCommand extends ChangingCommand {
    @Option(names = "--apply", description = "Move them; without it nothing is changed.")
    private boolean apply;

    @Option(names = "--undo", description = "Take the last migration back.")
    private boolean undo;

    @Option(
            names = "--accept",
            paramLabel = "LEVEL",
            description = "Those that are sure to this degree: high, medium or low; high when not given.")
    private String accept = "high";

    @Option(names = "--code", description = "Source code too.")
    private boolean code;

    @Option(names = "--no-backup", description = "Keep no copy of what is moved.")
    private boolean noBackup;

    @Option(
            names = "--resolve",
            paramLabel = "WHAT=HOW",
            description = "What to do where something is in the way, such as files=rename; may be given again.")
    private Map<String, String> resolutions = new LinkedHashMap<>();

    @Override
    ExitCode run(Workbench bench) {
        if (apply && undo) {
            throw new UsageException("give one of --apply and --undo.");
        }
        Cause cause = bench.cause(Optional.empty());
        if (undo) {
            return moved(ToolFamily.MIGRATION.call(
                    bench, "confirm_migration", Json.Obj.EMPTY.with("undo", Json.of(true)), cause));
        }
        Json.Obj wanted = wanted();
        return apply
                ? moved(ToolFamily.MIGRATION.call(bench, "confirm_migration", wanted, cause))
                : planned(bench, wanted, cause);
    }

    private Json.Obj wanted() {
        return Json.Obj.EMPTY
                .with("accept", Json.of(accept))
                .with("includeCode", Json.of(code))
                .with("createBackup", Json.of(!noBackup))
                .with("conflictResolutions", Shapes.json(resolutions));
    }

    /** What would move, and what is left to a person because it is less sure. */
    private ExitCode planned(Workbench bench, Json.Obj wanted, Cause cause) {
        Json.Obj found = ToolFamily.MIGRATION.call(
                bench, "migrate_existing_project", Json.Obj.EMPTY.with("includeCode", Json.of(code)), cause);
        Json.Obj plan =
                ToolFamily.MIGRATION.call(bench, "confirm_migration", wanted.with("dryRun", Json.of(true)), cause);
        Json.Obj answer = plan.with("applied", Json.of(false))
                .with("suggestions", Json.array(ToolReply.list(found, "suggestions")))
                .with("conflicts", Json.array(ToolReply.list(found, "conflicts")));
        return console.done(answer.without("changes"), () -> {
            for (Json one : ToolReply.list(found, "suggestions")) {
                console.paragraph(
                        ItemTable.padded(ToolReply.text(one, "confidence"), 8),
                        "          ",
                        ToolReply.text(one, "sourceFile") + " → " + ToolReply.text(one, "suggestedDestination") + ": "
                                + ToolReply.text(one, "reasoning"));
            }
            ToolReply.list(found, "conflicts")
                    .forEach(one -> console.paragraph(console.warn("! "), "  ", ToolReply.text(one, "description")));
            int moves = ToolReply.list(plan, "movements").size();
            console.line(console.dim(
                    moves == 0
                            ? "Nothing is to be moved that is as sure as --accept " + accept + " asks."
                            : "Nothing was moved. To move " + (moves == 1 ? "1 file" : moves + " files")
                                    + ": workflow migrate --apply"
                                    + (accept.equals("high") ? "" : " --accept " + accept)));
        });
    }

    private ExitCode moved(Json.Obj answer) {
        Json.Obj whole = answer.with("applied", Json.of(!undo));
        return console.done(whole.without("changes"), () -> {
            for (Json one : ToolReply.list(answer, "movements")) {
                console.paragraph("", "  ", ToolReply.text(one, "source") + " → " + ToolReply.text(one, "destination"));
            }
            console.line(ToolWords.said(ToolReply.text(answer, "message")));
        });
    }
}
