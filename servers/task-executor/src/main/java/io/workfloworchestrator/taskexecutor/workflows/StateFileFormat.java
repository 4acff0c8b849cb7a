package io.workfloworchestrator.taskexecutor.workflows;

import io.workfloworchestrator.documents.DocumentException;
import io.workfloworchestrator.documents.DocumentFinding;
import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.json.JsonMerge;
import io.workfloworchestrator.workflow.WrittenItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@code state.json}, which {@link StateFile} describes, of one value: the tasks by their ids, and what else the file says.
 *
 * <p>A task is known by its number and its words, or else by its words: two branches may give one number to different tasks. One with
 * words that no task has is the one that has its number, reworded. What its file says as it was written is what the state says; only a field that somebody changed is
 * read. So counters and the like, which others do not keep, are not believed, and nothing changes by being read. Thread-safe.
 */
final class StateFileFormat implements DocumentFormat {
    private static final String ITEMS = "items";
    private static final String ABOUT = "about";
    private static final List<String> NOT_READ = List.of("constraints", "context");

    /** What was written last: then nobody has to read whether a file says the same. */
    private volatile byte[] rendered = new byte[0];

    @Override
    public String name() {
        return "task-state";
    }

    @Override
    public String extension() {
        return ".json";
    }

    @Override
    public byte[] render(Json value, Optional<byte[]> existing) {
        byte[] text = StateFile.text(StateFile.part(value, ITEMS), StateFile.part(value, ABOUT), false)
                .getBytes(StandardCharsets.UTF_8);
        boolean isOurs =
                existing.filter(there -> Arrays.equals(there, rendered)).isPresent();
        if (!isOurs && existing.filter(there -> says(there, text)).isPresent()) {
            return existing.get();
        }
        rendered = text;
        return text;
    }

    /** Whether somebody wrote the same in another way, which stays. */
    private static boolean says(byte[] there, byte[] text) {
        try {
            return file(there).equals(file(text));
        } catch (DocumentException e) {
            return false; // It is written anew once what it said is kept.
        }
    }

    private static Json.Obj file(byte[] bytes) {
        try {
            if (Json.parse(bytes) instanceof Json.Obj file) {
                return file;
            }
        } catch (JsonException e) {
            throw new DocumentException("E_WORKFLOW_FILE", "It is no JSON: " + e.getMessage());
        }
        throw new DocumentException("E_WORKFLOW_FILE", "It is no JSON object.");
    }

    private static List<Json> tasks(Json.Obj file) {
        Optional<Json> tasks = file.at("customData", "tasks").or(() -> file.find("tasks"));
        if (tasks.isPresent() && tasks.get() instanceof Json.Arr list) {
            return list.elements();
        }
        throw new DocumentException(
                "E_WORKFLOW_FILE", "It has no list of tasks, neither under customData nor at the top.");
    }

    @Override
    public Content read(byte[] bytes, Optional<Json> last) {
        Json.Obj file = file(bytes);
        Json before = last.orElse(Json.Obj.EMPTY);
        List<DocumentFinding> findings = new ArrayList<>();
        Map<String, Json> items =
                items(new String(bytes, StandardCharsets.UTF_8), tasks(file), StateFile.part(before, ITEMS), findings);
        StateFile.part(before, ABOUT).forEach((name, said) -> {
            Json now = file.at("customData", name).orElse(said);
            if (NOT_READ.contains(name) && !now.equals(said)) {
                findings.add(new DocumentFinding(
                        "W_TASK_FILE",
                        1,
                        1,
                        "What it says of " + name + " is not read; it is said when a workflow is created."));
            }
        });
        Json.Obj value = Json.Obj.EMPTY.with(ITEMS, Json.object(items));
        return new Content(
                before.at(ABOUT).map(about -> value.with(ABOUT, about)).orElse(value), findings);
    }

