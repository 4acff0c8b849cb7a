package io.workfloworchestrator.definition;

/** A condition that makes a workflow's health a warning, with a template that says what is wrong and what to do. */
public record WarningDefinition(String id, String when, String says) {}
