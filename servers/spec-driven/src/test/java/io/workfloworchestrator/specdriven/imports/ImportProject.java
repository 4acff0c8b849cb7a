package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.local.LocalProject;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A project on disk, with its state in files as people have it, into which is imported. */
final class ImportProject implements AutoCloseable {
    static final Cause CAUSE = Cause.of("ana", "a test");

    final Path folder;
    final OpenProject open;
    private final LocalProject local;

    ImportProject(Path folder) {
        this.folder = folder;
        this.local = LocalProject.open(folder);
        this.open = new OpenProject(
                local.folder().root(),
                local.state(),
                local.workflow(SpecDrivenServer.FEATURES).open());
    }

    /** Copies what a tool wrote into a folder. */
    static void copy(String tool, Path to) {
        try (Stream<Path> all = Files.walk(fixture(tool))) {
            for (Path each : all.toList()) {
                Path target = to.resolve(fixture(tool).relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path fixture(String tool) {
        try {
            return Path.of(Objects.requireNonNull(ImportProject.class.getResource(tool), tool)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    SpecImport imports() {
        return new SpecImport(open);
    }

    ProjectFolder project() {
        return ProjectFolder.open(folder);
    }

    void flush() {
        local.files().flush();
    }

    /** The items of a feature, by their numbers. */
    Map<String, Item> items(String feature, String kind) {
        Workflow<Json> workflow = Workflow.of(open.workflow().project(), "feature/" + feature, open.state())
                .open();
        workflow.now();
        flush();
        Map<String, Item> items = new TreeMap<>();
        workflow.state()
                .ifPresent(state -> state.value()
                        .items(kind)
                        .forEach((id, item) -> items.put(item.number().orElse(id), new Item(kind, id, item))));
        return items;
    }

    List<Item> features() {
        List<Item> features = new ArrayList<>();
        open.workflow()
                .state()
                .ifPresent(state -> state.value()
                        .items("feature")
                        .forEach((id, item) -> features.add(new Item("feature", id, item))));
        features.sort(Comparator.comparing(item -> item.number().orElse("")));
        return features;
    }

    String text(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files but the state's own, with their texts. */
    Map<String, String> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(each).toString();
                if (!path.startsWith(".ai-planning")) {
                    files.put(path, Files.readString(each));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        local.close();
    }
}
