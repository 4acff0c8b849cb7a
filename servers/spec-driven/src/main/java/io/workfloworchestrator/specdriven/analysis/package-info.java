/** What does not fit together in the documents, tests and code of features, and what is still unclear. */
@NullMarked
package io.workfloworchestrator.specdriven.analysis;

import org.jspecify.annotations.NullMarked;
