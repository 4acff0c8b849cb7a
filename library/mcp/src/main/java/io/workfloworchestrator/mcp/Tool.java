package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool: a record that it takes, a record that it gives, and the method between the two.
 *
 * <pre>{@code
 * record In(@Field("Who to greet") String name, Optional<Integer> times) {}
 * record Out(String greeting) {}
 *
 * Tool<In, Out> greet = Tool.of("greet", In.class, Out.class)
 *         .description("Greets somebody.")
 *         .readOnly()
 *         .handler((in, call) -> new Out("Hello " + in.name()));
 * }</pre>
 *
 * <p>The tool checks its arguments before the method runs. It accepts an argument in another form if that form can
 * mean only one thing ({@code "2"} or {@code 2.0} for a whole number, {@code "true"}, an object as JSON text, one
 * element for a list of one). It refuses {@code "2x"}, {@code 2.5} and {@code "yes"}. Any exception of the method
 * becomes an answer that says what to do. Thread-safe; several threads call the method at once.
 */
public final class Tool<I extends Record, O extends Record> {
    /** How large an answer may be unless the tool says otherwise, in bytes of JSON: about 5,000 tokens. */
    public static final int ANSWER_BYTES = 20_000;

    /** How large an answer may ever be. */
    public static final int MAX_ANSWER_BYTES = 100_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int SHOWN_PROBLEMS = 5;
    static final String INTERNAL = "E_INTERNAL";

    private final Builder<I, O> parts;
    private final Handler<I, O> handler;
    private final Form<I> input;
    private final Form<O> output;

    private Tool(Builder<I, O> parts, Handler<I, O> handler) {
        this.parts = parts.copy();
        this.handler = handler;
        this.input = new Form<>(parts.input);
        this.output = new Form<>(parts.output);
    }

    /** What a tool does. */
    @FunctionalInterface
    public interface Handler<I, O> {
        /**
         * Answers one call.
         *
         * @throws ToolException to refuse, saying why and what to do
         * @throws Exception any other exception is answered as E_INTERNAL and logged
         */
        @SuppressWarnings("checkstyle:IllegalThrows") // A tool may throw anything, and still gets an answer.
        O call(I input, ToolCall call) throws Exception;
    }

    /**
     * Starts a tool of this name (1 to 128 of letters, digits and {@code _ - .}).
     *
     * @throws IllegalArgumentException when the name is not of this form
     */
    public static <I extends Record, O extends Record> Builder<I, O> of(String name, Class<I> input, Class<O> output) {
        return new Builder<>(name, input, output);
    }

    /** The name by which clients call it. */
    public String name() {
        return parts.name;
    }

    /** What it does, in a sentence or two. */
    public String description() {
        return parts.description;
    }

    /** The short name for people; empty if there is no such name. */
    public String title() {
        return parts.title;
    }

    /** Whether it changes nothing. */
    public boolean isReadOnly() {
        return parts.readOnly;
    }

    boolean destructive() {
        return parts.destructive;
    }

    boolean idempotent() {
        return parts.idempotent;
    }

    boolean closedWorld() {
        return parts.closedWorld;
    }

    /** The JSON Schema of its arguments. */
    public Json.Obj inputSchema() {
        return Wire.json(inputSchemaMap()).asObject();
    }

    /**
     * The JSON Schema of its structured content: the output's fields with their types, and the names of what is
     * inside of them. No field is required, since a refusal has {@code error} in their place.
     */
    public Json.Obj outputSchema() {
        return Wire.json(outputSchemaMap()).asObject();
    }

    Map<String, Object> inputSchemaMap() {
        return input.shape().schema(true);
    }

    Map<String, Object> outputSchemaMap() {
        return output.shape().outputSchema();
    }

    /** Answers one call; never throws. */
    public ToolAnswer answer(Json.Obj arguments, ToolCall call) {
        try {
            I in = decode(arguments);
            O out = Objects.requireNonNull(handler.call(in, call), "the tool gave null");
            return answer(out);
        } catch (Throwable e) { // Whatever an author's code throws, the client gets an answer.
            // Most Java code refuses a value by this exception; its message is for whoever gave the value.
            boolean isOfValue = e instanceof IllegalArgumentException && e.getMessage() != null;
            return ToolAnswer.refusal(
                    isOfValue
                            ? new ToolException("E_ARG_VALUE", String.valueOf(e.getMessage()))
                            : refusal("the tool " + name(), e));
        }
    }

    /**
     * Calls the tool from Java, without checks and schemas.
     *
     * @throws Exception whatever the tool throws
     */
    public O call(I input, ToolCall call) throws Exception {
        return handler.call(input, call);
    }

    private I decode(Json.Obj arguments) {
        List<Arguments.Problem> problems = new ArrayList<>();
        Json exact = Arguments.read(input.shape(), arguments, problems);
        if (problems.isEmpty()) {
            try {
                return input.codec().decode(exact);
            } catch (CodedException e) {
                // The record's own constructor refused a value.
                throw new ToolException("E_ARG_VALUE", String.valueOf(e.getMessage()));
            }
        }
        StringBuilder message = new StringBuilder(problems.get(0).message());
        for (Arguments.Problem more : problems.subList(1, Math.min(problems.size(), SHOWN_PROBLEMS))) {
            message.append('\n').append(more.message());
        }
        if (problems.size() > SHOWN_PROBLEMS) {
            message.append("\nand ").append(problems.size() - SHOWN_PROBLEMS).append(" more.");
        }
        throw new ToolException(problems.get(0).code(), message.toString());
    }

