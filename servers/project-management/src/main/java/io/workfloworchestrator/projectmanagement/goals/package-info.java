/** Goals: from an idea over its evaluation, selection and progress to the archive, as tools and for the command line. */
@NullMarked
package io.workfloworchestrator.projectmanagement.goals;

import org.jspecify.annotations.NullMarked;
