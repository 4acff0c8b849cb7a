package io.workfloworchestrator.detect;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.PathRules;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.files.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A fact that a definition wants to know about a project's files.
 *
 * <pre>
 * Map.of(
 *     "notes", FactDeclaration.file("docs/notes.md").with(Part.TEXT).mentioning("to be decided"),
 *     "goals", FactDeclaration.files("02-goals/potential-goals/*.md").excluding("README.md", "TEMPLATE*"),
 *     "specs", FactDeclaration.files("02-goals/selected-goals/*&#47;spec/specification.md"),
 *     "tasks", FactDeclaration.checkboxes("specs/001-login/tasks.md"));
 * </pre>
 *
 * <p>The value of every fact is a map of plain values: each kind says which. Absent things have values too ({@code exists}
 * false, sizes 0, lists empty), so that a condition never fails for a missing file.
 *
 * <p><b>Globs</b> are relative, with '/': {@code *} any characters of one name, {@code ?} one character, <code>{a,b}</code>
 * alternatives within a name, {@code **} as a whole name any number of folders, at most twice. Wildcards do not match
 * hidden names (leading dot) nor, for folders, {@code node_modules}, {@code target}, {@code build}, {@code dist}; written
 * out, those are reached. Case counts. An excluding glob without '/' is matched against names at any depth.
 *
 * <p>Immutable values. Paths and globs are checked on construction: {@link PathException} (E_PATH_*), {@link
 * DetectException} (E_RULE_GLOB).
 */
public sealed interface FactDeclaration {
    /** The parts of a file that a scan can read; more parts cost more. */
    enum Part {
        /** {@code size} in bytes, {@code modified} in milliseconds since 1970-01-01T00:00Z: a look per file and scan. */
        ATTRIBUTES("size", "modified"),
        /**
         * {@code fingerprint} (SHA-256), {@code lines}, {@code textSize} (characters without front matter and outer
         * blanks). This and the following read the file, at most {@link ScanLimits#fileBytes()} of it.
         */
        TEXT("fingerprint", "lines", "textSize"),
        /** {@code frontMatter}: {@code {present, fields}}, fields being flat YAML scalars and lists of them. */
        FRONT_MATTER("frontMatter"),
        /**
         * {@code checkboxes}: {@code {done, open, total, items: [{text, done, line, mark}]}} of a Markdown text, as GitHub
         * renders it; a task with any mark but x is open.
         */
        CHECKBOXES("checkboxes"),
        /** {@code headings}: {@code [{title, level, line, textSize}]} of a Markdown text. */
        HEADINGS("headings");

        /** What it adds to what is said of a file. */
        @SuppressWarnings("ImmutableEnumChecker") // nobody changes the list
        final List<String> keys;

        Part(String... keys) {
            this.keys = List.of(keys);
        }
    }

    /**
     * One file: {@code {path, name, exists}} and what its parts add; {@code mentions} (lines that contain one of the
     * words) when words are given.
     */
    record OneFile(String path, Set<Part> parts, List<String> words) implements FactDeclaration {
        public OneFile {
            path = literalPath(path);
            parts = copy(parts);
            words = checkedWords(words);
        }

        /** Also reads these parts. */
        public OneFile with(Part... more) {
            return new OneFile(path, plus(parts, more), words);
        }

        /** Also counts the lines in which one of these words occurs, case counting; at most 20 words. */
        public OneFile mentioning(String... more) {
            return new OneFile(path, parts, plus(words, more));
        }
    }

    /**
     * The files that match one of the globs: {@code {count, names, matches, entries}}, sorted by path. An entry is
     * {@code {path, name, match}} and what the parts add; {@code match} is what the glob's first wildcard stood for: the
     * stem for {@code *.md}, the folder for <code>*&#47;spec.md</code>.
     */
    record ManyFiles(List<String> globs, List<String> exclude, Set<Part> parts, List<String> words)
            implements FactDeclaration {
        public ManyFiles {
            globs = checkedGlobs(globs);
            exclude = checkedExcludes(exclude);
            parts = copy(parts);
            words = checkedWords(words);
        }

        /** Leaves out paths that match one of these globs. */
        public ManyFiles excluding(String... more) {
            return new ManyFiles(globs, plus(exclude, more), parts, words);
        }

        /** Also reads these parts of each file. */
        public ManyFiles with(Part... more) {
            return new ManyFiles(globs, exclude, plus(parts, more), words);
        }

        /** As {@link OneFile#mentioning}. */
        public ManyFiles mentioning(String... more) {
            return new ManyFiles(globs, exclude, parts, plus(words, more));
        }
    }

    /** The folders that match one of the globs: as {@link ManyFiles}, entries {@code {path, name, match}}. */
    record Directories(List<String> globs, List<String> exclude) implements FactDeclaration {
        public Directories {
            globs = checkedGlobs(globs);
            exclude = checkedExcludes(exclude);
        }

