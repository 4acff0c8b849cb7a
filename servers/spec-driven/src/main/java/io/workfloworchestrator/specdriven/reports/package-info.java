/** Reports of test tools, read within limits into which tests ran and how each ended. */
@NullMarked
package io.workfloworchestrator.specdriven.reports;

import org.jspecify.annotations.NullMarked;
