/** The embedded store: state in an SQLite database, by JDBC. */
@NullMarked
package io.workfloworchestrator.state.jdbc;

import org.jspecify.annotations.NullMarked;
