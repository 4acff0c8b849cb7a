package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The agents of one round of the storm of git: a server in this process, commands that come and go, and a process that is killed. */
final class StormAgents implements AutoCloseable {
    private final Path project;
    private final Supplier<Child> children;
    private final JdbcStateStore onlooker;
    private @Nullable Stack server;
    private @Nullable Child child;
    private int told;

    /** @param children starts a process of {@link StormAgent} */
    StormAgents(Path project, Supplier<Child> children) {
        this.project = project;
        this.children = children;
        this.onlooker = JdbcStateStore.at(Stack.folder(project));
    }

    /** How an agent makes its change. */
    enum How {
        /** The running server does; the file follows on a thread of its own. */
        SERVER,
        /** A command does, which has written the file when it ends. */
        COMMAND,
        /** A process of its own does, which goes on running. */
        PROCESS,
        /** A process of its own does, and is killed when it has acknowledged. */
        KILLED_PROCESS,
        /** A process does that never writes the file: it is killed before. */
        UNPUBLISHED
    }

    /** Makes the change; the code of the refusal, or null once it is acknowledged. */
    @Nullable
    String set(How how, StormPlace place, String token) {
        try {
            switch (how) {
                case SERVER -> StormAgent.set(server(), place, token);
                case COMMAND -> {
                    try (Stack passing = Stack.open(project)) {
                        StormAgent.set(passing, place, token);
                    }
                }
                case PROCESS, KILLED_PROCESS -> {
                    return setByChild(how == How.KILLED_PROCESS, place, token);
                }
                case UNPUBLISHED -> setUnpublished(place, token);
            }
            return null;
        } catch (CodedException e) {
            return e.code();
        }
    }

    private void setUnpublished(StormPlace place, String token) {
        JdbcStateStore database = JdbcStateStore.at(Stack.folder(project));
        StateFiles files = StateFiles.of(project, database, Layout.standard(), Clock.systemUTC());
        try (StateManager state = StateManager.of(files.store(), new Unpublished(files), Clock.systemUTC())) {
            state.update(place.stateKey(), value -> place.with(value, token), StormAgent.cause(place, token));
        }
    }

    private @Nullable String setByChild(boolean killed, StormPlace place, String token) {
        Child agent = child();
        String acknowledged = "a " + token;
        int refusals = agent.refusals().size();
        agent.tell("set " + place.key() + " " + place.field() + " " + token);
        told++;
        agent.await(line -> line.equals(acknowledged) || line.equals("done"), told + 1);
        if (killed && agent.lines().contains(acknowledged)) {
            agent.kill();
            child = null;
            return null;
        }
        agent.done(told);
        return agent.refusals().size() > refusals ? agent.refusals().get(refusals) : null;
    }

    private Child child() {
        Child agent = child;
        if (agent == null) {
            agent = children.get().ready();
            agent.tell("open " + project).done(1);
            told = 1;
            child = agent;
        }
        return agent;
    }

    Stack server() {
        Stack there = server;
        if (there == null) {
            there = Stack.open(project);
            server = there;
        }
        return there;
    }

    boolean isServing() {
        return server != null;
    }

    void stopServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Asks whoever is there, or a command, and waits for the files. */
    void ask() {
        if (server != null) {
            look(server);
        } else {
            try (Stack passing = Stack.open(project)) {
                look(passing);
            }
        }
    }

    private static void look(Stack stack) {
        StormPlace.KEYS.forEach(key -> stack.state().find(io.workfloworchestrator.state.StateKey.json(key)));
        stack.files().flush();
    }

    /** Waits until nobody writes files any more. */
    void rest() {
        if (server != null) {
            server.files().flush();
        }
        if (child != null) {
            child.tell("flush").done(++told);
        }
    }

    Revision head() {
        return onlooker.head();
    }

    @Override
    public void close() {
        stopServer();
        if (child != null) {
            child.kill();
            child = null;
        }
        onlooker.close();
    }
}
