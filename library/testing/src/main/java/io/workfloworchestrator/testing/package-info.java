/** For tests of definitions and servers: a test gives a folder and reads the advice; the state stays in memory. */
@NullMarked
package io.workfloworchestrator.testing;

import org.jspecify.annotations.NullMarked;
