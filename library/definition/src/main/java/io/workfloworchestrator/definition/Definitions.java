package io.workfloworchestrator.definition;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.rules.Invisible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The workflow types of a project: the built-in ones, and those in its {@value #FOLDER}, which may be new, or extend or
 * override others.
 *
 * <pre>{@code
 * Definitions definitions = Definitions.of(ProjectFolder.open(root));
 * WorkflowDefinition release = definitions.get("release");   // the project's own, when it overrides it
 * release.overrides();                                        // what was changed
 * }</pre>
 *
 * <p>All files are read and proved at once. One that is wrong stops its own type and the types that extend it, until it is
 * mended; the others work. {@link #problems} names every fault, and asking for a type that cannot be used is refused with its
 * faults. In a project without such a folder nothing is read. Immutable, and so thread-safe.
 */
public final class Definitions {
    /** The folder of a project's own definitions: files that end in {@code .yaml} or {@code .yml}. */
    public static final String FOLDER = ".ai-planning/definitions";

    private static final int MOST_FILES = 200;
    private static final int MOST_NAMED = 3;

    private final Map<String, WorkflowDefinition> own;
    private final Map<String, BrokenDefinitionException> broken;
    private final List<DefinitionProblem> problems;

    private Definitions(
            Map<String, WorkflowDefinition> own,
            Map<String, BrokenDefinitionException> broken,
            List<DefinitionProblem> problems) {
        this.own = own;
        this.broken = broken;
        this.problems = problems;
    }

    /**
     * The types of a project; what is wrong with its files is in {@link #problems}.
     *
     * @throws PathException if the folder cannot be read
     */
    public static Definitions of(ProjectFolder project) {
        if (!Files.exists(project.root().resolve(FOLDER))) {
            return new Definitions(Map.of(), Map.of(), List.of());
        }
        DefinitionFiles files = new DefinitionFiles();
        for (FolderEntry entry : entries(project)) {
            String path = FOLDER + "/" + entry.name();
            boolean yaml = entry.name().endsWith(".yaml") || entry.name().endsWith(".yml");
            if (yaml && !entry.name().startsWith(".") && entry.kind() != PathAttributes.Kind.DIRECTORY) {
                files.read(path, () -> project.read(path, YamlReader.MOST_BYTES + 1));
            }
        }
        files.resolve();
        return new Definitions(files.own, files.broken, files.problems());
    }

    /** Names, sizes and times of the definitions of the project in a folder: they show a change without being read. */
    public static List<String> glance(Path root) {
        Path folder = root.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Definitions::stamp).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(e.toString());
        }
    }

    private static String stamp(Path file) {
        try {
            return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return file.getFileName() + " " + e;
        }
    }

    private static List<FolderEntry> entries(ProjectFolder project) {
        try {
            return project.list(FOLDER, MOST_FILES);
        } catch (PathException e) {
            if (!e.code().equals("E_PATH_SIZE")) {
                throw e;
            }
            throw new BrokenDefinitionException(List.of(new DefinitionProblem(
                    "E_RULE_COUNT",
                    FOLDER,
                    0,
                    0,
                    "The folder has more than " + MOST_FILES
                            + " entries, and none of them is read. Move what is not in use to another folder.",
                    "")));
        }
    }

    /** All that is wrong with the files, each with its place; empty when all types can be used. */
    public List<DefinitionProblem> problems() {
        return problems;
    }

    /** The types that cannot be used, sorted: those of files with problems, and those that extend them. */
    public Collection<String> broken() {
        return new TreeSet<>(broken.keySet());
    }

    /** Whether a key of the state holds a definition that work runs by, and no work itself. */
    public static boolean isRecord(String key) {
        return key.startsWith(DefinitionKey.TYPE + "/");
    }

    /** Whether a key of the state holds a definition that work of this type runs by. */
    public static boolean isRecord(String key, String type) {
        return DefinitionKey.isOf(key, type);
    }

    /** All types that can be used, sorted. */
    public Collection<String> types() {
        TreeSet<String> types = new TreeSet<>(BuiltIn.types());
        types.addAll(own.keySet());
        types.removeAll(broken.keySet());
        return types;
    }

    /** The project's own definitions that can be used, in the order of its files. */
    public List<WorkflowDefinition> own() {
        return List.copyOf(own.values());
    }

    /**
     * The definition of a type: the project's own, else the built-in one.
     *
     * @throws BrokenDefinitionException if its file, or that of a type which it extends, has problems
     * @throws DefinitionException {@code E_WORKFLOW_TYPE} if there is none
     */
    public WorkflowDefinition get(String type) {
        BrokenDefinitionException faults = broken.get(type);
        if (faults != null) {
            throw new BrokenDefinitionException(faults.problems());
        }
        WorkflowDefinition found = own.get(type);
        if (found == null && !BuiltIn.has(type)) {
            List<String> files = problems.stream()
                    .map(DefinitionProblem::headline)
                    .limit(MOST_NAMED)
                    .toList();
            throw new DefinitionException(
                    "E_WORKFLOW_TYPE",
                    "There is no workflow type \"" + Invisible.shown(type) + "\", neither built in nor in " + FOLDER
                            + "."
                            + Names.hint(type, types())
                            + (files.isEmpty() ? "" : " A file there cannot be used: " + String.join(" ", files)));
        }
        return found == null ? WorkflowDefinition.builtIn(type) : found;
    }
}
