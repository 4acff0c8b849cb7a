/** The author guide's steps, each a test. */
@NullMarked
package io.workfloworchestrator.examples.guide;

import org.jspecify.annotations.NullMarked;
