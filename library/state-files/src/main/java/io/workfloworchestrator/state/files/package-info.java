/** The state as readable JSON files that people may read, compare, commit to git and edit. */
@NullMarked
package io.workfloworchestrator.state.files;

import org.jspecify.annotations.NullMarked;
