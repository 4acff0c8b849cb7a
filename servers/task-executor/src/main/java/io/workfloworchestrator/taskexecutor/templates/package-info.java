/** Workflows that are made again and again: tasks with their needs, hours and checks as data, with placeholders. */
@NullMarked
package io.workfloworchestrator.taskexecutor.templates;

import org.jspecify.annotations.NullMarked;
