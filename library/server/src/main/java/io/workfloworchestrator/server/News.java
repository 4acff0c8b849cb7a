package io.workfloworchestrator.server;

import io.workfloworchestrator.mcp.Field;
import java.util.List;

/**
 * What an answer ends with: the revision that it is about, and what others did since this client's last answer. It is the last
 * component of an answer's record, {@code @Field(flat = true) News news}; {@link ToolContext#told} makes it.
 */
public record News(
        @Field(listed = false) long revision,

        @Field(untrusted = true, max = 400, listed = false) List<String> changes) {}
