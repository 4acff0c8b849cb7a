/**
 * Opens a project on this machine in one line: its folder, the embedded store, the readable files, its workflows,
 * and a server that serves it. The app and the servers of authors use this module; no module below it does.
 */
@NullMarked
package io.workfloworchestrator.local;

import org.jspecify.annotations.NullMarked;
