package io.workfloworchestrator.app;

import picocli.CommandLine.Command;

/** {@code workflow handoffs tasks GOAL…}. */
@Command(name = "tasks", description = "Pass the open tasks of specified goals on.")
final class HandoffsTasksCommand extends HandoffsPassingCommand {
    HandoffsTasksCommand(Console console) {
        super(console);
    }

    @Override
    String tool() {
        return "prepare_task_executor_handoff";
    }
}
