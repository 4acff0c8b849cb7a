package io.workfloworchestrator.documents;

/**
 * Something in a document that could not be taken into its value, or was probably meant otherwise.
 *
 * @param line from 1
 * @param column from 1, in characters (code points)
 * @param message what is so and what to do, in one or two sentences
 */
public record DocumentFinding(String code, int line, int column, String message) {}
