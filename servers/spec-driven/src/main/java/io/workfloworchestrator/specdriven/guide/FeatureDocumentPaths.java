package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the documents of a project's features are, and what lies there: it looks at the disk at each question. A place that cannot be
 * read, such as a link that leads nowhere, counts as absent: looking never fails.
 */
public record FeatureDocumentPaths(ProjectFolder project, Map<String, String> paths) {
    /** Whole words: "Delphi" and "graphics" say nothing of it. */
    private static final Pattern HEALTH =
            Pattern.compile("\\b(HIPAA|PHI|ePHI|protected health (data|information))\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern DENIED =
            Pattern.compile("\\b(no|not|none|never|without|false)\\b", Pattern.CASE_INSENSITIVE);

    /** A line that forbids something of such data shows that there is some. */
    private static final Pattern RULE =
            Pattern.compile("\\b(must|shall|may|encrypt\\w*|log\\w*)\\b", Pattern.CASE_INSENSITIVE);

    /** Numbered folders, such as {@code 001-login}; after 999 they have more digits. */
    private static final Pattern NUMBERED = Pattern.compile("(\\d{3,15})-.*");

    private static final Pattern KEPT = Pattern.compile(".+\\.kept(-\\d+)?\\.[^.]+");
    private static final int MOST_LOOKED_AT = 2_000;
    private static final int MOST_BYTES = 1 << 20;

    /** The folders of the full and of the lean planning, whose set-up writes a constitution; then where other tools keep theirs. */
    private static final List<String> ELSEWHERE = List.of(
            "01-planning/CONSTITUTION.md",
            "planning/CONSTITUTION.md",
            "brainstorming/future-goals/CONSTITUTION.md",
            ".specify/memory/constitution.md",
            "constitution.md");

    /**
     * The places of a project, as its definition of a feature says.
     *
     * @throws io.workfloworchestrator.json.CodedException if that definition has problems
     */
    public static FeatureDocumentPaths of(ProjectFolder project) {
        return of(project, Definitions.of(project).get("feature"));
    }

    /** @param feature what a feature is in this project, with its paths */
    public static FeatureDocumentPaths of(ProjectFolder project, WorkflowDefinition feature) {
        return new FeatureDocumentPaths(
                project, feature.resolvedPaths(feature.layout(project::exists).orElse(null)));
    }

    public String specs() {
        return paths.getOrDefault("specs", "specs");
    }

    public String constitutionPath() {
        return paths.getOrDefault("constitution", specs() + "/.specify/memory/constitution.md");
    }

    /** Where a constitution is; it may lie where others write it. Empty if there is none. */
    public Optional<String> constitution() {
        return Stream.concat(Stream.of(constitutionPath()), ELSEWHERE.stream())
                .filter(this::isFile)
                .findFirst();
    }

    public Optional<String> constitutionText() {
        return constitution().flatMap(this::text);
    }

    public boolean handlesHealthData() {
        return constitutionText().stream()
                .flatMap(String::lines)
                .filter(line -> HEALTH.matcher(line).find())
                .anyMatch(line ->
                        !DENIED.matcher(line).find() || RULE.matcher(line).find());
    }

    boolean isFile(String path) {
        return is(PathAttributes.Kind.FILE, project, path);
    }

    /** Whether something of this kind is there and can be looked at. */
    public static boolean is(PathAttributes.Kind kind, ProjectFolder project, String path) {
        try {
            return project.attributes(path)
                    .filter(found -> found.kind() == kind)
                    .isPresent();
        } catch (PathException e) {
            return false;
        }
    }

    public boolean exists(String path) {
        try {
            return project.exists(path);
        } catch (PathException e) {
            return false;
        }
    }

    Optional<String> text(String path) {
        try {
            return Optional.of(project.readText(path, MOST_BYTES));
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    public List<FolderEntry> list(String path) {
        try {
            return project.exists(path) ? project.list(path, MOST_LOOKED_AT) : List.of();
        } catch (PathException e) {
            return List.of();
        }
    }

    /** The names of the numbered folders of features, sorted; a folder that has only copies of what went away is not one. */
    public List<String> numbered() {
        String specs = specs();
        return numbered(specs).stream()
                .filter(name -> !hasOnlyCopies(list(specs + "/" + name)))
                .toList();
    }

    private static boolean hasOnlyCopies(List<FolderEntry> entries) {
        return !entries.isEmpty()
                && entries.stream().allMatch(entry -> KEPT.matcher(entry.name()).matches());
    }

    /** The path of the copy of this number, from 1, that keeps what a person wrote in a document that goes away: {@code spec.kept.md}. */
    public static String kept(String path, int number) {
        int dot = path.lastIndexOf('.');
        return path.substring(0, dot) + ".kept" + (number == 1 ? "" : "-" + number) + path.substring(dot);
    }

    List<String> numbered(String specs) {
        return list(specs).stream()
                .filter(entry -> entry.kind() == PathAttributes.Kind.DIRECTORY)
                .map(FolderEntry::name)
                .filter(name -> number(name).isPresent())
                .sorted()
                .toList();
    }

    /** The highest number of a folder right in this one; 0 if there is none. */
    long highestNumber(String specs) {
        return numbered(specs).stream()
                .mapToLong(name -> number(name).orElse(0))
                .max()
                .orElse(0);
    }

    static OptionalLong number(String folder) {
        Matcher matcher = NUMBERED.matcher(folder);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
