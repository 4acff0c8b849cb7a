/** The parts of a product as items with stages: made, moved, split, merged, and turned into goals. */
@NullMarked
package io.workfloworchestrator.projectmanagement.components;

import org.jspecify.annotations.NullMarked;
