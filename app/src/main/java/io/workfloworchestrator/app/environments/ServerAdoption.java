package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import io.workfloworchestrator.projectmanagement.environments.EnvironmentException;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerChanges;
import io.workfloworchestrator.projectmanagement.environments.ServerCommands;
import io.workfloworchestrator.state.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes over servers that are laid out in the reference's way, with their issues, in one commit that {@code undo} takes back. Their
 * files stay as they are; a server that is there already is left alone. Thread-safe.
 */
public record ServerAdoption(EnvironmentFolders places, ServerChanges changes) {
    /** A rule that a server breaks; its severity is {@code critical}, {@code warning} or {@code info}. */
    public record Finding(String server, String rule, String severity, String says, String fix) {}

    /** What would be taken over, or was: how each server is built, by its name. */
    public record Adopted(Map<String, ServerCommands> servers, List<Json.Obj> issues, List<Finding> findings) {}

    /** What would be taken over; nothing is changed. */
    public Adopted planned() {
        Path root = places.project().root();
        ServerBook book = changes.book();
        List<AdoptionRule> rules = AdoptionRule.all();
        Map<String, ServerCommands> servers = new LinkedHashMap<>();
        List<Json.Obj> issues = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (ReferenceServer server : ReferenceServer.in(root)) {
            Optional<Finding> unfit = unfit(server, root);
            if (unfit.isPresent()) {
                findings.add(unfit.get());
                continue;
            }
            Map<String, Boolean> facts = server.facts();
            rules.stream()
                    .filter(rule -> rule.isBroken(facts))
                    .map(rule -> new Finding(
                            server.name(),
                            rule.id(),
                            rule.severity(),
                            rule.says(),
                            rule.fix().replace("NAME", server.name())))
                    .forEach(findings::add);
            if (server.code().isPresent() && book.find(server.name()).isEmpty()) {
                try {
                    String folder = relative(root, server.code().get());
                    servers.put(server.name(), Detected.in(folder, places.source(folder)));
                    issues(server, root, issues, findings);
                } catch (CodedException e) {
                    findings.add(byHand(server, e.code(), String.valueOf(e.getMessage())));
                }
            }
        }
        return new Adopted(servers, issues, findings);
    }

    /** Why a server is not taken over at all; empty if it can be. */
    private static Optional<Finding> unfit(ReferenceServer server, Path root) {
        if (!server.others().isEmpty()) {
            List<String> all = Stream.concat(server.staging().stream(), server.others().stream())
                    .map(path -> relative(root, path))
                    .toList();
            return Optional.of(new Finding(
                    server.name(),
                    "E_SERVER_EXISTS",
                    "critical",
                    "There are two projects of this name: " + String.join(" and ", all) + ".",
                    "Neither is taken over. Rename one of them, or delete the one that nobody needs."));
        }
        try {
            EnvironmentFolders.requireNewName(server.name());
            return Optional.empty();
        } catch (CodedException e) {
            return Optional.of(byHand(server, e.code(), String.valueOf(e.getMessage())));
        }
    }

    private static Finding byHand(ReferenceServer server, String code, String why) {
        return new Finding(
                server.name(), code, "critical", why, "Add it by hand: workflow server add NAME --source FOLDER.");
    }

    /** An issue that cannot be taken over is named and left out. */
    private static void issues(ReferenceServer server, Path root, List<Json.Obj> issues, List<Finding> findings) {
        List<Path> completed = server.completedIssues();
        for (Path file :
                Stream.concat(server.issues().stream(), completed.stream()).toList()) {
            try {
                issues.add(ReferenceIssue.report(server.name(), file, completed.contains(file)));
            } catch (IOException e) {
                findings.add(new Finding(
                        server.name(),
                        "E_ISSUE_TEXT",
                        "warning",
                        "The issue " + relative(root, file) + " " + e.getMessage() + ". It is left out.",
                        "Make a small text in UTF-8 of it, or report it by hand: workflow issue report TITLE --server "
                                + server.name() + "."));
            }
        }
    }

    private static String relative(Path root, Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /**
     * Takes them over.
     *
     * @throws EnvironmentException {@code E_SERVER_SOURCE} if there is nothing to take over
     */
    public Adopted adopt(Cause cause) {
        Adopted planned = planned();
        if (planned.servers().isEmpty()) {
            throw new EnvironmentException(
                    "E_SERVER_SOURCE",
                    "There is nothing to take over: no <name>-project with a package.json or pom.xml in"
                            + " 04-product-under-development, below mcp-server-development or development/mcp-servers, that"
                            + " is not known already.");
        }
        changes.adopt(planned.servers(), planned.issues(), cause);
        planned.servers().keySet().forEach(places::prepare);
        return planned;
    }

    /**
     * A rule for servers that are laid out in the reference's way, as the resource {@code dual-environment.json} has it: what must be so,
     * and what to do if it is not. Immutable.
     *
     * @param severity {@code critical}, {@code warning} or {@code info}
     * @param needs the fact of {@link ReferenceServer#facts} that must hold
     */
    record AdoptionRule(String id, String severity, String needs, String says, String fix) {
        static List<AdoptionRule> all() {
            try (InputStream in = ServerAdoption.class.getResourceAsStream("dual-environment.json")) {
                byte[] text =
                        Objects.requireNonNull(in, "dual-environment.json").readAllBytes();
                return Json.parse(text).asList().stream()
                        .map(RecordCodec.of(AdoptionRule.class)::decode)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the rule is broken; a fact that is not known of a server breaks none. */
        boolean isBroken(Map<String, Boolean> facts) {
            return Boolean.FALSE.equals(facts.get(needs));
        }
    }
}
