package io.workfloworchestrator.taskexecutor.imports;

import io.workfloworchestrator.documents.CheckItem;
import io.workfloworchestrator.documents.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .planning} folder of GSD: a phase of the roadmap is a task of which its plans are parts, a plan one of which its tasks are
 * parts, one after the other. A plan with a summary is done. Open ideas under {@code todos} are tasks too. As written by get-shit-done-cc
 * 1.42.
 */
final class Gsd {
    private static final Pattern PHASE =
            Pattern.compile("(?:\\*\\*)?Phase (\\d{1,3}(?:\\.\\d{1,3})?):? ([^*]{1,300})(?:\\*\\*)?(?: [-–—] (.*))?");
    private static final Pattern PLAN_LINE =
            Pattern.compile("(\\d{2,3}(?:\\.\\d{1,3})?-\\d{2,3})(?:-PLAN\\.md)?:? ?[-–—]? ?(.*)");
    private static final Pattern PLAN_FILE = Pattern.compile("(\\d{2,3}(?:\\.\\d{1,3})?)-(\\d{2,3})-PLAN\\.md");
    private static final Pattern FIELD =
            Pattern.compile("(?m)^\\*\\*(Goal|Depends on|Success Criteria)(?::\\*\\*|\\*\\*[^:\\n]{0,80}:) ?(.*)$");
    private static final Pattern TASK = Pattern.compile("<task\\b[^>]{0,200}>(.*?)</task>", Pattern.DOTALL);
    private static final Pattern PHASE_NUMBER = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?");

    private Gsd() {}

    static void read(ImportSource source, Reading reading) {
        String root = source.has(".planning") ? ".planning/" : "";
        if (!source.has(root + "ROADMAP.md") && !source.has(root + "phases")) {
            throw Reading.wrong(
                    source.path() + " has neither ROADMAP.md nor phases. Name the folder .planning of GSD.");
        }
        if (source.has(root + "ROADMAP.md")) {
            roadmap(MarkdownFile.of(source, source.at(root + "ROADMAP.md")), reading);
        }
        List<String> plans =
                source.files(root + "phases", name -> PLAN_FILE.matcher(name).matches());
        reading.each(plans, file -> {
            String summary = file.substring(file.lastIndexOf('/') + 1).replace("-PLAN", "-SUMMARY");
            boolean isDone = !source.files(root + "phases", summary::equals).isEmpty();
            plan(MarkdownFile.of(source, file), isDone, reading);
        });
        reading.each(
                source.files(root + "todos", name -> name.endsWith(".md")),
                file -> todo(MarkdownFile.of(source, file), reading));
    }

    private static String phaseId(String number) {
        return "phase-" + number.replaceFirst("^0+(?=\\d)", "");
    }

    private static void roadmap(MarkdownFile file, Reading reading) {
        List<CheckItem> items = file.document().items();
        for (CheckItem item : items) {
            Matcher phase = PHASE.matcher(item.content().of(file.text()).strip());
            if (phase.matches() && reading.find(phaseId(phase.group(1))).isEmpty()) {
                begin(file, phase, item.line() + 1, reading)
                        .details(Optional.ofNullable(phase.group(3)).orElse(""))
                        .state(file.isTicked(item) ? TaskState.COMPLETED : TaskState.PENDING);
            }
        }
        List<Section> sections = file.document().sections();
        for (int i = 0; i < sections.size(); i++) {
            Matcher phase = PHASE.matcher(sections.get(i).title().strip());
            if (phase.matches()) {
                int line = file.lineOf(sections.get(i));
                details(
                        file.whole(sections, i),
                        reading.find(phaseId(phase.group(1))).orElseGet(() -> begin(file, phase, line, reading)));
            }
        }
        for (CheckItem item : items) {
            Matcher plan = PLAN_LINE.matcher(item.content().of(file.text()).strip());
            if (plan.matches() && reading.find(plan.group(1)).isEmpty()) {
                String title = plan.group(2).isBlank() ? "Plan " + plan.group(1) : plan.group(2);
                PortableTask.Builder task = reading.task(plan.group(1), title, file.path(), item.line() + 1)
                        .state(file.isTicked(item) ? TaskState.COMPLETED : TaskState.PENDING);
                part(task, reading);
            }
        }
    }

