package io.workfloworchestrator.mcp;

import io.workfloworchestrator.json.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An MCP server: its name, tools, resources and prompts, which stay as they are once it is built.
 *
 * <pre>{@code
 * WorkflowMcpServer server = WorkflowMcpServer.builder("hello", "1.0").tool(greet).build();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class WorkflowMcpServer {
    private static final int MOST_NAMED = 10;

    private final Builder parts;
    private final List<SdkServer> running = new CopyOnWriteArrayList<>();

    private WorkflowMcpServer(Builder parts) {
        this.parts = parts;
    }

    /** Starts a server of this name and version. */
    public static Builder builder(String name, String version) {
        return new Builder(name, version);
    }

    /** The name that clients show. */
    public String name() {
        return parts.name;
    }

    /** The version that clients show. */
    public String version() {
        return parts.version;
    }

    /** The tools that can be called, in the order in which they were added, those of {@link Builder#toolsWhile} last. */
    public List<Tool<?, ?>> tools() {
        return List.copyOf(parts.tools.values());
    }

    /** The tool of this name. */
    public Optional<Tool<?, ?>> tool(String name) {
        return Optional.ofNullable(parts.tools.get(name));
    }

    /**
     * Calls a tool as a client would, without a client.
     *
     * @throws IllegalArgumentException when there is no such tool
     */
    public ToolAnswer call(String tool, Json.Obj arguments) {
        Tool<?, ?> found = tool(tool).orElseThrow(() -> new IllegalArgumentException(unknown(tool)));
        return parts.answer(found, arguments, ToolCall.local());
    }

    /**
     * Serves one client by the MCP stdio transport until {@code in} ends or {@code out} takes no more, then
     * finishes the requests in flight. A program calls {@link StdioServer#run} instead.
     */
    public void serveStdio(InputStream in, OutputStream out) {
        SdkServer server = new SdkServer(this, parts, in, out);
        Thread onTermination = new Thread(server::finish, "mcp-finish");
        Runtime.getRuntime().addShutdownHook(onTermination);
        running.add(server);
        try {
            server.serve();
        } finally {
            running.remove(server);
            try {
                Runtime.getRuntime().removeShutdownHook(onTermination);
            } catch (IllegalStateException e) {
                // The process is ending already, and that hook finishes the requests.
            }
        }
    }

    /** Tells the clients that subscribed to this resource that it changed. */
    public void resourceUpdated(String uri) {
        running.forEach(server -> server.resourceUpdated(uri));
    }

    /** What to say of a tool that this server does not have. */
    String unknown(String name) {
        String shown = PlainText.line(name, 80);
        String said = parts.elsewhere
                .apply(name)
                .map(where -> "this server has no tool \"" + shown + "\"; it is offered by " + where + ".")
                .orElseGet(() -> "there is no tool \"" + shown + "\"." + Nearest.hint(name, parts.tools.keySet()));
        int more = parts.tools.size() - MOST_NAMED;
        return said + " There are: "
                + parts.tools.keySet().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more, as tools/list says." : ".");
    }

    /** Is told of calls of tools; called by several threads at once. */
    @FunctionalInterface
    public interface CallListener {
        /** A call was answered. It must be quick and throw nothing, because the client waits. */
        void answered(String tool, Json.Obj arguments, ToolAnswer answer);
    }

    /** Describes a server. */
    public static final class Builder {
        final String name;
        final String version;
        String title = "";
        String instructions = "";
        final Map<String, Tool<?, ?>> tools = new LinkedHashMap<>();
        private final Map<String, Tool<?, ?>> some = new LinkedHashMap<>();
        final Map<String, BooleanSupplier> sometimes = new LinkedHashMap<>();
        final Map<String, McpResource> resources = new LinkedHashMap<>();
        final Map<String, McpPrompt> prompts = new LinkedHashMap<>();
        final Map<String, Completer> completers = new LinkedHashMap<>();
        Optional<Supplier<List<McpResource>>> listing = Optional.empty();
        Optional<Consumer<WorkflowMcpServer>> onFirstSubscription = Optional.empty();
        Optional<Consumer<ToolCall>> whenReady = Optional.empty();
        Optional<CallListener> answered = Optional.empty();
        Function<String, Optional<String>> elsewhere = tool -> Optional.empty();
        private Function<String, Optional<String>> instead = tool -> Optional.empty();

        private Builder(String name, String version) {
            this.name = name;
            this.version = version;
        }

        /** Sets the name for people. */
        public Builder title(String words) {
            title = words;
            return this;
        }

        /** Sets what an agent should know before it uses the tools: a constant, never text of a project. */
        public Builder instructions(String text) {
            instructions = text;
            return this;
        }

        /**
         * Adds a tool.
         *
         * @throws IllegalArgumentException when there is already a tool of this name
         */
        public Builder tool(Tool<?, ?> tool) {
            if (tools.putIfAbsent(tool.name(), tool) != null) {
                throw new IllegalArgumentException("there are two tools of the name " + tool.name());
            }
            return this;
        }

        /** Adds tools, in their order. */
        public Builder tools(Collection<? extends Tool<?, ?>> more) {
            more.forEach(this::tool);
            return this;
        }

        /**
         * Adds tools that not every project needs. They can always be called, and are listed only while {@code listed} says so,
         * which is asked whenever a client lists the tools, after {@link #whenReady}; and after each call, so that a client whose
         * list is not right any more is told to list them again. A tool of the same name that {@link #tool}
         * adds takes the place of one of these. A second call adds more, with a condition of their own.
         */
        public Builder toolsWhile(BooleanSupplier listed, Collection<? extends Tool<?, ?>> more) {
            more.forEach(tool -> {
                some.put(tool.name(), tool);
                sometimes.put(tool.name(), listed);
            });
            return this;
        }

        /**
         * Adds a resource.
         *
         * @throws IllegalArgumentException when there is already a resource at this URI
         */
        public Builder resource(McpResource resource) {
            if (resources.putIfAbsent(resource.uri(), resource) != null) {
                throw new IllegalArgumentException("there are two resources at " + resource.uri());
            }
            return this;
        }

        /**
         * Adds a prompt. A server without the tools that its text needs does not have it, and one that lists them only sometimes
         * lists the prompt only then.
         *
         * @throws IllegalArgumentException when there is already a prompt of this name
         */
        public Builder prompt(McpPrompt prompt) {
            if (prompts.putIfAbsent(prompt.name(), prompt) != null) {
                throw new IllegalArgumentException("there are two prompts of the name " + prompt.name());
            }
            return this;
        }

        /** Completes the arguments of a prompt, named by its name, or of a resource template, named by its URI. */
        public Builder complete(String promptOrUri, Completer completer) {
            completers.put(promptOrUri, completer);
            return this;
        }

        /**
         * Lists more resources beside those that were added. The supplier is called whenever a client asks, and
         * gives what exists then, such as the documents of a project. Each resource is read through the template
         * that covers its URI.
         */
        public Builder listing(Supplier<List<McpResource>> more) {
            listing = Optional.of(more);
            return this;
        }

        /**
         * Runs this before the first subscription to a resource is confirmed. From then on, call
         * {@link #resourceUpdated} for each resource that changes. A server without subscribers watches nothing.
         */
        public Builder onFirstSubscription(Consumer<WorkflowMcpServer> starts) {
            onFirstSubscription = Optional.of(starts);
            return this;
        }

        /**
         * Runs this when a client has finished its handshake, and again when its roots have changed;
         * {@link ToolCall#roots} and {@link ToolCall#client} give the details. Calls that come later wait until it
         * is done.
         */
        public Builder whenReady(Consumer<ToolCall> listener) {
            whenReady = Optional.of(listener);
            return this;
        }

        /** Is told of each call of a tool with its answer, before the client gets it. A second call replaces the first. */
        public Builder whenAnswered(CallListener listener) {
            answered = Optional.of(listener);
            return this;
        }

        /**
         * Says where a tool is offered that this server does not have: the function gives, by the name of a tool, the command that
         * starts a server with it. A call of an unknown tool is answered by it.
         */
        public Builder offeredElsewhere(Function<String, Optional<String>> where) {
            elsewhere = where;
            return this;
        }

        /**
         * Says what does the same as a tool that this server does not have, such as a command: the function gives it by the name of the
         * tool. Answers name it where their texts name such a tool as {@code change_task (toolset edit)}; and no refusal says to call a
         * tool that the server does not have.
         */
        public Builder insteadOf(Function<String, Optional<String>> way) {
            instead = way;
            return this;
        }

        ToolAnswer answer(Tool<?, ?> tool, Json.Obj arguments, ToolCall call) {
            ToolAnswer answer = new MissingTools(tools.keySet(), instead, elsewhere).said(tool.answer(arguments, call));
            answered.ifPresent(listener -> listener.answered(tool.name(), arguments, answer));
            return answer;
        }

        /** Builds the server. */
        public WorkflowMcpServer build() {
            Builder copy = new Builder(name, version);
            copy.title = title;
            copy.instructions = instructions;
            new ArrayList<>(tools.values()).forEach(copy::tool);
            some.forEach((tool, does) -> {
                if (copy.tools.putIfAbsent(tool, does) == null) {
                    copy.sometimes.put(tool, Objects.requireNonNull(sometimes.get(tool)));
                }
            });
            copy.resources.putAll(resources);
            copy.completers.putAll(completers);
            prompts.forEach((prompt, text) -> {
                if (copy.tools.keySet().containsAll(text.tools())) {
                    copy.prompts.put(prompt, text);
                } else {
                    copy.completers.remove(prompt);
                }
            });
            copy.listing = listing;
            copy.onFirstSubscription = onFirstSubscription;
            copy.whenReady = whenReady;
            copy.answered = answered;
            copy.elsewhere = elsewhere;
            copy.instead = instead;
            return new WorkflowMcpServer(copy);
        }
    }
}
