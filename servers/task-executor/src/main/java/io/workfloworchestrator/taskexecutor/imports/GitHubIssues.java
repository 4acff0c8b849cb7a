package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.json.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code gh issue list --state all --json number,title,body,state,stateReason,labels,assignees,milestone,createdAt,closedAt,url}
 * prints. An issue needs those that its body names by "Blocked by #12" or "Depends on #12"; a label such as {@code P1} or {@code
 * priority: high} is its priority.
 */
final class GitHubIssues {
    private static final Pattern NEEDS = Pattern.compile(
            "(?i)\\b(?:blocked by|depends on|requires|after):?\\s+((?:#\\d{1,9}(?:\\s*,\\s*|\\s+and\\s+)?){1,50})");
    private static final Pattern NUMBER = Pattern.compile("#(\\d{1,9})");
    private static final Pattern PRIORITY = Pattern.compile("(?i)(?:priority|prio)\\s*[:/-]\\s*(\\w{1,20})|(p[0-4])");

    private GitHubIssues() {}

    static void read(ImportSource source, Reading reading) {
        String file = source.fileOr("issues.json");
        String text = source.text(file);
        Json top = JsonFields.parse(file, 1, text);
        if (!(top instanceof Json.Arr)) {
            throw Reading.wrong(
                    file + " is no list of issues. Make it by gh issue list --json number,title,body,state,labels.");
        }
        JsonPlaces places = new JsonPlaces(text);
        List<Json> issues = top.asList();
        for (int i = 0; i < issues.size(); i++) {
            issue(new JsonFields(issues.get(i).asObject()), file, places.line(String.valueOf(i)), reading);
        }
    }

    private static void issue(JsonFields fields, String file, int line, Reading reading) {
        String body = fields.text("body");
        PortableTask.Builder task = reading.task(fields.text("number"), fields.text("title"), file, line)
                .details(body);
        boolean dropped = List.of("NOT_PLANNED", "DUPLICATE").contains(fields.text("stateReason"));
        String state = fields.text("state");
        reading.state(task, dropped ? "not planned" : state.isEmpty() ? "open" : state);
        for (Json label : fields.list("labels")) {
            String name = new JsonFields(label.asObject()).text("name");
            Matcher priority = PRIORITY.matcher(name);
            if (priority.matches()) {
                reading.priority(task, priority.group(1) == null ? priority.group(2) : priority.group(1));
            } else {
                task.tag(name);
            }
        }
        NEEDS.matcher(body)
                .results()
                .forEach(found ->
                        NUMBER.matcher(found.group(1)).results().forEach(number -> task.need(number.group(1))));
        List<String> people = fields.list("assignees").stream()
                .map(one -> new JsonFields(one.asObject()).text("login"))
                .filter(login -> !login.isEmpty())
                .toList();
        if (!people.isEmpty()) {
            task.owner(people.get(0));
        }
        if (people.size() > 1) {
            task.notes("Also assigned: " + String.join(", ", people.subList(1, people.size())));
        }
        JsonFields milestone = fields.object("milestone");
        task.tag(milestone.text("title"));
        CleanText.day(milestone.text("dueOn")).ifPresent(task::due);
        CleanText.moment(fields.text("createdAt")).ifPresent(task::created);
        CleanText.moment(fields.text("closedAt")).ifPresent(task::completed);
        task.notes(fields.text("url"));
        fields.without("id", "updatedAt", "author").done(reading, file, line);
    }
}