    private static PortableTask.Builder begin(MarkdownFile file, Matcher phase, int line, Reading reading) {
        String title = "Phase " + phase.group(1).replaceFirst("^0+(?=\\d)", "") + ": "
                + phase.group(2).replace("(INSERTED)", "").strip();
        return reading.task(phaseId(phase.group(1)), title, file.path(), line);
    }

    private static void details(String body, PortableTask.Builder task) {
        Matcher fields = FIELD.matcher(body);
        while (fields.find()) {
            String field = fields.group(2).strip();
            String said = field.startsWith("[") ? "" : field;
            switch (fields.group(1)) {
                case "Depends on" ->
                    PHASE_NUMBER
                            .matcher(said)
                            .results()
                            .filter(any -> said.toLowerCase(Locale.ROOT).contains("phase"))
                            .filter(any -> !said.startsWith("Nothing"))
                            .forEach(number -> task.need(phaseId(number.group())));
                case "Goal" -> task.details("Goal: ", said);
                default -> task.details("Success criteria: \n", list(body.substring(fields.end())));
            }
        }
    }

    private static String list(String text) {
        StringBuilder list = new StringBuilder();
        for (String line : text.strip().split("\n")) {
            if (!line.strip().matches("(?:\\d{1,3}[.)]|[-*]) .*")) {
                break;
            }
            list.append(line.strip()).append('\n');
        }
        return list.toString();
    }

    private static void part(PortableTask.Builder plan, Reading reading) {
        String phase = plan.id.substring(0, plan.id.indexOf('-'));
        reading.part(phaseId(phase), plan);
    }

    private static void plan(MarkdownFile file, boolean isDone, Reading reading) {
        JsonFields fields = file.fields();
        String id = file.name().replace("-PLAN.md", "");
        String objective = tag(file.text(), "objective") + file.below("Objective");
        Optional<PortableTask.Builder> known = reading.find(id);
        String firstLine = file.title().or(() -> objective.lines().findFirst()).orElse("Plan " + id);
        PortableTask.Builder plan = known.orElseGet(() -> reading.task(id, firstLine, file.path(), 1));
        if (known.isEmpty()) {
            part(plan, reading);
        }
        fields.texts("depends_on").forEach(plan::need);
        fields.texts("files_modified").forEach(plan::touches);
        fields.texts("requirements").forEach(plan::tag);
        plan.details(objective)
                .details("Success criteria: ", tag(file.text(), "success_criteria") + file.below("Success Criteria"))
                .state(isDone ? TaskState.COMPLETED : plan.state());
        Matcher tasks = TASK.matcher(file.text());
        String before = "";
        for (int number = 1; tasks.find(); number++) {
            String body = tasks.group(1);
            String title = tag(body, "name").replaceFirst("^Task \\d+: ?", "");
            PortableTask.Builder task = reading.task(id + "." + number, title, file.path(), file.lineOf(tasks.start()))
                    .details(tag(body, "action"))
                    .details("Check: ", tag(body, "verify"))
                    .details("Done when: ", tag(body, "done"))
                    .state(plan.state());
            for (String path : tag(body, "files").split(",")) {
                task.touches(path);
            }
            reading.part(plan, task);
            before = task.need(before).id;
        }
        fields.without("phase", "plan", "type", "wave", "autonomous").done(reading, file.path(), 1);
    }

    private static String tag(String text, String name) {
        int start = text.indexOf("<" + name + ">");
        int end = text.indexOf("</" + name + ">", Math.max(0, start));
        return start < 0 || end < 0
                ? ""
                : text.substring(start + name.length() + 2, end).strip();
    }

    private static void todo(MarkdownFile file, Reading reading) {
        JsonFields fields = file.fields();
        String name = file.name().replace(".md", "");
        String title = fields.text("title").isEmpty() ? file.title().orElse(name) : fields.text("title");
        boolean isDone = file.path().contains("/done/") || file.path().contains("/completed/");
        PortableTask.Builder task = reading.task("todo-" + name, title, file.path(), 1)
                .details(file.below("Problem"))
                .details(file.below("Solution"))
                .tag(fields.text("area"))
                .state(isDone ? TaskState.COMPLETED : TaskState.PENDING);
        fields.texts("files").forEach(path -> task.touches(path.replaceFirst(":[\\d-]+$", "")));
        CleanText.moment(fields.text("created")).ifPresent(task::created);
        fields.done(reading, file.path(), 1);
    }
}
