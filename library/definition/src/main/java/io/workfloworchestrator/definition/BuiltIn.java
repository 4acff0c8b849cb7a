package io.workfloworchestrator.definition;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the built-in definitions are: each jar on the class path may have an index, {@value #INDEX}, with the name of one
 * resource per line, such as {@code com/example/release.yaml}. The file's name is the type. Where two jars have the same
 * type, the first on the class path wins.
 *
 * <p>The first index is read when a type is asked for; the others only when it does not have that type, or when all types are
 * asked for, since looking for them opens every jar. Thread-safe.
 */
final class BuiltIn {
    static final String INDEX = "META-INF/workflow-orchestrator/definitions";

    private static final String YAML = ".yaml";
    private static final ClassLoader LOADER = BuiltIn.class.getClassLoader();
    private static final Map<String, String> RESOURCES = new TreeMap<>();
    private static boolean allRead;

    private BuiltIn() {}

    static boolean has(String type) {
        return resource(type).isPresent();
    }

    /** The same, but only by the index that is read without opening a jar for it. */
    static synchronized boolean isAtHand(String type) {
        readFirst();
        return RESOURCES.containsKey(type);
    }

    static synchronized List<String> types() {
        readAll();
        return List.copyOf(RESOURCES.keySet());
    }

    /** The YAML of a type, which is the source. */
    static String text(String type) {
        String resource = resource(type).orElseThrow();
        byte[] yaml = content(resource)
                .orElseThrow(() -> new IllegalStateException(INDEX + " names " + resource
                        + ", which is not on the class path. Add the file, or take the line out of the index."));
        return new String(yaml, StandardCharsets.UTF_8);
    }

    /** What {@link CompactDefinitions} wrote for a type; empty if the build did not run it. */
    static Optional<Json.Obj> compact(String type) {
        return content(compactOf(resource(type).orElseThrow()))
                .map(text -> Json.parse(text).asObject());
    }

    static String compactOf(String yaml) {
        return yaml.substring(0, yaml.length() - YAML.length()) + ".json";
    }

    static List<String> named(String index) {
        return index.lines()
                .map(String::strip)
                .filter(line -> line.endsWith(YAML) && !line.startsWith("#"))
                .toList();
    }

    private static void readFirst() {
        if (RESOURCES.isEmpty() && !allRead) {
            URL first = LOADER.getResource(INDEX);
            allRead = first == null;
            if (first != null) {
                add(first);
            }
        }
    }

    private static synchronized Optional<String> resource(String type) {
        readFirst();
        if (!RESOURCES.containsKey(type)) {
            readAll();
        }
        return Optional.ofNullable(RESOURCES.get(type));
    }

    private static void readAll() {
        if (allRead) {
            return;
        }
        try {
            for (URL index : Collections.list(LOADER.getResources(INDEX))) {
                add(index);
            }
            allRead = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(URL index) {
        try (InputStream in = index.openStream()) {
            for (String resource : named(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                RESOURCES.putIfAbsent(typeOf(resource), resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(String resource) {
        return resource.substring(resource.lastIndexOf('/') + 1, resource.length() - YAML.length());
    }

    private static Optional<byte[]> content(String resource) {
        try (InputStream in = LOADER.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
