package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was probably meant. */
final class UsageWords {
    /** Behind it, picocli takes every word for a value. */
    private static final String VALUES = "--";

    private UsageWords() {}

    /** @param words the whole command line */
    static String of(ParameterException error, List<String> words) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            boolean isOption = unmatched.getUnmatched().get(0).startsWith("-");
            if (isOption && isGroup(command) && words.stream().noneMatch(command.subcommands()::containsKey)) {
                return missing(command);
            }
            return unmatched(command, unmatched.getUnmatched().get(0), words);
        }
        if (error instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            Optional<String> strange = strange(command, words);
            if (strange.isPresent()) {
                return unmatched(command, strange.get(), words);
            }
            ArgSpec first = missing.getMissing().get(0);
            if (first instanceof OptionSpec && !first.required()) {
                return name(first) + " needs a value: " + first.paramLabel() + ".";
            }
            return missing.getMissing().stream().map(UsageWords::name).collect(Collectors.joining(" and "))
                    + (missing.getMissing().size() == 1 ? " is missing." : " are missing.");
        }
        if (isGroup(command) && words.stream().noneMatch(command.subcommands()::containsKey)) {
            return missing(command);
        }
        ArgSpec argument = error.getArgSpec();
        String value = error.getValue();
        return argument == null || value == null ? String.valueOf(error.getMessage()) : misfit(argument, value);
    }

    /** Whether a command does nothing by itself, such as {@code workflow goals}; the program itself has its own answer. */
    private static boolean isGroup(CommandSpec command) {
        return !command.subcommands().isEmpty() && command.parent() != null;
    }

    /** The commands of a group, each with its line of help. */
    private static String missing(CommandSpec group) {
        String commands = group.subcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(each -> "  " + each.getKey() + ": "
                        + String.join(
                                " ",
                                each.getValue().getCommandSpec().usageMessage().description()))
                .collect(Collectors.joining("\n"));
        return "'" + group.qualifiedName(" ") + "' needs one of its commands:\n" + commands;
    }

    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    /** The first word before -- that looks like an option but is not one: picocli then says only that a value is missing. */
    private static Optional<String> strange(CommandSpec command, List<String> words) {
        return words.stream()
                .takeWhile(word -> !word.equals(VALUES))
                .filter(word -> word.startsWith("-") && word.length() > 1)
                .filter(word -> options(command).stream()
                        .noneMatch(name -> word.equals(name)
                                || word.startsWith(name + "=")
                                || name.length() == 2 && word.startsWith(name)))
                .findFirst();
    }

    private static String unmatched(CommandSpec command, String word, List<String> words) {
        if (word.startsWith("-") && word.length() > 1) {
            List<String> options = options(command);
            int values = words.indexOf(VALUES);
            if (values >= 0 && options.contains(word.replaceFirst("=.*", "")) && words.lastIndexOf(word) > values) {
                return "'" + word + "' stands behind --, where every word is a value. Options stand before it.";
            }
            String meant = meant(word, options);
            return "there is no option '" + word + "'" + meant
                    + (meant.equals(".") ? " A value that begins with - stands behind --, after all options." : "");
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
