package io.workfloworchestrator.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code workflow item …}: the items of a workflow, such as tasks, goals or issues; each thing to do is a command below it. */
@Command(
        name = "item",
        description =
                "The items of a workflow, such as its tasks or issues; ID is an id, a number, or the beginning of an id.",
        synopsisSubcommandLabel = "COMMAND")
final class ItemCommand implements CommandGroup {
    /** In the order of the help. */
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("list", ItemListCommand::new);
        COMMANDS.put("show", ItemShowCommand::new);
        COMMANDS.put("add", ItemAddCommand::new);
        COMMANDS.put("edit", ItemEditCommand::new);
        COMMANDS.put("move", ItemMoveCommand::new);
        COMMANDS.put("remove", ItemRemoveCommand::new);
        COMMANDS.put("reorder", ItemReorderCommand::new);
        COMMANDS.put("need", ItemNeedCommand::new);
        COMMANDS.put("claim", ItemClaimCommand::new);
        COMMANDS.put("renew", ItemRenewCommand::new);
        COMMANDS.put("release", ItemReleaseCommand::new);
        COMMANDS.put("sweep", ItemSweepCommand::new);
        COMMANDS.put("evidence", ItemEvidenceCommand::new);
        COMMANDS.put("plan", ItemPlanCommand::new);
        COMMANDS.put("board", ItemBoardCommand::new);
        COMMANDS.put("graph", ItemGraphCommand::new);
    }

    @Override
    public Map<String, Function<Console, Object>> commands() {
        return COMMANDS;
    }
}
