package io.workfloworchestrator.specdriven.documents;

import java.util.ArrayList;
import java.util.List;

final class TaskDraft {
    private final String key;
    private final String text;
    private final String group;
    private String story = "";
    private List<String> covers = List.of();
    private List<String> needs = List.of();
    private double hours = 1;
    private boolean isParallel;
    private final List<String> doneWhen = new ArrayList<>();

    /**
     * A task that covers nothing, waits for the last checkpoint and takes an hour.
     *
     * @param key by which it keeps its number when tasks are derived again
     */
    TaskDraft(String key, String text, String group) {
        this.key = key;
        this.text = text;
        this.group = group;
    }

    TaskDraft story(String id) {
        story = id;
        return this;
    }

    TaskDraft covers(List<String> numbers) {
        covers = numbers;
        return this;
    }

    TaskDraft needs(List<String> keys) {
        needs = keys;
        return this;
    }

    TaskDraft hours(double estimate) {
        hours = estimate;
        return this;
    }

    TaskDraft parallel(boolean may) {
        isParallel = may;
        return this;
    }

    TaskDraft doneWhen(String what) {
        doneWhen.add(what);
        return this;
    }

    TaskDraft doneWhen(List<String> all) {
        doneWhen.addAll(all);
        return this;
    }

    DerivedTask build(String phase, List<String> checkpoint, boolean health) {
        List<String> waits = needs.isEmpty() ? checkpoint : needs;
        boolean touches = health && !covers.isEmpty();
        return new DerivedTask(key, "", text, phase, group, story, covers, waits, hours, isParallel, doneWhen, touches);
    }
}
