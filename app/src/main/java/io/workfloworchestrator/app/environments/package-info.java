/** Staging and production of servers on this machine: folders, builds, checks, the pointer to the live release, running servers. */
@NullMarked
package io.workfloworchestrator.app.environments;

import org.jspecify.annotations.NullMarked;
