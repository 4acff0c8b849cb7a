package io.workfloworchestrator.taskexecutor.verify;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.ItemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Function;

/**
 * Chooses the files that evidence of a task is about. They are those that a check declares, else those that the task names, else
 * those that changed since it was begun. Where these are more than evidence may name, it is about those of them that
 * changed. For one verification, not thread-safe.
 *
 * @param fingerprints takes the fingerprints of the files of a draft
 */
record Coverage(
        ProjectFolder project,
        TaskFacts facts,
        NavigableSet<String> changed,
        Function<EvidenceDraft, Evidence> fingerprints) {
    /** As many paths as evidence may name one by one. */
    private static final int MOST_FILES = 50;

    /** Evidence with the fingerprints that its files have now; without files if none can be named. */
    Evidence of(EvidenceDraft draft, List<String> declared) {
        List<String> patterns = declared.isEmpty() ? facts.files() : declared;
        List<String> existing = patterns.stream()
                .filter(pattern -> !ProjectFiles.matching(project, pattern).isEmpty())
                .toList();
        if (!existing.isEmpty()) {
            try {
                return fingerprints.apply(draft.covering(existing.toArray(String[]::new)));
            } catch (ItemException e) {
                return ofSome(draft, changedOf(existing));
            }
        }
        return ofSome(draft, changed);
    }

    private Collection<String> changedOf(List<String> patterns) {
        NavigableSet<String> all = ProjectFiles.matching(project, patterns);
        return changed.stream().filter(all::contains).toList();
    }

    /** Of single files each is tried, since git may ignore one of them. */
    private Evidence ofSome(EvidenceDraft draft, Collection<String> files) {
        List<String> present = new ArrayList<>();
        for (String file : files) {
            if (present.size() < MOST_FILES && project.exists(file)) {
                present.add(file);
            }
        }
        while (!present.isEmpty()) {
            try {
                return fingerprints.apply(draft.covering(present.toArray(String[]::new)));
            } catch (ItemException e) {
                present = present.subList(0, present.size() / 2);
            }
        }
        return fingerprints.apply(draft);
    }
}
