package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.projectmanagement.migration.Migration.Move;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody confirmed, as moves that can be made: every source is a file that may be moved, every destination is inside the
 * project, free, and that of one file only. Looks, and changes nothing. Not thread-safe.
 */
final class MigrationPlan {
    static final List<String> FOR_TAKEN = List.of("skip", "rename");

    static final List<String> FOR_STRUCTURE = List.of("merge", "archive", "cancel");

    private final ProjectFolder project;
    private final Analysis analysis;
    private final FileTexts texts;
    private final Map<String, String> moves = new LinkedHashMap<>();
    private int skipped;
    private int resolved;

    MigrationPlan(ProjectFolder project, Analysis analysis, FileTexts texts) {
        this.project = project;
        this.analysis = analysis;
        this.texts = texts;
    }

    int skipped() {
        return skipped;
    }

    int resolved() {
        return resolved;
    }

    void acceptAll(PlaceRule.Confidence least) {
        analysis.suggestions().stream()
                .filter(one -> one.confidence().compareTo(least) >= 0)
                .forEach(one -> moves.put(one.source(), one.destination()));
    }

    /** Takes or drops one file; throws {@link CodedException} if it cannot be so. */
    void decide(String sourceFile, Optional<String> action, Optional<String> suggested, Optional<String> custom) {
        String source = relative(sourceFile);
        String does = action.map(word -> word.strip().toLowerCase(Locale.ROOT)).orElse("accept");
        Optional<String> to = switch (does) {
            case "reject" -> Optional.empty();
            case "accept" ->
                suggested.or(() -> analysis.suggestions().stream()
                        .filter(one -> one.source().equals(source))
                        .map(Analysis.Suggestion::destination)
                        .findFirst());
            case "custom" -> custom;
            default ->
                throw refused(
                        "E_MIGRATION_ACTION",
                        "There is no action \"" + Words.clip(does, 40) + "\"."
                                + Names.hint(does, List.of("accept", "reject", "custom")));
        };
        if (does.equals("reject")) {
            moves.remove(source);
            skipped++;
            return;
        }
        if (to.isEmpty()) {
            throw refused(
                    "E_MIGRATION_DESTINATION",
                    "It is not said where \"" + PathRules.show(source) + "\" goes. Give "
                            + (does.equals("custom") ? "customDestination." : "suggestedDestination."));
        }
        moves.put(source, ProjectFolder.checkWritable(to.get()));
    }

    /** The path in the project; an absolute one must lead into it. */
    private String relative(String file) {
        String root = project.root().toString();
        boolean isInside = file.startsWith(root + "/") || file.startsWith(root + java.io.File.separator);
        String path = isInside ? Path.of(root).relativize(Path.of(file)).toString() : file;
        return ProjectFolder.checkPath(path.replace(java.io.File.separatorChar, '/'));
    }

    /** Proves each move; throws the refusal that fits. */
    void check() {
        Map<String, String> destinations = new LinkedHashMap<>();
        moves.forEach((from, to) -> {
            ProjectFolder.checkWritable(from);
            requireFile(from);
            Optional<String> secret = texts.secret(from);
            if (secret.isPresent()) {
                throw refused(
                        "E_MIGRATION_SECRET",
                        "\"" + PathRules.show(from) + "\" is not moved: " + secret.get()
                                + ". Move it by hand, or leave it out.");
            }
            String other = destinations.put(to.toLowerCase(Locale.ROOT), from);
            if (other != null) {
                throw refused(
                        "E_MIGRATION_COLLISION",
                        "\"" + PathRules.show(other) + "\" and \"" + PathRules.show(from) + "\" would both become \""
                                + PathRules.show(to) + "\". Give one of them a customDestination.");
            }
            if (from.equals(to)) {
                throw refused("E_MIGRATION_DESTINATION", "\"" + PathRules.show(from) + "\" is there already.");
            }
        });
    }

