/** Tests of workflows and their definitions. */
@NullMarked
package io.workfloworchestrator.workflow;

import org.jspecify.annotations.NullMarked;
