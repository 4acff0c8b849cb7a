/** Takes over specifications that other tools wrote: spec-kit, OpenSpec, Kiro. Their files are read and never changed. */
@NullMarked
package io.workfloworchestrator.specdriven.imports;

import org.jspecify.annotations.NullMarked;
