package io.workfloworchestrator.specdriven.delta;

/** @param text what stands below the heading, without empty lines at its ends */
record Scenario(String name, String text) {}
