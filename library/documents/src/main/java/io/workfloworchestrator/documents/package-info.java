/** Files that people read and write, kept true to a value: Markdown with front matter, sections and check lists; templates. */
@NullMarked
package io.workfloworchestrator.documents;

import org.jspecify.annotations.NullMarked;
