package io.workfloworchestrator.workflow;

import io.workfloworchestrator.definition.FactDefinition;
import io.workfloworchestrator.definition.FactKinds;
import io.workfloworchestrator.definition.LayoutDefinition;
import io.workfloworchestrator.definition.PathNames;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.detect.FactDeclaration;
import io.workfloworchestrator.rules.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A definition in one layout of paths, with everything that it says compiled. Immutable and thread-safe. */
final class Compiled {
    final WorkflowDefinition definition;
    final Optional<LayoutDefinition> layout;
    final Map<String, String> paths;
    final Map<String, FactDeclaration> facts;
    final Rulebook rules;
    /** What people should know about the choice of this definition. */
    private final Optional<String> concern;

    /** @param workflow the id of the workflow, which paths may name */
    Compiled(
            WorkflowDefinition definition,
            @Nullable LayoutDefinition layout,
            String workflow,
            Optional<String> concern) {
        this.definition = definition;
        this.layout = Optional.ofNullable(layout);
        this.concern = concern;
        this.paths = definition.pathsOf(layout, workflow);
        this.rules = Rulebook.of(definition);
        Map<String, FactDeclaration> declared = new TreeMap<>();
        definition.facts().forEach((name, fact) -> {
            if (!fact.isState()) {
                declared.put(name, FactKinds.declaration(fact, paths));
            }
        });
        this.facts = declared;
    }

    /** The facts about other workflows. */
    List<FactDefinition> states() {
        return definition.facts().values().stream()
                .filter(FactDefinition::isState)
                .toList();
    }

    Optional<String> concern() {
        return concern;
    }

    /** The file of the first file fact that a condition reads: what a person would create. */
    Optional<String> firstPath(Condition condition) {
        for (String read : condition.reads()) {
            String[] parts = read.split("\\.", 3);
            FactDefinition fact = parts.length > 1 && parts[0].equals("facts")
                    ? definition.facts().get(parts[1])
                    : null;
            if (fact != null && fact.kind().equals("file")) {
                return Optional.of(PathNames.resolve(fact.paths().get(0), paths));
            }
        }
        return Optional.empty();
    }
}
