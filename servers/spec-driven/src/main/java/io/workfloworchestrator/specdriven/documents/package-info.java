/** Writes the documents of a feature from what was answered, derives its tasks, and keeps what was derived true to its sources. */
@NullMarked
package io.workfloworchestrator.specdriven.documents;

import org.jspecify.annotations.NullMarked;
