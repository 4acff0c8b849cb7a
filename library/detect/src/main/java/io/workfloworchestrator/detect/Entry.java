package io.workfloworchestrator.detect;

import org.jspecify.annotations.Nullable;

/**
 * What a name in a folder is.
 *
 * @param name as on disk
 * @param target for a link that stays inside the project, the path it leads to; else null
 * @param odd why the name cannot be used, for {@link Kind#ODD}
 */
record Entry(
        String name,
        Kind kind,
        @Nullable String target,
        @Nullable ScanFinding odd) {

    enum Kind {
        FILE,
        FOLDER,
        /** A pipe, socket or device. */
        OTHER,
        ABSENT,
        /** A broken link or a name that no path argument may have. */
        ODD
    }

    static Entry of(String name, Kind kind) {
        return new Entry(name, kind, null, null);
    }

    boolean isLink() {
        return target != null || (odd != null && odd.code().equals("E_PATH_SYMLINK"));
    }
}
