package io.workfloworchestrator.server;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a project's folder says at a glance, for the recommendations of interviews: {@code facts.project.folder}, {@code
 * facts.project.name}, and in {@code facts.folders} and {@code facts.files} the names of what lies at its top, sorted, without hidden
 * entries. Pure functions of the disk.
 */
public final class RepositoryFacts {
    private static final int MOST_LOOKED_AT = 2_000;
    private static final int MOST_NAMED = 50;

    private RepositoryFacts() {}

    /** The facts of a project; a folder with too many entries, or one that cannot be read, has no lists. */
    public static Json.Obj of(ProjectFolder project) {
        String folder = String.valueOf(project.root().getFileName());
        Json.Obj named = Json.Obj.EMPTY
                .with("folder", Json.of(folder))
                .with("name", Json.of(folder.replaceAll("[-_.]+", " ").strip()));
        Json.Obj facts = Json.Obj.EMPTY.with("project", named);
        try {
            List<String> folders = new ArrayList<>();
            List<String> files = new ArrayList<>();
            for (FolderEntry entry : project.list(".", MOST_LOOKED_AT)) {
                if (!entry.name().startsWith(".")) {
                    (entry.kind() == PathAttributes.Kind.DIRECTORY ? folders : files).add(entry.name());
                }
            }
            return facts.with("folders", names(folders)).with("files", names(files));
        } catch (PathException e) {
            return facts;
        }
    }

    private static Json names(List<String> names) {
        return Json.strings(names.stream().sorted().limit(MOST_NAMED).toList());
    }
}
