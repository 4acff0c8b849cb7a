package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class UsageWords {
    private UsageWords() {}

    static String of(ParameterException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, unmatched.getUnmatched().get(0));
        }
        if (error instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec first = missing.getMissing().get(0);
            if (first instanceof OptionSpec && !first.required()) {
                return name(first) + " needs a value: " + first.paramLabel() + ".";
            }
            return missing.getMissing().stream().map(UsageWords::name).collect(Collectors.joining(" and "))
                    + (missing.getMissing().size() == 1 ? " is missing." : " are missing.");
        }
        ArgSpec argument = error.getArgSpec();
        String value = error.getValue();
        return argument == null || value == null ? String.valueOf(error.getMessage()) : misfit(argument, value);
    }

    private static String unmatched(CommandSpec command, String word) {
        if (word.startsWith("-") && word.length() > 1) {
            List<String> options = command.options().stream()
                    .flatMap(option -> Arrays.stream(option.names()))
                    .toList();
            return "there is no option '" + word + "'" + meant(word, options);
        }
        List<String> commands = command.subcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(each -> each.getKey())
                .toList();
        return commands.isEmpty()
                ? "'" + word + "' is one word too many."
                : "there is no command '" + word + "'" + meant(word, commands);
    }

    private static String misfit(ArgSpec argument, String value) {
        Class<?> type = argument.type();
        if (type.isEnum()) {
            List<String> words = Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .toList();
            return "'" + value + "' is none of " + String.join(", ", words) + meant(value, words);
        }
        boolean number = type == int.class || type == long.class || Number.class.isAssignableFrom(type);
        return name(argument) + (number ? " is a whole number, not '" : " cannot be '") + value + "'.";
    }

    static String empty(ArgSpec argument) {
        String leave = argument.required() ? "" : ", or leave it out";
        return name(argument) + " is empty, as an unset variable of a shell is. Give it a value" + leave + ".";
    }

    /** What people call it: the name of an option, the label of an operand. */
    static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Where to read what a command takes; it stands below each error of usage. */
    static String helpHint(String command) {
        return "Run '" + command + " --help' for what it takes.";
    }

    /** @throws UsageException if a number is given that is less than it may be */
    static void requireAtLeast(int least, Given<Integer> given) {
        given.find().filter(number -> number < least).ifPresent(number -> {
            throw new UsageException(name(given.word()) + " is " + least + " or more, not " + number + ".");
        });
    }

    /** The nearest of the known words, if one is near: a letter in three may differ, dashes before it do not count. */
    static String meant(String word, List<String> known) {
        String letters = letters(word);
        List<String> near = new ArrayList<>(known);
        near.removeIf(each ->
                letters(each).length() < 2 || Words.edits(letters, letters(each)) > Math.min(3, letters.length() / 3));
        return near.stream()
                .min(Comparator.comparingInt(each -> Words.edits(letters, letters(each))))
                .map(each -> "; did you mean " + each + "?")
                .orElse(".");
    }

    private static String letters(String word) {
        return word.replaceFirst("^-+", "");
    }
}
