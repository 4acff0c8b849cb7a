package io.workfloworchestrator.specdriven.guide;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session of this server's forerunner, which kept one file for each project in the home folder of its user: {@code
 * .sdd-mcp-data/workflows/<path of the project, with _ for whatever is no letter or digit>.json}. The file is read and never changed.
 *
 * <p>Source of the format: the forerunner's state, with {@code name} (the path of the project), and in {@code customData} the {@code
 * scenario}, the {@code answers} as pairs of a question and a value, and {@code templateContext} with {@code GOAL_…}. Two projects may
 * have the same file name, so {@code name} decides.
 *
 * @param file as it is named to people
 * @param answers by the ids of questions
 */
record ReferenceSession(String file, Scenario scenario, Map<String, Json> answers, Optional<GoalGiven> goal) {
    private static final long MOST_BYTES = 4L << 20;
    private static final Map<String, String> GOAL = Map.of(
            "GOAL_ID", "goalId",
            "GOAL_NAME", "goalName",
            "GOAL_DESCRIPTION", "goalDescription",
            "GOAL_IMPACT", "impactScore",
            "GOAL_EFFORT", "effortScore",
            "GOAL_TIER", "tier");

    /**
     * The session of a project; empty if there is none.
     *
     * @param home the home folder of the user
     * @throws SpecDrivenException E_GUIDE_OLD if there is a file that cannot be read as one
     */
    static Optional<ReferenceSession> of(Path home, Path project) {
        String name = project.toString().replaceAll("[^A-Za-z0-9]", "_") + ".json";
        Path file = home.resolve(".sdd-mcp-data").resolve("workflows").resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        // It may be of another project, whose path differs in a sign that is no letter or digit.
        return read(file)
                .filter(old -> old.text("name").equals(Optional.of(project.toString())))
                .map(old -> of(file, old));
    }

    /** The session in a file, of whatever project it was. Throws E_GUIDE_OLD if it cannot be read as one. */
    static ReferenceSession at(Path file) {
        return read(file)
                .filter(old ->
                        old.at("customData").filter(Json.Obj.class::isInstance).isPresent())
                .map(old -> of(file, old))
                .orElseThrow(() -> broken(file, "it has no \"customData\" with the answers of a session."));
    }

    private static Optional<Json.Obj> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw broken(file, "it has more than 4 MB.");
            }
            Json read = Json.parse(Files.readAllBytes(file));
            return read instanceof Json.Obj fields ? Optional.of(fields) : Optional.empty();
        } catch (SpecDrivenException e) {
            throw e;
        } catch (CodedException | IOException e) {
            throw broken(file, String.valueOf(e.getMessage()));
        }
    }

    private static SpecDrivenException broken(Path file, String why) {
        return new SpecDrivenException(
                "E_GUIDE_OLD", file + " was not taken over: " + why + " Correct it and start again, if you need it.");
    }

    private static ReferenceSession of(Path file, Json.Obj old) {
        Json data = old.find("customData").orElse(Json.Obj.EMPTY);
        Map<String, Json> answers = new LinkedHashMap<>();
        for (Json pair : data.at("answers")
                .filter(Json.Arr.class::isInstance)
                .map(Json::asList)
                .orElse(List.of())) {
            List<Json> both = pair instanceof Json.Arr array ? array.elements() : List.of();
            if (both.size() == 2) {
                both.get(0).asText().ifPresent(question -> answers.put(question, both.get(1)));
            }
        }
        Json.Obj goal = Json.Obj.EMPTY;
        for (Map.Entry<String, String> one : GOAL.entrySet()) {
            Optional<Json> value = data.at("templateContext", one.getKey());
            goal = value.isPresent() ? goal.with(one.getValue(), value.get()) : goal;
        }
        String scenario = data.at("scenario").flatMap(Json::asText).orElse("new-project");
        return new ReferenceSession(
                file.toString(),
                Scenario.of(scenario),
                answers,
                goal.size() == 0 ? Optional.empty() : Optional.of(new GoalGiven(goal)));
    }
}
