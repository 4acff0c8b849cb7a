package io.workfloworchestrator.state.files;

/** One file of a key, and what it holds. */
record Target(String path, String key, Portion portion) {
    static Target whole(String path, String key) {
        return new Target(path, key, WholePortion.EVERYTHING);
    }
}
