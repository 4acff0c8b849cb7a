package io.workfloworchestrator.state.spi;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import java.util.Optional;

/**
 * The value that one commit gave to one key.
 *
 * @param value its value; empty if the commit deleted it
 */
public record Entry(String key, Optional<Json> value, Commit commit) {}
