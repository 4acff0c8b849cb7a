package io.workfloworchestrator.app;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.ItemFieldsGiven;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Evidence;
import io.workfloworchestrator.workflow.EvidenceDraft;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.ItemException;
import io.workfloworchestrator.workflow.ItemQuery;
import io.workfloworchestrator.workflow.ItemView;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that change one item of a workflow. */
final class ItemChangeCommands {
    private ItemChangeCommands() {}

    @Command(name = "add", description = "Add an item in its first status, after all others.")
    static final class Add extends ItemWritingCommand {
        @Parameters(
                index = "0",
                paramLabel = "KIND",
                description = "Such as task; the definition says which there are.")
        private String kind = "";

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "TITLE|FIELD=VALUE",
                description = "The title, then fields such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text.")
        private List<String> words = new ArrayList<>();

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            List<String> settings = new ArrayList<>(words);
            Map<String, Json> fields = new HashMap<>();
            if (!settings.isEmpty() && !isField(bench, settings.get(0))) {
                fields.put("title", Json.of(settings.remove(0)));
            }
            Settings.of(settings, "FIELD=VALUE, such as hours=2; a title of several words stands in quotes")
                    .forEach(fields::put);
            return answer(
                    items.add(kind, ItemFieldsGiven.of(bench.workflow(), kind, fields), cause), "is a new " + kind);
        }

        /** Whether a word sets a field that the kind has; a title may have an equals sign too. */
        private boolean isField(Workbench bench, String word) {
            int equals = word.indexOf('=');
            var described = bench.workflow().running().kinds().get(kind);
            String name = word.substring(0, Math.max(0, equals));
            return equals > 0
                    && (name.equals("title")
                            || described == null
                            || described.fields().containsKey(name));
        }
    }

    @Command(name = "edit", description = "Change fields of an item, in one commit.")
    static final class Edit extends ItemWritingCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The item.")
        private String id = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "FIELD=VALUE",
                description = "Such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text; null takes a field away.")
        private List<String> settings = new ArrayList<>();

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Json.Obj given = Settings.of(settings, "FIELD=VALUE, such as hours=2");
            Item item = items.named(id);
            Map<String, Json> fields = new HashMap<>();
            given.forEach(fields::put);
            ItemChange<Json> change =
                    items.edit(item.id(), ItemFieldsGiven.of(bench.workflow(), item.kind(), fields), token(), cause);
            return answer(
                    change,
                    change.commit().isPresent() ? "has new " + String.join(", ", given.keys()) : "is so already");
        }
    }

    @Command(
            name = "move",
            description = "Change the status of an item by a move of its kind, or hear what is missing.")
    static final class Move extends ItemWritingCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The item.")
        private String id = "";

        @Parameters(
                index = "1",
                paramLabel = "MOVE",
                description = "The move, such as start; 'item show ID' names them.")
        private String move = "";

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Item item = items.named(id);
            try {
                ItemChange<Json> change = items.move(item.id(), move, token(), cause);
                return answer(change, "is " + change.item().status());
            } catch (ItemException e) {
                Optional<String> command = e.call().flatMap(call -> CommandsOfTools.ofItem(call, item));
                throw command.<CodedException>map(
                                words -> new AdvisedException(e, bench.meant().command(words)))
                        .orElse(e);
            }
        }
    }

    @Command(name = "remove", description = "Remove an item; the history keeps it. Needs --reason.")
    static final class Remove extends ItemWritingCommand {
        @Parameters(paramLabel = "ID", description = "The item.")
        private String id = "";

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            if (!hasReason()) {
                throw new UsageException("remove needs --reason TEXT: it is recorded and shown.");
            }
            Item item = items.named(id);
            ItemChange<Json> change = items.remove(item.id(), token(), cause);
            return console.done(
                    Json.Obj.EMPTY
                            .with("removed", Json.of(item.id()))
                            .with(
                                    "neededBy",
                                    Json.strings(change.items().stream()
                                            .map(Item::id)
                                            .toList()))
                            .with("revision", Json.of(change.revision().number())),
                    () -> {
                        console.line(ItemTable.name(console, item) + " was removed. "
                                + console.dim("'workflow undo' brings it back; revision " + change.revision()));
                        change.items()
                                .forEach(other -> console.paragraph(
                                        console.warn("! "),
                                        "  ",
                                        other.number().orElse(other.id()) + " " + other.title()
                                                + " still needs it, and is blocked: "
                                                + bench.meant()
                                                        .command("item need " + other.id() + " " + item.id()
                                                                + " --drop")));
                    });
        }
    }

    @Command(
            name = "reorder",
            description = "Put an item before or after another one of its kind, or after all others.")
    static final class Reorder extends ItemWritingCommand {
        @Parameters(paramLabel = "ID", description = "The item.")
        private String id = "";

        @Option(names = "--before", paramLabel = "ID", description = "The item that follows then.")
        private Optional<String> before = Optional.empty();

        @Option(names = "--after", paramLabel = "ID", description = "The item that comes before it then.")
        private Optional<String> after = Optional.empty();

        @Option(names = "--last", description = "After all others.")
        private boolean last;

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            if ((before.isPresent() ? 1 : 0) + (after.isPresent() ? 1 : 0) + (last ? 1 : 0) != 1) {
                throw new UsageException("reorder needs one of --before ID, --after ID and --last.");
            }
            Item item = items.named(id);
            Optional<String> next = before.isPresent()
                    ? before.map(name -> items.named(name).id())
                    : after.flatMap(name -> following(bench, item, items.named(name)));
            return answer(
                    items.reorder(item.id(), next, cause),
                    "stands "
                            + next.map(other -> "before " + items.named(other).title())
                                    .orElse("last"));
        }

        /** The item that stands behind another one, when the moved one is left out; empty if that is the last. */
        private static Optional<String> following(Workbench bench, Item moved, Item other) {
            List<String> order = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                ItemQuery query = ItemQuery.of(moved.kind()).limit(ItemQuery.MOST);
                var page = bench.now().items(cursor.map(query::after).orElse(query));
                page.items().stream().map(ItemView::item).map(Item::id).forEach(order::add);
                cursor = page.next();
            } while (cursor.isPresent());
            if (!order.contains(other.id())) {
                return Optional.of(other.id()); // Of another kind: the workflow refuses that.
            }
            order.remove(moved.id());
            int place = order.indexOf(other.id()) + 1;
            return place > 0 && place < order.size() ? Optional.of(order.get(place)) : Optional.empty();
        }
    }

    @Command(name = "need", description = "Make an item wait for others; with --drop, no longer.")
    static final class Need extends ItemWritingCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The item that waits.")
        private String id = "";

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "ON", description = "The items that it waits for.")
        private List<String> on = new ArrayList<>();

        @Option(names = "--drop", description = "Take these needs away.")
        private boolean drop;

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Item item = items.named(id);
            List<String> needs = on.stream().map(name -> id(items, name)).toList();
            ItemChange<Json> change = drop
                    ? items.unlink(item.id(), needs, token(), cause)
                    : items.link(item.id(), needs, token(), cause);
            boolean blocked = change.after()
                    .item(item.id())
                    .filter(view -> view.isBlocked())
                    .isPresent();
            return answer(
                    change,
                    (drop ? "no longer needs " : "needs ")
                            + String.join(", ", on)
                            + (blocked ? ", and is blocked" : ""));
        }

        /** The id that is meant; a need that is taken away may be of an item that is gone. */
        private String id(WorkflowItems<Json> items, String name) {
            try {
                return items.named(name).id();
            } catch (ItemException e) {
                if (drop) {
                    return name;
                }
                throw e;
            }
        }
    }

    /** A refusal with the command that does what is missing. */
    private static final class AdvisedException extends CodedException {
        private static final long serialVersionUID = 1L;

        AdvisedException(CodedException why, String command) {
            super(why.code(), why.getMessage() + " Do: " + command, why);
        }
    }

    @Command(
            name = "evidence",
            description =
                    "Record what proves an item done, such as a command that you ran. This runs nothing itself. It needs"
                            + " --result TEXT, or --exit N with which the command ended.")
    static final class AddEvidence extends ItemWritingCommand {
        @Parameters(paramLabel = "ID", description = "The item.")
        private String id = "";

        @Option(
                names = "--what",
                paramLabel = "WHAT",
                description = "command, report, review, constraint or note; command with --command, else note.")
        private Optional<Evidence.What> what = Optional.empty();

        @Option(
                names = "--result",
                paramLabel = "TEXT",
                description = "The outcome, in words; needed without --exit. With it: passed for 0, else failed.")
        private Optional<String> result = Optional.empty();

        @Option(
                names = "--command",
                paramLabel = "LINE",
                description = "The command that you ran; it is not run again.")
        private Optional<String> command = Optional.empty();

        @Option(
                names = "--exit",
                paramLabel = "N",
                description = "The exit code of the command; needed without --result.")
        private Optional<Integer> exit = Optional.empty();

        @Option(
                names = "--output",
                paramLabel = "TEXT",
                description = "What it said; of a long text the middle is left out.")
        private Optional<String> output = Optional.empty();

        @Option(
                names = "--covers",
                paramLabel = "FILES",
                description =
                        "A path or pattern such as 'src/**/*.java'; the evidence is stale once such a file changes.")
        private List<String> covers = new ArrayList<>();

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Evidence.What kind = what.orElse(command.isPresent() ? Evidence.What.COMMAND : Evidence.What.NOTE);
            EvidenceDraft draft = EvidenceDraft.of(kind, result.orElseGet(this::outcome));
            draft = command.map(draft::command).orElse(draft);
            draft = exit.map(draft::exit).orElse(draft);
            draft = output.map(draft::output).orElse(draft);
            draft = draft.covering(covers.toArray(String[]::new));
            ItemChange<Json> change = items.addEvidence(items.named(id).id(), draft, token(), cause);
            int files = change.item().state().evidence().values().stream()
                    .filter(one -> one.covers().equals(covers))
                    .mapToInt(one -> one.files().size())
                    .max()
                    .orElse(0);
            return answer(
                    change,
                    "has evidence: " + kind.word() + ", " + draft.result()
                            + (covers.isEmpty() ? "" : ", covering " + files + (files == 1 ? " file" : " files"))
                            + "; it was recorded, and nothing was run");
        }

        private String outcome() {
            return exit.map(code -> code == 0 ? "passed" : "failed")
                    .orElseThrow(
                            () -> new UsageException(
                                    "evidence needs what came out: --result TEXT, such as"
                                            + " --result \"approved by ana\", or for a command its exit code, --exit 0. Nothing was recorded."));
        }
    }
}
