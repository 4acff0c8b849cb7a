package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A command that does what a tool does: its words are the arguments of the tool, and the answer of the tool is its own. What is not
 * given on the command line is not given to the tool.
 */
@Command
final class ToolCommand extends ProjectCommand {
    private final ToolFamily family;
    private final String tool;
    private final String name;
    private final String description;
    /** The words of the command by the argument that each is. */
    private final Map<String, Given<?>> words = new LinkedHashMap<>();

    private final Map<String, Json> flags = new LinkedHashMap<>();
    private Optional<Given<String>> as = Optional.empty();
    private Json.Obj usual = Json.Obj.EMPTY;
    private BiFunction<Json.Obj, Cause, Json.Obj> asking = (arguments, cause) -> arguments;
    private Predicate<Json.Obj> accepted = answer -> true;
    private Consumer<ToolReply> printing = ToolReply::message;
    private String progress = "";

    ToolCommand(ToolFamily family, String tool, String name, String description) {
        this.family = family;
        this.tool = tool;
        this.name = name;
        this.description = description;
    }

    /** It records who did it. */
    ToolCommand changing() {
        as = Optional.of(option("--as NAME", ChangingCommand.WHO));
        return this;
    }

    private ToolCommand taking(String argument, Given<?> word) {
        words.put(argument, word);
        return this;
    }

    ToolCommand operand(String argument, String label, String description) {
        return taking(argument, operand(label, description));
    }

    ToolCommand maybe(String argument, String label, String description) {
        return maybe(argument, label, String.class, description);
    }

    ToolCommand maybe(String argument, String label, Class<?> type, String description) {
        return taking(argument, maybe(label, type, description));
    }

    ToolCommand operands(String argument, String label, String arity, String description) {
        return taking(argument, operands(label, arity, description));
    }

    ToolCommand option(String argument, String names, String description) {
        return taking(argument, option(names, description));
    }

    ToolCommand option(String argument, String names, Class<?> type, String description) {
        return taking(argument, option(names, type, description));
    }

    ToolCommand options(String argument, String names, String description) {
        return taking(argument, options(names, description));
    }

    ToolCommand count(String argument, String name, String description) {
        return taking(argument, count(name + " N", description));
    }

    ToolCommand flag(String argument, String name, String description) {
        return flag(argument, name, Json.of(true), description);
    }

    /** An option by which an argument has this value. */
    ToolCommand flag(String argument, String name, Json value, String description) {
        flags.put(argument, value);
        return taking(argument, flag(name, description));
    }

    /** What an argument is if it is not given. */
    ToolCommand usual(String argument, Json value) {
        usual = usual.with(argument, value);
        return this;
    }

    /** What is changed in the arguments before the tool gets them. */
    ToolCommand asking(BiFunction<Json.Obj, Cause, Json.Obj> change) {
        asking = change;
        return this;
    }

    /** Takes long, and tells so by these words. */
    ToolCommand working(String label) {
        progress = label;
        return this;
    }

    /** By which answers the command ends as one that did what was asked; all of them if this is not said. */
    ToolCommand accepting(Predicate<Json.Obj> answers) {
        accepted = answers;
        return this;
    }

    /** How a person gets the answer; its message alone if this is not said. */
    ToolCommand printing(Consumer<ToolReply> print) {
        printing = print;
        return this;
    }

    @Override
    CommandLine model(Console given) {
        CommandLine line = super.model(given);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    Optional<String> as() {
        return as.flatMap(Given::find);
    }

    @Override
    ExitCode run(Workbench bench) {
        Cause cause = bench.cause(Optional.empty());
        Json.Obj arguments = asking.apply(arguments(), cause);
        Json.Obj answer = answer(bench, arguments, cause);
        console.answer(
                answer.without("changes"), () -> printing.accept(new ToolReply(console, bench, arguments, answer)));
        return accepted.test(answer) ? ExitCode.OK : ExitCode.REFUSED;
    }

    private Json.Obj answer(Workbench bench, Json.Obj arguments, Cause cause) {
        if (progress.isEmpty()) {
            return call(bench, arguments, cause);
        }
        try (Progress unused = console.progress(progress)) {
            return call(bench, arguments, cause);
        } finally {
            bench.publish();
        }
    }

    private Json.Obj call(Workbench bench, Json.Obj arguments, Cause cause) {
        try {
            return family.call(bench, tool, arguments, cause);
        } catch (CodedException refusal) {
            if (refusal.getClass() != CodedException.class) {
                throw refusal;
            }
            throw new CodedException(
                    refusal.code(), inWordsOfTheCommand(String.valueOf(refusal.getMessage())), refusal);
        }
    }

    /** A tool names its arguments; whoever gives a command knows only options and labels. */
    private String inWordsOfTheCommand(String message) {
        String said = message;
        for (Map.Entry<String, Given<?>> word : words.entrySet()) {
            String argument = word.getKey().substring(word.getKey().lastIndexOf('.') + 1);
            String shown = UsageWords.name(word.getValue().word());
            boolean isOneWord = argument.equals(argument.toLowerCase(Locale.ROOT));
            String named = isOneWord ? "\"" + argument + "\"" : "\"?\\b" + argument + "\\b\"?";
            said = said.replaceAll(named, Matcher.quoteReplacement(shown));
        }
        return said;
    }

    private Json.Obj arguments() {
        Json.Obj arguments = usual;
        for (Map.Entry<String, Given<?>> word : words.entrySet()) {
            Optional<?> given =
                    word.getValue().find().filter(value -> !value.equals(false) && !value.equals(List.of()));
            if (given.isPresent()) {
                Json json = Optional.ofNullable(flags.get(word.getKey())).orElseGet(() -> Shapes.json(given.get()));
                arguments = arguments.withAt(List.of(word.getKey().split("\\.")), json);
            }
        }
        return arguments;
    }
}
