package io.workfloworchestrator.mcp;

import java.util.Map;

/**
 * A text that clients can read by its URI. A URI with variables in braces ({@code state://project/{id}}) is a
 * template for many texts.
 *
 * @param mimeType the type of the text, such as {@code application/json}
 */
public record McpResource(String uri, String name, String description, String mimeType, Reader reader) {

    /** Gives the text of a resource; called by several threads at once. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Returns the text at this URI.
         *
         * @throws ToolException when there is no such text; its message reaches the client, as that of a {@code CodedException} does
         * @throws Exception any other exception reaches the client as E_INTERNAL, without its message
         */
        String read(String uri, Map<String, String> variables) throws Exception;
    }

    boolean isTemplate() {
        return uri.indexOf('{') >= 0;
    }
}
