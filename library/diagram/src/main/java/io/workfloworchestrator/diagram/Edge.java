package io.workfloworchestrator.diagram;

/** An arrow between two nodes, named by their ids: {@code to} waits for {@code from}. */
public record Edge(String from, String to) {}