    /** As always, but one number that two sides gave to different tasks says nothing of theirs: the state has both, by their ids. */
    @Override
    public JsonMerge merge(Json base, Json ours, Json theirs) {
        Json.Obj items = StateFile.part(theirs, ITEMS);
        for (String id : items.keys()) {
            Optional<Json> mine = ours.at(ITEMS, id);
            boolean areTwo = mine.isPresent()
                    && base.at(ITEMS, id).isEmpty()
                    && !mine.get().at("title").equals(items.find(id).flatMap(item -> item.at("title")));
            if (areTwo) {
                items = items.with(id, mine.get());
            }
        }
        return JsonMerge.of(base, ours, theirs.asObject().with(ITEMS, items));
    }

    private static Map<String, Json> items(
            String text, List<Json> tasks, Json.Obj last, List<DocumentFinding> findings) {
        Map<String, String> numbers = StateFile.numbers(last);
        List<Json.Obj> written = new ArrayList<>();
        for (Json one : tasks) {
            if (!(one instanceof Json.Obj task)) {
                throw new DocumentException("E_WORKFLOW_FILE", "Not every task in it is a JSON object.");
            }
            written.add(task);
        }
        List<Optional<String>> matched = StateFileTask.matched(written, last, numbers);
        Map<String, String> ids = new HashMap<>();
        numbers.forEach((id, number) -> {
            if (!matched.contains(Optional.of(id))) {
                ids.put(number, id);
            }
        });
        for (int i = 0; i < written.size(); i++) { // Needs name the tasks by the numbers that they have in this file.
            String number = StateFileTask.number(written.get(i));
            matched.get(i).ifPresent(id -> ids.put(number, id));
        }
        Map<String, Json> items = new LinkedHashMap<>();
        for (int i = 0; i < written.size(); i++) {
            Json.Obj task = written.get(i);
            String number = StateFileTask.number(task);
            String id = matched.get(i).orElse(ids.get(number));
            Json known = id == null ? null : last.get(id);
            if (id == null || known == null) {
                String fresh = fresh(items.size() + 1, last, items);
                items.put(fresh, added(task, fresh, ids, items.size() + 1));
                ids.putIfAbsent(number, fresh);
            } else if (items.containsKey(id)) {
                findings.add(finding(text, number, "There are two tasks " + number + "; the first one counts."));
            } else {
                Json.Obj was = StateFile.task(known.asObject(), id, numbers);
                items.put(
                        id,
                        was.equals(task)
                                ? known
                                : new StateFileTask(
                                                known.asObject(),
                                                ids,
                                                what -> findings.add(finding(text, number, what)))
                                        .changed(was, task));
            }
        }
        return items;
    }

    /** What is wrong with the task of this number, at its line. The file waits until it is mended. */
    private static DocumentFinding finding(String text, String number, String message) {
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*\"?" + Pattern.quote(number) + "\\b")
                .matcher(text);
        String before = text.substring(0, id.find() ? id.start() : 0);
        int line = 1 + (int) before.chars().filter(one -> one == '\n').count();
        return new DocumentFinding("E_TASK_FILE", line, 1, message);
    }

    /** The id of a task that somebody added; two processes that read the same file give the same. */
    private static String fresh(int place, Json.Obj last, Map<String, Json> items) {
        int free = place;
        while (last.get("t-" + free) != null || items.containsKey("t-" + free)) {
            free++;
        }
        return "t-" + free;
    }

    private static Json added(Json.Obj task, String id, Map<String, String> ids, int place) {
        WrittenItem written = StateFileReading.task(task, place);
        @Nullable Json title = written.fields().get("title");
        Json.Obj fields = written.fields().without("title");
        List<String> needs = StateFileTask.texts(fields.get("needs")).stream()
                .map(need -> ids.getOrDefault(need, need))
                .toList();
        Json.Obj text = Json.Obj.EMPTY
                .with("uid", id)
                .with("title", title == null ? Json.of("Task " + place) : title)
                .with("fields", needs.isEmpty() ? fields.without("needs") : fields.with("needs", Json.strings(needs)));
        text = written.number().isPresent()
                ? text.with("number", written.number().get())
                : text;
        return text.with("status", written.status().orElse("pending"));
    }
}
