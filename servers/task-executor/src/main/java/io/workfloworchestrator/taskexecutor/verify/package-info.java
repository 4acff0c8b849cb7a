/** What proves a task done: checks that a person approved, reports, constraints, reviews, and documents that follow the code. */
@NullMarked
package io.workfloworchestrator.taskexecutor.verify;

import org.jspecify.annotations.NullMarked;
