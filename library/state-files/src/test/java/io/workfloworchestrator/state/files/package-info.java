/** Tests of the state as files. */
@NullMarked
package io.workfloworchestrator.state.files;

import org.jspecify.annotations.NullMarked;
