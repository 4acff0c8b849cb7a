package io.workfloworchestrator.mcp;

import java.util.Map;

/**
 * A text that clients can read by its URI; a URI with variables in braces ({@code state://project/{id}}) is a template
 * for many.
 *
 * @param uri where it is, or the template
 * @param name a short name
 * @param description what it holds
 * @param mimeType such as {@code application/json}
 * @param reader gives its text
 */
public record McpResource(String uri, String name, String description, String mimeType, Reader reader) {

    /** Gives the text of a resource; called by several threads at once. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The text at this URI.
         *
         * @param variables the values of the template's variables in this URI
         * @throws ToolException when there is none; its message reaches the client
         * @throws Exception anything else reaches the client as E_INTERNAL without its message
         */
        String read(String uri, Map<String, String> variables) throws Exception;
    }

    boolean isTemplate() {
        return uri.indexOf('{') >= 0;
    }
}
