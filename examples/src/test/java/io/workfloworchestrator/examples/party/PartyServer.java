package io.workfloworchestrator.examples.party;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.interview.InterviewMoment;
import io.workfloworchestrator.interview.QuestionSet;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalServer;
import io.workfloworchestrator.server.InterviewTool;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A server that asks what there is to eat, and keeps the dishes as items. */
final class PartyServer {
    private PartyServer() {}

    static WorkflowDefinition definition() {
        return WorkflowDefinition.resource(PartyServer.class, "party.yaml");
    }

    // tag::server
    static LocalServer server() {
        return LocalServer.of("party", "1.0", PartyServer::definition)
                .tool(project -> InterviewTool.of("party", project, Map.of("menu", PartyServer::questions)));
    }

    static QuestionSet questions() {
        try (InputStream yaml = Objects.requireNonNull(PartyServer.class.getResourceAsStream("menu.yaml"))) {
            return QuestionSet.read("menu.yaml", yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
    // end::server

    // tag::dishes
    /** Adds a dish for each one that was named, all in one commit: one undo takes them back. */
    static void addDishes(InterviewMoment interview, Workflow<Json> party, Cause cause) {
        Json topic = interview.answers().at("answers", "dish").orElse(Json.array(List.of()));
        List<Json.Obj> dishes = new ArrayList<>();
        for (Json dish : topic.asList()) {
            dishes.add(Json.object(Map.of(
                    "title", dish.at("element").orElseThrow(),
                    "guests", dish.at("guests", "value").orElse(Json.of(1)))));
        }
        party.items().addAll("dish", dishes, cause);
    }
    // end::dishes

    public static void main(String[] args) {
        server().run(args);
    }
}
