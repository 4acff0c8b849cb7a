package io.workfloworchestrator.app;

import io.workfloworchestrator.projectmanagement.Planning;
import io.workfloworchestrator.projectmanagement.Toolset;
import io.workfloworchestrator.server.WorkflowTools;
import io.workfloworchestrator.specdriven.SpecToolset;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.taskexecutor.TaskToolset;
import io.workfloworchestrator.workflow.Commands;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The command lines of this program that answers about workflows name. */
record OwnCommands(boolean isServing, Optional<Planning.Choice> chosen, boolean isAll) implements Commands {
    OwnCommands() {
        this(false, Optional.empty(), false);
    }

    /** Those of a server, which has other toolsets, and begins with this planning if nobody has begun one. */
    static OwnCommands ofServer(Optional<Planning.Choice> chosen) {
        return new OwnCommands(true, chosen, false);
    }

    /** The same, of the one server that may have the toolsets of all. */
    OwnCommands ofAll() {
        return new OwnCommands(isServing, chosen, true);
    }

    @Override
    public Optional<String> whyChosen() {
        return chosen.map(choice -> choice.reason() + "; "
                + (choice.isLean()
                        ? "\"workflow grow\" makes it the full one"
                        : "\"workflow grow --back\" makes it the lean one"));
    }

    @Override
    public Optional<String> begin(String key) {
        return Optional.of("workflow init" + (Planning.isPlanning(key) ? "" : " -w " + key));
    }

    @Override
    public Optional<String> offering(String tool) {
        if (!isServing) {
            return Optional.empty();
        }
        // In turn, since the tools of a server are made to know their names.
        return Toolset.offering(tool)
                .or(() -> SpecToolset.offering(tool))
                .or(() -> TaskToolset.offering(tool))
                .map(command -> isAll
                        ? command.replaceFirst("^workflow mcp \\S+", "workflow mcp " + AllServers.NAME)
                        : command);
    }

    @Override
    public Optional<String> instead(String tool) {
        return isServing ? ToolWords.command(tool).map(command -> "the command '" + command + "'") : Optional.empty();
    }

    @Override
    public Optional<String> beginInside(String folder) {
        return Optional.of("workflow init --nested --project " + folder);
    }

    @Override
    public Optional<String> show(String key, Revision at) {
        return Optional.of("workflow show " + key + " --at " + at);
    }

    @Override
    public Optional<String> verify() {
        return Optional.of("workflow verify");
    }

    @Override
    public Set<String> knownTools() {
        return known();
    }

    /** The tools that a definition may advise beside those that it declares: those with commands, and those that any server has. */
    static Set<String> known() {
        Set<String> known = new HashSet<>(CommandsOfTools.tools());
        known.addAll(WorkflowTools.NAMES_WITH_ITEMS);
        return known;
    }

    @Override
    public Optional<String> difference() {
        return Optional.of("workflow definition diff");
    }

    @Override
    public Optional<String> withoutData(List<String> fields) {
        return Optional.of("workflow data " + String.join("=null ", fields) + "=null");
    }

    @Override
    public Optional<String> migrate() {
        return Optional.of("workflow definition migrate");
    }

    @Override
    public Optional<String> migrateToPhase() {
        return Optional.of("workflow definition migrate --phase PHASE");
    }
}
