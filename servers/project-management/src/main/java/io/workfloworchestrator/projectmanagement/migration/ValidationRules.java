package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a layout must have: that of the resource {@code validation.yaml}, or of the project's own {@value #FILE}. Immutable and
 * thread-safe.
 *
 * @param exempt words of the names of files that need not have it, in lower case, and whole paths of such files
 * @param index the file that lists resources; empty if none is asked for
 * @param enough how many of the steps must be done, in percent
 */
record ValidationRules(
        List<String> folders,
        List<String> files,
        List<String> fields,
        List<String> under,
        List<String> exempt,
        String index,
        String indexOf,
        Map<String, GoalFolder> goals,
        int enough,
        List<Step> steps) {
    static final String FILE = ".ai-planning/validation.yaml";

    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_SIZE = 1_000_000;

    record GoalFolder(String folder, List<String> fields) {}

    /**
     * A step of planning that shows in files.
     *
     * @param file a file that must be there; empty if the step is about a folder
     * @param folder a folder in which something must be; empty if the step is about a file
     * @param extensions what must be in the folder; empty for anything
     * @param kind a kind of items of which one is enough, too; empty if there is none
     * @param eachIn a folder in which each folder must have {@code has}
     */
    record Step(
            String id,
            String file,
            int longerThan,
            List<String> without,
            List<String> with,
            String folder,
            List<String> extensions,
            String kind,
            String eachIn,
            String has,
            String tool) {}

    /** @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem of the project's own file */
    static ValidationRules of(ProjectFolder project, ProjectLayout layout) {
        String name = layout.checks();
        Map<String, ValidationRules> own = project.exists(FILE) ? read(FILE, project.read(FILE, MOST_BYTES)) : Map.of();
        ValidationRules rules = own.containsKey(name) ? own.get(name) : BUILT_IN.get(name);
        return Objects.requireNonNull(rules, name).at(layout.found());
    }

    private ValidationRules at(Map<String, String> paths) {
        RecordCodec<ValidationRules> codec = RecordCodec.of(ValidationRules.class);
        Json.Obj all = codec.encode(this).asObject().with("exempt", Json.strings(known(exempt, paths)));
        return codec.decode(ProjectLayout.filled(all, paths));
    }

    /** Texts without those that name a path which this definition, such as one from before, does not have. */
    private static List<String> known(List<String> texts, Map<String, String> paths) {
        return texts.stream()
                .filter(text -> !text.startsWith("${") || paths.containsKey(text.substring(2, text.length() - 1)))
                .toList();
    }

    private static final Map<String, ValidationRules> BUILT_IN =
            read("validation.yaml", BuiltInFiles.bytes(ValidationRules.class, "validation.yaml"));

    private static Map<String, ValidationRules> read(String file, byte[] yaml) {
        YamlText text = YamlText.of(file, yaml);
        Fields top = text.fields("the rules of validation");
        Map<String, ValidationRules> layouts = new LinkedHashMap<>();
        for (String layout : ProjectLayout.ALL) {
            top.mapping(layout).ifPresent(fields -> layouts.put(layout, layout(fields)));
        }
        top.done();
        text.throwIfAny();
        return layouts;
    }

    private static ValidationRules layout(Fields fields) {
        Optional<Fields> matter = fields.mapping("front-matter");
        Optional<Fields> index = fields.mapping("resource-index");
        Map<String, GoalFolder> goals = new LinkedHashMap<>();
        fields.list("goals", "folder of goals").forEach(one -> {
            goals.put(one.id(), new GoalFolder(one.required("folder"), one.texts("fields")));
            one.done();
        });
        List<Step> steps = new ArrayList<>();
        fields.list("steps", "step").forEach(one -> steps.add(step(one)));
        ValidationRules rules = new ValidationRules(
                fields.texts("folders"),
                fields.texts("files"),
                matter.map(one -> one.texts("fields")).orElse(List.of()),
                matter.map(one -> one.texts("under")).orElse(List.of()),
                matter.map(one -> one.texts("except")).orElse(List.of()),
                index.map(one -> one.required("file")).orElse(""),
                index.map(one -> one.required("of")).orElse(""),
                goals,
                fields.integer("enough", 100, 0, 100),
                steps);
        matter.ifPresent(Fields::done);
        index.ifPresent(Fields::done);
        fields.done();
        return rules;
    }

    private static Step step(Fields fields) {
        Step step = new Step(
                fields.id(),
                fields.text("file", ""),
                fields.integer("longer-than", 0, 0, MOST_SIZE),
                fields.texts("without"),
                fields.texts("with"),
                fields.text("folder", ""),
                fields.texts("extensions"),
                fields.text("kind", ""),
                fields.text("each-in", ""),
                fields.text("has", ""),
                fields.text("tool", ""));
        fields.done();
        return step;
    }
}
