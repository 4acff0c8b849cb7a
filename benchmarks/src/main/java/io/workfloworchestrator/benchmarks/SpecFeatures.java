package io.workfloworchestrator.benchmarks;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.documents.FeatureDocuments;
import io.workfloworchestrator.specdriven.guide.FeatureAnswers;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Features whose documents are written from made-up answers, as the guide writes them; the same ones at each run. */
final class SpecFeatures {
    private static final Cause CAUSE = Cause.of("benchmark", "measure");
    private static final int IN_A_STORY = 5;
    private static final String[] WORDS =
            ("order parcel code customer desk mail link page form table column invoice refund total price stock shelf "
                            + "label printer scanner driver route depot door bell photo sign receipt bank card account password "
                            + "session token report chart filter search result image video sound alarm timer calendar holiday "
                            + "shift nurse ward patient bed doctor pill dose letter phone number street town country border")
                    .split(" ");

    private final OpenProject open;
    private final Random random = new Random(20260302);

    /** @param root of a project whose documents are files; its state is in memory */
    SpecFeatures(Path root) {
        ProjectFolder folder = ProjectFolder.open(root);
        StateManager state = StateManager.inMemory();
        this.open = new OpenProject(
                folder.root(),
                state,
                Workflow.of(folder, SpecDrivenServer.FEATURES, state).open());
    }

    OpenProject open() {
        return open;
    }

    void write(int features, int requirements) {
        Workflow<Json> work = open.workflow();
        Object unused = work.initialize("Features", CAUSE);
        FeatureDocuments documents = new FeatureDocuments(Clock.systemUTC());
        for (int i = 1; i <= features; i++) {
            String id = String.format(Locale.ROOT, "%03d-feature-%d", i, i);
            Item item = work.items()
                    .add("feature", Json.object(Map.of("title", Json.of(id), "folder", Json.of("specs/" + id))), CAUSE)
                    .item();
            FeatureAnswers answers = answers(id, requirements);
            for (String stage : List.of("spec", "plan", "tasks")) {
                Object unusedFiles = documents.write(open, answers, stage, CAUSE);
            }
            for (String move : List.of("specify", "plan", "divide")) {
                Object unusedMove = work.items().move(item.id(), move, Revision.NONE, CAUSE);
            }
        }
    }

    private FeatureAnswers answers(String id, int requirements) {
        int stories = requirements / IN_A_STORY;
        List<Json> spec = new ArrayList<>(List.of(
                answer("feature_name", List.of(id)),
                answer("problem_statement", List.of(sentence("Somebody misses the")))));
        for (int story = 1; story <= stories; story++) {
            spec.add(answer("persona." + story, List.of("a " + word())));
            spec.add(answer("want." + story, List.of("see the " + word() + " of the " + word())));
            spec.add(answer("benefit." + story, List.of("the " + word() + " is right")));
            List<String> criteria = new ArrayList<>();
            for (int i = 0; i < IN_A_STORY; i++) {
                criteria.add(sentence("When the"));
            }
            spec.add(answer("acceptance_criteria." + story, criteria));
        }
        List<Json> plan =
                new ArrayList<>(List.of(answer("technical_approach", List.of(sentence("One table keeps the")))));
        for (int phase = 1; phase <= 2; phase++) {
            plan.add(answer("phase_name." + phase, List.of("The " + word())));
            plan.add(answer("phase_goal." + phase, List.of(sentence("People have the"))));
            plan.add(answer("deliverables." + phase, List.of("The page of the " + word())));
            plan.add(answer("validation." + phase, List.of(sentence("Somebody sees the"))));
        }
        Json.Obj all = Json.Obj.EMPTY.with("specification", set(spec)).with("planning", set(plan));
        return new FeatureAnswers(all, id, "new-project", Optional.empty(), false);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String sentence(String first) {
        return first + " " + word() + " of the " + word() + " is " + random.nextInt(1_000)
                + ", the system shall show the " + word() + " and the " + word() + " beside the " + word();
    }

    private static Json set(List<Json> answers) {
        Json.Obj topic = Json.Obj.EMPTY
                .with("id", Json.of("all"))
                .with("answers", Json.array(answers))
                .with("open", Json.array(List.of()));
        return Json.Obj.EMPTY.with("topics", Json.array(List.of(topic)));
    }

    private static Json answer(String id, List<String> lines) {
        return Json.Obj.EMPTY
                .with("id", Json.of("Q-" + id))
                .with("question", Json.of("What?"))
                .with("value", lines.size() == 1 ? Json.of(lines.get(0)) : Json.strings(lines))
                .with("text", Json.of(String.join(", ", lines)))
                .with("lines", Json.strings(lines))
                .with("assumed", Json.of(false))
                .with("because", Json.of(""));
    }

    /** As many specifications in the form of OpenSpec. */
    static void openSpec(Path root, int features, int requirements) throws IOException {
        Files.createDirectories(root.resolve("openspec/changes"));
        Files.writeString(root.resolve("openspec/project.md"), "# Project\n");
        for (int i = 1; i <= features; i++) {
            StringBuilder text = new StringBuilder("# feature-" + i
                    + " Specification\n\n## Purpose\nWhat the system does for feature " + i
                    + ", so that people at the desk can work with it every day.\n\n## Requirements\n");
            for (int each = 1; each <= requirements; each++) {
                text.append("\n### Requirement: Rule ")
                        .append(each)
                        .append("\nThe system SHALL show the order and the parcel beside the code ")
                        .append(each)
                        .append(
                                ".\n\n#### Scenario: It is shown\n- **WHEN** the page is opened\n- **THEN** it is shown\n");
            }
            Path folder = Files.createDirectories(root.resolve("openspec/specs/feature-" + i));
            Files.writeString(folder.resolve("spec.md"), text);
        }
    }
}