    private void requireFile(String from) {
        Optional<PathAttributes> found = project.attributes(from);
        if (found.filter(one -> one.kind() == PathAttributes.Kind.FILE).isEmpty()) {
            throw refused(
                    "E_MIGRATION_SOURCE",
                    "\"" + PathRules.show(from) + "\" is no file of the project."
                            + Names.nearest(from, analysis.scan().files())
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
    }

    /**
     * Applies what the caller decided about destinations that are taken.
     *
     * @throws CodedException {@code E_MIGRATION_DECISION} if he did not
     */
    void resolveTaken(Optional<String> decision) {
        Map<String, String> taken = new LinkedHashMap<>();
        moves.forEach((from, to) -> {
            if (project.exists(to)) {
                taken.put(from, to);
            }
        });
        if (taken.isEmpty()) {
            return;
        }
        String does = decision.map(word -> oneOf("conflictResolutions.files", word, FOR_TAKEN))
                .orElseThrow(() -> refused(
                        "E_MIGRATION_DECISION",
                        "Something lies already where these files would go: " + some(List.copyOf(taken.keySet()))
                                + ". Decide with conflictResolutions.files: skip leaves them where they are, rename gives"
                                + " them a name beside."));
        resolved += taken.size();
        taken.forEach((from, to) -> {
            if (does.equals("skip")) {
                moves.remove(from);
                skipped++;
            } else {
                moves.put(from, beside(to));
            }
        });
    }

    private String beside(String path) {
        int dot = path.lastIndexOf('.');
        int end = dot > path.lastIndexOf('/') + 1 ? dot : path.length();
        for (int i = 2; ; i++) {
            String name = path.substring(0, end) + "-" + i + path.substring(end);
            if (!project.exists(name) && !moves.containsValue(name)) {
                return name;
            }
        }
    }

    /**
     * Applies what the caller decided about folders of the layout that are there already.
     *
     * @param archive the folder into which their files go, if that is his decision
     * @return false if he cancelled everything
     * @throws CodedException {@code E_MIGRATION_DECISION} if he did not decide
     */
    boolean resolveStructure(Optional<String> decision, String archive) {
        if (analysis.structure().isEmpty()) {
            return true;
        }
        String does = decision.map(word -> oneOf("conflictResolutions.existingStructure", word, FOR_STRUCTURE))
                .orElseThrow(() -> refused(
                        "E_MIGRATION_DECISION",
                        "These folders of the layout are there already: " + some(analysis.structure())
                                + ". Decide with conflictResolutions.existingStructure: merge puts files beside theirs,"
                                + " archive moves what they hold to " + archive + " first, cancel moves nothing."));
        resolved++;
        if (does.equals("archive")) {
            Map<String, String> confirmed = new LinkedHashMap<>(moves);
            moves.clear();
            String archives = archive.substring(0, archive.indexOf('/', archive.indexOf('/') + 1));
            analysis.scan().files().stream()
                    .filter(path -> analysis.structure().stream().anyMatch(folder -> path.startsWith(folder + "/")))
                    .filter(path -> !path.startsWith(archives + "/"))
                    .filter(path -> texts.secret(path).isEmpty())
                    .forEach(path -> moves.put(path, archive + "/" + path));
            confirmed.forEach(moves::putIfAbsent);
        }
        return !does.equals("cancel");
    }

    /** The README is neither moved nor changed, so only decisions that leave it as it is are taken. */
    static void requireReadmeStays(Optional<String> decision) {
        decision.ifPresent(word -> oneOf("conflictResolutions.readme", word, List.of("keep-both", "existing-only")));
    }

    private static String oneOf(String field, String given, List<String> known) {
        String word = given.strip().toLowerCase(Locale.ROOT);
        if (!known.contains(word)) {
            throw refused(
                    "E_MIGRATION_DECISION",
                    field + " cannot be \"" + Words.clip(word, 40) + "\"." + Names.hint(word, known));
        }
        return word;
    }

    static String some(List<String> paths) {
        return Names.fitting(paths.stream().map(PathRules::show).toList(), ", ", 400);
    }

    private static CodedException refused(String code, String message) {
        return new CodedException(code, message + " Nothing was moved.");
    }

    List<Move> moves() {
        return moves.entrySet().stream()
                .map(move -> new Move(move.getKey(), move.getValue()))
                .toList();
    }
}
