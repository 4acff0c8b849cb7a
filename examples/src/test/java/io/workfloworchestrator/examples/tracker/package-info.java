/** An issue tracker whose issues are Markdown: tools and people work on the same files. */
@NullMarked
package io.workfloworchestrator.examples.tracker;

import org.jspecify.annotations.NullMarked;
