package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as described: phases with steps and gates, facts about the project's files, and rules that advise.
 *
 * <pre>{@code
 * WorkflowDefinition release = WorkflowDefinition.parse("release.yaml", bytes);
 * WorkflowDefinition planning = WorkflowDefinition.builtIn("project-planning");
 * WorkflowDefinition own = WorkflowDefinition.builder("approval")
 *         .fact("request", "file", "request.md")
 *         .phase("ask", phase -> phase.step("write", "Write the request", "facts.request.exists"))
 *         .build();
 * }</pre>
 *
 * <p>Every way proves the definition first ({@link #verify}) and reports <em>all</em> its problems at once, in a
 * {@link BrokenDefinitionException}. The language is described in {@code docs/definitions.md}.
 *
 * <p>Immutable, and so thread-safe.
 */
public final class WorkflowDefinition {
    /** The definitions that come with the library. */
    public static final List<String> BUILT_IN = List.of("project-planning");

    private final String type;
    private final int version;
    private final String title;
    private final Map<String, String> paths;
    private final List<LayoutDefinition> layouts;
    private final Map<String, FactDefinition> facts;
    private final Map<String, TrackDefinition> track;
    private final Map<String, FieldShape> data;
    private final Map<String, List<String>> tools;
    private final List<PhaseDefinition> phases;
    private final List<RuleDefinition> rules;
    private final List<WarningDefinition> warnings;
    private final Origin origin;
    private final @Nullable WorkflowDefinition below;
    private volatile @Nullable String fingerprint;

    WorkflowDefinition(DefinitionBuilder b, Origin origin) {
        this.type = b.type;
        this.version = b.version;
        this.title = b.title.isEmpty() ? b.type : b.title;
        this.paths = copy(b.paths);
        this.layouts = List.copyOf(b.layouts);
        this.facts = copy(b.facts);
        this.track = copy(b.track);
        this.data = copy(b.data);
        this.tools = copy(b.tools);
        this.phases = linked(b.phases);
        this.rules = List.copyOf(b.rules);
        this.warnings = List.copyOf(b.warnings);
        this.origin = origin;
        this.below = b.below;
        this.fingerprint = b.fingerprint;
    }

    /** Phases that say nothing of where they lead go on to the one that follows them. */
    private static List<PhaseDefinition> linked(List<DefinitionBuilder.PhaseDraft> drafts) {
        List<PhaseDefinition> phases = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            DefinitionBuilder.PhaseDraft d = drafts.get(i);
            List<String> following = i + 1 < drafts.size() ? List.of(drafts.get(i + 1).id) : List.of();
            List<String> declared = d.next;
            phases.add(new PhaseDefinition(
                    d.id,
                    d.title.isEmpty() ? d.id : d.title,
                    d.steps,
                    d.exit,
                    declared == null ? following : declared));
        }
        return List.copyOf(phases);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * The definition in {@code yaml}, proved.
     *
     * @param file the name used in problems
     * @throws BrokenDefinitionException with all problems, if there are any
     */
    public static WorkflowDefinition parse(String file, byte[] yaml) {
        return DefinitionReader.read(file, YamlReader.text(file, yaml));
    }

    /** {@link #parse(String, byte[])} of a text. */
    public static WorkflowDefinition parse(String file, String yaml) {
        return parse(file, yaml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A definition in YAML that lies beside a class, as in its jar.
     *
     * @throws BrokenDefinitionException naming every problem with line and column
     * @throws IllegalArgumentException when there is no such resource
     */
    public static WorkflowDefinition resource(Class<?> beside, String name) {
        try (InputStream yaml = beside.getResourceAsStream(name)) {
            if (yaml == null) {
                throw new IllegalArgumentException("there is no resource " + name + " beside " + beside.getName() + ".");
            }
            return parse(name, yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The definition in a file; at most 256 KB of it are read.
     *
     * @throws BrokenDefinitionException with all problems, if there are any
     * @throws UncheckedIOException if the file cannot be read
     */
    public static WorkflowDefinition load(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(new java.nio.file.NoSuchFileException(file + " is not a regular file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(name, in.readNBytes(YamlReader.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A definition that comes with the library, by type.
     *
     * @throws DefinitionException {@code E_WORKFLOW_TYPE} if there is none of that type
     */
    public static WorkflowDefinition builtIn(String type) {
        if (!BUILT_IN.contains(type)) {
            throw new DefinitionException(
                    "E_WORKFLOW_TYPE", "There is no built-in workflow \"" + type + "\"." + Names.hint(type, BUILT_IN));
        }
        return BuiltIn.get(type);
    }

    /** Begins a definition in Java. */
    public static DefinitionBuilder builder(String type) {
        return new DefinitionBuilder(type);
    }

    /**
     * What is wrong with this definition when the tools that exist are known; empty when nothing is.
     *
     * @param knownTools the tools that may be named, beside those that the definition declares; empty when any may
     */
    public List<DefinitionProblem> verify(Set<String> knownTools) {
        Problems problems = origin.problems();
        new DefinitionVerifier(this, problems, knownTools).verify();
        return problems.sorted();
    }

    /** The workflow type that this describes, such as {@code release}. */
    public String type() {
        return type;
    }

    /** This definition's version, from 1; running workflows keep the version they started with. */
    public int version() {
        return version;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Project-relative paths by name, as written: {@code ${name}} stands for another one. */
    public Map<String, String> paths() {
        return paths;
    }

    /** Other sets of paths, tried in order. */
    public List<LayoutDefinition> layouts() {
        return layouts;
    }

    /** The facts about the project's files by name. */
    public Map<String, FactDefinition> facts() {
        return facts;
    }

    /** What the state remembers of the disk, by name. */
    public Map<String, TrackDefinition> track() {
        return track;
    }

    /** The shape of the workflow's own data by field; empty when it may be anything. */
    public Map<String, FieldShape> data() {
        return data;
    }

    /** The tools that steps, gates and rules may name, with their arguments; {@code ?} marks an optional one. */
    public Map<String, List<String>> tools() {
        return tools;
    }

    /** The phases in their order; the first is where a workflow begins. */
    public List<PhaseDefinition> phases() {
        return phases;
    }

    /** The rules in their order. */
    public List<RuleDefinition> rules() {
        return rules;
    }

    /** The conditions that make the health a warning. */
    public List<WarningDefinition> warnings() {
        return warnings;
    }

    /** The definition that this one extends, which is of the same type when it overrides it. */
    public Optional<WorkflowDefinition> extended() {
        return Optional.ofNullable(below);
    }

    /** What this definition changes in the one that it extends; empty when it extends none. */
    public List<DefinitionChange> overrides() {
        return below == null ? List.of() : DefinitionChanges.between(below, this);
    }

    /**
     * What tells this definition from others: the same for two that mean the same, whatever their comments, order of names,
     * file, or words for people (titles, hints, {@code otherwise}, {@code action}, {@code because}, {@code says}). The first
     * 20 hexadecimal digits of the SHA-256 of {@link #toJson} without those words.
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = DefinitionKey.fingerprint(toJson());
            fingerprint = known;
        }
        return known;
    }

    /** The whole definition in the fields of the language, with what it extends and every default filled in. */
    public Json.Obj toJson() {
        return DefinitionWriter.json(this);
    }

    /** The phase of that id. */
    public Optional<PhaseDefinition> phase(String id) {
        return phases.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The step of that id, of whatever phase. */
    public Optional<StepDefinition> step(String id) {
        return phases.stream()
                .flatMap(p -> p.steps().stream())
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    /** The paths with every {@code ${name}} replaced, in the layout given or, when null, in the canonical one. */
    public Map<String, String> resolvedPaths(@Nullable LayoutDefinition layout) {
        Map<String, String> raw = new LinkedHashMap<>(paths);
        if (layout != null) {
            raw.putAll(layout.paths());
        }
        Map<String, String> resolved = new LinkedHashMap<>();
        for (String name : raw.keySet()) {
            resolved.put(name, PathNames.resolve(raw.getOrDefault(name, ""), raw));
        }
        return resolved;
    }

    Origin origin() {
        return origin;
    }

    @Override
    public String toString() {
        return type + " version " + version + " (" + origin.file() + ")";
    }
}
