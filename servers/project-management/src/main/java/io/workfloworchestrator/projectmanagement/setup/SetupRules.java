package io.workfloworchestrator.projectmanagement.setup;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.definition.YamlText;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.json.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the set-up makes of answers, as data: {@code setup-rules.yaml}, with the parts that a project puts in the place of those in
 * its {@value #OVERRIDE}. Immutable.
 */
record SetupRules(Constitution constitution, People people, Resources resources, Windows roadmap, Terms text) {
    /** Where a project has parts of its own. */
    static final String OVERRIDE = ".ai-planning/setup.yaml";

    private static final int MOST_BYTES = 256 * 1024;

    /** A sentence that holds for a sort of project, or when a word was said; it always holds if it has neither. */
    record Sentence(String name, String text, List<String> types, List<String> words, List<String> of) {}

    /** A guideline: it holds for its sorts of project, and where it has words, only if one of them was said. */
    record Guideline(String text, List<String> types, List<String> words) {}

    record Ethics(String title, String text, List<String> types, List<String> words) {}

    record Kind(String title, List<String> words) {
        /** The title of the first kind of which the text has a word, or else of the first kind without words. */
        static String of(List<Kind> kinds, String text) {
            return kinds.stream()
                    .filter(kind -> WholeWords.any(kind.words(), text))
                    .findFirst()
                    .or(() -> kinds.stream()
                            .filter(kind -> kind.words().isEmpty())
                            .findFirst())
                    .map(Kind::title)
                    .orElse("");
        }
    }

    record Constitution(
            int mostQuick,
            int mostDeep,
            List<Sentence> principles,
            List<Sentence> decisions,
            List<Guideline> guidelines,
            List<Ethics> ethics,
            List<Kind> constraintKinds) {}

    record Strategy(String name, String rhythm, String how) {}

    record People(
            List<String> primary,
            List<String> external,
            List<String> highInfluence,
            List<String> lowInfluence,
            List<String> highInterest,
            List<String> lowInterest,
            Strategy manageClosely,
            Strategy keepSatisfied,
            Strategy keepInformed,
            Strategy monitor,
            List<String> concernWords) {}

    record Resources(List<Kind> toolKinds, List<Kind> technologyKinds, List<Kind> assetKinds, List<Kind> priorities) {}

    /** @param points for the windows of a roadmap */
    record Effort(String title, int points, String time) {}

    record PhaseTitles(String now, String next, String nextSecond, String later, String someday) {}

    record Windows(Map<String, Effort> efforts, double weeksPerPoint, int mostInPhase, PhaseTitles phases) {}

    record Terms(
            List<String> roles,
            List<String> classes,
            List<String> groups,
            List<String> teamRoles,
            List<String> tools,
            List<String> technologies,
            List<String> exact,
            List<String> goalVerbs,
            List<String> goalLeads,
            List<String> problemWords,
            List<String> constraintWords,
            List<String> successWords,
            List<String> changeWords,
            List<String> existingWords,
            List<String> neededWords,
            List<String> assetWords,
            List<String> externalWords) {}

    /**
     * @throws CodedException E_SETUP_RULES if the project's own file has another form
     * @throws io.workfloworchestrator.definition.BrokenDefinitionException if it is no YAML
     */
    static SetupRules of(ProjectFolder project) {
        Json.Obj own = read("setup-rules.yaml", BuiltInFiles.bytes(SetupRules.class, "setup-rules.yaml"));
        if (!project.exists(OVERRIDE)) {
            return decoded(own);
        }
        Json.Obj given = read(OVERRIDE, project.read(OVERRIDE, MOST_BYTES));
        Json.Obj all = own;
        for (String part : given.keys()) {
            if (own.find(part).isEmpty()) {
                throw unknown(part, own.keys());
            }
            all = all.with(part, given.find(part).orElseThrow());
        }
        return decoded(all);
    }

    private static SetupRules decoded(Json.Obj all) {
        SetupRules rules;
        try {
            rules = RecordCodec.of(SetupRules.class).decode(all);
        } catch (CodedException e) {
            throw new CodedException("E_SETUP_RULES", OVERRIDE + ": " + e.getMessage());
        }
        requireKnown(all, RecordCodec.of(SetupRules.class).encode(rules), "");
        return rules;
    }

    private static Json.Obj read(String name, byte[] yaml) {
        return Shapes.json(YamlText.of(name, yaml).values("the rules of the set-up"))
                .asObject();
    }

    /** A field that no rule has would be ignored, and its author would not know. */
    private static void requireKnown(Json given, Json known, String path) {
        if (given instanceof Json.Obj fields && known instanceof Json.Obj understood) {
            fields.forEach((name, value) -> {
                Optional<Json> other = understood.find(name);
                boolean isEmpty =
                        value instanceof Json.Arr list && list.asList().isEmpty();
                if (other.isEmpty() && !isEmpty) {
                    throw unknown(path + name, understood.keys());
                }
                other.ifPresent(found -> requireKnown(value, found, path + name + "."));
            });
        } else if (given instanceof Json.Arr list && known instanceof Json.Arr understood) {
            for (int i = 0; i < list.asList().size(); i++) {
                requireKnown(list.asList().get(i), understood.asList().get(i), path + (i + 1) + ".");
            }
        }
    }

    private static CodedException unknown(String path, List<String> known) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        String hint = Words.nearest(name, known, 3)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElse("Known here: " + Words.clip(String.join(", ", known), 200) + ".");
        return new CodedException("E_SETUP_RULES", OVERRIDE + ": there is no \"" + path + "\". " + hint);
    }
}
