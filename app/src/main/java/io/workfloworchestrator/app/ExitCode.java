package io.workfloworchestrator.app;

/** How a command ended; part of the documented contract ({@code docs/cli-json.md}). */
enum ExitCode {
    /** Done, or answered. */
    OK(0),
    /** The answer is no: a gate does not hold, a definition has problems, the doctor found trouble. Nothing changed. */
    REFUSED(1),
    /** The command line was not understood. */
    USAGE(2),
    /** What was named does not exist: no workflow here, no such step, rule, phase or revision, no such folder. */
    NOT_FOUND(3),
    /** Somebody else changed the same places. Nothing changed. */
    CONFLICT(4),
    /** The state or a file cannot be read or written: damaged, newer, no space, no permission. */
    STATE(5),
    /** A path or a value is refused because it is not safe. */
    UNSAFE(6),
    /** A defect of this program. */
    INTERNAL(70),
    /** Who reads the answer went away before its end, as {@code head} does; what shells show of a program that this ends. */
    READER_GONE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The exit code for an error with a stable code such as {@code E_CONFLICT}. */
    static ExitCode of(String code) {
        switch (code) {
            case "E_CONFLICT" -> {
                return CONFLICT;
            }
            case "E_NOT_FOUND",
                    "E_ROOT_NOT_FOUND",
                    "E_ROOT_NOT_DIRECTORY",
                    "E_PATH_NOT_FOUND",
                    "E_WORKFLOW_NOT_INITIALIZED",
                    "E_WORKFLOW_STEP",
                    "E_WORKFLOW_PHASE",
                    "E_WORKFLOW_ID",
                    "E_WORKFLOW_TYPE" -> {
                return NOT_FOUND;
            }
            case "E_CAUSE",
                    "E_ID_SYNTAX",
                    "E_KEY_RESERVED",
                    "E_WORKFLOW_ASSUME",
                    "E_WORKFLOW_DATA",
                    "E_WORKFLOW_TITLE" -> {
                return USAGE;
            }
            default -> {
                return ofFamily(code);
            }
        }
    }

    private static ExitCode ofFamily(String code) {
        if (code.startsWith("E_STEP_")
                || code.equals("E_UNDO_DETECTED")
                || code.startsWith("E_RULE_")
                || code.startsWith("E_YAML_")
                || code.equals("E_WORKFLOW_FINISHED")
                || code.equals("E_IMPORT_EXISTS")) {
            return REFUSED;
        }
        if (code.equals("E_SECRET")
                || code.startsWith("E_PATH")
                || code.startsWith("E_ROOT")
                || code.endsWith("SYMLINK")) {
            return UNSAFE;
        }
        return STATE;
    }
}
