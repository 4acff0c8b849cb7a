package io.workfloworchestrator.projectmanagement.handoff.protocol;

import io.workfloworchestrator.json.Worded;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of messages, with the record that each carries and the servers between which it goes. */
public enum HandoffType implements Worded {
    GOAL_TO_SPEC(GoalToSpec.class, Server.AI_PLANNING, Server.SPEC_DRIVEN),
    SPEC_TO_TASKS(SpecToTasks.class, Server.SPEC_DRIVEN, Server.TASK_EXECUTOR),
    TASK_COMPLETION(TaskCompletion.class, Server.TASK_EXECUTOR, Server.SPEC_DRIVEN),
    SUBGOAL_COMPLETION(SubgoalCompletion.class, Server.SPEC_DRIVEN, Server.AI_PLANNING),
    /** Any server tells it, so no direction is required. */
    PROGRESS_UPDATE(ProgressUpdate.class, null, null);

    private final Class<? extends Record> payload;
    private final Optional<Server> from;
    private final Optional<Server> to;

    /** A server of the protocol. */
    public enum Server implements Worded {
        AI_PLANNING,
        SPEC_DRIVEN,
        TASK_EXECUTOR;
    }

    HandoffType(Class<? extends Record> payload, @Nullable Server from, @Nullable Server to) {
        this.payload = payload;
        this.from = Optional.ofNullable(from);
        this.to = Optional.ofNullable(to);
    }

    public Class<? extends Record> payload() {
        return payload;
    }

    /** Who sends it; empty if any server may. */
    public Optional<Server> from() {
        return from;
    }

    /** Who receives it; empty if any server may. */
    public Optional<Server> to() {
        return to;
    }
}
