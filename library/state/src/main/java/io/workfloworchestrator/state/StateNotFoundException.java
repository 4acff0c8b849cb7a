package io.workfloworchestrator.state;

import java.util.Collection;

/** There is no value for a key, or no such revision. */
public final class StateNotFoundException extends StateException {
    private static final long serialVersionUID = 1L;

    StateNotFoundException(String message) {
        super("E_NOT_FOUND", message);
    }

    static StateNotFoundException key(String key, Collection<String> known) {
        return new StateNotFoundException("there is no state '" + key + "'."
                + (known.isEmpty()
                        ? " Nothing has been created in this store yet."
                        : " Known: "
                                + String.join(", ", known.stream().limit(20).toList()) + "."));
    }
}
