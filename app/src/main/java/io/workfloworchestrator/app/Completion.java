package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.interview.Interviews;
import io.workfloworchestrator.interview.QuestionSets;
import io.workfloworchestrator.local.ProjectPlace;
import io.workfloworchestrator.projectmanagement.setup.SetupQuestions;
import io.workfloworchestrator.specdriven.SpecDrivenServer;
import io.workfloworchestrator.specdriven.analysis.ProjectFeatures;
import io.workfloworchestrator.state.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words that may stand where somebody pressed Tab: commands and options from their own description, ids and revisions
 * from the project. If there is no candidate, the shell offers files.
 *
 * @param above the command above the one that is written, such as item; empty for a command of the program itself
 */
record Completion(
        CommandLine model, List<String> before, String current, String above, List<Completion.Candidate> found) {
    private static final int REVISIONS = 20;

    /** A word that may be written, and what it is, which may be empty. */
    record Candidate(String word, String about) {}

    /** The candidates for the last of these words, which may be empty. Never fails: a shell has no place for errors. */
    static List<Candidate> of(CommandLine model, List<String> words) {
        int last = words.size() - 1;
        Completion completion = last < 0
                ? new Completion(model, List.of(), "", "", new ArrayList<>())
                : new Completion(model, words.subList(0, last), words.get(last), "", new ArrayList<>());
        completion.complete();
        return completion.found;
    }

    private void complete() {
        if (before.isEmpty()) {
            model.getSubcommands().forEach((name, command) -> {
                if (!command.getCommandSpec().usageMessage().hidden()) {
                    add(name, firstLine(command.getCommandSpec()));
                }
            });
            options(model.getCommandSpec());
            return;
        }
        CommandLine command = model.getSubcommands().get(before.get(0));
        if (command == null) {
            return;
        }
        if (!command.getSubcommands().isEmpty()) {
            below(command);
        } else {
            words(command.getCommandSpec());
        }
    }

    private void below(CommandLine command) {
        if (before.size() == 1) {
            command.getSubcommands().forEach((name, one) -> add(name, firstLine(one.getCommandSpec())));
            options(command.getCommandSpec());
            return;
        }
        CommandLine one = command.getSubcommands().get(before.get(1));
        if (one != null) {
            List<String> rest = new ArrayList<>(before);
            rest.remove(0);
            new Completion(model, rest, current, before.get(0), found).words(one.getCommandSpec());
        }
    }

    private void words(CommandSpec spec) {
        String previous = before.get(before.size() - 1);
        OptionSpec option = spec.findOption(previous);
        if (before.size() > 1 && option != null && option.arity().max() > 0) {
            values(spec, previous);
        } else if (current.startsWith("-")) {
            options(spec);
        } else {
            operands(spec, positionals(spec));
        }
    }

    private void options(CommandSpec spec) {
        if (current.startsWith("-")) {
            for (OptionSpec option : spec.options()) {
                if (!before.contains(option.longestName())) {
                    add(option.longestName(), option.description().length == 0 ? "" : option.description()[0]);
                }
            }
        }
    }

    /** The words after the command that are neither options nor their values. */
    private List<String> positionals(CommandSpec spec) {
        List<String> positionals = new ArrayList<>();
        for (int i = 1; i < before.size(); i++) {
            OptionSpec option = spec.findOption(before.get(i));
            if (option != null) {
                i += option.arity().max() > 0 ? 1 : 0;
            } else if (!before.get(i).startsWith("-")) {
                positionals.add(before.get(i));
            }
        }
        return positionals;
    }

    private void values(CommandSpec spec, String option) {
        switch (above) {
            case "item" -> project(bench -> new CompletionWords.OfItems(bench, this::add).values(option));
            case "goals", "plan" -> CompletionWords.OfGoals.values(option, this::add);
            case "server", "issue" ->
                project(bench -> new CompletionWords.OfServers(bench, this::add).values(option, positionals(spec)));
            default -> {}
        }
        if (!found.isEmpty()) {
            return;
        }
        switch (option) {
            case "--format" -> all(TransferCommands.Export.OWN, TransferCommands.Export.REFERENCE);
            case "--to", "--phase" ->
                definition(running -> running.phases().forEach(phase -> add(phase.id(), phase.title())));
            case "--at" -> project(this::revisions);
            case "-w", "--workflow" -> project(this::workflows);
            case "--type" ->
                project(bench -> Definitions.of(bench.folder()).types().forEach(type -> add(type, "")));
            case "--accept" -> CompletionWords.OfGoals.values(option, this::add);
            case "--session" ->
                project(bench -> bench.states()
                        .list(Interviews.TYPE)
                        .forEach(key -> add(key.substring(Interviews.TYPE.length() + 1), "")));
            case "--preview", "--take" -> all("constitution", "spec", "plan", "tasks");
            case "--print-config" -> ClientConfig.names().forEach(name -> add(name, ClientConfig.where(name)));
            default -> {
                if (spec.name().equals("simulate") && option.equals("--set")) {
                    definition(running -> running.facts().keySet().forEach(fact -> add("facts." + fact + ".", "")));
                }
            }
        }
    }

    private void operands(CommandSpec spec, List<String> given) {
        switch (above) {
            case "item" -> project(bench -> new CompletionWords.OfItems(bench, this::add).operands(spec.name(), given));
            case "plan" -> {
                if (spec.name().equals("diagram") && given.isEmpty()) {
                    all("roadmap", "kanban", "timeline", "dependencies");
                }
            }
            case "goals", "handoffs" -> {
                if (CompletionWords.OfGoals.namesGoal(spec.name(), given.size())) {
                    project(bench -> new CompletionWords.OfItems(bench, this::add).numbers("goal"));
                } else if (spec.name().equals("export")) {
                    project(bench -> new CompletionWords.OfItems(bench, this::add).numbers("handoff"));
                }
            }
            case "spec" ->
                project(bench -> new ProjectFeatures(bench.project(SpecDrivenServer.FEATURES))
                        .ids()
                        .forEach(id -> add(id, "")));
            case "server" ->
                project(bench -> new CompletionWords.OfServers(bench, this::add).ofServer(spec.name(), given));
            case "issue" ->
                project(bench -> new CompletionWords.OfServers(bench, this::add).ofIssue(spec.name(), given));
            default -> operands(spec.name(), given);
        }
    }

    /** The next word of a command that is below no other one, by how many it has already. */
    private void operands(String command, List<String> given) {
        switch (command + " " + given.size()) {
            case "serve 0" -> project(bench -> new CompletionWords.OfServers(bench, this::add).servers(given));
            case "step 0" -> all("done", "skip", "reopen");
            case "step 1" -> definition(running -> steps(running, ""));
            case "why 0" -> project(this::explainable);
            case "ask 0" ->
                project(bench -> QuestionSets.of(bench.folder(), SetupQuestions.sets())
                        .ids()
                        .forEach(id -> add(id, "")));
            case "definition 0" -> all("show", "diff", "migrate");
            case "undo 0", "diff 0", "diff 1" -> project(this::revisions);
            case "new 0" -> add("server", "a Maven project that builds, runs and has a test");
            case "mcp 0" -> {
                add(McpCommand.PROJECT_MANAGEMENT, "the planning");
                add(McpCommand.SPEC_DRIVEN, "from ideas to specifications");
                add(McpCommand.TASK_EXECUTOR, "workflows of tasks");
                add(McpCommand.ALL, "planning, specifications and tasks in one");
                add(McpCommand.AUTHORING, "prompts for who writes servers");
                project(this::workflows);
            }
            default -> {
                switch (command) {
                    case "data" ->
                        definition(running -> running.data().keySet().forEach(field -> add(field + "=", "")));
                    case "diff", "show" -> project(this::keys);
                    case "completion" -> ShellCommands.Scripts.SHELLS.forEach(this::all);
                    default -> {}
                }
            }
        }
    }

    private void explainable(Workbench bench) {
        WorkflowDefinition running = bench.workflow().running();
        add("advance", "leaving the phase");
        running.rules().forEach(rule -> add(rule.id(), ""));
        running.warnings().forEach(warning -> add(warning.id(), ""));
        steps(running, "step:");
        running.phases().forEach(phase -> phase.exit().forEach(gate -> add("gate:" + gate.id(), "")));
        if (!running.kinds().isEmpty() && bench.workflow().state().isPresent()) {
            new CompletionWords.OfItems(bench, this::add).explainable();
        }
    }

    private void steps(WorkflowDefinition running, String prefix) {
        running.phases().forEach(phase -> phase.steps().forEach(step -> add(prefix + step.id(), step.title())));
    }

    /** Adds candidates from the definition by which the workflow runs. */
    private void definition(Consumer<WorkflowDefinition> candidates) {
        project(bench -> candidates.accept(bench.workflow().running()));
    }

    private void workflows(Workbench bench) {
        MeantWorkflow.all(bench.states().now()).forEach(name -> add(name, ""));
    }

    private void revisions(Workbench bench) {
        for (Commit commit : bench.states().history(REVISIONS)) {
            add(
                    commit.revision().toString(),
                    commit.cause().actor() + ": " + commit.cause().headline());
        }
    }

    private void keys(Workbench bench) {
        bench.states().list().stream().filter(key -> !Definitions.isRecord(key)).forEach(key -> add(key, ""));
    }

    private void project(Consumer<Workbench> work) {
        Optional<String> workflow = value("-w").or(() -> value("--workflow"));
        try (Workbench bench = Workbench.open(ProjectPlace.of(value("--project").orElse("")), workflow)) {
            work.accept(bench);
        } catch (RuntimeException e) {
            // Completion cannot print an error; the command itself will.
            found.clear();
        }
    }

    private Optional<String> value(String option) {
        int named = before.lastIndexOf(option);
        return named >= 0 && named + 1 < before.size() ? Optional.of(before.get(named + 1)) : Optional.empty();
    }

    private void all(String... words) {
        for (String word : words) {
            add(word, "");
        }
    }

    private void add(String word, String about) {
        if (word.startsWith(current)) {
            found.add(new Candidate(word, about));
        }
    }

    private static String firstLine(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }
}
