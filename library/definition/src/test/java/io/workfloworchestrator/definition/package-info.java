/** Tests of workflows and their definitions. */
@NullMarked
package io.workfloworchestrator.definition;

import org.jspecify.annotations.NullMarked;
