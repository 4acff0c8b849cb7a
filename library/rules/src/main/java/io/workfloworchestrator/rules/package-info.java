/**
 * Rules: facts in, explained advice out. No input, no output, no clock, no chaining.
 *
 * <p>{@link io.workfloworchestrator.rules.RuleEngine} is the one door: it is made of
 * {@link io.workfloworchestrator.rules.Rule rules} and evaluates them over
 * {@link io.workfloworchestrator.rules.Facts facts}. Conditions are written in a subset of the Common Expression
 * Language, see {@link io.workfloworchestrator.rules.Expression}, or as Java lambdas.
 */
@NullMarked
package io.workfloworchestrator.rules;

import org.jspecify.annotations.NullMarked;
