package io.workfloworchestrator.projectmanagement.environments;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.Words;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.workflow.Precedence;
import io.workfloworchestrator.workflow.Workflow;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All servers of a project and their releases, as the state has them at one revision. Immutable and thread-safe. */
public final class ServerBook {
    public static final String WORKFLOW = "environments/main";

    static final String SERVER = "server";
    static final String RELEASE = "release";
    private static final int MOST_EDITS = 3;

    private final Map<String, ServerEntry> servers = new LinkedHashMap<>();
    private final Map<String, ReleaseEntry> releases = new LinkedHashMap<>();

    private ServerBook() {}

    public static ServerBook of(Workflow<Json> workflow) {
        ServerBook book = new ServerBook();
        workflow.state().map(Snapshot::value).ifPresent(book::read);
        return book;
    }

    private void read(WorkflowState<Json> state) {
        state.all(SERVER).forEach(item -> servers.put(item.id(), ServerEntry.of(item)));
        state.all(RELEASE).forEach(item -> releases.put(item.id(), new ReleaseEntry(item)));
    }

    public List<ServerEntry> servers() {
        return servers.values().stream()
                .sorted(Comparator.comparing(ServerEntry::name))
                .toList();
    }

    /** @throws EnvironmentException {@code E_SERVER} if there is none of that name */
    public ServerEntry named(String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = servers().stream().map(ServerEntry::name).toList();
            String hint = Words.nearest(name, names, MOST_EDITS)
                    .map(near -> " Did you mean " + near + "?")
                    .orElse(
                            names.isEmpty()
                                    ? " Nobody has added one yet: workflow server add NAME --source DIR."
                                    : " There are: " + String.join(", ", names) + ".");
            return new EnvironmentException("E_SERVER", "There is no server " + Words.clip(name, 60) + "." + hint);
        });
    }

    public Optional<ServerEntry> find(String name) {
        return servers.values().stream()
                .filter(server -> server.name().equals(name))
                .findFirst();
    }

    public Optional<ServerEntry> server(String id) {
        return Optional.ofNullable(servers.get(id));
    }

    public Optional<ReleaseEntry> release(String id) {
        return Optional.ofNullable(releases.get(id));
    }

    public List<ReleaseEntry> releases(ServerEntry server) {
        return releases.values().stream()
                .filter(release -> release.server().equals(server.id()))
                .sorted(Comparator.comparingLong(ReleaseEntry::serial).reversed())
                .toList();
    }

    /** The release that clients get; empty before the first promotion. */
    public Optional<ReleaseEntry> live(ServerEntry server) {
        return server.live().flatMap(this::release);
    }

    /** The newest release that was built and neither promoted nor replaced since; empty if there is none. */
    public Optional<ReleaseEntry> staged(ServerEntry server) {
        return releases(server).stream()
                .filter(release -> !release.wasLive())
                .filter(release -> release.status().equals("built")
                        || release.status().equals("checked")
                        || release.status().equals("failed"))
                .findFirst()
                .filter(release -> live(server)
                        .filter(live -> live.serial() > release.serial())
                        .isEmpty());
    }

    /** What whoever needs a server is built with in a check: its staged release if that passed, else the live one. */
    public Optional<ReleaseEntry> newestPassed(ServerEntry server) {
        return staged(server)
                .filter(staged -> staged.status().equals("checked"))
                .or(() -> live(server));
    }

    /**
     * The live release of a server, else the staged one, if it is what was built just now: one content, built with the same.
     *
     * @param content SHA-256 as in {@link ReleaseEntry#content()}
     * @param with as in {@link ReleaseEntry#with()}
     */
    public Optional<ReleaseEntry> current(ServerEntry server, String content, Map<String, String> with) {
        return Stream.of(live(server), staged(server))
                .flatMap(Optional::stream)
                .filter(release -> release.content().equals(content))
                .filter(release -> contents(release.with()).equals(contents(with)))
                .findFirst();
    }

    /** Whether two releases, named by their ids, have one content: then their numbers make no difference. */
    public boolean isSame(String release, String other) {
        return content(release).equals(content(other));
    }

    /** The contents of what a release was built with, by the ids of the servers. */
    public Map<String, String> contents(Map<String, String> with) {
        Map<String, String> contents = new LinkedHashMap<>();
        with.forEach((server, release) -> contents.put(server, content(release)));
        return contents;
    }

    /** The content of a release; its id, which is like no content, if nobody knows it. */
    private String content(String id) {
        return release(id)
                .map(ReleaseEntry::content)
                .filter(content -> !content.isEmpty())
                .orElse(id);
    }

    /** The release to which a server goes back: from the live one to the one before it, over those that were rolled back. */
    public Optional<ReleaseEntry> lastGood(ServerEntry server) {
        Set<String> seen = new HashSet<>();
        Optional<ReleaseEntry> here = live(server);
        while (here.isPresent() && seen.add(here.get().id())) {
            here = here.get().previous().flatMap(this::release);
            if (here.filter(one -> one.rolledBack().isEmpty()).isPresent()) {
                return here;
            }
        }
        return Optional.empty();
    }

    public List<ServerEntry> needs(ServerEntry server) {
        return server.depends().stream().flatMap(id -> server(id).stream()).toList();
    }

    /**
     * What the live release of a server was built with that is not live any more, one clause each, such as {@code built with core 1,
     * and core 2 is live}.
     */
    public List<String> builtWithOthers(ServerEntry server) {
        List<String> others = new ArrayList<>();
        live(server)
                .ifPresent(release -> release.with().forEach((need, with) -> {
                    Optional<ReleaseEntry> now = server(need).flatMap(this::live);
                    Optional<ReleaseEntry> then = release(with);
                    if (now.isPresent() && then.isPresent() && !isSame(now.get().id(), with)) {
                        others.add("built with " + then.get().title() + ", and "
                                + now.get().title() + " is live");
                    }
                }));
        return others.stream().sorted().toList();
    }

    /** The servers that are built with one, directly or through others, by their names. */
    public List<ServerEntry> dependents(ServerEntry server) {
        Set<String> found = new HashSet<>(Set.of(server.id()));
        boolean isGrowing = true;
        while (isGrowing) {
            List<String> more = servers.values().stream()
                    .filter(other -> !found.contains(other.id()))
                    .filter(other -> other.depends().stream().anyMatch(found::contains))
                    .map(ServerEntry::id)
                    .toList();
            isGrowing = found.addAll(more);
        }
        return servers().stream()
                .filter(other -> found.contains(other.id()) && !other.id().equals(server.id()))
                .toList();
    }

    public List<ServerEntry> inOrder(List<ServerEntry> some) {
        List<Precedence.Work> works = some.stream()
                .distinct()
                .map(server -> new Precedence.Work(
                        server.id(),
                        1,
                        allNeeds(server).stream().map(ServerEntry::id).toList()))
                .toList();
        return Precedence.of(works).batches().stream()
                .flatMap(List::stream)
                .flatMap(id -> server(id).stream())
                .toList();
    }

    public List<ServerEntry> allNeeds(ServerEntry server) {
        return servers().stream()
                .filter(other ->
                        dependents(other).stream().anyMatch(one -> one.id().equals(server.id())))
                .toList();
    }
}
