@NullMarked
package io.workfloworchestrator.detect;

import org.jspecify.annotations.NullMarked;
