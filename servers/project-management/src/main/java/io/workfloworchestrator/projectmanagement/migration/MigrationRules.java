package io.workfloworchestrator.projectmanagement.migration;

import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.RecordCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of the places of files: the resource {@code rules.yaml}, in which a project's own {@value #FILE} replaces fields of
 * the top. Immutable and thread-safe.
 */
record MigrationRules(
        Map<String, List<String>> lists,
        Map<String, LayoutRules> layouts,
        Map<String, List<String>> versions,
        Map<String, Set<String>> groups,
        List<Pattern> secrets) {
    static final String FILE = ".ai-planning/migration.yaml";

    private static final int MOST_BYTES = 256 * 1024;

    /**
     * @param backup the folder for copies of what is moved
     * @param places the folders of the layout: what lies there is in its place
     */
    record LayoutRules(String backup, List<String> places, List<PlaceRule> rules) {
        boolean isInPlace(String path) {
            return places.stream().anyMatch(place -> path.equals(place) || path.startsWith(place + "/"));
        }

        private LayoutRules at(Map<String, String> paths) {
            RecordCodec<LayoutRules> codec = RecordCodec.of(LayoutRules.class);
            return codec.decode(ProjectLayout.filled(codec.encode(this), paths));
        }

        Optional<PlaceRule> rule(String path) {
            return rules.stream().filter(rule -> rule.fits(path)).findFirst();
        }
    }

    private static Pattern glob(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : name.split("(?=\\*)|(?<=\\*)")) {
            pattern.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static final MigrationRules BUILT_IN =
            read("rules.yaml", BuiltInFiles.bytes(MigrationRules.class, "rules.yaml"), Optional.empty());

    /** @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem of the project's own file */
    static MigrationRules of(ProjectFolder project) {
        return project.exists(FILE) ? read(FILE, project.read(FILE, MOST_BYTES), Optional.of(BUILT_IN)) : BUILT_IN;
    }

    private static MigrationRules read(String file, byte[] yaml, Optional<MigrationRules> base) {
        YamlText text = YamlText.of(file, yaml);
        Fields top = text.fields("the rules of migration");
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, LayoutRules> layouts = new LinkedHashMap<>();
        Map<String, List<String>> versions = new LinkedHashMap<>();
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        base.ifPresent(known -> {
            lists.putAll(known.lists);
            layouts.putAll(known.layouts);
            versions.putAll(known.versions);
            groups.putAll(known.groups);
        });
        for (String list : List.of("skip", "secrets")) {
            if (top.names().contains(list)) {
                lists.put(list, top.texts(list));
            }
        }
        for (String layout : List.of(ProjectLayout.FULL, ProjectLayout.LEAN)) {
            top.mapping(layout).ifPresent(fields -> layouts.put(layout, layout(fields)));
        }
        if (top.names().contains("versions")) {
            versions.clear();
            top.list("versions", "version").forEach(one -> {
                versions.put(one.id(), one.texts("markers"));
                one.done();
            });
        }
        if (top.names().contains("groups")) {
            groups.clear();
            top.textMap("groups")
                    .forEach((name, words) ->
                            groups.put(name, Set.of(words.strip().split("\\s+"))));
        }
        top.done();
        text.throwIfAny();
        List<Pattern> secrets = lists.getOrDefault("secrets", List.of()).stream()
                .map(MigrationRules::glob)
                .toList();
        return new MigrationRules(lists, layouts, versions, groups, secrets);
    }

    private static LayoutRules layout(Fields fields) {
        List<PlaceRule> rules = new ArrayList<>();
        String backup = path(fields, fields.required("backup"));
        List<String> places = fields.texts("places");
        fields.list("rules", "rule").forEach(rule -> rules.add(rule(rule)));
        fields.done();
        return new LayoutRules(backup, places, rules);
    }

    private static PlaceRule rule(Fields fields) {
        String id = fields.id();
        String to = fields.text("to", "");
        String confidence = fields.text("confidence", "medium");
        if (!PlaceRule.Confidence.WORDS.contains(confidence)) {
            fields.problem(
                    "E_RULE_TYPE",
                    "there is no confidence \"" + confidence + "\"."
                            + Names.hint(confidence, PlaceRule.Confidence.WORDS));
            confidence = "medium";
        }
        PlaceRule rule = new PlaceRule(
                id,
                fields.text("what", id),
                lower(fields.texts("names")),
                lower(fields.texts("words")),
                lower(fields.texts("extensions")),
                lower(fields.texts("folders")),
                fields.texts("under"),
                fields.bool("root", false),
                to.isEmpty() ? "" : path(fields, to),
                fields.text("group", "").equals("code"),
                PlaceRule.Confidence.valueOf(confidence.toUpperCase(Locale.ROOT)),
                fields.text("because", "A rule of the project says so."));
        fields.done();
        return rule;
    }

    private static String path(Fields fields, String path) {
        try {
            return path.isEmpty() ? path : ProjectFolder.checkWritable(path);
        } catch (io.workfloworchestrator.files.PathException e) {
            fields.problem("E_RULE_PATH", String.valueOf(e.getMessage()));
            return "";
        }
    }

    private static List<String> lower(List<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    boolean skips(String folder) {
        return folder.startsWith(".") || lists.getOrDefault("skip", List.of()).contains(folder);
    }

    boolean isSecret(String name) {
        return secrets.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    LayoutRules layout(ProjectLayout layout) {
        return Objects.requireNonNull(layouts.get(layout.rules()), layout.rules())
                .at(layout.paths());
    }
}
