package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that works on a project's state. It does what its standard input says, line by line, and answers each thing
 * that it did with a line, written at once: what the parent has read was acknowledged.
 *
 * <pre>
 * count KEY TIMES     count up KEY     a KEY MARK REVISION START END   (nanoseconds of the system's monotonic clock)
 * hammer KEY MILLIS   the same, for a time
 * pace KEY MILLIS PAUSE   the same, with so many milliseconds between
 * first KEY           create KEY or count it up, to be the first of all
 * total KEY           t KEY TOTAL
 * clock DAYS          nothing; from now on the clock is wrong by so many days
 * registers SEED MILLIS COUNT   i OP REGISTER KIND ARGUMENTS START, then r OP RESULT END
 * notices             n CODE PATH
 * memory              m HEAP DESCRIPTORS THREADS RESIDENT PEAK   (bytes after a collection; of the process)
 * </pre>
 *
 * Each command ends with {@code done}; a refusal is {@code e CODE MESSAGE}.
 */
final class Worker {
    private final String name;
    private final Stack stack;
    private final WrongClock clock;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private int marks;

    private Worker(String name, Stack stack, WrongClock clock) {
        this.name = name;
        this.stack = stack;
        this.clock = clock;
    }

    public static void main(String[] arguments) throws IOException {
        WrongClock clock = new WrongClock();
        try (Stack stack = Stack.open(Path.of(arguments[0]), clock)) {
            new Worker(arguments[1], stack, clock).run();
        }
    }

    private void run() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        say("ready");
        for (String line = in.readLine(); line != null && !line.equals("exit"); line = in.readLine()) {
            String[] words = line.split(" ");
            try {
                command(words);
            } catch (CodedException e) {
                say("e " + e.code() + " " + e.getMessage());
            }
            say("done");
        }
    }

    private void command(String[] words) {
        switch (words[0]) {
            case "count" -> {
                for (int i = Integer.parseInt(words[2]); i > 0; i--) {
                    count(words[1]);
                }
            }
            case "hammer" -> hammer(words[1], Long.parseLong(words[2]), 0);
            case "pace" -> hammer(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]) * 1_000_000);
            case "first" -> first(words[1]);
            case "total" -> say("t " + words[1] + " " + total(words[1]));
            case "clock" -> clock.days = Long.parseLong(words[1]);
            case "registers" ->
                registers(Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
            case "notices" -> {
                stack.files().flush(); // A file that could not be written is tried again after a rest.
                for (Notice notice : stack.state().notices()) {
                    say("n " + notice.code() + " " + notice.path());
                }
            }
            case "memory" -> say("m " + Memory.now());
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private void hammer(String key, long millis, long pause) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                count(key);
            } catch (CodedException e) {
                say("e " + e.code() + " " + e.getMessage());
            }
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    private void count(String name) {
        StateKey<Json> key = StateKey.json(name);
        String mark = this.name + "-" + ++marks;
        long start = System.nanoTime();
        Snapshot<Json> after =
                stack.state().update(key, tally -> Tally.plus(tally, this.name), Cause.of(this.name, mark));
        say("a " + name + " " + mark + " " + after.revision() + " " + start + " " + System.nanoTime());
    }

    private long total(String name) {
        return stack.state()
                .find(StateKey.json(name))
                .map(snapshot -> Tally.total(snapshot.value()))
                .orElse(0L);
    }

    private void first(String name) {
        StateKey<Json> key = StateKey.json(name);
        String mark = this.name + "-" + ++marks;
        long start = System.nanoTime();
        stack.state().transact(Cause.of(this.name, mark), tx -> {
            tx.put(key, Tally.plus(tx.find(key).orElse(Tally.EMPTY), this.name));
            return mark;
        });
        say("a " + name + " " + mark + " 0 " + start + " " + System.nanoTime());
    }

    private void registers(long seed, long millis, int count) {
        Random random = new Random(seed);
        long end = System.nanoTime() + millis * 1_000_000;
        for (int i = 0; System.nanoTime() < end; i++) {
            int register = random.nextInt(count);
            StateKey<Json> key = StateKey.json("register/r" + register);
            String op = name + "." + i;
            int kind = random.nextInt(3);
            long value = random.nextInt(4);
            long wanted = random.nextInt(4);
            Json next = Json.of(value);
            String words = kind == 0 ? "read 0 0" : kind == 1 ? "write " + value + " 0" : "cas " + wanted + " " + value;
            long start = System.nanoTime();
            say("i " + op + " " + register + " " + words + " " + start);
            long result;
            if (kind == 0) {
                result = Tally.number(stack.state().get(key).value());
            } else if (kind == 1) {
                stack.state().update(key, now -> next, Cause.of(name, op));
                result = 0;
            } else {
                boolean[] done = new boolean[1];
                stack.state()
                        .update(
                                key,
                                now -> {
                                    done[0] = Tally.number(now) == wanted;
                                    return done[0] ? next : now;
                                },
                                Cause.of(name, op));
                result = done[0] ? 1 : 0;
            }
            say("r " + op + " " + result + " " + System.nanoTime());
        }
    }

    private void say(String line) {
        try {
            out.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A clock that can be set. */
    private static final class WrongClock extends Clock {
        private volatile long days;

        @Override
        public Instant instant() {
            return Instant.now().plus(Duration.ofDays(days));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
