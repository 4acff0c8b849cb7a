package io.workfloworchestrator.app;

/** A run through what starts do, so that the archive of loaded classes holds what they need. */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) {
        Main.main(args);
    }
}
