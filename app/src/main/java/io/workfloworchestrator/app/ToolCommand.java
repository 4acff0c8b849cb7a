package io.workfloworchestrator.app;

import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import java.util.ArrayList;
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
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command that does what a tool does: its words are the arguments of the tool, and the answer of the tool is its own. What is not
 * given on the command line is not given to the tool.
 */
final class ToolCommand extends ProjectCommand {
    private final ToolFamily family;
    private final String tool;
    private final CommandSpec spec = CommandSpec.forAnnotatedObject(this);
    /** The words of the command by the argument that each is. */
    private final Map<String, ArgSpec> words = new LinkedHashMap<>();

    private final Map<String, Json> flags = new LinkedHashMap<>();
    private final List<OptionSpec> counts = new ArrayList<>();
    private final OptionSpec as = OptionSpec.builder("--as")
            .paramLabel("NAME")
            .description(ChangingCommand.WHO)
            .type(String.class)
            .build();
    private Json.Obj usual = Json.Obj.EMPTY;
    private BiFunction<Json.Obj, Cause, Json.Obj> asking = (arguments, cause) -> arguments;
    private Predicate<Json.Obj> accepted = answer -> true;
    private Consumer<ToolReply> printing = ToolReply::message;
    private String progress = "";

    ToolCommand(ToolFamily family, String tool, String name, String description) {
        this.family = family;
        this.tool = tool;
        spec.name(name).usageMessage().description(description);
    }

    /** It records who did it. */
    ToolCommand changing() {
        spec.addOption(as);
        return this;
    }

    /** A text that must be given. */
    ToolCommand operand(String argument, String label, String description) {
        return operand(argument, label, String.class, "1", description);
    }

    /** A text that may be given. */
    ToolCommand maybe(String argument, String label, String description) {
        return operand(argument, label, String.class, "0..1", description);
    }

    ToolCommand operand(String argument, String label, Class<?> type, String arity, String description) {
        String place = type == List.class
                ? "0..*"
                : String.valueOf(spec.positionalParameters().size());
        PositionalParamSpec word = PositionalParamSpec.builder()
                .index(place)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(description)
                .type(type)
                .auxiliaryTypes(element(type))
                .build();
        words.put(argument, word);
        spec.addPositional(word);
        return this;
    }

    /** An option with a text, such as {@code --time TEXT}. */
    ToolCommand option(String argument, String option, String description) {
        return option(argument, option, String.class, description);
    }

    /** An option whose value is of this type: a text, a number, or a list of texts, which may be given again. */
    ToolCommand option(String argument, String option, Class<?> type, String description) {
        String[] nameAndLabel = option.split(" ");
        OptionSpec word = OptionSpec.builder(nameAndLabel[0])
                .paramLabel(nameAndLabel[1])
                .description(description)
                .type(type)
                .auxiliaryTypes(element(type))
                .build();
        words.put(argument, word);
        spec.addOption(word);
        return this;
    }

    /** An option that counts something, from 1 on. */
    ToolCommand count(String argument, String option, String description) {
        ToolCommand counting = option(argument, option + " N", Integer.class, description);
        counts.add((OptionSpec) counting.words.get(argument));
        return counting;
    }

    /** An option that says yes. */
    ToolCommand flag(String argument, String option, String description) {
        return flag(argument, option, Json.of(true), description);
    }

    /** An option by which an argument has this value. */
    ToolCommand flag(String argument, String option, Json value, String description) {
        OptionSpec word = OptionSpec.builder(option)
                .description(description)
                .type(boolean.class)
                .arity("0")
                .build();
        words.put(argument, word);
        flags.put(argument, value);
        spec.addOption(word);
        return this;
    }

    private static Class<?> element(Class<?> type) {
        return type == List.class ? String.class : type;
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
        console = given;
        return new CommandLine(spec);
    }

    @Override
    Optional<String> as() {
        return Optional.ofNullable(as.getValue());
    }

    @Override
    ExitCode run(Workbench bench) {
        for (OptionSpec count : counts) {
            Integer number = count.getValue();
            UsageWords.requireAtLeast(1, number == null ? 1 : number, count.longestName());
        }
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
        for (Map.Entry<String, ArgSpec> word : words.entrySet()) {
            String argument = word.getKey().substring(word.getKey().lastIndexOf('.') + 1);
            String shown = word.getValue() instanceof OptionSpec option
                    ? option.longestName()
                    : word.getValue().paramLabel();
            boolean isOneWord = argument.equals(argument.toLowerCase(Locale.ROOT));
            String named = isOneWord ? "\"" + argument + "\"" : "\"?\\b" + argument + "\\b\"?";
            said = said.replaceAll(named, Matcher.quoteReplacement(shown));
        }
        return said;
    }

    private Json.Obj arguments() {
        Json.Obj arguments = usual;
        for (Map.Entry<String, ArgSpec> word : words.entrySet()) {
            Object value = word.getValue().getValue();
            if (value != null && !value.equals(false) && !value.equals(List.of())) {
                Json json = Optional.ofNullable(flags.get(word.getKey())).orElseGet(() -> Shapes.json(value));
                arguments = arguments.withAt(List.of(word.getKey().split("\\.")), json);
            }
        }
        return arguments;
    }
}
