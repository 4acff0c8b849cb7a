/** The server of tasks that many agents work on at once: claims, evidence, and one state with goals and features. */
@NullMarked
package io.workfloworchestrator.taskexecutor;

import org.jspecify.annotations.NullMarked;
