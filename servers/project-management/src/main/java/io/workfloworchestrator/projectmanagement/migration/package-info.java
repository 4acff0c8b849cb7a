/** An existing folder: where its files belong, moving them all or not at all, and whether everything is in place. */
@NullMarked
package io.workfloworchestrator.projectmanagement.migration;

import org.jspecify.annotations.NullMarked;
