package io.workfloworchestrator.detect;

import org.jspecify.annotations.Nullable;

/**
 * One name in a folder, and its kind.
 *
 * @param composed the name as people see it (NFC): what globs are matched with; the very name where that is the same
 * @param target for a link that stays inside the project, the path it leads to; else null
 * @param odd why the name cannot be used, for {@link Kind#ODD}
 */
record Entry(
        String name,
        String composed,
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
        return new Entry(name, Glob.compose(name), kind, null, null);
    }

    static Entry link(String name, Kind kind, String target) {
        return new Entry(name, Glob.compose(name), kind, target, null);
    }

    static Entry odd(String name, ScanFinding why) {
        return new Entry(name, Glob.compose(name), Kind.ODD, null, why);
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isPlain() {
        return composed == name;
    }

    boolean isLink() {
        return target != null || (odd != null && odd.code().equals("E_PATH_SYMLINK"));
    }
}
