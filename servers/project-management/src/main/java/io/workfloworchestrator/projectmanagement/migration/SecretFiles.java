package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.state.Secrets;
import java.util.Optional;

/** Files that hold a secret, by their names, and by what stands in them if they are not large. */
record SecretFiles(FileTexts texts, MigrationRules rules) {
    /** Why a file is taken for one that holds a secret; empty if it is not. The secret itself is never said. */
    Optional<String> why(String path) {
        if (rules.isSecret(PlaceRule.name(path))) {
            return Optional.of("files of that name hold secrets");
        }
        FileTexts.Read read = texts.read(path);
        return read.fault().isEmpty()
                ? Secrets.kind(read.text()).map(kind -> "it holds " + kind)
                : Optional.of("it cannot be read to see whether it holds a secret: " + read.fault());
    }
}
