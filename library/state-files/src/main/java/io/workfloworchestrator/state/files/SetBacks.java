package io.workfloworchestrator.state.files;

/**
 * Tells an old copy of a document from a place that a person sets back on purpose: a save long after the newest text was
 * there to be seen, or one that is repeated after it was replaced and named.
 */
record SetBacks(Project project, Layout layout, ShadowStore store) {
    private static final String NOTE = "files.back.";

    /** Nanoseconds; much longer than a program takes between reading a file and writing it. */
    private static final long LONG = 10_000_000_000L;

    boolean isMeant(FileState.Known file, Reading.Content content) {
        return !file.portion().isWhole() && (isRepeated(file, content) || isLongAfter(file, content));
    }

    private boolean isRepeated(FileState.Known file, Reading.Content content) {
        return store.note(NOTE + file.noteName())
                .filter(content.fingerprint()::equals)
                .isPresent();
    }

    /**
     * Whether a document was saved long after the JSON file of its key, and so after its own newest text. A program that had
     * read the old text would have written it sooner; and when git writes old files, it writes both at once.
     */
    private boolean isLongAfter(FileState.Known file, Reading.Content content) {
        Stat whole = project.look(layout.path(file.key()));
        return whole != null && content.stat().modified() - whole.modified() >= LONG;
    }

    /** Notes that this text is replaced and named. */
    static void write(ShadowStore store, FileState.Known file, Reading.Content content) {
        store.hint(NOTE + file.noteName(), content.fingerprint()); // without it, it is named once more instead of taken
    }
}
