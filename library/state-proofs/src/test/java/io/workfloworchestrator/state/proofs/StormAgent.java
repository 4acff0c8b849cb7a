package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An agent's process in the storm of git, which does what its standard input says, line by line.
 *
 * <pre>
 * open PROJECT            from now on works there
 * set KEY FIELD TOKEN     a TOKEN, once the change was acknowledged
 * flush                   waits for its files
 * close                   closes the project
 * </pre>
 *
 * Each command ends with {@code done}; a refusal is {@code e CODE MESSAGE}.
 */
final class StormAgent {
    private @Nullable Stack stack;

    private StormAgent() {}

    public static void main(String[] arguments) throws IOException {
        StormAgent agent = new StormAgent();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                agent.command(line.split(" "));
            } catch (CodedException e) {
                System.out.println(
                        "e " + e.code() + " " + String.valueOf(e.getMessage()).replace('\n', ' '));
            }
            System.out.println("done");
        }
        agent.close();
    }

    private void command(String[] words) {
        switch (words[0]) {
            case "open" -> stack = Stack.open(Path.of(words[1]));
            case "set" -> {
                set(Objects.requireNonNull(stack), new StormPlace(words[1], words[2]), words[3]);
                System.out.println("a " + words[3]);
            }
            case "flush" -> Objects.requireNonNull(stack).files().flush();
            case "close" -> close();
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    static void set(Stack stack, StormPlace place, String token) {
        stack.state().update(place.stateKey(), value -> place.with(value, token), cause(place, token));
    }

    static Cause cause(StormPlace place, String token) {
        return Cause.of("agent", place + " is " + token);
    }

    private void close() {
        if (stack != null) {
            stack.close();
            stack = null;
        }
    }
}
