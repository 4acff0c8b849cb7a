package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was live when a backup was taken that has the state. Immutable. */
final class LiveThen {
    private static final String STATE = ".ai-planning/" + ServerBook.WORKFLOW + ".json";

    private final EnvironmentFolders places;
    private final Json state;

    LiveThen(EnvironmentFolders places, BackupFolder backup) {
        this.places = places;
        this.state = read(backup.path().resolve(STATE));
    }

    private static Json read(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException | JsonException e) {
            return Json.Obj.EMPTY; // An older backup may have the database only.
        }
    }

    /** Which servers beside one have another live release now, one sentence each. */
    List<String> othersThan(String server) {
        List<String> others = new ArrayList<>();
        for (String name : places.names()) {
            Optional<String> then = live(name);
            Optional<String> now = now(name);
            if (!name.equals(server) && !then.equals(now)) {
                others.add(name
                        + then.map(number -> " " + number + " becomes live").orElse(" is not live any more")
                        + now.map(number -> "; it is " + number + " now").orElse("; nothing of it is live now") + ".");
            }
        }
        return others;
    }

    private Optional<String> now(String name) {
        return LivePointer.read(places.server(name)).map(pointer -> number(pointer.folder()));
    }

    private Optional<String> live(String name) {
        Json.Obj servers = state.at("items", "server").map(Json::asObject).orElse(Json.Obj.EMPTY);
        List<Json> found = new ArrayList<>();
        servers.forEach((id, server) -> found.add(server));
        return found.stream()
                .filter(server -> server.at("fields", "title").equals(Optional.of(Json.of(name))))
                .findFirst()
                .flatMap(server -> server.at("fields", "live"))
                .flatMap(Json::asText)
                .flatMap(id -> state.at("items", "release", id, "fields", "folder"))
                .flatMap(Json::asText)
                .map(LiveThen::number);
    }

    /** A release's folder begins with its number. */
    private static String number(String folder) {
        return folder.replaceFirst("-.*", "");
    }
}
