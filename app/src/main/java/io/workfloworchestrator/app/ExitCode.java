package io.workfloworchestrator.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a command ended; part of the documented contract ({@code docs/cli-json.md}). */
enum ExitCode {
    /** Done, or answered. */
    OK(0),
    /** The answer is no: a gate does not hold, a definition has problems, the doctor found a fault. Nothing changed. */
    REFUSED(1),
    /** The command line was not understood. */
    USAGE(2),
    /** A hook holds back what its caller wanted to do: programs that call hooks expect this number. */
    HELD_BACK(2),
    /** The thing that was named does not exist: a workflow, step, rule, phase, revision or folder. */
    NOT_FOUND(3),
    /** Somebody else changed the same places. Nothing changed. */
    CONFLICT(4),
    /** The state or a file cannot be read or written: damaged, newer, no space, no permission. */
    STATE(5),
    /** A path or a value is refused because it is not safe. */
    UNSAFE(6),
    /** A defect of this program. */
    INTERNAL(70),
    /** The reader went away before the end of the answer, as {@code head} does. Shells show this number for SIGPIPE. */
    READER_GONE(141);

    private static final Map<String, ExitCode> CODES = new HashMap<>();

    /** How the codes begin of what is refused, unless they are known one by one. */
    private static final List<String> FAMILIES = List.of("""
            E_ANSWER_ E_INTERVIEW_ E_QUESTION_ E_STEP_ E_RULE_ E_YAML_ E_ITEM_ E_GOAL_ E_PLANNING_
            E_COMPONENT_ E_DELTA_ E_FIELD_ E_GUIDE_ E_SESSION_ E_SPEC_ E_TEMPLATE
            E_HANDOFF_ E_MIGRATION_ E_SETUP_ E_TASK_ E_FEATURE_ E_SERVER_ E_RELEASE_ E_ISSUE_ E_CLAIM_
            E_EVIDENCE""".split("\\s+"));

    static {
        put(CONFLICT, """
                E_CONFLICT E_ANSWER_CHANGED E_ANSWER_EXISTS E_CLAIM_HELD E_CLAIM_TOKEN E_RELEASE_MOVED
                """);
        put(NOT_FOUND, """
                E_NOT_FOUND E_ROOT_NOT_FOUND E_ROOT_NOT_DIRECTORY E_PATH_NOT_FOUND E_WORKFLOW_NOT_INITIALIZED
                E_WORKFLOW_STEP E_WORKFLOW_PHASE E_WORKFLOW_ID E_WORKFLOW_TYPE E_INTERVIEW E_QUESTION
                E_QUESTION_SET E_ITEM E_GOAL E_GOAL_IDEA E_GOAL_NOTES E_HANDOFF E_FEATURE E_MIGRATION_NONE
                E_IMPORT_NONE E_IMPORT_NOTHING E_IMPORT_SOURCE E_SETUP_NONE E_SETUP_SESSION E_CHECK E_TASK E_WORKFLOW E_SERVER
                E_COMPONENT E_ISSUE E_RELEASE_NONE E_SESSION_NONE E_TEMPLATE_NONE E_SESSION E_BACKUP_NONE E_ISSUE_COMMIT E_ITEM_KIND
                """);
        put(USAGE, """
                E_USAGE E_INTERVIEW_BUDGET E_GUIDE_DESCRIPTION E_CAUSE E_ID_SYNTAX E_KEY_RESERVED E_WORKFLOW_ASSUME
                E_WORKFLOW_DATA E_WORKFLOW_TITLE E_ITEM_FIELD E_ARG_VALUE E_ARG_MISSING E_ARG_RANGE E_ARG_TYPE
                E_ARG_UNKNOWN E_GOAL_ORDER E_STAGE E_ITEM_QUERY E_CONSTRAINT E_TASK_ACTION E_WORKFLOW_NAME
                E_AGENTS E_ARG_LENGTH E_CAPABILITY E_COMPONENT_NAME E_COMPONENT_PRIORITY E_EXPORT_FORMAT E_FIELD_SIZE
                E_IMPORT_FORMAT E_SCENARIO E_STRATEGY E_TEMPLATE_VALUE
                E_SERVER_NAME E_ISSUE_SEVERITY E_ISSUE_REPORT E_CLAIM_HOLDER
                """);
        put(REFUSED, """
                E_CANCELLED E_CHECK_FOLDER E_DIAGRAM_EMPTY E_FEATURE_ANSWERS E_HOOK_INPUT E_HOOK_SETTINGS
                E_IMPORT_EXISTS E_NOT_READY E_REVIEW E_STORE_USED E_TAKE_BACK E_TASK_FAILED E_UNDO_DETECTED
                E_UNDO_LIVE E_WORKFLOW_ACTIVE E_WORKFLOW_ARCHIVED E_WORKFLOW_BUSY E_WORKFLOW_FILE
                E_WORKFLOW_EXISTS E_WORKFLOW_FINISHED E_WORKFLOW_FOLDER E_WORKFLOW_OPEN
                """);
        put(UNSAFE, """
                E_SECRET E_OUTPUT_PLACE E_SERVER_LINK E_RELEASE_CHANGED
                """);
    }

    private static void put(ExitCode ends, String codes) {
        for (String code : codes.split("\\s+")) {
            CODES.put(code, ends);
        }
    }

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(String code) {
        ExitCode known = CODES.get(code);
        return known == null ? ofFamily(code) : known;
    }

    private static ExitCode ofFamily(String code) {
        if (FAMILIES.stream().anyMatch(code::startsWith)) {
            return REFUSED;
        }
        boolean unsafe = code.startsWith("E_PATH") || code.startsWith("E_ROOT") || code.endsWith("SYMLINK");
        return unsafe ? UNSAFE : STATE;
    }
}
