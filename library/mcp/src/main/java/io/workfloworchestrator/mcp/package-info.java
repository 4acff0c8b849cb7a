/**
 * Builds MCP servers from Java records: tools, resources and prompts over a hardened stdio transport.
 *
 * <p>A server is a {@link io.workfloworchestrator.mcp.WorkflowMcpServer}; its {@code main} starts with
 * {@link io.workfloworchestrator.mcp.StdioServer#claim()}.
 */
@NullMarked
package io.workfloworchestrator.mcp;

import org.jspecify.annotations.NullMarked;
