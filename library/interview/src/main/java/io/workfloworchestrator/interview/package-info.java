/**
 * Guided sets of questions: typed answers, conditions, follow-ups, assumptions and what is still open.
 *
 * <p>{@link io.workfloworchestrator.interview.Interviews} is the door. {@link io.workfloworchestrator.interview.QuestionSet} says
 * what is asked; {@link io.workfloworchestrator.interview.InterviewState} is what was said, and lies in the shared state.
 */
@NullMarked
package io.workfloworchestrator.interview;

import org.jspecify.annotations.NullMarked;
