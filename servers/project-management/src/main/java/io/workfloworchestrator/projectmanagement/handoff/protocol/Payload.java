package io.workfloworchestrator.projectmanagement.handoff.protocol;

/** What a message of the protocol says, by its type. */
public sealed interface Payload permits GoalToSpec, SpecToTasks, TaskCompletion, SubgoalCompletion, ProgressUpdate {}
