package io.workfloworchestrator.specdriven.imports;

/**
 * What had no place, or should be looked at, where it stands.
 *
 * @param file relative to the folder that was looked at
 * @param line from 1; 0 for the file as a whole
 */
public record ImportNote(String file, int line, String text) {
    /** Such as {@code specs/001-login/tasks.md:12}. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }
}
