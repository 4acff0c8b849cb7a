package io.workfloworchestrator.definition;

/**
 * A condition that makes a workflow's health a warning.
 *
 * @param id unique in the definition
 * @param when the condition
 * @param says what is wrong and what to do, a template
 */
public record WarningDefinition(String id, String when, String says) {}
