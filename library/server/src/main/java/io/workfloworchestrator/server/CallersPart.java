package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;

/** Says which arguments of a suggested call only its caller knows. Pure functions. */
final class CallersPart {
    private CallersPart() {}

    /** A sentence with a space before it; empty where the call can be made as it stands. */
    static String of(String tool, Json.Obj arguments) {
        if (tool.equals(ItemToolNames.CLAIM) && arguments.find("by").isEmpty()) {
            return " To " + tool + " add by: your own name.";
        }
        boolean outcome =
                arguments.find("result").isPresent() || arguments.find("exit").isPresent();
        if (tool.equals(ItemToolNames.EVIDENCE) && !outcome) {
            boolean what = arguments.find("what").isPresent();
            return " To " + tool + " add " + (what ? "" : "what, and ") + "result: what came out.";
        }
        return "";
    }
}
