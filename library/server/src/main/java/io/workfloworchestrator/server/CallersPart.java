package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;

/** Says which arguments of a suggested call only its caller knows. Pure functions. */
final class CallersPart {
    private static final String CLAIM = "claim_item";
    private static final String EVIDENCE = "add_evidence";

    private CallersPart() {}

    /** A sentence with a space before it; empty where the call can be made as it stands. */
    static String of(String tool, Json.Obj arguments) {
        if (tool.equals(CLAIM) && arguments.find("by").isEmpty()) {
            return " To " + tool + " add by: your own name.";
        }
        boolean outcome =
                arguments.find("result").isPresent() || arguments.find("exit").isPresent();
        if (tool.equals(EVIDENCE) && !outcome) {
            boolean what = arguments.find("what").isPresent();
            return " To " + tool + " add " + (what ? "" : "what, and ") + "result: what came out.";
        }
        return "";
    }
}
