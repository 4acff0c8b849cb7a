package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A server that is laid out in the reference's way: a staging project {@code <name>-project} with numbered folders, the code in
 * {@code 04-product-under-development}, issues in {@code 08-archive/issues}, and production in {@code local-instances/mcp-servers}.
 * Immutable.
 *
 * @param staging its staging project; empty if it has only production
 * @param code where its source is; empty if it has no source
 * @param production where clients run it; empty if no client does
 * @param others further staging projects of the same name
 */
record ReferenceServer(
        String name, Optional<Path> staging, Optional<Path> code, Optional<Path> production, List<Path> others) {
    private static final List<String> STAGING = List.of("mcp-server-development", "development/mcp-servers");
    private static final String PRODUCTION = "local-instances/mcp-servers";
    private static final String PRODUCT = "04-product-under-development";
    private static final String PROJECT = "-project";
    private static final String ISSUES = "08-archive/issues";
    private static final List<String> OVER = List.of("completed", "resolved");
    private static final List<String> CODE = List.of("dev-instance", "staging");
    private static final List<String> LOGS = List.of("README.md", "EVENT-LOG.md", "NEXT-STEPS.md");
    private static final List<String> BUILT = List.of("dist", "build", "target");
    private static final int MOST_BYTES = 1 << 20;

    static List<ReferenceServer> in(Path root) {
        Map<String, List<Path>> projects = new TreeMap<>();
        for (String place : STAGING) {
            for (Path project : folders(root.resolve(place))) {
                String name = String.valueOf(project.getFileName());
                if (name.endsWith(PROJECT) && name.length() > PROJECT.length() && !name.startsWith("_")) {
                    projects.computeIfAbsent(
                                    name.substring(0, name.length() - PROJECT.length()), unused -> new ArrayList<>())
                            .add(project);
                }
            }
        }
        Map<String, Path> productions = new TreeMap<>();
        folders(root.resolve(PRODUCTION))
                .forEach(folder -> productions.put(String.valueOf(folder.getFileName()), folder));
        List<ReferenceServer> servers = new ArrayList<>();
        Stream.concat(projects.keySet().stream(), productions.keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> {
                    List<Path> all = projects.getOrDefault(name, List.of());
                    Optional<Path> staging = all.stream().findFirst();
                    servers.add(new ReferenceServer(
                            name,
                            staging,
                            staging.flatMap(ReferenceServer::code),
                            Optional.ofNullable(productions.get(name)),
                            all.size() > 1 ? all.subList(1, all.size()) : List.of()));
                });
        return servers;
    }

    /** The folders in one. Links are not followed: they may lead out of the project. */
    private static List<Path> folders(Path parent) {
        return FileTree.list(parent).stream()
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static Optional<Path> code(Path project) {
        Path product = project.resolve(PRODUCT);
        return Stream.concat(CODE.stream().map(product::resolve), Stream.of(product))
                .filter(ReferenceServer::isDescribed)
                .findFirst();
    }

    private static boolean isDescribed(Path folder) {
        return Files.isRegularFile(folder.resolve("package.json")) || Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** The files of its issues about which something may be left to do, sorted. */
    List<Path> issues() {
        return staging.map(project -> issuesIn(project.resolve(ISSUES))).orElse(List.of());
    }

    /** The files of its issues that are over, sorted. */
    List<Path> completedIssues() {
        return staging.map(project -> project.resolve(ISSUES)).stream()
                .flatMap(issues -> OVER.stream().map(issues::resolve))
                .flatMap(folder -> issuesIn(folder).stream())
                .toList();
    }

    private static List<Path> issuesIn(Path folder) {
        return Files.isSymbolicLink(folder)
                ? List.of()
                : FileTree.list(folder).stream()
                        .filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !String.valueOf(file.getFileName()).matches("(?i)(_.*|readme.*|.*template.*)"))
                        .toList();
    }

    /** What the rules ask about; what cannot be told is left out. */
    Map<String, Boolean> facts() {
        Map<String, Boolean> facts = new LinkedHashMap<>();
        facts.put("staging", staging.isPresent());
        facts.put("production", production.isPresent());
        staging.ifPresent(project -> {
            facts.put("productFolder", Files.isDirectory(project.resolve(PRODUCT)));
            facts.put("stagingDescriptor", code.isPresent());
            facts.put("rootFiles", LOGS.stream().allMatch(log -> Files.isRegularFile(project.resolve(log))));
            facts.put("filledFiles", LOGS.stream().noneMatch(log -> isTemplate(project.resolve(log))));
        });
        code.ifPresent(folder -> facts.put("stagingSource", hasSource(folder)));
        production.ifPresent(folder -> {
            facts.put("productionDescriptor", isDescribed(folder));
            facts.put("productionBuilt", BUILT.stream().anyMatch(name -> isFull(folder.resolve(name))));
        });
        Optional<Json.Obj> here = code.flatMap(ReferenceServer::described);
        Optional<Json.Obj> there = production.flatMap(ReferenceServer::described);
        facts.put("readable", isReadable(code) && isReadable(production));
        here.ifPresent(one -> facts.put("tests", one.at("scripts", "test").isPresent()));
        there.ifPresent(one -> facts.put(
                "productionParts",
                one.find("dependencies").isEmpty()
                        || production
                                .filter(folder -> isFull(folder.resolve("node_modules")))
                                .isPresent()));
        if (here.isPresent() && there.isPresent()) {
            facts.put("sameName", here.get().text("name").equals(there.get().text("name")));
            boolean areKnown = here.get().text("version").isPresent()
                    && there.get().text("version").isPresent();
            facts.put("versions", areKnown);
            if (areKnown) {
                facts.put(
                        "sameVersion",
                        here.get().text("version").equals(there.get().text("version")));
            }
        }
        return facts;
    }

    /** A log that says of itself that nobody filled it in. */
    private static boolean isTemplate(Path log) {
        try {
            return Files.isRegularFile(log)
                    && Files.size(log) < MOST_BYTES
                    && Files.readString(log).matches("(?s).*(\\[Project Name]|\\{\\{|YYYY-MM-DD).*");
        } catch (IOException e) {
            return false; // A log that cannot be read is no template.
        }
    }

    private static boolean hasSource(Path folder) {
        return isFull(folder.resolve("src"))
                || described(folder)
                        .flatMap(one -> one.text("main"))
                        .filter(main -> Files.isRegularFile(folder.resolve(main)))
                        .isPresent();
    }

    private static boolean isFull(Path folder) {
        return !FileTree.list(folder).isEmpty();
    }

    private static boolean isReadable(Optional<Path> folder) {
        return folder.filter(one -> Files.isRegularFile(one.resolve("package.json")))
                .map(one -> described(one).isPresent())
                .orElse(true);
    }

    private static Optional<Json.Obj> described(Path folder) {
        Path file = folder.resolve("package.json");
        try {
            return Files.isRegularFile(file) && Files.size(file) < MOST_BYTES
                    ? Optional.of(Json.parse(Files.readAllBytes(file)).asObject())
                    : Optional.empty();
        } catch (IOException | JsonException e) {
            return Optional.empty();
        }
    }
}
