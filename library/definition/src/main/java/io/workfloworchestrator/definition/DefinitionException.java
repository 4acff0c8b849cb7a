package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.CodedException;

/**
 * The root of all refusals about definitions: one that is {@linkplain BrokenDefinitionException broken}, or a type or a value
 * that none describes, such as {@code E_WORKFLOW_TYPE}.
 */
public class DefinitionException extends CodedException {
    private static final long serialVersionUID = 1L;

    DefinitionException(String code, String message) {
        super(code, message);
    }
}
