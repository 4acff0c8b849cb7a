package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The resources that a server has: what is none of them is refused by its name. Immutable. */
final class Resources {
    private final List<UriTemplate> templates;
    private final String known;

    Resources(Collection<McpResource> resources) {
        templates = resources.stream()
                .map(resource -> new UriTemplate(resource.uri()))
                .toList();
        known = resources.stream().map(McpResource::uri).collect(Collectors.joining(", "));
    }

    /** An error when a request names a resource that is not ours; what is no request at all the session refuses. */
    Mono<Void> require(Json.Obj params) {
        String uri = params.text("uri").orElse(null);
        if (uri == null || templates.stream().anyMatch(template -> template.matches(uri))) {
            return Mono.empty();
        }
        return Mono.error(Refusal.of(
                McpSchema.ErrorCodes.RESOURCE_NOT_FOUND,
                "E_RESOURCE_UNKNOWN",
                "the resource \"" + PlainText.line(uri, 80) + "\" is not found here. There are: " + known + "."));
    }
}
