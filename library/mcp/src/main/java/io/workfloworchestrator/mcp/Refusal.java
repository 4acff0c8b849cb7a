package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpError;
import java.util.Map;

/** An error answer of the protocol. */
final class Refusal {
    private Refusal() {}

    /**
     * An error that names its code in its text and in its data.
     *
     * @param number the error number of JSON-RPC
     * @param code our own code, such as E_TOOL_UNKNOWN
     */
    static McpError of(int number, String code, String message) {
        return McpError.builder(number)
                .message(code + ": " + PlainText.of(message))
                .data(Map.of("code", code))
                .build();
    }
}
