/** The set-up: one interview, and the documents that are made of it. */
@NullMarked
package io.workfloworchestrator.projectmanagement.setup;

import org.jspecify.annotations.NullMarked;