    private ToolAnswer answer(O out) {
        Json.Obj structured;
        try {
            structured = output.shape().clean(output.codec().encode(out)).asObject();
        } catch (CodedException e) {
            throw e.code().equals("E_JSON_STRING") ? tooLarge("a text of over 1 MB") : e;
        }
        String json = structured.toString();
        if (json.length() > parts.answerBytes) {
            throw tooLarge(json.length() + " characters");
        }
        Function<O, String> text = parts.text;
        return new ToolAnswer(structured, PlainText.of(text == null ? json : text.apply(out)), false);
    }

    private ToolException tooLarge(String size) {
        return new ToolException(
                "E_ANSWER_SIZE",
                "the answer would have " + size + ", the limit is " + parts.answerBytes
                        + ". Ask for less: a narrower question, a smaller limit, or page by page with cursor.");
    }

    /** What a client is told of an exception: refusals by their codes, and of anything else only where the log names it. */
    static ToolException refusal(String what, Throwable e) {
        if (e instanceof ToolException refusal) {
            return refusal;
        }
        if (e instanceof CodedException coded) {
            return new ToolException(coded);
        }
        String id = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000_0000, Integer.MAX_VALUE));
        System.getLogger(Tool.class.getName()).log(System.Logger.Level.ERROR, "E_INTERNAL " + id + " in " + what, e);
        return new ToolException(
                        INTERNAL,
                        what + " failed for a reason that is no fault of the call. The server's log names it"
                                + " under " + id + ".")
                .retry();
    }

    /**
     * A record's schema and codec. They are made when first needed, so that the start of the server does not wait
     * for them.
     */
    private static final class Form<T extends Record> {
        private final Class<T> type;
        private volatile @Nullable Shape shape;
        private volatile @Nullable RecordCodec<T> codec;

        Form(Class<T> type) {
            this.type = type;
        }

        Shape shape() {
            Shape made = shape;
            if (made == null) {
                made = Shape.of(type);
                shape = made;
            }
            return made;
        }

        RecordCodec<T> codec() {
            RecordCodec<T> made = codec;
            if (made == null) {
                made = RecordCodec.of(type);
                codec = made;
            }
            return made;
        }
    }

    /** Describes a tool; {@link #handler} makes it. */
    public static final class Builder<I extends Record, O extends Record> {
        private final String name;
        private final Class<I> input;
        private final Class<O> output;
        private String title = "";
        private String description = "";
        private boolean readOnly;
        private boolean destructive;
        private boolean idempotent;
        private boolean closedWorld;
        private int answerBytes = ANSWER_BYTES;
        private @Nullable Function<O, String> text;

        private Builder(String name, Class<I> input, Class<O> output) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no tool name: 1 to 128 letters, digits and _ - . make one");
            }
            this.name = name;
            this.input = input;
            this.output = output;
        }

        private Builder<I, O> copy() {
            Builder<I, O> copy = new Builder<>(name, input, output);
            copy.title = title;
            copy.description = description;
            copy.readOnly = readOnly;
            copy.destructive = destructive;
            copy.idempotent = idempotent;
            copy.closedWorld = closedWorld;
            copy.answerBytes = answerBytes;
            copy.text = text;
            return copy;
        }

        /** Sets a short name for people. */
        public Builder<I, O> title(String words) {
            title = words;
            return this;
        }

        /** Sets what it does and when to use it, in a sentence or two: a constant, never text of a project. */
        public Builder<I, O> description(String sentence) {
            description = sentence;
            return this;
        }

        /** Declares that it changes nothing. */
        public Builder<I, O> readOnly() {
            readOnly = true;
            return this;
        }

        /** Declares that it can destroy data. Without this, it is expected only to add. */
        public Builder<I, O> destructive() {
            destructive = true;
            return this;
        }

        /** Declares that calling it again with the same arguments changes nothing more. */
        public Builder<I, O> idempotent() {
            idempotent = true;
            return this;
        }

        /**
         * Declares that it reaches nothing beyond the project. Without this, clients assume that it reaches the web
         * and other machines.
         */
        public Builder<I, O> closedWorld() {
            closedWorld = true;
            return this;
        }

        /**
         * Sets how large its answers may be, in bytes of JSON.
         *
         * @throws IllegalArgumentException when less than 1 or more than {@link #MAX_ANSWER_BYTES}
         */
        public Builder<I, O> answerBytes(int max) {
            if (max < 1 || max > MAX_ANSWER_BYTES) {
                throw new IllegalArgumentException("an answer has 1 to " + MAX_ANSWER_BYTES + " bytes, not " + max);
            }
            answerBytes = max;
            return this;
        }

        /** Sets how an answer is written as text. By default the text is the JSON of its structured content. */
        public Builder<I, O> text(Function<O, String> writer) {
            text = writer;
            return this;
        }

        /** Makes the tool, with the method that answers its calls. */
        public Tool<I, O> handler(Handler<I, O> does) {
            return new Tool<>(this, does);
        }
    }
}
