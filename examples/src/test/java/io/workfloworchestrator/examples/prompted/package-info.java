/** A small server before and after docs/prompts/adopt-in-a-server.md was followed. */
@NullMarked
package io.workfloworchestrator.examples.prompted;

import org.jspecify.annotations.NullMarked;
