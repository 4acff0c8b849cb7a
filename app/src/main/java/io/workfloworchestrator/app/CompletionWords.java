package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowMoment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words that Tab offers for the commands of items, goals, servers and issues. */
final class CompletionWords {
    private CompletionWords() {}

    static final class OfItems {
        private static final int MOST = 200;

        private final WorkflowMoment<Json> now;
        private final Map<String, KindDefinition> kinds;
        private final BiConsumer<String, String> add;
        private final Function<String, Item> named;

        /** @param add takes a word and what it is */
        OfItems(Workbench bench, BiConsumer<String, String> add) {
            this.now = bench.now();
            this.kinds = now.running().kinds();
            this.add = add;
            this.named = bench.workflow().items()::named;
        }

        void values(String option) {
            switch (option) {
                case "--kind" -> kinds();
                case "--before", "--after" -> items();
                case "--status" ->
                    kinds.values().stream()
                            .flatMap(kind -> kind.status().values().stream())
                            .distinct()
                            .forEach(status -> add.accept(status, ""));
                case "--only" -> Stream.of(ItemQuery.Standing.values()).forEach(how -> add.accept(how.word(), ""));
                case "--what" -> words("command", "report", "review", "constraint", "note");
                case "--format" -> words("text", "svg", "mermaid", "drawio");
                case "--where" -> fields(kinds.values().stream());
                case "--sort" -> words("order", "number", "title", "status", "created", "changed");
                default -> {}
            }
        }

        private void words(String... words) {
            Stream.of(words).forEach(word -> add.accept(word, ""));
        }

        void operands(String command, List<String> given) {
            switch (command + " " + given.size()) {
                case "add 0", "list 0", "plan 0", "board 0", "graph 0", "sweep 0" -> kinds();
                case "move 1" -> moves(given.get(0));
                case "claim 0" -> {
                    kinds();
                    items();
                }
                default -> {
                    if (command.equals("add")) {
                        fields(now.running().kind(given.get(0)).stream());
                    } else if (command.equals("edit") && !given.isEmpty()) {
                        fields(kind(given.get(0)).stream());
                    } else if (command.equals("need") || given.isEmpty()) {
                        items();
                    }
                }
            }
        }

        private void kinds() {
            kinds.forEach((name, kind) -> add.accept(name, kind.title()));
        }

        private Stream<Item> open(String kind) {
            ItemQuery open = ItemQuery.of(kind).only(ItemQuery.Standing.OPEN).limit(MOST);
            return now.items(open).items().stream().map(ItemView::item);
        }

        /** Those by their ids and by their numbers. */
        private void items() {
            kinds.keySet().stream().flatMap(this::open).forEach(item -> {
                item.number().ifPresent(number -> add.accept(number, item.title()));
                add.accept(item.id(), item.title());
            });
        }

        void numbers(String kind) {
            if (kinds.containsKey(kind)) {
                now.items(ItemQuery.of(kind).limit(MOST)).items().stream()
                        .map(ItemView::item)
                        .forEach(item -> item.number().ifPresent(number -> add.accept(number, item.title())));
            }
        }

        /** The items as {@code why} takes them. */
        void explainable() {
            kinds.keySet()
                    .forEach(kind -> open(kind)
                            .forEach(item ->
                                    add.accept(kind + ":" + item.number().orElse(item.id()), item.title())));
        }

        private Optional<ItemView> item(String name) {
            try {
                return now.item(named.apply(name).id());
            } catch (ItemException e) {
                return Optional.empty();
            }
        }

        private Optional<KindDefinition> kind(String name) {
            return item(name).flatMap(view -> now.running().kind(view.item().kind()));
        }

        private void moves(String name) {
            item(name)
                    .ifPresent(view -> now.running().kind(view.item().kind()).stream()
                            .flatMap(kind -> kind.movesFrom(view.item().status()).stream())
                            .forEach(move -> add.accept(move.id(), "to " + move.to())));
        }

        private void fields(Stream<KindDefinition> of) {
            of.flatMap(kind -> kind.fields().keySet().stream())
                    .distinct()
                    .forEach(field -> add.accept(field + "=", ""));
        }
    }

