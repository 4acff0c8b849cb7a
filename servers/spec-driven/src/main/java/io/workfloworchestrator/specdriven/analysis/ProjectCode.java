package io.workfloworchestrator.specdriven.analysis;

import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The code of a project: which files there are, which names stand in them, and which requirements they name. Read once, when it is
 * asked first; hidden folders, dependencies and what builds leave are not code. Not thread-safe.
 */
final class ProjectCode {
    /** More files than this are not looked at; then nothing is said to be gone. */
    private static final int MOST_FILES = 50_000;

    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FILE = 64 << 20;
    private static final Set<String> SKIPPED =
            Set.of("node_modules", "dist", "__pycache__", "venv", "bower_components", "vendor");
    private static final Set<String> BUILT = Set.of("target", "build", "test-results", "reports");
    static final String ENDINGS =
            "java|kts?|groovy|scala|[cm]?jsx?|tsx?|vue|svelte|py|rb|go|rs|c|h|cc|cpp|hpp|cs|php|swift|sql|sh|"
                    + "ya?ml|json|xml|html?|css|properties|toml|gradle|proto|graphql|tf|bats|exs?|clj|dart";

    private static final Pattern CODE = Pattern.compile("(?iu).*[^/]\\.(?:" + ENDINGS + ")");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final Pattern MENTION =
            Pattern.compile("\\b(\\d{3,15}(?:-[a-z0-9]+)*)[/ :#.]{1,2}((?:FR|NFR|REQ)-\\d{1,15})\\b");

    private final ProjectFolder project;
    private final Set<String> files = new HashSet<>();
    private final Map<String, List<String>> named = new HashMap<>();
    private final List<String> reports = new ArrayList<>();
    private Optional<TestRuns> read = Optional.empty();
    private final Set<String> words = new HashSet<>();
    private final List<Mention> mentions = new ArrayList<>();
    private boolean isWhole = true;
    private boolean isRead;

    /**
     * A requirement that code names, as {@code 001/FR-003} or {@code 001-login FR-003}.
     *
     * @param feature its number or the name of its folder
     */
    record Mention(String feature, String requirement, String path, int line) {}

    /** @param specs the folders of the features, which are no code */
    ProjectCode(ProjectFolder project, Set<String> specs) {
        this.project = project;
        walk(specs);
    }

    private void walk(Set<String> specs) {
        Deque<String> open = new ArrayDeque<>(List.of("."));
        while (!open.isEmpty() && isWhole) {
            String folder = open.pop();
            for (FolderEntry entry : entries(folder)) {
                String path = folder.equals(".") ? entry.name() : folder + "/" + entry.name();
                boolean isSkipped = entry.name().startsWith(".")
                        || SKIPPED.contains(entry.name())
                        || specs.contains(path)
                        || PathRules.nameProblem(entry.name()) != null;
                if (!isSkipped && entry.kind() == PathAttributes.Kind.DIRECTORY) {
                    open.push(path);
                } else if (!isSkipped && entry.kind() == PathAttributes.Kind.FILE) {
                    file(path, entry.name());
                }
            }
        }
    }

    private List<FolderEntry> entries(String folder) {
        try {
            return project.list(folder, MOST_ENTRIES);
        } catch (PathException e) {
            isWhole = false; // Too many entries, or no permission: what is in it is not known.
            return List.of();
        }
    }

    private void file(String path, String name) {
        boolean isBuilt = List.of(path.split("/")).stream().anyMatch(BUILT::contains);
        boolean isReport = name.endsWith(".tap")
                || name.endsWith(".xml")
                        && (name.startsWith("TEST-") || name.matches("(?i)(?:junit|test-?results?).*"));
        if (isReport) {
            reports.add(path);
        } else if (!isBuilt) {
            files.add(path);
            named.computeIfAbsent(name, any -> new ArrayList<>()).add(path);
            isWhole &= files.size() <= MOST_FILES;
        }
    }

    /** Whether everything was looked at, so that a name that was not found is not there. */
    boolean isWhole() {
        return isWhole;
    }

    boolean isEmpty() {
        return files.stream().noneMatch(ProjectCode::isCode);
    }

    private static boolean isCode(String path) {
        return CODE.matcher(path).matches();
    }

    TestRuns reports() {
        read = Optional.of(read.orElseGet(
                () -> TestRuns.of(project, reports.stream().sorted().toList())));
        return read.get();
    }

    /** The file that somebody means by a path, the end of one, or a name that only one file has. */
    Optional<String> find(String path) {
        String plain = path.replaceFirst("^\\./", "").replaceFirst(":\\d+(?:-\\d+)?$", "");
        if (files.contains(plain) || FeatureDocumentPaths.is(PathAttributes.Kind.FILE, project, plain)) {
            return Optional.of(plain);
        }
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        return named.getOrDefault(name, List.of()).stream()
                .filter(one -> one.equals(plain) || one.endsWith("/" + plain))
                .sorted()
                .findFirst();
    }

    /** The file at this path; empty if the project has no such file. */
    Optional<String> findExactly(String path) {
        return FeatureDocumentPaths.is(PathAttributes.Kind.FILE, project, path) ? Optional.of(path) : Optional.empty();
    }

    /** The fingerprint of a file: SHA-256 as hexadecimal digits; empty if it cannot be read. */
    Optional<String> fingerprint(String path) {
        try {
            return Optional.of(Fingerprints.of(project.read(path, MOST_FILE)));
        } catch (PathException e) {
            return Optional.empty();
        }
    }

    boolean hasWord(String word) {
        read();
        return words.contains(word);
    }

    List<Mention> mentions() {
        read();
        return List.copyOf(mentions);
    }

    private void read() {
        if (isRead) {
            return;
        }
        isRead = true;
        files.stream().filter(ProjectCode::isCode).sorted().forEach(path -> {
            try {
                words(path, project.readText(path, MOST_BYTES));
            } catch (PathException e) {
                isWhole = false; // Too large, no UTF-8, or gone meanwhile.
            }
        });
    }

    private void words(String path, String text) {
        WORD.matcher(text).results().forEach(found -> words.add(found.group()));
        if (text.contains("FR-") || text.contains("REQ-")) {
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                int line = i + 1;
                MENTION.matcher(lines[i])
                        .results()
                        .forEach(found -> mentions.add(new Mention(found.group(1), found.group(2), path, line)));
            }
        }
    }
}
