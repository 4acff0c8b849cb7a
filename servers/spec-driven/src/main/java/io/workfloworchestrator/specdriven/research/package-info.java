/** Research for a feature: a plan of what to look for, what was found, and where the plan of the feature reads it. */
@NullMarked
package io.workfloworchestrator.specdriven.research;

import org.jspecify.annotations.NullMarked;
