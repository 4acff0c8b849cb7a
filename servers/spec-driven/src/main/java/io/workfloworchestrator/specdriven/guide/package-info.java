/** The guide: scenarios, question sets, and the sessions that lead from an idea to written documents. */
@NullMarked
package io.workfloworchestrator.specdriven.guide;

import org.jspecify.annotations.NullMarked;
