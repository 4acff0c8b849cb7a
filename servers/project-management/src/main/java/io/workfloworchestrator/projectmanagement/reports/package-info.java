/** Reports and pictures of goals, from what is and from the history. */
@NullMarked
package io.workfloworchestrator.projectmanagement.reports;

import org.jspecify.annotations.NullMarked;
