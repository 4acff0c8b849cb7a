package io.workfloworchestrator.projectmanagement.components;

import io.workfloworchestrator.json.CodedException;

/** A refused change of a component, such as {@code E_COMPONENT_NAME}; nothing was changed. */
final class ComponentException extends CodedException {
    private static final long serialVersionUID = 1L;

    ComponentException(String code, String message) {
        super(code, message + " Nothing was changed.");
    }
}
