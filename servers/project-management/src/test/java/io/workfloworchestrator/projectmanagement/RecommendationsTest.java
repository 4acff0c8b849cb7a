package io.workfloworchestrator.projectmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.projectmanagement.completion.CompletionTools;
import io.workfloworchestrator.projectmanagement.goals.GoalTools;
import io.workfloworchestrator.projectmanagement.handoff.HandoffTools;
import io.workfloworchestrator.projectmanagement.reports.ReportTools;
import io.workfloworchestrator.server.ToolContext;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows an answer of the server can: each call that it recommends is one that the server offers, or a command line. */
class RecommendationsTest {
    private static final Path SOURCES = Path.of("src/main");

    @TempDir
    private Path folder;

    private static List<Tool<?, ?>> tools(ToolContext context, Clock clock) {
        List<Tool<?, ?>> tools = new ArrayList<>(new CompletionTools(context, clock).all());
        tools.addAll(new ReportTools(context, clock).all());
        tools.addAll(HandoffTools.of(context));
        tools.addAll(GoalTools.of(context, clock));
        return tools;
    }

    /** Everything in an answer that names a tool or a command. */
    private static List<Json.Obj> recommended(Json answer) {
        List<Json.Obj> found = new ArrayList<>();
        if (answer instanceof Json.Obj object) {
            if (object.text("tool").isPresent() || object.text("command").isPresent()) {
                found.add(object);
            }
            object.forEach((name, value) -> found.addAll(recommended(value)));
        }
        if (answer instanceof Json.Arr array) {
            array.asList().forEach(value -> found.addAll(recommended(value)));
        }
        return found;
    }

    /** @param own the toolset of the tool that answers */
    private static void requireOffered(Json.Obj one, Toolset own) {
        Optional<String> command = one.text("command");
        if (command.isPresent()) {
            assertThat(command.get()).as("%s", one).startsWith("workflow ");
            assertThat(one.text("tool")).as("%s", one).isEmpty();
            return;
        }
        String tool = one.text("tool").orElseThrow();
        if (one.text("server").isPresent() || WorkflowTools.NAMES.contains(tool)) {
            return;
        }
        Optional<Toolset> having = Toolset.having(tool);
        assertThat(having).as("%s", one).isPresent();
        if (having.get() != own) {
            assertThat(one.text("toolset")).as("%s", one).contains(having.get().word());
        }
    }

    @Test
    void everyCallThatAnAnswerRecommendsIsOffered() throws IOException {
        try (PlanningFixture planning = PlanningFixture.begun(folder, RecommendationsTest::tools)) {
            everySituation(planning);
            Set<String> seen = new TreeSet<>();
            for (Asked asked : List.of(
                    new Asked("validate_project_readiness", "{}", Toolset.REPORTS),
                    new Asked("generate_review_report", "{'reportType': 'weekly'}", Toolset.REPORTS),
                    new Asked("check_review_needed", "{}", Toolset.GOALS),
                    new Asked("view_goals_dashboard", "{}", Toolset.GOALS),
                    new Asked(
                            "prepare_spec_handoff",
                            "{'goalIds': ['G-01', 'G-02', 'G-03', 'G-04', 'G-05', 'G-06', 'G-08']}",
                            Toolset.HANDOFF),
                    new Asked("prepare_task_executor_handoff", "{'goalIds': ['G-07', 'G-09']}", Toolset.HANDOFF))) {
                for (Json.Obj one : recommended(planning.call(asked.tool(), asked.arguments()))) {
                    requireOffered(one, asked.toolset());
                    seen.add(one.text("tool").or(() -> one.text("command")).orElseThrow());
                }
            }
            assertThat(seen)
                    .contains(
                            "archive_goal",
                            "update_goal_progress",
                            "promote_to_selected",
                            "create_potential_goal",
                            "prepare_spec_handoff",
                            "sdd_guide",
                            "workflow item need G-04 G-05 --drop");
        }
    }

    private record Asked(String tool, String arguments, Toolset toolset) {}

    private static void everySituation(PlanningFixture planning) {
        planning.potential("Potential", "impact", "High", "effort", "Low"); // G-01
        planning.move(planning.selected("Blocked"), "start", "block");
        planning.move(planning.selected("On hold"), "start", "pause");
        Item waiting = planning.selected("Waits for a shelved one");
        Item shelved = planning.selected("Shelved");
        planning.edit(waiting, Json.Obj.EMPTY.with("needs", Json.strings(List.of(shelved.id()))));
        planning.move(shelved, "shelve");
        planning.move(planning.selected("Completed"), "start", "complete");
        planning.selected("Handed on");
        planning.call("prepare_spec_handoff", "{'goalId': 'G-07'}");
        Item failed = planning.selected("Implemented", "spec", "specs/none");
        planning.move(failed, "start", "complete", "implement");
        planning.workflow()
                .items()
                .addEvidence(
                        failed.id(),
                        EvidenceDraft.of(Evidence.What.COMMAND, "failed")
                                .exit(1)
                                .command("npm test"),
                        Revision.NONE,
                        Cause.of("ana", "checked"));
        planning.move(planning.selected("Long running", "target", "2026-03-03"), "start");
        planning.days(200);
    }

    @Test
    void theTextsOfCommandsThatNoToolDoesAreThere() {
        try (PlanningFixture planning = PlanningFixture.begun(folder, RecommendationsTest::tools)) {
            Item failed = planning.selected("Implemented", "spec", "specs/none");
            planning.move(failed, "start", "complete", "implement");
            planning.workflow()
                    .items()
                    .addEvidence(
                            failed.id(),
                            EvidenceDraft.of(Evidence.What.COMMAND, "failed")
                                    .exit(1)
                                    .command("npm test"),
                            Revision.NONE,
                            Cause.of("ana", "checked"));
            assertThat(recommended(planning.call("validate_project_readiness", "{}")))
                    .extracting(one -> one.text("command").orElse(""))
                    .contains("workflow item edit G-01 spec=PATH", "workflow item evidence G-01 --result TEXT");
        }
    }

    /** Also of tools that are named in a situation which no test makes. */
    @Test
    void noToolIsNamedInTheSourcesThatTheServerDoesNotOffer() throws IOException {
        Set<String> offered = new TreeSet<>(Toolset.tools(Set.of(Toolset.values())));
        Set<String> kits = new TreeSet<>(WorkflowTools.NAMES_WITH_ITEMS);
        kits.removeAll(offered);
        Pattern named = Pattern.compile("\"(" + String.join("|", kits) + ")\"");
        try (Stream<Path> files = Files.walk(SOURCES.resolve("java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).toList())
                    .hasSizeGreaterThan(100)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(named));
        }
        String validation = Files.readString(
                SOURCES.resolve("resources/io/workfloworchestrator/projectmanagement/migration/validation.yaml"));
        assertThat(Pattern.compile("\\btool: ([a-z_]+)").matcher(validation).results())
                .hasSizeGreaterThan(5)
                .allSatisfy(tool -> assertThat(offered).contains(tool.group(1)));
    }
}
