package io.workfloworchestrator.workflow;

import io.workfloworchestrator.detect.FolderEntry;
import io.workfloworchestrator.detect.PathAttributes;
import io.workfloworchestrator.detect.PathException;
import io.workfloworchestrator.detect.ProjectFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The workflow types of a project: the built-in ones, and those in its {@value #FOLDER}, which may be new, or extend or
 * override others.
 *
 * <pre>{@code
 * Definitions definitions = Definitions.of(ProjectFolder.open(root));
 * WorkflowDefinition planning = definitions.get("project-planning");   // the project's own, when it overrides it
 * planning.overrides();                                                // what was changed
 * }</pre>
 *
 * <p>All files are read and proved at once: one that is wrong is an error, never left out. Where there is no such folder,
 * nothing is read. Immutable, and so thread-safe.
 */
public final class Definitions {
    /** The folder of a project's own definitions: files that end in {@code .yaml} or {@code .yml}. */
    public static final String FOLDER = ".ai-planning/definitions";

    private static final int MOST_FILES = 200;

    private final Map<String, WorkflowDefinition> own;

    private Definitions(Map<String, WorkflowDefinition> own) {
        this.own = own;
    }

    /**
     * The types of a project.
     *
     * @throws DefinitionException with the problems of all files
     * @throws PathException if the folder, or a file in it, cannot be read
     */
    public static Definitions of(ProjectFolder project) {
        if (!Files.exists(project.root().resolve(FOLDER))) {
            return new Definitions(Map.of());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (FolderEntry entry : entries(project)) {
            String path = FOLDER + "/" + entry.name();
            boolean yaml = entry.name().endsWith(".yaml") || entry.name().endsWith(".yml");
            if (yaml && !entry.name().startsWith(".") && entry.kind() != PathAttributes.Kind.DIRECTORY) {
                files.put(path, project.read(path, YamlReader.MOST_BYTES + 1));
            }
        }
        return of(files);
    }

    private static List<FolderEntry> entries(ProjectFolder project) {
        try {
            return project.list(FOLDER, MOST_FILES);
        } catch (PathException e) {
            if (!e.code().equals("E_PATH_SIZE")) {
                throw e;
            }
            throw new DefinitionException(List.of(new DefinitionProblem(
                    "E_RULE_COUNT",
                    FOLDER,
                    0,
                    0,
                    "The folder has more than " + MOST_FILES
                            + " entries, and none of them is read. Move what is not in use to another folder.",
                    "")));
        }
    }

    static Definitions of(Map<String, byte[]> files) {
        List<DefinitionProblem> problems = new ArrayList<>();
        Map<String, DefinitionSource> sources = new LinkedHashMap<>();
        files.forEach((file, bytes) -> {
            try {
                DefinitionSource source = DefinitionSource.read(file, YamlReader.text(file, bytes));
                DefinitionSource other = sources.putIfAbsent(source.type(), source);
                if (other != null) {
                    problems.add(source.problem(
                            "E_RULE_ID",
                            "workflow",
                            "\"" + source.type() + "\" is defined in " + other.file()
                                    + " too. Join the two, or rename one."));
                }
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            }
        });
        Map<String, WorkflowDefinition> own = new LinkedHashMap<>();
        for (DefinitionSource source : sources.values()) {
            try {
                own.put(source.type(), source.resolve(sources));
            } catch (DefinitionException e) {
                e.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return new Definitions(own);
    }

    /** Whether a key of the state holds a definition that work runs by, and no work itself. */
    public static boolean isRecord(String key) {
        return key.startsWith(Recorded.TYPE + "/");
    }

    /** Whether a key of the state holds a definition that work of this type runs by. */
    public static boolean isRecord(String key, String type) {
        return Recorded.isOf(key, type);
    }

    /** All types, sorted. */
    public Collection<String> types() {
        TreeSet<String> types = new TreeSet<>(WorkflowDefinition.BUILT_IN);
        types.addAll(own.keySet());
        return types;
    }

    /** What the project itself defines, in the order of its files. */
    public List<WorkflowDefinition> own() {
        return List.copyOf(own.values());
    }

    /**
     * The definition of a type: the project's own, else the built-in one.
     *
     * @throws WorkflowException {@code E_WORKFLOW_TYPE} if there is none
     */
    public WorkflowDefinition get(String type) {
        WorkflowDefinition found = own.get(type);
        if (found == null && !WorkflowDefinition.BUILT_IN.contains(type)) {
            throw new WorkflowException(
                    "E_WORKFLOW_TYPE",
                    "There is no workflow type \"" + type + "\", neither built in nor in " + FOLDER + "."
                            + Names.hint(type, types()));
        }
        return found == null ? WorkflowDefinition.builtIn(type) : found;
    }
}
