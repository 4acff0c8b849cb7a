package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.taskexecutor.verify.TaskItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what somebody changed of one task in a {@code state.json}, field by field. One use per instance; not thread-safe. */
final class StateFileTask {
    private static final String NEEDS = "needs";
    private static final String REFERENCE = "reference";

    private final Map<String, String> ids;
    private final Consumer<String> refused;
    private Json.Obj text;
    private Json.Obj fields;

    /**
     * @param ids of all tasks, by their numbers
     * @param refused is told what cannot be taken, and why
     */
    StateFileTask(Json.Obj known, Map<String, String> ids, Consumer<String> refused) {
        this.text = known;
        this.fields = known.find("fields").map(Json::asObject).orElse(Json.Obj.EMPTY);
        this.ids = ids;
        this.refused = refused;
    }

    static String number(Json.Obj task) {
        return task.find("id").map(TaskItems::written).orElse("");
    }

    private static String words(Json.Obj task) {
        return task.text("description").map(TaskGiven::title).orElse("");
    }

    /**
     * The id of each task in a file that is a known one, in three rounds: by number and words, by words, by number. Each known task is one
     * task of the file.
     */
    static List<Optional<String>> matched(List<Json.Obj> tasks, Json.Obj last, Map<String, String> numbers) {
        List<Optional<String>> matched = new ArrayList<>(Collections.nCopies(tasks.size(), Optional.empty()));
        Set<String> open = new LinkedHashSet<>(last.keys());
        BiPredicate<Json.Obj, String> hasWords =
                (task, id) -> !words(task).isEmpty() && last.at(id, "title").equals(Optional.of(Json.of(words(task))));
        BiPredicate<Json.Obj, String> hasNumber = (task, id) -> number(task).equals(numbers.get(id));
        for (BiPredicate<Json.Obj, String> round : List.of(hasNumber.and(hasWords), hasWords, hasNumber)) {
            for (int i = 0; i < tasks.size(); i++) {
                Json.Obj task = tasks.get(i);
                if (matched.get(i).isEmpty()) {
                    Optional<String> id =
                            open.stream().filter(one -> round.test(task, one)).findFirst();
                    matched.set(i, id);
                    id.ifPresent(open::remove);
                }
            }
        }
        return matched;
    }

    /** The task with everything that is another in the file than it was written. */
    Json.Obj changed(Json.Obj written, Json.Obj now) {
        Set<String> names = new TreeSet<>(written.keys());
        names.addAll(now.keys());
        for (String name : names) {
            Json value = now.get(name);
            if (!Optional.ofNullable(value).equals(written.find(name))) {
                take(name, value);
            }
        }
        return fields.size() == 0 ? text.without("fields") : text.with("fields", fields);
    }

    private void take(String name, @Nullable Json value) {
        boolean isGone = value == null || value instanceof Json.Null;
        switch (name) {
            case "description" -> title(value);
            case "status" -> status(value);
            case "estimatedHours" -> {
                boolean isHours =
                        value instanceof Json.Num number && number.value().signum() >= 0;
                set("hours", isGone, isHours, value, "hours are a number, 0 or more");
            }
            case "dependsOn" -> needs(isGone, value);
            case "complexity" -> complexity(value);
            case "id" -> {} // The state numbers the tasks.
            case "source" -> refused.accept("It was not changed: where a task came from stays as it is.");
            default -> {
                Optional<String> said = Optional.ofNullable(value).flatMap(Json::asText);
                if (StateFileReading.TEXTS.contains(name)) {
                    boolean isBlank = said.filter(String::isBlank).isPresent();
                    set(name, isGone || isBlank, said.isPresent(), value, name + " is a text");
                } else if (StateFileReading.LISTS.contains(name)) {
                    set(name, isGone, StateFileReading.isTexts(value), value, name + " is a list of texts");
                } else {
                    other(name, value);
                }
            }
        }
    }

    private void title(@Nullable Json value) {
        String title =
                TaskGiven.title(value == null ? "" : value.asText().orElse("").strip());
        if (title.isEmpty()) {
            refused.accept("A task needs a description; the one that it had stays.");
        } else {
            text = text.with("title", title);
        }
    }

    private void status(@Nullable Json value) {
        String status = value == null ? "" : value.asText().orElse("");
        if (StateFileReading.STATUSES.contains(status)) {
            text = text.with("status", status);
        } else {
            refused.accept("There is no status \"" + WorkflowName.shown(status) + "\"."
                    + Names.hint(status, StateFileReading.STATUSES));
        }
    }

    private void set(String field, boolean isGone, boolean fits, @Nullable Json value, String rule) {
        if (isGone) {
            fields = fields.without(field);
        } else if (fits && value != null) {
            fields = fields.with(field, value);
        } else {
            refused.accept("It was not changed: " + rule + ".");
        }
    }

    static List<String> texts(@Nullable Json value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Json.Arr list) {
            list.elements().forEach(one -> texts.add(TaskNumber.of(one)));
        }
        return texts;
    }

    private void needs(boolean isGone, @Nullable Json value) {
        List<String> unknown =
                texts(value).stream().filter(need -> !ids.containsKey(need)).toList();
        boolean fits = value instanceof Json.Arr && unknown.isEmpty();
        Json needs = Json.strings(
                texts(value).stream().map(need -> ids.getOrDefault(need, need)).toList());
        set(
                NEEDS,
                isGone || fits && texts(value).isEmpty(),
                fits,
                needs,
                unknown.isEmpty() ? "dependsOn is a list of numbers of tasks" : "there is no task " + unknown.get(0));
    }

    private void complexity(@Nullable Json value) {
        Optional<Json> score = Optional.ofNullable(value).flatMap(some -> some.at("score"));
        Optional<Json> level = Optional.ofNullable(value).flatMap(some -> some.at("level"));
        boolean fits = score.filter(some -> some instanceof Json.Num number && number.isInteger())
                        .isPresent()
                && level.flatMap(Json::asText).isPresent();
        if (fits) {
            fields = fields.with("complexity", score.get()).with("level", level.get());
        } else {
            refused.accept("It was not changed: complexity has a whole score and a level.");
        }
    }

    /** What has no field of ours is kept where it comes back into the file. */
    private void other(String name, @Nullable Json value) {
        Json.Obj kept = fields.find(REFERENCE).map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj after = value == null ? kept.without(name) : kept.with(name, value);
        fields = after.size() == 0 ? fields.without(REFERENCE) : fields.with(REFERENCE, after);
    }
}
