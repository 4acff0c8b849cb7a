package io.workfloworchestrator.examples.adopting;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolCall;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

// tag::spring-tool
/** A tool of the kit as Spring AI calls tools, whether from a model or from an MCP server. */
record SpringTool(Tool<?, ?> tool) implements ToolCallback, ToolDefinition {
    @Override
    public ToolDefinition getToolDefinition() {
        return this;
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public String description() {
        return tool.description();
    }

    @Override
    public String inputSchema() {
        return tool.inputSchema().toString();
    }

    @Override
    public String call(String arguments) {
        return tool.answer(Json.parse(arguments).asObject(), ToolCall.local())
                .structured()
                .toString();
    }
}
// end::spring-tool
