package io.workfloworchestrator.app;

import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Picocli's help, in which lines are broken at spaces only. Picocli breaks them behind hyphens too, which cuts options and
 * names such as {@code reference-1.0}; so hyphens of descriptions are laid out as another character of the same width.
 */
final class WholeWordsHelp extends Help {
    private static final char LAID_OUT = '\u2011';

    WholeWordsHelp(CommandSpec spec, ColorScheme colours) {
        super(laidOut(spec), colours);
    }

    private static CommandSpec laidOut(CommandSpec spec) {
        spec.usageMessage().description(laidOut(spec.usageMessage().description()));
        return spec;
    }

    private static String[] laidOut(String[] lines) {
        return Arrays.stream(lines).map(line -> line.replace('-', LAID_OUT)).toArray(String[]::new);
    }

    /** The text with its hyphens again. */
    static String finished(String help) {
        return help.replace(LAID_OUT, '-');
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer renderer = super.createDefaultOptionRenderer();
        return (option, label, colours) -> laidOut(renderer.render(option, label, colours));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer renderer = super.createDefaultParameterRenderer();
        return (parameter, label, colours) -> laidOut(renderer.render(parameter, label, colours));
    }

    /** The last column has the description. */
    private static Ansi.Text[][] laidOut(Ansi.Text[][] rows) {
        for (Ansi.Text[] row : rows) {
            int last = row.length - 1;
            row[last] = Ansi.OFF.new Text(row[last].toString().replace('-', LAID_OUT));
        }
        return rows;
    }
}
