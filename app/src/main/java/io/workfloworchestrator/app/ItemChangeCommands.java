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
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The commands that change one item of a workflow. */
final class ItemChangeCommands {
    private ItemChangeCommands() {}

    @Command(name = "add", description = "Add an item in its first status, after all others.")
    static final class Add extends ItemWritingCommand {
        private final Given<String> kind = operand("KIND", "Such as task; the definition says which there are.");
        private final Given<List<String>> words = operands(
                "TITLE|FIELD=VALUE",
                "0..*",
                "The title, then fields such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            List<String> settings = new ArrayList<>(words.get());
            Map<String, Json> fields = new HashMap<>();
            String title = settings.isEmpty() || isField(bench, settings.get(0)) ? null : settings.remove(0);
            Settings.of(settings, "FIELD=VALUE, such as hours=2; a title of several words stands in quotes")
                    .forEach(fields::put);
            if (title != null && fields.put("title", Json.of(title)) != null) {
                throw new UsageException("the title is given twice: '" + title + "', and by title=. Give it once.");
            }
            return answer(
                    items.add(kind.get(), ItemFieldsGiven.of(bench.workflow(), kind.get(), fields), cause),
                    "is a new " + kind.get());
        }

        /** Whether a word sets a field that the kind has; a title may have an equals sign too. */
        private boolean isField(Workbench bench, String word) {
            int equals = word.indexOf('=');
            var described = bench.workflow().running().kinds().get(kind.get());
            String name = word.substring(0, Math.max(0, equals));
            return equals > 0
                    && (name.equals("title")
                            || described == null
                            || described.fields().containsKey(name));
        }
    }

    @Command(name = "edit", description = "Change fields of an item, in one commit.")
    static final class Edit extends ItemWritingCommand {
        private final Given<String> id = operand("ID", "The item.");
        private final Given<List<String>> settings = operands(
                "FIELD=VALUE",
                "1..*",
                "Such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text; null takes a field away.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Json.Obj given = Settings.of(settings.get(), "FIELD=VALUE, such as hours=2");
            Item item = items.named(id.get());
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
        private final Given<String> id = operand("ID", "The item.");
        private final Given<String> move = operand("MOVE", "The move, such as start; 'item show ID' names them.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Item item = items.named(id.get());
            try {
                ItemChange<Json> change = items.move(item.id(), move.get(), token(), cause);
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
        private final Given<String> id = operand("ID", "The item.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            if (!hasReason()) {
                throw new UsageException("remove needs --reason TEXT: it is recorded and shown.");
            }
            Item item = items.named(id.get());
            ItemChange<Json> change = items.remove(item.id(), token(), cause);
            return console.done(
                    Answers.at(change.revision())
                            .with("removed", item.id())
                            .with(
                                    "neededBy",
                                    Json.strings(change.items().stream()
                                            .map(Item::id)
                                            .toList())),
                    () -> {
                        console.line(ItemTable.name(console, item) + " was removed. "
                                + console.dim("'workflow undo' brings it back; revision " + change.revision()));
                        change.items()
                                .forEach(other -> console.paragraph(
                                        console.warn("! "),
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
        private final Given<String> id = operand("ID", "The item.");
        private final Given<String> before = option("--before ID", "The item that follows then.");
        private final Given<String> after = option("--after ID", "The item that comes before it then.");
        private final Given<Boolean> last = flag("--last", "After all others.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            if ((before.isGiven() ? 1 : 0) + (after.isGiven() ? 1 : 0) + (last.get() ? 1 : 0) != 1) {
                throw new UsageException("reorder needs one of --before ID, --after ID and --last.");
            }
            Item item = items.named(id.get());
            Optional<String> next = before.isGiven()
                    ? before.find().map(name -> items.named(name).id())
                    : after.find().flatMap(name -> following(bench, item, items.named(name)));
            return answer(
                    items.reorder(item.id(), next, cause),
                    "stands "
                            + next.map(other -> "before " + items.named(other).title())
                                    .orElse("last"));
        }

        /** The item that stands behind another one, when the moved one is left out; empty if that is the last. */
        private static Optional<String> following(Workbench bench, Item moved, Item other) {
            List<String> order = new ArrayList<>();
            ItemTable.all(bench.now(), moved.kind())
                    .forEach(view -> order.add(view.item().id()));
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
        private final Given<String> id = operand("ID", "The item that waits.");
        private final Given<List<String>> on = operands("ON", "1..*", "The items that it waits for.");
        private final Given<Boolean> drop = flag("--drop", "Take these needs away.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Item item = items.named(id.get());
            List<String> needs = on.get().stream().map(name -> id(items, name)).toList();
            ItemChange<Json> change = drop.get()
                    ? items.unlink(item.id(), needs, token(), cause)
                    : items.link(item.id(), needs, token(), cause);
            boolean blocked = change.after()
                    .item(item.id())
                    .filter(view -> view.isBlocked())
                    .isPresent();
            return answer(
                    change,
                    (drop.get() ? "no longer needs " : "needs ")
                            + String.join(", ", on.get())
                            + (blocked ? ", and is blocked" : ""));
        }

        /** The id that is meant; a need that is taken away may be of an item that is gone. */
        private String id(WorkflowItems<Json> items, String name) {
            try {
                return items.named(name).id();
            } catch (ItemException e) {
                if (drop.get()) {
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
        private final Given<String> id = operand("ID", "The item.");
        private final Given<Evidence.What> what = option(
                "--what WHAT",
                Evidence.What.class,
                "command, report, review, constraint or note; command with --command, else note.");
        private final Given<String> result = option(
                "--result TEXT", "The outcome, in words; needed without --exit. With it: passed for 0, else failed.");
        private final Given<String> command =
                option("--command LINE", "The command that you ran; it is not run again.");
        private final Given<Integer> exit =
                option("--exit N", Integer.class, "The exit code of the command; needed without --result.");
        private final Given<String> output =
                option("--output TEXT", "What it said; of a long text the middle is left out.");
        private final Given<List<String>> covers = options(
                "--covers FILES",
                "A path or pattern such as 'src/**/*.java'; the evidence is stale once such a file changes.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Evidence.What kind = what.find().orElse(command.isGiven() ? Evidence.What.COMMAND : Evidence.What.NOTE);
            EvidenceDraft draft = EvidenceDraft.of(kind, result.find().orElseGet(this::outcome));
            draft = command.find().map(draft::command).orElse(draft);
            draft = exit.find().map(draft::exit).orElse(draft);
            draft = output.find().map(draft::output).orElse(draft);
            draft = draft.covering(covers.get().toArray(String[]::new));
            ItemChange<Json> change = items.addEvidence(items.named(id.get()).id(), draft, token(), cause);
            int files = change.item().state().evidence().values().stream()
                    .filter(one -> one.covers().equals(covers.get()))
                    .mapToInt(one -> one.files().size())
                    .max()
                    .orElse(0);
            return answer(
                    change,
                    "has evidence: " + kind.word() + ", " + draft.result()
                            + (covers.get().isEmpty() ? "" : ", covering " + Check.count(files, "file"))
                            + "; it was recorded, and nothing was run");
        }

        private String outcome() {
            return exit.find()
                    .map(code -> code == 0 ? "passed" : "failed")
                    .orElseThrow(
                            () -> new UsageException(
                                    "evidence needs what came out: --result TEXT, such as"
                                            + " --result \"approved by ana\", or for a command its exit code, --exit 0. Nothing was recorded."));
        }
    }
}
