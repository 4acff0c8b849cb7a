package io.workfloworchestrator.taskexecutor.imports;

/** Reads the tasks of one tool. Implementations hold no state. */
interface TaskListReader {
    /**
     * The tasks of a source.
     *
     * @throws ImportException E_IMPORT_FORMAT if it is not in the format; E_IMPORT_SIZE if it is too large
     */
    ReadTasks read(ImportSource source);
}
