package io.workfloworchestrator.specdriven.documents;

import java.util.List;

/**
 * Derives the tasks of a feature from its specification and its plan, as they stand in their files.
 *
 * <p>Phase 0 prepares: what must not change is proved before anything is changed, and a fault has a test that fails. Each phase then has
 * its tests, if the project wants them first; what is stored, since everything else stands on it; what it delivers; the requirements of
 * each story that it carries, which may be done at the same time; and a checkpoint, which waits for all that nothing else in its phase
 * waits for. A last phase proves what holds for the feature as a whole, releases it, and measures its success. Every requirement is
 * covered by a task, and everything that a phase delivers is named in one. A fault has no tasks for documents and walks: its tests are
 * the walk.
 */
final class TaskDerivation {
    private TaskDerivation() {}

    static List<DerivedTask> of(SpecReading spec, List<PlanPhase> phases, AnswerBook book, TaskList.Rules rules) {
        boolean isCarried = phases.stream().anyMatch(phase -> !phase.carries().isEmpty());
        TaskList list = new TaskList(spec, book, rules);
        new Preparation(list).add();
        (isCarried ? phases : Carrying.of(phases, spec)).forEach(phase -> new PhaseTasks(list, phase).add());
        new FinalTasks(list).add("Phase " + (phases.size() + 1));
        return list.all();
    }
}
