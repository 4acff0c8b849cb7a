package io.workfloworchestrator.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.workfloworchestrator.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The resources of a server. A request for an unknown resource is refused by name. Immutable. */
final class Resources {
    private final List<UriTemplate> templates;
    private final String known;

    Resources(Collection<McpResource> resources) {
        templates = resources.stream()
                .map(resource -> new UriTemplate(resource.uri()))
                .toList();
        known = resources.stream().map(McpResource::uri).collect(Collectors.joining(", "));
    }

    /**
     * An error if the request names an unknown resource; empty otherwise, even if the request has no URI, because
     * the session refuses that itself.
     */
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
