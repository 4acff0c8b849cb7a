package io.workfloworchestrator.server;

import io.workfloworchestrator.json.Json;

/**
 * The call by which work begins on a server whose tools begin its workflow by themselves.
 *
 * @param tool such as {@code sdd_guide}
 * @param arguments those that never change, such as the action
 * @param action what it does, for people
 * @param because why it is the next thing to do; names what the caller adds to the arguments
 */
public record FirstCall(String tool, Json.Obj arguments, String action, String because) {}
