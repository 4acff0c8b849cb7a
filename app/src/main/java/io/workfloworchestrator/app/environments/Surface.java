package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a server shows to clients, and what it took to show it. Immutable.
 *
 * @param shown {@code server}, {@code tools}, {@code resources}, {@code templates} and {@code prompts}; each of the last four is an
 *     object with what the server listed, by name or address
 * @param startMillis from the start of the process to the answer to the handshake
 * @param memoryKb resident memory of it and what it started then, in KiB; 0 where the system does not say
 */
record Surface(Json.Obj shown, long startMillis, long memoryKb) {
    /** Of a server of which nothing is known. */
    static final Surface NOTHING = new Surface(Json.Obj.EMPTY, 0, 0);

    private static final int MOST_PAGES = 100;
    private static final int MOST_CALLS = 20;
    private static final String STATUS_LINE = "VmRSS:";

    /** Asks a server that was just started for everything that it offers. */
    static Surface shownBy(StdioProbe probe) {
        Json.Obj hello = probe.handshake();
        long millis = probe.age().toMillis();
        Json.Obj offered = hello.find("capabilities").map(Json::asObject).orElse(Json.Obj.EMPTY);
        Json.Obj shown = Json.Obj.EMPTY.with("server", hello.find("serverInfo").orElse(Json.Obj.EMPTY));
        if (offered.find("tools").isPresent()) {
            shown = shown.with("tools", all(probe, "tools/list", "tools", "name"));
        }
        if (offered.find("resources").isPresent()) {
            shown = shown.with("resources", all(probe, "resources/list", "resources", "uri"));
            shown = shown.with("templates", all(probe, "resources/templates/list", "resourceTemplates", "uriTemplate"));
        }
        if (offered.find("prompts").isPresent()) {
            shown = shown.with("prompts", all(probe, "prompts/list", "prompts", "name"));
        }
        Optional<Json> store = offered.at("experimental", StoreFormat.CAPABILITY);
        if (store.filter(Json.Obj.class::isInstance).isPresent()) {
            shown = shown.with(StoreFormat.SHOWN, store.get());
        }
        return new Surface(shown, millis, memory(probe.process()));
    }

    private static Json.Obj all(StdioProbe probe, String method, String list, String key) {
        Json.Obj all = Json.Obj.EMPTY;
        Json.Obj params = Json.Obj.EMPTY;
        for (int page = 0; page < MOST_PAGES; page++) {
            Json.Obj answer = probe.request(method, params);
            for (Json one : answer.find(list).map(Json::asList).orElse(List.of())) {
                Optional<String> name = one.at(key).flatMap(Json::asText);
                if (name.isEmpty()) {
                    throw new EnvironmentException(
                            "E_SERVER_PROTOCOL", "An element of the answer to " + method + " has no " + key + ".");
                }
                if (all.find(name.get()).isPresent()) {
                    throw new EnvironmentException(
                            "E_SERVER_PROTOCOL", "The answer to " + method + " has " + name.get() + " twice.");
                }
                all = all.with(name.get(), one);
            }
            Optional<String> next = answer.text("nextCursor");
            if (next.isEmpty()) {
                return all;
            }
            params = Json.Obj.EMPTY.with("cursor", next.get());
        }
        throw new EnvironmentException(
                "E_SERVER_PROTOCOL", "The answer to " + method + " has more than " + MOST_PAGES + " pages.");
    }

    /** What Linux says of a process and its descendants; see proc(5), {@code VmRSS}. */
    private static long memory(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> resident(Path.of("/proc", Long.toString(one.pid()), "status")))
                .sum();
    }

    private static long resident(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(STATUS_LINE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // It is not Linux, or the process is gone.
        }
    }

    Json.Obj part(String name) {
        return shown.find(name).map(Json::asObject).orElse(Json.Obj.EMPTY);
    }

    /** In a few words, such as {@code 3 tools, 1 prompt}. */
    String words() {
        return Stream.of("tools", "resources", "templates", "prompts")
                .filter(name -> part(name).size() > 0)
                .map(name -> part(name).size() + " "
                        + (part(name).size() == 1 ? name.substring(0, name.length() - 1) : name))
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing offered");
    }

    void keep(Path release) {
        Object unused = FileTree.io(() -> Files.writeString(file(release), shown.toString()));
    }

    /** What a release showed when it was checked; empty if that is not known. */
    static Optional<Surface> kept(Path release) {
        return FileTree.json(file(release)).map(shown -> new Surface(shown.asObject(), 0, 0));
    }

    /** The tools that only read, as it says itself, and need no arguments. */
    Set<String> readers() {
        Set<String> readers = new TreeSet<>();
        part("tools").forEach((name, tool) -> {
            boolean isReading = tool.at("annotations", "readOnlyHint").equals(Optional.of(Json.of(true)));
            boolean isBare = tool.at("inputSchema", "required")
                    .map(Json::asList)
                    .orElse(List.of())
                    .isEmpty();
            if (isReading && isBare && readers.size() < MOST_CALLS) {
                readers.add(name);
            }
        });
        return readers;
    }

    /** Those of a release, as far as it is known what it shows. */
    static Set<String> readersOf(Path release) {
        return kept(release).orElse(NOTHING).readers();
    }

    static Path file(Path release) {
        return release.resolveSibling(release.getFileName() + ".surface.json");
    }
}
