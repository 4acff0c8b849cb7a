/** For tests of definitions and of servers: a folder in, advice out, with the state in memory. */
@NullMarked
package io.workfloworchestrator.testing;

import org.jspecify.annotations.NullMarked;
