package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.state.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files that hold a secret, by their names and by what stands in them. */
final class SecretFiles {
    /** Of a larger file only the name is looked at. */
    private static final int MOST_BYTES = 256 * 1024;

    private final ProjectFolder project;
    private final MigrationRules rules;

    SecretFiles(ProjectFolder project, MigrationRules rules) {
        this.project = project;
        this.rules = rules;
    }

    /** Why a file is taken for one that holds a secret; empty if it is not. The secret itself is never said. */
    Optional<String> why(String path) {
        if (rules.isSecret(PlaceRule.name(path))) {
            return Optional.of("files of that name hold secrets");
        }
        try {
            Optional<PathAttributes> found = project.attributes(path);
            if (found.isEmpty() || found.get().size() > MOST_BYTES) {
                return Optional.empty();
            }
            String text = new String(project.read(path, MOST_BYTES), StandardCharsets.ISO_8859_1);
            return Secrets.kind(text).map(kind -> "it holds " + kind);
        } catch (PathException e) {
            return Optional.of("it cannot be read to see whether it holds a secret: " + e.getMessage());
        }
    }
}
