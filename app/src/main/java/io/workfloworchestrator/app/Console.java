package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Widths;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.Health;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: to a person, in colour and within the width of the terminal, or as JSON to a program.
 *
 * <p>Everything from files, state and tools goes through {@link #plain} or, as JSON, leaves with control characters
 * escaped, so that no data can steer a terminal. Not thread-safe.
 */
final class Console {
    /** Single control characters, and characters that turn the direction of text or are invisible. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]");

    /** How many columns stand before each line of an excerpt in an error: the indent and two more. */
    static final int MARGIN = 12;

    /** As wide as "workflow: ", behind which an error begins. */
    private static final String INDENT = " ".repeat(10);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean colour;
    private final Wrapping wrapping;
    private final int drawn;
    private final BooleanSupplier errTerminal;
    private Optional<Wrapping> messages = Optional.empty();
    private final Set<String> warned = new HashSet<>();
    private boolean json;
    private Optional<BufferedReader> input = Optional.empty();
    private Optional<Path> project = Optional.empty();

    /** A console whose stderr is no terminal. */
    Console(PrintWriter out, PrintWriter err, boolean colour, int width) {
        this(out, err, colour, width, width == Wrapping.NONE ? Terminal.USUAL : width, () -> false);
    }

    /**
     * {@code drawn} is the width of pictures and help if text is not wrapped; {@code errTerminal} tells whether stderr is a
     * terminal, and is asked late, since asking may start a process.
     */
    Console(PrintWriter out, PrintWriter err, boolean colour, int width, int drawn, BooleanSupplier errTerminal) {
        this.out = out;
        this.err = err;
        this.colour = colour;
        this.wrapping = new Wrapping(width);
        this.drawn = new Wrapping(drawn).width();
        this.errTerminal = errTerminal;
    }

    /**
     * The console of this process, as its terminal and its environment say. Lines are whole for a pipe or a file, unless
     * COLUMNS is set.
     */
    static Console here(PrintWriter out, PrintWriter err) {
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean person = Terminal.isPresent() && !dumb;
        boolean wraps = person || Terminal.hasColumns() || !dumb && Terminal.isOut();
        String noColour = System.getenv("NO_COLOR");
        int width = wraps ? Terminal.width() : Terminal.columns();
        Console console = new Console(
                out,
                err,
                person && (noColour == null || noColour.isEmpty()),
                wraps ? width : Wrapping.NONE,
                width,
                () -> !dumb && Terminal.isErr());
        return person
                ? console.reading(new BufferedReader(new InputStreamReader(System.in, Terminal.charset())))
                : console;
    }

    /** This console, with a person who types these lines. */
    Console reading(BufferedReader lines) {
        input = Optional.of(lines);
        return this;
    }

    /** This console, which from now on asks nobody, also at a terminal. */
    Console asksNobody() {
        input = Optional.empty();
        return this;
    }

    /** What a person types; empty if nobody does. */
    Optional<BufferedReader> input() {
        return input;
    }

    /** What the person, who must be there, types behind this prompt; empty at the end of the input. */
    Optional<String> ask(String prompt) {
        out.print(prompt);
        out.flush();
        try {
            @Nullable String typed = input.orElseThrow().readLine();
            return Optional.ofNullable(typed).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Console silent() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Console(nowhere, nowhere, false, Terminal.USUAL);
    }

    /** Begins to show how far long work is, if stderr is a terminal. */
    Progress progress(String label) {
        return Progress.begin(label, width(), colour, err, errTerminal);
    }

    void json(boolean asked) {
        json = asked;
    }

    /** Tells that the answer is about this project, which is not the folder in which the command was started. */
    void project(Path folder) {
        project = Optional.of(folder);
        note("the project is " + folder);
    }

    boolean isJson() {
        return json;
    }

    /** How wide pictures and help are drawn. */
    int width() {
        return drawn;
    }

    int room() {
        return wrapping.width();
    }

    /** How lines on stderr are broken, which may be a terminal where stdout is a pipe. */
    private Wrapping messages() {
        if (messages.isEmpty()) {
            boolean onlyErr = wrapping.width() == Wrapping.NONE && errTerminal.getAsBoolean();
            messages = Optional.of(onlyErr ? new Wrapping(Terminal.width()) : wrapping);
        }
        return messages.get();
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** The answer of a command: the JSON, or what {@code text} prints. */
    void answer(Json value, Runnable text) {
        if (json) {
            Json full = project.isPresent() && value instanceof Json.Obj object
                    ? object.with("project", project.get().toString())
                    : value;
            printJson(full.toPrettyText().stripTrailing());
        } else {
            text.run();
        }
        out.flush();
    }

    /** The answer of a command that has done what was asked. */
    ExitCode done(Json value, Runnable text) {
        answer(value, text);
        return ExitCode.OK;
    }

    /** One JSON value on one line, for commands that answer several times. */
    void jsonLine(Json value) {
        printJson(value.toString());
        out.flush();
    }

    /** An error: on stderr for people, or as the answer with --json. */
    void error(String code, String message) {
        if (json) {
            Json error = Json.Obj.EMPTY.with("code", code).with("message", message.replace("\0", "\\0"));
            printJson(Json.Obj.EMPTY.with("error", error).toPrettyText().stripTrailing());
            out.flush();
        } else {
            lines(messages(), bad("workflow: "), INDENT, withCode(message, code))
                    .forEach(err::println);
            err.flush();
        }
    }

    /** A remark to a person about something that worked; programs find it in the answer. */
    void note(String message) {
        if (!json) {
            messages().lines(dim("workflow: "), INDENT, plain(message)).forEach(err::println);
            err.flush();
        }
    }

    /** What a person should know beside the answer; on stderr, each once: an answer may name what a notice says. */
    void warning(String message) {
        if (!warned.add(message)) {
            return;
        }
        out.flush();
        messages()
                .lines(dim("workflow: ") + warn("! "), INDENT + "  ", plain(message))
                .forEach(err::println);
        err.flush();
    }

    /** A text in one or several lines. An indented one shows a place in a source, with a caret below it, and stays as it is. */
    private static List<String> lines(Wrapping wrapping, String first, String indent, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String before = lines.isEmpty() ? first : indent;
            lines.addAll(
                    line.startsWith(" ") && !lines.isEmpty()
                            ? List.of(indent + plain(line))
                            : wrapping.lines(before, indent, plain(line)));
        }
        return lines;
    }

    /** Adds the code to the first line, unless it is there. */
    private static String withCode(String message, String code) {
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        if (first.contains(code)) {
            return message;
        }
        return first + " [" + code + "]" + message.substring(first.length());
    }

    /** A line, broken at spaces if it is too long for the terminal. */
    void line(String text) {
        wrapping.line(text).forEach(out::println);
    }

    /** What people copy, such as JSON, in one line or several; a line stays whole even if it is wider than the terminal. */
    void verbatim(String text) {
        out.println(text);
    }

    /** An entry of a list: one line, or two where one has no room for it. */
    void entry(String first, String text) {
        wrapping.entry(first, plain(text)).forEach(out::println);
    }

    void table(List<List<Table.Cell>> rows) {
        Table.lines(rows, wrapping).forEach(out::println);
    }

    void line() {
        out.println();
    }

    /** Text, broken at spaces to the width, each line indented; the first by {@code first} instead. */
    void paragraph(String first, String indent, String text) {
        wrapping.lines(first, indent, plain(text)).forEach(out::println);
    }

    /** The same, of which an excerpt with a caret stays as it is drawn. */
    void drawn(String indent, String text) {
        lines(wrapping, indent, indent, text).forEach(out::println);
    }

    /** The same, each further line below the text. */
    void paragraph(String first, String text) {
        paragraph(first, " ".repeat(Wrapping.columns(first)), text);
    }

    /** Text of which further lines stand two columns further right. */
    void paragraph(String text) {
        paragraph("", "  ", text);
    }

    /** Text behind its name, which has a column of this width. */
    void row(String name, int width, String text) {
        paragraph(dim(Widths.padded(clipped(name, width - 1), width)), text);
    }

    /** Text behind a word of at most five letters. */
    void labelled(String indent, String label, String text) {
        paragraph(indent + dim(String.format("%-6s", label)), indent + " ".repeat(6), text);
    }

    String bold(String text) {
        return style("1", plain(text));
    }

    String dim(String text) {
        return style("2", plain(text));
    }

    String good(String text) {
        return style("32", plain(text));
    }

    String warn(String text) {
        return style("33", plain(text));
    }

    String bad(String text) {
        return style("31", plain(text));
    }

    String mark(boolean good) {
        return good ? good("✓ ") : bad("✗ ");
    }

    String health(Health health) {
        return switch (health) {
            case GOOD -> good(health.word());
            case WARNING -> warn(health.word());
            case BLOCKED -> bad(health.word());
        };
    }

    String bar(int percent, int cells) {
        int full = Math.max(0, Math.min(cells, Math.round(percent * cells / 100f)));
        return style("32", "█".repeat(full)) + style("2", "░".repeat(cells - full)) + String.format(" %3d %%", percent);
    }

    /** The text as one line without terminal sequences, control characters and invisible characters. */
    static String plain(String data) {
        String text = Wrapping.withoutEscapes(data);
        text = text.replace('\n', ' ').replace('\t', ' ').replace("\r", "");
        return CONTROLS.matcher(text).replaceAll("");
    }

    private void printJson(String text) {
        out.println(escaped(text));
    }

    /** JSON with control characters escaped, which JSON allows in strings; they cannot stand elsewhere in it. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean usual = c >= ' ' && c < 0x7f || c == '\n';
            if (!usual && CONTROLS.matcher(Character.toString(c)).matches()) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private String style(String code, String text) {
        return styled(colour, code, text);
    }

    static String styled(boolean colour, String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** At most so many columns of a text, in one line; an ellipsis stands for the rest. */
    static String clipped(String text, int most) {
        return Widths.clipped(plain(text), Math.max(1, most));
    }
}
