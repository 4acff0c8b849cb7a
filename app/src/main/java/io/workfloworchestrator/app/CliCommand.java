package io.workfloworchestrator.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command of the program: the words that it takes, each of which is a field, and what it does. */
abstract class CliCommand {
    /** Where it answers; given to it before it runs. */
    Console console = Console.silent();

    private final List<ArgSpec> words = new ArrayList<>();
    private final List<Given<Integer>> counts = new ArrayList<>();

    static CommandLine of(Supplier<? extends CliCommand> made, Console console) {
        CommandLine line = made.get().model(console);
        line.getCommandSpec().mixinStandardHelpOptions(true);
        return line;
    }

    /** The command as picocli runs it, with this console. */
    CommandLine model(Console given) {
        console = given;
        CommandLine line = new CommandLine(this);
        words.forEach(line.getCommandSpec()::add);
        return line;
    }

    /** A text that must be given; it stands behind those that were declared before. */
    final Given<String> operand(String label, String description) {
        return operand(label, String.class, description);
    }

    final <T> Given<T> operand(String label, Class<T> type, String description) {
        return operand(label, "1", description, type);
    }

    final Given<String> maybe(String label, String description) {
        return maybe(label, String.class, description);
    }

    final <T> Given<T> maybe(String label, Class<T> type, String description) {
        return operand(label, "0..1", description, type);
    }

    /** All texts that follow. */
    final Given<List<String>> operands(String label, String arity, String description) {
        return this.<List<String>>operand(label, arity, description, List.class, String.class)
                .or(List.of());
    }

    /** @param type what it is, then what its elements are if it has some */
    private <T> Given<T> operand(String label, String arity, String description, Class<?>... type) {
        long place = words.stream().filter(ArgSpec::isPositional).count();
        return added(PositionalParamSpec.builder()
                .index(place + (type.length > 1 ? "..*" : ""))
                .arity(arity)
                .required(!arity.startsWith("0"))
                .paramLabel(label)
                .description(description)
                .type(type[0])
                .auxiliaryTypes(elements(type))
                .build());
    }

    /** An option with a text; {@code names} are its names and what its value is called, such as {@code -w --workflow TYPE/ID}. */
    final Given<String> option(String names, String description) {
        return option(names, String.class, description);
    }

    /** An option that means this if it is not given. */
    @SuppressWarnings("unchecked") // the class of a T
    final <T> Given<T> option(String names, T usual, String description) {
        return option(names, (Class<T>) usual.getClass(), description).or(usual);
    }

    final <T> Given<T> option(String names, Class<T> type, String description) {
        return option(names, false, description, type);
    }

    /** An option with a text that must be given. */
    final Given<String> needed(String names, String description) {
        return needed(names, String.class, description);
    }

    final <T> Given<T> needed(String names, Class<T> type, String description) {
        return option(names, true, description, type);
    }

    /** An option that may be given several times. */
    final Given<List<String>> options(String names, String description) {
        return options(names, false, description);
    }

    final Given<List<String>> options(String names, boolean isNeeded, String description) {
        return this.<List<String>>option(names, isNeeded, description, List.class, String.class)
                .or(List.of());
    }

    /** An option with a name and a value that may be given several times. */
    final Given<Map<String, String>> pairs(String names, String description) {
        return this.<Map<String, String>>option(names, false, description, Map.class, String.class, String.class)
                .or(Map.of());
    }

    /** An option that says yes. */
    final Given<Boolean> flag(String name, String description) {
        return option(name, boolean.class, description).or(false);
    }

    /** An option that counts something, from 1 on. */
    final Given<Integer> count(String names, String description) {
        Given<Integer> counting = option(names, Integer.class, description);
        counts.add(counting);
        return counting;
    }

    final Given<Integer> count(String names, int usual, String description) {
        return count(names, description).or(usual);
    }

    private <T> Given<T> option(String names, boolean isNeeded, String description, Class<?>... type) {
        String[] parts = names.split(" ");
        int dashed = (int) Stream.of(parts).filter(part -> part.startsWith("-")).count();
        OptionSpec.Builder option = OptionSpec.builder(Arrays.copyOf(parts, dashed))
                .required(isNeeded)
                .description(description)
                .type(type[0])
                .auxiliaryTypes(elements(type));
        return added(
                dashed == parts.length
                        ? option.arity("0").build()
                        : option.paramLabel(parts[dashed]).build());
    }

    private static Class<?>[] elements(Class<?>... type) {
        return type.length > 1 ? Arrays.copyOfRange(type, 1, type.length) : type;
    }

    /** @param made an ArgSpec; by that type, proving this class would load picocli's at the start of every server on Java 25 */
    private <T> Given<T> added(Object made) {
        ArgSpec word = (ArgSpec) made;
        words.add(word);
        return new Given<>(word, Optional.empty());
    }

    /** @throws UsageException if something is counted that is less than 1 */
    final void requireCounts() {
        counts.forEach(count -> UsageWords.requireAtLeast(1, count));
    }
}