        /** Leaves out paths that match one of these globs. */
        public Directories excluding(String... more) {
            return new Directories(globs, plus(exclude, more));
        }
    }

    /**
     * The files and folders directly in one folder, without hidden names: {@code {path, exists, count, names, entries}}, entries
     * {@code {path, name, kind}} with kind "file", "directory" or "other".
     */
    record Entries(String folder, List<String> exclude) implements FactDeclaration {
        public Entries {
            folder = folderPath(folder);
            exclude = checkedExcludes(exclude);
        }

        /** Leaves out paths that match one of these globs. */
        public Entries excluding(String... more) {
            return new Entries(folder, plus(exclude, more));
        }
    }

    /** The front matter of one file: {@code {path, exists, present, fields}}. */
    record FrontMatter(String path) implements FactDeclaration {
        public FrontMatter {
            path = literalPath(path);
        }
    }

    /** The checkboxes of one Markdown file: {@code {path, exists, done, open, total, items}}. */
    record Checkboxes(String path) implements FactDeclaration {
        public Checkboxes {
            path = literalPath(path);
        }
    }

    /**
     * One value in a JSON file: {@code {path, exists, present, value, line}}.
     *
     * @param pointer a JSON Pointer (RFC 6901), such as {@code /scripts/test}; empty for the whole
     */
    record JsonField(String path, String pointer) implements FactDeclaration {
        public JsonField {
            path = literalPath(path);
            pointer = JsonText.checkPointer(pointer);
        }
    }

    /** One file, with its size and time. */
    static OneFile file(String path) {
        return new OneFile(path, EnumSet.of(Part.ATTRIBUTES), List.of());
    }

    /** The files matching any of the globs, by name only; ask for more {@link ManyFiles#with}. */
    static ManyFiles files(String... globs) {
        return new ManyFiles(List.of(globs), List.of(), Set.of(), List.of());
    }

    /** The folders matching any of the globs. */
    static Directories directories(String... globs) {
        return new Directories(List.of(globs), List.of());
    }

    /** The files and folders directly in one folder; "." for the project. */
    static Entries entries(String folder) {
        return new Entries(folder, List.of());
    }

    /** The front matter of one file. */
    static FrontMatter frontMatter(String path) {
        return new FrontMatter(path);
    }

    /** The checkboxes of one Markdown file. */
    static Checkboxes checkboxes(String path) {
        return new Checkboxes(path);
    }

    /** One value in a JSON file. */
    static JsonField jsonField(String path, String pointer) {
        return new JsonField(path, pointer);
    }

    private static Set<Part> copy(Set<Part> parts) {
        return parts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    private static Set<Part> plus(Set<Part> parts, Part... more) {
        Set<Part> all = EnumSet.noneOf(Part.class);
        all.addAll(parts);
        all.addAll(List.of(more));
        return all;
    }

    private static String literalPath(String path) {
        if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0) {
            throw new PathException(
                    "E_PATH_CHAR",
                    PathRules.show(path),
                    "'" + PathRules.show(path) + "' contains a wildcard, and one path is meant. Declare files by a "
                            + "glob instead.");
        }
        String checked = folderPath(path);
        if (checked.equals(".")) {
            throw new PathException(
                    "E_PATH_EMPTY", PathRules.show(path), "'" + path + "' is the project folder. Name a file in it.");
        }
        return checked;
    }

    private static String folderPath(String path) {
        String checked = ProjectFolder.checkPath(path);
        PathRules.requireNotStore(PathRules.components(checked));
        return checked;
    }

    private static List<String> checkedGlobs(List<String> globs) {
        if (globs.isEmpty() || globs.size() > 50) {
            throw new DetectException("E_RULE_GLOB", globs.size() + " globs are given; a fact takes 1 to 50.");
        }
        globs.forEach(Glob::of);
        return List.copyOf(globs);
    }

    private static List<String> checkedExcludes(List<String> globs) {
        return globs.isEmpty() ? List.of() : checkedGlobs(globs);
    }

    private static List<String> checkedWords(List<String> words) {
        if (words.size() > 20) {
            throw new DetectException("E_RULE_WORDS", words.size() + " words are given; at most 20 are counted.");
        }
        for (String word : words) {
            if (Objects.requireNonNull(word, "word").isBlank() || word.length() > Texts.MAX_VALUE) {
                throw new DetectException("E_RULE_WORDS", "a word to count is blank or longer than 200 characters.");
            }
        }
        return List.copyOf(words);
    }

    private static List<String> plus(List<String> list, String... more) {
        List<String> all = new ArrayList<>(list);
        all.addAll(List.of(more));
        return all;
    }
}
