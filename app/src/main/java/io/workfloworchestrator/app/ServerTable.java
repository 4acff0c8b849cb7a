package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.RunningServer;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.util.List;

/** Servers and releases, for people and for programs. Pure functions. */
final class ServerTable {
    private ServerTable() {}

    static Json.Obj json(Environments environments, ServerEntry server) {
        ServerBook book = environments.book();
        Json.Obj json = Json.Obj.EMPTY.with("name", Json.of(server.name())).with("id", Json.of(server.id()));
        for (String field : List.of("folder", "language", "build", "test", "run")) {
            json = Answers.with(json, field, server.commands().fields().find(field));
        }
        json = json.with("depends", Json.strings(names(book.needs(server)))).with("status", Json.of(server.status()));
        json = Answers.with(json, "live", book.live(server).map(ServerTable::json));
        List<String> others = book.builtWithOthers(server);
        json = others.isEmpty() ? json : json.with("builtWithOthers", Json.strings(others));
        json = Answers.with(json, "staged", book.staged(server).map(ServerTable::json));
        return json.with("running", Answers.list(environments.running().of(server.name()), RunningServer::json));
    }

    static Json.Obj json(ReleaseEntry release) {
        Json.Obj json = Json.Obj.EMPTY
                .with("title", Json.of(release.title()))
                .with("id", Json.of(release.id()))
                .with("serial", Json.of(release.serial()))
                .with("status", Json.of(release.status()))
                .with("folder", Json.of(release.folder()))
                .with("content", Json.of(release.content()));
        return Answers.with(json, "rolledBack", release.rolledBack().map(Json::of));
    }

    /** A release with the results of its checks. */
    static Json.Obj whole(ReleaseEntry release) {
        return json(release)
                .with(
                        "checks",
                        Answers.list(
                                release.evidence(),
                                proof -> Json.Obj.EMPTY
                                        .with("result", Json.of(proof.result()))
                                        .with("passed", Json.of(proof.isPassed()))
                                        .with("at", Json.of(proof.at().toString()))));
    }

    static List<String> names(List<ServerEntry> servers) {
        return servers.stream().map(ServerEntry::name).toList();
    }

    /** How a server is built, tested and started. */
    static void commands(Console console, ServerEntry server) {
        server.commands().build().forEach(words -> labelled(console, "build: ", words));
        server.commands().test().forEach(words -> labelled(console, "test:  ", words));
        if (server.isStarted()) {
            labelled(console, "run:   ", server.commands().run());
        }
    }

    private static void labelled(Console console, String label, List<String> words) {
        console.labelled("  ", label, Console.plain(String.join(" ", words)));
    }
}
