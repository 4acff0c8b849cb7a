/**
 * A project on this machine, bound together by one line: its folder, the embedded store, the readable files, its workflows, and a
 * server that serves it. The app and the servers of authors stand on this; nothing in the library below knows it.
 */
@NullMarked
package io.workfloworchestrator.local;

import org.jspecify.annotations.NullMarked;
