package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.KindDefinition;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.Claim;
import io.workfloworchestrator.workflow.ItemChange;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code workflow item claim [KIND|ID]}: holds an item, or the best free one of a kind. */
@Command(
        name = "claim",
        description = "Hold an item, so that nobody else works on it: the best free one of KIND, or the one with ID.")
final class ItemClaimCommand extends ItemWritingCommand {
    @Parameters(
            paramLabel = "KIND|ID",
            arity = "0..1",
            description = "A kind, or an item; the only kind with claims when not given.")
    private Optional<String> which = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who will hold it; whoever makes the change when not given.")
    private Optional<String> by = Optional.empty();

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        Map<String, KindDefinition> kinds = bench.workflow().running().kinds();
        String named = which.orElseGet(() -> only(kinds));
        String holder = by.orElse(cause.actor());
        if (!kinds.containsKey(named)) {
            return held(items.claim(items.named(named).id(), holder, cause));
        }
        ItemChange<Json> change = items.claimNext(named, holder, item -> true, cause);
        if (change.find().isPresent()) {
            return held(change);
        }
        String why = change.after().whyNothingToClaim(named);
        console.answer(json(change).with("why", Json.of(why)), () -> console.paragraph("", "", why));
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
