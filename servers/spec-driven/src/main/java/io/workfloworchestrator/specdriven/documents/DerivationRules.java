package io.workfloworchestrator.specdriven.documents;

/**
 * What the project asks of the tasks of a feature.
 *
 * @param testsFirst whether tests come before the code that they test
 * @param health whether protected health data is touched
 * @param contract the path of the feature's own description of its interface, such as {@code specs/001-login/contracts/api.md}
 */
record DerivationRules(boolean testsFirst, boolean health, String contract) {}
