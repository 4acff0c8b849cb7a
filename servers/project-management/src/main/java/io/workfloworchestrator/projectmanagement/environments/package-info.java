/** Staging and production as items: servers, their releases, and the issues that production reports. */
@NullMarked
package io.workfloworchestrator.projectmanagement.environments;

import org.jspecify.annotations.NullMarked;
