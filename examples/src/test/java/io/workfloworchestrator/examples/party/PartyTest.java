package io.workfloworchestrator.examples.party;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.interview.Interview;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.local.ServedProject;
import io.workfloworchestrator.local.Serving;
import io.workfloworchestrator.local.Surroundings;
import io.workfloworchestrator.mcp.ToolAnswer;
import io.workfloworchestrator.mcp.WorkflowMcpServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.testing.WorkflowTrial;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How items are tested, with files and without, and how they come of the answers of an interview. */
class PartyTest {
    private static final Cause ME = Cause.of("me", "a test");

    @TempDir
    private Path folder;

    @Test
    void aTrialHasTheToolsOfItems() {
        // tag::trial
        try (WorkflowTrial party = WorkflowTrial.of(folder, PartyServer.definition())) {
            party.call("add_item", """
                    {"kind": "dish", "fields": {"title": "Soup", "guests": 4}}""");
            assertThat(party.next()).first().isEqualTo("cook-next: Cook Soup for 4");

            Json claimed = party.call("claim_item", """
                    {"kind": "dish", "by": "ann"}""").structured();
            String token = claimed.at("token").orElseThrow().toString();
            party.call("move_item", """
                    {"id": "D-01", "move": "cook", "token": %s}""".formatted(token));
            ToolAnswer refused = party.call("move_item", """
                    {"id": "D-01", "move": "serve", "token": %s}""".formatted(token));
            assertThat(refused.text()).contains("Taste Soup first.");
        }
        // end::trial
        assertThat(folder.resolve("dishes")).doesNotExist();
    }

    @Test
    void filesOfItemsNeedAProjectOnTheDisk() throws IOException {
        // tag::files
        try (LocalProject project = LocalProject.open(folder)) {
            Workflow<Json> party = project.workflow(PartyServer.definition()).open();
            party.initialize("Party", ME);
            party.items().add("dish", Json.object(Map.of("title", Json.of("Soup"))), ME);
            project.files().flush(); // files follow the state in the background: wait for them

            Path file = folder.resolve("dishes/D-01.md");
            Files.writeString(file, Files.readString(file).replace("# Soup", "# Tomato soup"));
            assertThat(party.items().named("D-01").title()).isEqualTo("Tomato soup");
        }
        // end::files
    }

    @Test
    void answersBecomeItemsInOneCommit() {
        try (StateManager state = StateManager.inMemory()) {
            ProjectFolder project = ProjectFolder.open(folder);
            Workflow<Json> party =
                    Workflow.at(project, PartyServer.definition(), state).open();
            party.initialize("Party", ME);
            QuestionSets sets = QuestionSets.of(project, Map.of("menu", PartyServer::questions));
            Interview menu = Interviews.of(state, sets, Clock.systemUTC(), () -> Json.Obj.EMPTY)
                    .start("menu", "saturday", Optional.empty(), ME);
            menu.answer(
                    Map.of(
                            "dishes", Json.strings(List.of("Soup", "Green salad")),
                            "guests[Soup]", Json.of(4),
                            "guests[Green salad]", Json.of(3)),
                    ME);
            int commits = state.history(100).size();

            PartyServer.addDishes(menu.now(), party, ME);

            assertThat(dishes(party)).containsExactlyInAnyOrder("Soup for 4", "Green salad for 3");
            assertThat(state.history(100)).hasSize(commits + 1);
            state.undo(state.head(), ME);
            assertThat(dishes(party)).isEmpty();
        }
    }

    private static List<String> dishes(Workflow<Json> party) {
        return party.state().orElseThrow().value().items("dish").values().stream()
                .map(dish ->
                        dish.text("title").orElse("") + " for " + dish.fields().get("guests"))
                .toList();
    }

    @Test
    void theServerHasTheInterview() {
        ServedProject served = new ServedProject(
                folder.toString(),
                Serving.of(PartyServer.definition()),
                new Surroundings(folder, Optional.empty(), Optional.empty()));
        try (served) {
            WorkflowMcpServer server = PartyServer.server().serving(served);
            Json.Obj start =
                    Json.parse("{\"action\": \"start\", \"set\": \"menu\"}").asObject();
            assertThat(server.call("interview", start).text()).contains("Which dishes are there?");
        }
    }
}
