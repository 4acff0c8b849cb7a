/** Changes of living specifications: what is added, modified, removed and renamed, merged with what others changed meanwhile. */
@NullMarked
package io.workfloworchestrator.specdriven.delta;

import org.jspecify.annotations.NullMarked;
