/** Guided sets of questions: typed answers, conditions, follow-ups, assumptions and what is still open. */
@NullMarked
package io.workfloworchestrator.interview;

import org.jspecify.annotations.NullMarked;
