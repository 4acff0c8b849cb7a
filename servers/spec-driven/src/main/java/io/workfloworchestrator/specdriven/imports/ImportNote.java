package io.workfloworchestrator.specdriven.imports;

/** What had no place, where it stands: in a file of the folder looked at, with the line from 1; 0 for the file as a whole. */
public record ImportNote(String file, int line, String text) {
    /** Such as {@code specs/001-login/tasks.md:12}. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }
}
