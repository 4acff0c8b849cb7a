package io.workfloworchestrator.interview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All questions of a set, ready to be evaluated. Immutable.
 *
 * @param inOrder as the author wrote them
 * @param byNeeds each after those that its condition and its loop read
 */
record CompiledSet(List<CompiledQuestion> inOrder, List<CompiledQuestion> byNeeds, Map<String, CompiledQuestion> byId) {
    static CompiledSet of(List<CompiledQuestion> inOrder, List<CompiledQuestion> byNeeds) {
        Map<String, CompiledQuestion> byId = new LinkedHashMap<>();
        inOrder.forEach(question -> byId.put(question.id(), question));
        return new CompiledSet(List.copyOf(inOrder), List.copyOf(byNeeds), byId);
    }

    Optional<CompiledQuestion> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Set<String> ids() {
        return byId.keySet();
    }
}
