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
 * facts.project.name} with its {@code source}, and in {@code facts.folders} and {@code facts.files} the names of what lies at its top, sorted, without hidden
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
                .with("name", Json.of(folder.replaceAll("[-_.]+", " ").strip()))
                .with("source", Json.of("the name of the folder, " + folder));
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

    /** The same facts of a project that people gave a title: that says more than the name of its folder. */
    public static Json.Obj titled(Json.Obj facts, String title) {
        if (title.isBlank()) {
            return facts;
        }
        Json.Obj project = facts.find("project").map(Json::asObject).orElse(Json.Obj.EMPTY);
        return facts.with(
                "project",
                project.with("name", Json.of(title.strip())).with("source", Json.of("the title of the planning")));
    }

    private static Json names(List<String> names) {
        return Json.strings(names.stream().sorted().limit(MOST_NAMED).toList());
    }
}
