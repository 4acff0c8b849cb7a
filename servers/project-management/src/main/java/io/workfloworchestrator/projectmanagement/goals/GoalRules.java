package io.workfloworchestrator.projectmanagement.goals;

import io.workfloworchestrator.definition.Fields;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words and the table by which goals are judged and ideas are found: those of the resource {@code rules.yaml}, with the lists
 * that a project has of its own in {@value #FILE}. Immutable and thread-safe.
 */
final class GoalRules {
    static final String FILE = ".ai-planning/goals.yaml";

    private static final int MOST_BYTES = 256 * 1024;
    private static final String RESOURCE = "rules.yaml";

    private final Map<String, List<String>> lists;

    private GoalRules(Map<String, List<String>> lists) {
        this.lists = Map.copyOf(lists);
    }

    private static final GoalRules BUILT_IN =
            new GoalRules(read(RESOURCE, BuiltInFiles.bytes(GoalRules.class, RESOURCE), Map.of()));

    static GoalRules builtIn() {
        return BUILT_IN;
    }

    /** @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem of the project's own file */
    static GoalRules of(ProjectFolder project) {
        return project.exists(FILE) ? builtIn().with(FILE, project.read(FILE, MOST_BYTES)) : builtIn();
    }

    /** These rules with the lists of a file in the place of those of the same names. */
    GoalRules with(String file, byte[] yaml) {
        Map<String, List<String>> all = new LinkedHashMap<>(lists);
        all.putAll(read(file, yaml, lists));
        return new GoalRules(all);
    }

    List<String> list(String name) {
        return Objects.requireNonNull(lists.get(name), name);
    }

    Tier tier(Level impact, Level effort) {
        int column = switch (effort) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
        };
        return Tier.of("tiers", list("tiers." + Choice.plain(impact.word())).get(column));
    }

    /** The lists of a file by their names. If {@code known} is not empty, other names are problems. */
    private static Map<String, List<String>> read(String file, byte[] yaml, Map<String, List<String>> known) {
        YamlText text = YamlText.of(file, yaml);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Fields sections = text.fields("the rules of goals");
        for (String section : sections.names()) {
            sections.mapping(section)
                    .ifPresent(named ->
                            named.names().forEach(name -> take(text, section, name, named.plain(name), known, lists)));
        }
        text.throwIfAny();
        return lists;
    }

    private static void take(
            YamlText text,
            String section,
            String name,
            @Nullable Object list,
            Map<String, List<String>> known,
            Map<String, List<String>> lists) {
        String key = section + "." + name;
        String path = section + "/" + name;
        List<String> words = words(list);
        if (!known.isEmpty() && !known.containsKey(key)) {
            String near = Words.nearest(key, known.keySet(), 4)
                    .map(one -> " Did you mean " + one + "?")
                    .orElse("");
            text.problem("E_GOAL_RULES", path, "There is no list " + key + "." + near);
        } else if (words.isEmpty()) {
            text.problem("E_GOAL_RULES", path, key + " must be a list of words, such as [critical, urgent].");
        } else if (section.equals("tiers") && !areTiers(words)) {
            text.problem(
                    "E_GOAL_RULES",
                    path,
                    key + " must name three of Now, Next, Later and Someday: for a low, a medium and a high effort.");
        } else {
            lists.put(key, words);
        }
    }

    private static boolean areTiers(List<String> words) {
        List<String> tiers = List.of("now", "next", "later", "someday");
        return words.size() == 3 && words.stream().map(Choice::plain).allMatch(tiers::contains);
    }

    private static List<String> words(@Nullable Object list) {
        List<String> words = new ArrayList<>();
        if (list instanceof List<?> elements) {
            elements.forEach(element -> words.add(String.valueOf(element)));
        }
        return List.copyOf(words);
    }
}