    /** The words that Tab offers for the commands of goals, of hand-offs and of the planning. Pure functions. */
    static final class OfGoals {
        private static final Set<String> OF_ONE = Set.of("show", "evaluate", "promote", "progress", "archive");
        private static final Set<String> OF_MANY = Set.of("reorder", "spec", "tasks");

        private OfGoals() {}

        /** Whether a command names another goal behind those that are given. */
        static boolean namesGoal(String command, int given) {
            return given == 0 && OF_ONE.contains(command) || OF_MANY.contains(command);
        }

        static void values(String option, BiConsumer<String, String> add) {
            List<String> words = switch (option) {
                case "--tier" -> List.of("Now", "Next", "Later", "Someday");
                case "--impact", "--effort", "--priority", "--actual-impact", "--accept" ->
                    List.of("High", "Medium", "Low");
                case "--status" -> List.of("planning", "not-started", "in-progress", "blocked", "on-hold", "completed");
                case "--sort" -> List.of("order", "impact", "effort", "priority", "date", "progress");
                case "--type" -> List.of("implemented", "shelved");
                case "--only" -> List.of("all", "selected", "potential");
                case "--period" -> List.of("weekly", "monthly", "quarterly");
                case "--format" -> List.of("drawio", "mermaid", "svg");
                case "--without" -> List.of("summary", "velocity", "alerts", "recommendations");
                default -> List.of();
            };
            words.forEach(word -> add.accept(word, ""));
        }
    }

    /** The words that Tab offers for the commands of servers and of issues, out of the project. Not thread-safe. */
    static final class OfServers {
        private static final Set<String> OF_ONE_SERVER =
                Set.of("show", "change", "check", "prune", "replay", "restore");
        private static final Set<String> OF_SERVERS = Set.of("promote", "rollback");
        private static final Set<String> OF_ONE_ISSUE = Set.of("show", "triage", "link", "replay");

        private final Environments environments;
        private final BiConsumer<String, String> add;

        OfServers(Workbench bench, BiConsumer<String, String> add) {
            this.environments = EnvironmentCommand.environments(bench);
            this.add = add;
        }

        void ofServer(String command, List<String> given) {
            if (OF_SERVERS.contains(command) || given.isEmpty() && OF_ONE_SERVER.contains(command)) {
                servers(given);
            } else if (command.equals("replay") && given.size() == 1) {
                server(given)
                        .ifPresent(server ->
                                environments.sessions().sessions(server).forEach(one -> add.accept(one, "")));
            }
        }

        /** The names of servers that are not named yet. */
        void servers(List<String> given) {
            ServerBook book = environments.book();
            book.servers().stream()
                    .filter(server -> !given.contains(server.name()))
                    .forEach(server -> add.accept(
                            server.name(),
                            book.live(server)
                                    .map(live -> "live: " + live.serial())
                                    .orElse("nothing is live")));
        }

        void ofIssue(String command, List<String> given) {
            if (given.isEmpty() && OF_ONE_ISSUE.contains(command)) {
                issues();
            }
        }

        private void issues() {
            environments
                    .issues()
                    .all()
                    .forEach(issue -> add.accept(
                            issue.number(), issue.server() + ": " + issue.item().title()));
        }

        /** The values of an option of these commands; {@code given} are the operands of the command. */
        void values(String option, List<String> given) {
            switch (option) {
                case "--depends", "--server" -> servers(List.of());
                case "--duplicate-of" -> issues();
                case "--severity" ->
                    List.of("critical", "high", "medium", "low").forEach(word -> add.accept(word, ""));
                case "--release" -> releases(given);
                default -> {}
            }
        }

        /** Releases of the server that is named, or of the one that the named issue is about. */
        private void releases(List<String> given) {
            ServerBook book = environments.book();
            Optional<ServerEntry> server = server(given)
                    .or(() -> environments.issues().all().stream()
                            .filter(issue -> given.contains(issue.number()))
                            .findFirst()
                            .flatMap(issue -> book.find(issue.server())));
            server.ifPresent(one -> {
                for (ReleaseEntry release : book.releases(one)) {
                    add.accept(String.valueOf(release.serial()), release.status());
                }
            });
        }

        private Optional<ServerEntry> server(List<String> given) {
            return given.stream().findFirst().flatMap(environments.book()::find);
        }
    }
}
