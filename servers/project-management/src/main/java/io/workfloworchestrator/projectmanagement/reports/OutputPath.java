package io.workfloworchestrator.projectmanagement.reports;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.definition.PathNames;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.workflow.Workflow;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a caller may have a file written: anywhere in the project but where the file would be taken for something else. A file
 * among those of items would become an item, one in {@code .ai-planning} a setting or a part of the state, and one with the name of
 * a folder of the planning would be in its way. Upper and lower case are the same here, since they are on some disks. Pure
 * functions on a project.
 */
public final class OutputPath {
    private static final String PLACE = "E_OUTPUT_PLACE";
    private static final String HOLE = "${";

    private OutputPath() {}

    /**
     * A path that a caller named, in its plain form.
     *
     * @param instead a path that would do, which a refusal names
     * @throws io.workfloworchestrator.files.PathException as {@link ProjectFolder#checkPath}
     * @throws CodedException {@code E_PATH_PROTECTED} below {@code .ai-planning} or {@code .git}; {@code E_OUTPUT_PLACE} among the
     *     files of items, or in the place of a folder of the planning
     */
    public static String checked(Workflow<Json> planning, String given, String instead) {
        String path = ProjectFolder.checkPath(given);
        String plain = path.toLowerCase(Locale.ROOT);
        for (String folder : List.of(".ai-planning", ".git")) {
            if (isAtOrBelow(plain, folder)) {
                String whose = folder.equals(".git") ? "of git" : "of the settings and the state";
                throw refusal("E_PATH_PROTECTED", path, folder + " is the folder " + whose, instead);
            }
        }
        Map<String, String> paths = Planning.paths(planning);
        Map<String, KindDefinition> kinds = planning.running().kinds();
        kinds.forEach((name, kind) -> documents(kind, paths)
                .filter(document -> isTaken(plain, document.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(document -> {
                    throw refusal(
                            PLACE, path, "the items of the kind " + name + " have their files at " + document, instead);
                }));
        requireNotAFolder(path, plain, paths, kinds.values(), instead);
        ProjectFolder.checkWritable(path);
        return path;
    }

    /** Where the items of a kind have files, with holes such as {@code ${item.title}}. */
    private static Stream<String> documents(KindDefinition kind, Map<String, String> paths) {
        return Optional.ofNullable(kind.document()).stream()
                .flatMap(document -> Stream.concat(
                        Stream.of(document.path()),
                        document.places().values().stream().flatMap(List::stream)))
                .map(path -> PathNames.resolve(path, paths));
    }

    /** Whether a path is the one file of a kind, or in the folder below which each item has its own. */
    private static boolean isTaken(String path, String document) {
        int hole = document.indexOf(HOLE);
        if (hole < 0) {
            return path.equals(document);
        }
        int end = document.lastIndexOf('/', hole);
        return end < 0 ? isAsLongAndEndsAs(path, document) : isAtOrBelow(path, document.substring(0, end));
    }

    /** Items right in the project's folder have only the files of their form. */
    private static boolean isAsLongAndEndsAs(String path, String document) {
        return path.split("/").length == document.split("/").length
                && path.endsWith(document.substring(document.lastIndexOf('}') + 1));
    }

    private static void requireNotAFolder(
            String path, String plain, Map<String, String> paths, Collection<KindDefinition> kinds, String instead) {
        Stream<String> documents = kinds.stream().flatMap(kind -> documents(kind, paths));
        Stream<String> folders = paths.values().stream().filter(OutputPath::isFolder);
        boolean isFolder = path.equals(".")
                || folders.anyMatch(folder -> folder.equalsIgnoreCase(path))
                || Stream.concat(paths.values().stream(), documents)
                        .anyMatch(other -> other.toLowerCase(Locale.ROOT).startsWith(plain + "/"));
        if (isFolder) {
            throw refusal(PLACE, path, "that is a folder of the planning, or will be one", instead);
        }
    }

    /** The definition does not say which of its paths are folders; their names have no ending. */
    private static boolean isFolder(String path) {
        return path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    }

    private static boolean isAtOrBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static CodedException refusal(String code, String path, String why, String instead) {
        return new CodedException(
                code,
                "Nothing was written to \"" + path + "\": " + why + ". Name another path, such as " + instead + ".");
    }
}
