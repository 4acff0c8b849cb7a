package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The texts of one look at a folder: a file that is asked for twice is read once, as far as memory allows. Not thread-safe. */
final class FileTexts {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_KEPT = 32 * 1024 * 1024;

    private final ProjectFolder project;
    private final MigrationRules rules;
    private final Map<String, Read> kept = new HashMap<>();
    private int characters;

    FileTexts(ProjectFolder project, MigrationRules rules) {
        this.project = project;
        this.rules = rules;
    }

    /**
     * @param text its text, a character for each byte; empty if it is larger than 256 KB, or cannot be read
     * @param fault why it cannot be read; empty if it can, or is only too large
     */
    record Read(String text, String fault) {}

    Read read(String path) {
        Read known = kept.get(path);
        if (known != null) {
            return known;
        }
        Read read = readNow(path);
        if (characters < MOST_KEPT) {
            characters += read.text().length();
            kept.put(path, read);
        }
        return read;
    }

    /** Why a file is taken for one that holds a secret, by its name or by what stands in it; empty if it is not. The secret itself is never said. */
    Optional<String> secret(String path) {
        if (rules.isSecret(PlaceRule.name(path))) {
            return Optional.of("files of that name hold secrets");
        }
        Read read = read(path);
        return read.fault().isEmpty()
                ? Secrets.kind(read.text()).map(kind -> "it holds " + kind)
                : Optional.of("it cannot be read to see whether it holds a secret: " + read.fault());
    }

    private Read readNow(String path) {
        try {
            return new Read(new String(project.read(path, MOST_BYTES), StandardCharsets.ISO_8859_1), "");
        } catch (PathException e) {
            return new Read("", e.code().equals("E_PATH_SIZE") ? "" : String.valueOf(e.getMessage()));
        }
    }
}
