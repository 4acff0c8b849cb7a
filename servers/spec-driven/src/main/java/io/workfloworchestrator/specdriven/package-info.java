/** The server that leads from an idea to documents one can build from, and keeps them alive. */
@NullMarked
package io.workfloworchestrator.specdriven;

import org.jspecify.annotations.NullMarked;
