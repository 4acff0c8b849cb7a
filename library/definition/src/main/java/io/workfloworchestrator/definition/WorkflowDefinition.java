package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.rules.Invisible;
import io.workfloworchestrator.rules.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as described: phases with steps and gates, facts about the project's files, and rules that advise.
 *
 * <pre>{@code
 * WorkflowDefinition release = WorkflowDefinition.parse("release.yaml", bytes);
 * WorkflowDefinition loaded = WorkflowDefinition.load(Path.of("release.yaml"));
 * WorkflowDefinition own = WorkflowDefinition.builder("approval")
 *         .fact("request", "file", "request.md")
 *         .phase("ask", phase -> phase.step("write", "Write the request", "facts.request.exists"))
 *         .build();
 * }</pre>
 *
 * <p>Every way proves the definition first ({@link #verify}) and reports <em>all</em> its problems at once, in a
 * {@link BrokenDefinitionException}. The language is described in {@code docs/definitions.md}. Immutable, and so thread-safe.
 */
public final class WorkflowDefinition {
    /** The built-in ones by type, each made once. */
    private static final Map<String, WorkflowDefinition> BUILT_IN = new ConcurrentHashMap<>();

    private final DefinitionParts parts;
    private final Origin origin;
    private final @Nullable WorkflowDefinition below;
    private volatile @Nullable String fingerprint;
    private volatile @Nullable Types types;

    WorkflowDefinition(ReadDefinition read) {
        ReadDefinition lower = read.below();
        this.parts = read.parts();
        this.origin = read.origin();
        this.below = lower == null ? null : new WorkflowDefinition(lower);
        this.fingerprint = read.fingerprint();
    }

    /** The definition in {@code yaml}, proved; {@code file} names it in problems. */
    public static WorkflowDefinition parse(String file, byte[] yaml) {
        return new WorkflowDefinition(
                DefinitionSource.read(file, YamlReader.text(file, yaml)).alone());
    }

    /** {@link #parse(String, byte[])} of a text. */
    public static WorkflowDefinition parse(String file, String yaml) {
        return parse(file, yaml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A definition in YAML that lies beside a class, as in its jar.
     *
     * @throws IllegalArgumentException when there is no such resource
     */
    public static WorkflowDefinition resource(Class<?> beside, String name) {
        try (InputStream yaml = beside.getResourceAsStream(name)) {
            if (yaml == null) {
                throw new IllegalArgumentException(
                        "there is no resource " + name + " beside " + beside.getName() + ".");
            }
            return parse(name, yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The definition in a file; at most 256 KB of it are read.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public static WorkflowDefinition load(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(new NoSuchFileException(file + " is not a regular file"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(name, in.readNBytes(YamlReader.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A built-in definition, by type.
     *
     * @throws DefinitionException {@code E_WORKFLOW_TYPE} if there is none of that type
     */
    public static WorkflowDefinition builtIn(String type) {
        return BUILT_IN.computeIfAbsent(type, WorkflowDefinition::readBuiltIn);
    }

    private static WorkflowDefinition readBuiltIn(String type) {
        if (!BuiltIn.has(type)) {
            throw new DefinitionException(
                    "E_WORKFLOW_TYPE",
                    "There is no built-in workflow \"" + type + "\"." + Names.hint(type, BuiltIn.types()));
        }
        return new WorkflowDefinition(DefinitionSource.builtIn(type));
    }

    /** The types of the built-in definitions, sorted: those that an index on the class path names. */
    public static List<String> builtInTypes() {
        return BuiltIn.types();
    }

    /** Whether there is a built-in definition of this type. */
    public static boolean isBuiltIn(String type) {
        return BuiltIn.has(type);
    }

    /** The YAML of a built-in definition; refused as {@link #builtIn}. */
    public static String builtInYaml(String type) {
        WorkflowDefinition unused = builtIn(type);
        return BuiltIn.text(type);
    }

    /**
     * A definition from its {@link #toJson}. It is not proved again: only what was proved may be read so.
     *
     * @param file the name that it is shown with
     */
    public static WorkflowDefinition ofJson(String file, Json.Obj proved) {
        return new WorkflowDefinition(DefinitionReader.trusted(file, proved, DefinitionKey.fingerprint(proved)));
    }

    /**
     * The built-in definition of a type, if it is the one of this fingerprint: then its record in the state need not be read. Opens no
     * jar to find it.
     */
    public static Optional<WorkflowDefinition> builtIn(String type, String fingerprint) {
        return BuiltIn.isAtHand(type)
                ? Optional.of(builtIn(type)).filter(one -> one.fingerprint().equals(fingerprint))
                : Optional.empty();
    }

    /**
     * A definition from the record that the state keeps of it, as {@link #toJson} made it.
     *
     * @param fingerprint the one that the record is named by
     * @return empty when the text is not that of this fingerprint, because somebody edited it
     * @throws BrokenDefinitionException when a text that has the fingerprint cannot be read
     */
    public static Optional<WorkflowDefinition> recorded(Json.Obj record, String fingerprint) {
        return DefinitionKey.isTextOf(fingerprint, record)
                ? Optional.of(ofJson("as recorded", record))
                : Optional.empty();
    }

    /** Begins a definition in Java. */
    public static DefinitionBuilder builder(String type) {
        return new DefinitionBuilder(type);
    }

    /**
     * What is wrong with this definition when the tools that exist are known; empty when nothing is.
     *
     * @param knownTools the tools that may be named, beside those that the definition declares and those of every server; empty when
     *     any may, if the definition declares none
     */
    public List<DefinitionProblem> verify(Set<String> knownTools) {
        Problems problems = new Problems(origin);
        new DefinitionVerifier(parts, problems, knownTools).verify();
        return problems.sorted();
    }

    /** The names of the tools that its steps, gates, moves and rules call. */
    public Set<String> calledTools() {
        Stream<GateDefinition> gates = Stream.of(
                        finished().stream(),
                        phases().stream().flatMap(phase -> phase.exit().stream()),
                        kinds().values().stream()
                                .flatMap(kind -> kind.moves().stream())
                                .flatMap(move -> move.when().stream()))
                .flatMap(some -> some);
        Stream<Optional<Call>> calls = Stream.of(
                        gates.map(GateDefinition::tool),
                        phases().stream()
                                .flatMap(phase -> phase.steps().stream())
                                .map(StepDefinition::tool),
                        kinds().values().stream()
                                .flatMap(kind -> kind.moves().stream())
                                .map(MoveDefinition::tool),
                        rules().stream()
                                .map(rule -> Optional.ofNullable(rule.suggest().call())))
                .flatMap(some -> some);
        return calls.flatMap(Optional::stream).map(Call::tool).collect(Collectors.toSet());
    }

    /** The workflow type that this describes, such as {@code release}. */
    public String type() {
        return parts.type();
    }

    /** This definition's version, from 1; running workflows keep the version they started with. */
    public int version() {
        return parts.version();
    }

    /** For people. */
    public String title() {
        return parts.title();
    }

    /** Project-relative paths by name, as written: {@code ${name}} stands for another one. */
    public Map<String, String> paths() {
        return parts.paths();
    }

    /** Other sets of paths, tried in order. */
    public List<LayoutDefinition> layouts() {
        return parts.layouts();
    }

    /** The facts about the project's files by name. */
    public Map<String, FactDefinition> facts() {
        return parts.facts();
    }

    /** What the state remembers of the disk, by name. */
    public Map<String, TrackDefinition> track() {
        return parts.track();
    }

    /** The shape of the workflow's own data by field; empty when it may be anything. */
    public Map<String, FieldShape> data() {
        return parts.data();
    }

    /** The kinds of items that a workflow of this type holds, by name; written {@code items} in a definition. */
    public Map<String, KindDefinition> kinds() {
        return parts.kinds();
    }

    /** The tools that steps, gates and rules may name, with their arguments; {@code ?} marks an optional one. */
    public Map<String, List<String>> tools() {
        return parts.tools();
    }

    /** The phases in their order; the first is where a workflow begins. */
    public List<PhaseDefinition> phases() {
        return parts.phases();
    }

    /** The rules in their order. */
    public List<RuleDefinition> rules() {
        return parts.rules();
    }

    /** The conditions that make the health a warning. */
    public List<WarningDefinition> warnings() {
        return parts.warnings();
    }

    /**
     * What must hold for a workflow of this type to count as finished although its phases were not left, such as a list of workflows that
     * stands as long as the project does. Empty when only its phases say it.
     */
    public List<GateDefinition> finished() {
        return parts.finished();
    }

    /** The workflow, {@code type/id}, that lists those of this type and says what became of each; empty when none does. */
    public Optional<String> listedIn() {
        return Optional.ofNullable(parts.listedIn());
    }

    /** The definition that this one extends, which is of the same type when it overrides it. */
    public Optional<WorkflowDefinition> extended() {
        return Optional.ofNullable(below);
    }

    /** What this definition changes in the one that it extends; empty when it extends none. */
    public List<DefinitionChange> overrides() {
        return below == null ? List.of() : changesFrom(below);
    }

    /**
     * What tells this definition from others: the same for two that mean the same, whatever their comments, order of names,
     * file, words for people (titles, hints, {@code otherwise}, {@code action}, {@code because}, {@code says}), {@code finished}
     * or {@code listed-in}. The first 20 hexadecimal digits of the SHA-256 of {@link #toJson} without those words.
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
        return DefinitionWriter.json(parts);
    }

    /** What was changed, added and removed on the way from that definition to this one, in the order of the language. */
    public List<DefinitionChange> changesFrom(WorkflowDefinition before) {
        return DefinitionChanges.between(before.toJson(), toJson());
    }

    /** The names that conditions and templates may read, with their types. */
    public Types types() {
        Types known = types;
        if (known == null) {
            known = Environment.types(parts);
            types = known;
        }
        return known;
    }

    /**
     * The names that the moves of a kind and its document's path may read: {@link #types()}, and {@code item}.
     *
     * @throws DefinitionException {@code E_ITEM_KIND} if there is no such kind
     */
    public Types types(String kind) {
        KindDefinition described = kind(kind)
                .orElseThrow(() -> new DefinitionException(
                        "E_ITEM_KIND",
                        "The workflow type \"" + type() + "\" has no items of kind \"" + Invisible.shown(kind) + "\"."
                                + Names.hint(kind, kinds().keySet())));
        return types().with(ItemTypes.ITEM, ItemTypes.item(kind, described));
    }

    /** The kind of items of that name. */
    public Optional<KindDefinition> kind(String name) {
        return Optional.ofNullable(kinds().get(name));
    }

    /** The phase of that id. */
    public Optional<PhaseDefinition> phase(String id) {
        return parts.phase(id);
    }

    /** The step of that id, of whatever phase. */
    public Optional<StepDefinition> step(String id) {
        return phases().stream()
                .flatMap(p -> p.steps().stream())
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    /**
     * The layout that a project has: the first of which a mark is there and nothing that speaks against it; empty if it is the
     * canonical one.
     *
     * @param exists whether the project has a file or folder, by its relative path
     */
    public Optional<LayoutDefinition> layout(Predicate<String> exists) {
        return layouts().stream()
                .filter(layout ->
                        layout.recognisedBy().stream().anyMatch(p -> exists.test(PathNames.resolve(p, paths()))))
                .filter(layout -> layout.unless().stream().noneMatch(p -> exists.test(PathNames.resolve(p, paths()))))
                .findFirst();
    }

    /**
     * The paths with every {@code ${name}} replaced, in the layout given or, when null, in the canonical one. Where a path names the
     * workflow's id, that stays as it stands.
     */
    public Map<String, String> resolvedPaths(@Nullable LayoutDefinition layout) {
        return parts.resolvedPaths(layout);
    }

    /**
     * The paths of one workflow of this type, with its {@code workflow.id} and {@code workflow.type} beside them.
     *
     * @param layout the layout that the project has; null for the canonical one
     */
    public Map<String, String> pathsOf(@Nullable LayoutDefinition layout, String workflow) {
        return parts.pathsOf(layout, workflow);
    }

    @Override
    public String toString() {
        return type() + " version " + version() + " (" + origin.file() + ")";
    }
}
