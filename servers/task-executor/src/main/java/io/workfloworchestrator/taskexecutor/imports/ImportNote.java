package io.workfloworchestrator.taskexecutor.imports;

/** Something in a list that has no place in a task, or that is not sure; line 0 is the whole file. */
public record ImportNote(String file, int line, String what) {
    @Override
    public String toString() {
        return (file.isEmpty() ? "" : file + (line > 0 ? ":" + line : "") + ": ") + what;
    }
}
