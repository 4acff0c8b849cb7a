/** Tests of documents. */
@NullMarked
package io.workfloworchestrator.documents;

import org.jspecify.annotations.NullMarked;
