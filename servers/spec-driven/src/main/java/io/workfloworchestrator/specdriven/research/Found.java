package io.workfloworchestrator.specdriven.research;

import java.util.Optional;

/**
 * Something that was found out.
 *
 * @param number by which documents cite it, such as {@code R-001}; never given twice in a feature
 * @param finding in one line
 * @param source where it was found: an address, a document, a measurement
 * @param question that it answers; empty if none was asked
 * @param confidence high, medium or low
 * @param day on which it was recorded
 */
record Found(String number, String finding, String source, Optional<String> question, String confidence, String day) {}
