package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;

/**
 * The answer of a tool call: the structured content, the text for clients that show only text, and whether the call
 * was refused. The structured content of a refusal is under {@code error}.
 */
public record ToolAnswer(Json.Obj structured, String text, boolean isError) {
    /** A refusal as every client sees it: {@code {"error": {"code", "message", "retryable", "next"?}}}. */
    static ToolAnswer refusal(ToolException refusal) {
        String message = PlainText.of(refusal.message());
        Json.Obj error = Json.Obj.EMPTY
                .with("code", Json.of(refusal.code()))
                .with("message", Json.of(PlainText.writable(message)))
                .with("retryable", Json.of(refusal.retryable()));
        StringBuilder text =
                new StringBuilder(hasCode(message, refusal.code()) ? "" : refusal.code() + ": ").append(message);
        ToolException.Next next = refusal.next().orElse(null);
        if (next != null) {
            Json.Obj call = Json.Obj.EMPTY.with("tool", Json.of(next.tool())).with("arguments", next.arguments());
            error = error.with("next", call);
            text.append("\nNext: ").append(next.tool()).append(' ').append(next.arguments());
        }
        if (refusal.retryable()) {
            text.append("\nThe same call can succeed later.");
        }
        return new ToolAnswer(Json.Obj.EMPTY.with("error", error), text.toString(), true);
    }

    /** Whether a message begins with its code behind the place of a fault, as one of a definition does: {@code file:3:7: E_CODE text}. */
    private static boolean hasCode(String message, String code) {
        String first = message.lines().findFirst().orElse("");
        return first.contains(": " + code + " ");
    }
}
