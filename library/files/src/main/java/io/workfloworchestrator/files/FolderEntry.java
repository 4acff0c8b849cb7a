package io.workfloworchestrator.files;

import java.util.Objects;

/** One name in a folder and what it is; links are not followed and count as {@link PathAttributes.Kind#OTHER}. */
public record FolderEntry(String name, PathAttributes.Kind kind) {
    public FolderEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
