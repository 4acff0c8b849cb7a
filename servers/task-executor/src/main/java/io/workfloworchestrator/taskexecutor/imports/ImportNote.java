package io.workfloworchestrator.taskexecutor.imports;

/**
 * Something in a list that has no place in a task, or that is not sure.
 *
 * @param line its line there, from 1; 0 for the whole file
 * @param what what it is, and what becomes of it
 */
public record ImportNote(String file, int line, String what) {
    @Override
    public String toString() {
        return (file.isEmpty() ? "" : file + (line > 0 ? ":" + line : "") + ": ") + what;
    }
}
