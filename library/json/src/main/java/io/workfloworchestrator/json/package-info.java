/** JSON values: reading within limits, writing, pointers, differences, merging, and records as JSON. */
@NullMarked
package io.workfloworchestrator.json;

import org.jspecify.annotations.NullMarked;
