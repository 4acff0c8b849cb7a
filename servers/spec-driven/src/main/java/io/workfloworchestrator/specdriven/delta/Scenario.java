package io.workfloworchestrator.specdriven.delta;

/**
 * A scenario of a requirement.
 *
 * @param name as its heading says it
 * @param text what stands below the heading, without empty lines at its ends
 */
record Scenario(String name, String text) {}
