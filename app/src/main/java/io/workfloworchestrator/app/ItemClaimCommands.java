package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.Item;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The commands that say who works on an item. */
final class ItemClaimCommands {
    private ItemClaimCommands() {}

    @Command(
            name = "claim",
            description =
                    "Hold an item, so that nobody else works on it: the best free one of KIND, or the one with ID.")
    static final class ClaimOne extends ItemWritingCommand {
        private final Given<String> which =
                maybe("KIND|ID", "A kind, or an item; the only kind with claims when not given.");
        private final Given<String> by =
                option("--by NAME", "Who will hold it; whoever makes the change when not given.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Map<String, KindDefinition> kinds = bench.workflow().running().kinds();
            String named = which.find().orElseGet(() -> only(kinds));
            String holder = by.find().orElse(cause.actor());
            if (!kinds.containsKey(named)) {
                return held(items.claim(items.named(named).id(), holder, cause));
            }
            ItemChange<Json> change = items.claimNext(named, holder, item -> true, cause);
            if (change.find().isPresent()) {
                return held(change);
            }
            String why = change.after().whyNothingToClaim(named);
            console.answer(json(change).with("why", why), () -> console.paragraph("", why));
            return ExitCode.REFUSED;
        }

        private static String only(Map<String, KindDefinition> kinds) {
            List<String> claimed = kinds.entrySet().stream()
                    .filter(kind -> kind.getValue().claim() != null)
                    .map(Map.Entry::getKey)
                    .toList();
            if (claimed.size() != 1) {
                throw new UsageException(
                        claimed.isEmpty()
                                ? "no kind of items here is claimed."
                                : "say what to claim: a kind (" + String.join(", ", claimed) + "), or an item.");
            }
            return claimed.get(0);
        }

        private ExitCode held(ItemChange<Json> change) {
            Claim claim = change.item().state().claim().orElseThrow();
            return console.done(json(change), () -> {
                console.line(ItemTable.name(console, change.item()) + " is " + Console.plain(claim.by()) + "'s until "
                        + claim.until() + ". " + console.dim("token " + claim.token()));
            });
        }
    }

    @Command(name = "renew", description = "Hold an item for as long again; each write of its holder does that too.")
    static final class Renew extends ItemWritingCommand {
        private final Given<String> id = operand("ID", "The item.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            Item item = items.named(id.get());
            ItemChange<Json> change = items.renew(item.id(), tokenOf(item, cause), cause);
            return answer(
                    change,
                    change.item()
                            .state()
                            .claim()
                            .map(claim -> "is " + claim.by() + "'s until " + claim.until())
                            .orElse("is held by nobody"));
        }
    }

    @Command(name = "release", description = "Give an item back; with --to, hand it over.")
    static final class Release extends ItemWritingCommand {
        private final Given<String> id = operand("ID", "The item.");
        private final Given<String> to = option("--to NAME", "Who will hold it then.");
        private final Given<Boolean> take =
                flag("--take", "Take it away from somebody else who holds it and does not answer; needs --reason.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            if (take.get() && (to.isGiven() || !hasReason())) {
                throw new UsageException("--take needs --reason TEXT, and no --to: it frees the item for everybody.");
            }
            Item item = items.named(id.get());
            if (to.isGiven()) {
                ItemChange<Json> change = items.handOver(item.id(), tokenOf(item, cause), to.get(), cause);
                return answer(
                        change,
                        "is " + to.get() + "'s now, by token "
                                + change.item().state().claim().orElseThrow().token());
            }
            ItemChange<Json> change =
                    take.get() ? items.revoke(item.id(), cause) : items.release(item.id(), tokenOf(item, cause), cause);
            return answer(change, change.commit().isPresent() ? "is free" : "was held by nobody");
        }
    }

    @Command(
            name = "sweep",
            description = "Give back all items whose claim ran out; they can be claimed without it too.")
    static final class Sweep extends ItemWritingCommand {
        private final Given<String> kind = maybe("KIND", "Only of this kind.");

        @Override
        ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
            List<String> kinds = kind.find()
                    .map(List::of)
                    .orElseGet(() -> bench.workflow().running().kinds().entrySet().stream()
                            .filter(each -> each.getValue().claim() != null)
                            .map(Map.Entry::getKey)
                            .toList());
            List<Item> swept = new ArrayList<>();
            Revision revision = bench.states().head();
            for (String each : kinds) {
                ItemChange<Json> change = items.sweep(each, cause);
                swept.addAll(change.items());
                revision = change.revision();
            }
            Revision last = revision;
            return console.done(
                    Answers.at(last)
                            .with(
                                    "swept",
                                    Json.strings(swept.stream().map(Item::id).toList())),
                    () -> {
                        swept.forEach(item -> console.line(ItemTable.name(console, item) + " is free."));
                        if (swept.isEmpty()) {
                            console.line("No claim has run out.");
                        }
                    });
        }
    }
}
