package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.definition.BrokenDefinitionException;
import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.Placeholder;
import io.workfloworchestrator.taskexecutor.templates.WorkflowTemplate.TemplateTask;
import io.workfloworchestrator.workflow.Precedence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a template of workflows and checks all of it, so that one run names every fault with its place. For one file; not thread-safe.
 *
 * <pre>
 * template: bug-fix                       # the name of the file, too
 * version: 1                              # of this form
 * title: Bug fix
 * category: bug-fix
 * placeholders: {bug: {about: "What goes wrong", required: true}, where: {about: "…", default: src/}}
 * constraints: [what holds for all tasks]
 * tasks:
 *   - {id: mend, title: "Mend: ${bug}", needs: [test], hours: 2, files: ["${where}"], skill: …, reviewer: …, checks: [what must be so]}
 * </pre>
 */
final class TemplateReader {
    static final int MOST_TASKS = 200;

    private static final Pattern MARK = Pattern.compile("\\$\\{([^}]{0,60})\\}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final double MOST_HOURS = 1_000;

    private final String name;
    private final YamlText text;
    private final Map<String, Placeholder> placeholders = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    private TemplateReader(String name, YamlText text) {
        this.name = name;
        this.text = text;
    }

    /**
     * @param file how faults name the file
     * @throws CodedException E_TEMPLATE with every fault, each with its line and column
     */
    static WorkflowTemplate read(String name, String file, byte[] bytes) {
        try {
            return new TemplateReader(name, YamlText.of(file, bytes)).template();
        } catch (BrokenDefinitionException e) {
            throw new CodedException("E_TEMPLATE", String.valueOf(e.getMessage()), e);
        }
    }

    private WorkflowTemplate template() {
        Fields top = text.fields("the template");
        String own = top.required("template");
        if (!own.isEmpty() && !own.equals(name)) {
            text.problem(
                    "E_TEMPLATE_NAME",
                    "template",
                    "the template is called \"" + own + "\", and its file " + name + ".yaml. Give both one name.");
        }
        int unused = top.integer("version", 1, 1, 1);
        String title = top.text("title", own);
        String category = top.text("category", own);
        top.mapping("placeholders").ifPresent(this::readPlaceholders);
        List<String> constraints = marked(top, "constraints", "constraints");
        List<TemplateTask> tasks = new ArrayList<>();
        List<Fields> listed = top.list("tasks", "task");
        listed.forEach(task -> tasks.add(task(task)));
        if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
            top.problem(
                    "E_TEMPLATE_TASKS",
                    "a template has 1 to " + MOST_TASKS + " tasks, and this one has " + tasks.size() + ".");
        }
        top.done();
        order(listed, tasks);
        placeholders.keySet().stream()
                .filter(placeholder -> !used.contains(placeholder))
                .forEach(placeholder -> text.problem(
                        "E_TEMPLATE_MARK",
                        "placeholders/" + placeholder,
                        "nothing uses ${" + placeholder + "}. Use it, or take it away."));
        text.throwIfAny();
        return new WorkflowTemplate(name, title, category, placeholders, constraints, tasks);
    }

    private void readPlaceholders(Fields all) {
        for (String placeholder : all.names()) {
            if (!NAME.matcher(placeholder).matches()) {
                text.problem(
                        "E_TEMPLATE_NAME",
                        "placeholders",
                        "\"" + placeholder
                                + "\" cannot name a placeholder: small letters, digits and dashes make a name.");
            }
            all.mapping(placeholder).ifPresent(fields -> {
                boolean required = fields.bool("required", false);
                String usual = fields.text("default", "");
                if (required == !usual.isEmpty()) {
                    fields.problem(
                            "E_TEMPLATE_MARK",
                            "the placeholder \"" + placeholder + "\" is either required or has a default.");
                }
                placeholders.put(placeholder, new Placeholder(fields.required("about"), required, usual));
                fields.done();
            });
        }
    }

    private TemplateTask task(Fields fields) {
        String id = fields.id();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : List.of("title", "details", "skill", "reviewer")) {
            String said = field.equals("title") ? fields.required(field) : fields.text(field, "");
            marks(said, fields.path() + "/" + field);
            if (!said.isEmpty()) {
                texts.put(field, said);
            }
        }
        List<String> files = marked(fields, "files", fields.path() + "/files");
        List<String> checks = marked(fields, "checks", fields.path() + "/checks");
        double hours = hours(fields);
        List<String> needs = fields.texts("needs");
        fields.done();
        return new TemplateTask(id, needs, hours, texts, files, checks);
    }

    private double hours(Fields fields) {
        @Nullable Object said = fields.plain("hours");
        if (said == null) {
            return 0;
        }
        double hours = said instanceof Number number ? number.doubleValue() : -1;
        if (hours < 0 || hours > MOST_HOURS) {
            text.problem(
                    "E_TEMPLATE_HOURS",
                    fields.path() + "/hours",
                    "\"hours\" is a number from 0 to " + (int) MOST_HOURS + ", not \"" + said + "\".");
            return 0;
        }
        return hours;
    }

    private List<String> marked(Fields fields, String name, String path) {
        List<String> texts = fields.texts(name);
        texts.forEach(said -> marks(said, path));
        return texts;
    }

    private void marks(String said, String path) {
        Matcher marks = MARK.matcher(said);
        while (marks.find()) {
            String mark = marks.group(1);
            used.add(mark);
            if (!placeholders.containsKey(mark)) {
                text.problem(
                        "E_TEMPLATE_MARK",
                        path,
                        "there is no placeholder \"" + mark + "\"." + Names.hint(mark, placeholders.keySet()));
            }
        }
    }

    /** Ids that stand twice, needs that are nowhere, and circles. */
    private void order(List<Fields> listed, List<TemplateTask> tasks) {
        Set<String> ids = new LinkedHashSet<>();
        tasks.forEach(task -> {
            if (!ids.add(task.id())) {
                text.problem("E_TEMPLATE_ID", "tasks/" + task.id(), "two tasks have the id \"" + task.id() + "\".");
            }
        });
        boolean known = ids.size() == tasks.size();
        for (int i = 0; i < tasks.size(); i++) {
            for (String need : tasks.get(i).needs()) {
                if (!ids.contains(need)) {
                    known = false;
                    text.problem(
                            "E_TEMPLATE_NEED",
                            listed.get(i).path() + "/needs",
                            "task \"" + tasks.get(i).id() + "\" needs \"" + need + "\", and there is no such task."
                                    + Names.hint(need, ids));
                }
            }
        }
        if (known) {
            Precedence order = Precedence.of(tasks.stream()
                    .map(task -> new Precedence.Work(task.id(), task.hours(), task.needs()))
                    .toList());
            order.circles()
                    .forEach(circle -> text.problem(
                            "E_TEMPLATE_CIRCLE",
                            "tasks/" + circle.get(0),
                            "tasks wait for each other in a circle: " + String.join(" → ", circle)
                                    + ". Take one of these needs away."));
        }
    }

    /** A text with the values in the place of its placeholders; what a value says is never taken for a placeholder. */
    static String filled(String said, Map<String, String> values) {
        return MARK.matcher(said)
                .replaceAll(mark -> Matcher.quoteReplacement(values.getOrDefault(mark.group(1), mark.group())));
    }
}
