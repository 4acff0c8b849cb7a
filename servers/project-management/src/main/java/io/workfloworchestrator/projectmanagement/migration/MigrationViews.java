package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.migration.Migration.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What answers about a migration say. Pure functions. */
final class MigrationViews {
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST = 400;

    private MigrationViews() {}

    static String some(List<String> paths) {
        return Names.fitting(paths.stream().map(PathRules::show).toList(), ", ", LONGEST);
    }

    static Json analysis(Analysis found, LayoutVersion version, Supplier<Map<String, List<String>>> groups) {
        int files = found.scan().files().size();
        Json.Obj analysis = Json.Obj.EMPTY
                .with("totalFiles", files)
                .with("filesAnalyzed", files - found.unknown().size())
                .with("filesSkipped", found.scan().skipped())
                .with("suggested", found.suggestions().size())
                .with("inPlace", found.inPlace())
                .with("kept", found.kept())
                .with("codeThatStays", found.code());
        analysis = with(analysis, "secrets", found.secrets());
        analysis = with(analysis, "unreadable", found.scan().unreadable());
        analysis = with(analysis, "noRuleFor", found.unknown());
        if (!version.version().isEmpty()) {
            analysis = analysis.with("olderLayout", older(version, groups.get()));
        }
        return analysis;
    }

    private static Json older(LayoutVersion version, Map<String, List<String>> groups) {
        Map<String, Json> sizes = new LinkedHashMap<>();
        groups.forEach((group, goals) -> sizes.put(group, some(goals, MOST_SHOWN)));
        Json.Obj older = Json.Obj.EMPTY
                .with("version", version.version())
                .with("confidence", Math.round(version.confidence() * 100) / 100.0)
                .with("markers", Json.strings(version.markers()));
        return sizes.isEmpty() ? older : older.with("goalGroups", Json.object(sizes));
    }

    private static Json.Obj with(Json.Obj analysis, String name, List<String> lines) {
        return lines.isEmpty()
                ? analysis
                : analysis.with(name, some(lines, MOST_SHOWN)).with(name + "Total", lines.size());
    }

    private static Json some(List<String> lines, int most) {
        return Json.strings(lines.stream().limit(most).map(PathRules::show).toList());
    }

    static Json summary(int moved, int skipped, int resolved) {
        return Json.Obj.EMPTY
                .with("filesMoved", moved)
                .with("filesSkipped", skipped)
                .with("conflictsResolved", resolved);
    }

    static String message(Analysis found, Optional<Migration> newest) {
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
}
