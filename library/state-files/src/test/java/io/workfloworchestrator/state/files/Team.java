package io.workfloworchestrator.state.files;

import static io.workfloworchestrator.state.files.Desk.MAIN;
import static io.workfloworchestrator.state.files.Desk.MAIN_FILE;
import static io.workfloworchestrator.state.files.Desk.json;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.InMemoryStateStore;
import io.workfloworchestrator.state.StateManager;
import io.workfloworchestrator.state.spi.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A project in git that an agent and a person work on, with a colleague's clone beside. No merge driver is set up. The value
 * has ten fields, {@code a} to {@code j}, of which tests change {@code a}, {@code e} and {@code i}: these are so far apart
 * that git merges changes of two of them by line.
 */
final class Team implements AutoCloseable {
    static final String BEGIN = "{'a': 0, 'b': 0, 'c': 0, 'd': 0, 'e': '', 'f': 0, 'g': 0, 'h': 0, 'i': '', 'j': 0}";

    final Path ours;
    final Path theirs;
    final Git git;
    final Git theirGit;
    final StateStore store;
    final Form form;
    private final Onlooker onlooker;
    private @Nullable Desk desk;
    private @Nullable Desk second;

    private Team(Path folder, Form form, Onlooker onlooker, StateStore store) {
        this.form = form;
        this.onlooker = onlooker;
        this.store = store;
        this.ours = folder.resolve("ours");
        this.theirs = folder.resolve("theirs");
        this.git = Git.in(ours);
        this.theirGit = Git.in(theirs);
    }

    static Team in(Path folder, Onlooker onlooker) throws IOException {
        return in(folder, Form.JSON, onlooker);
    }

    static Team in(Path folder, Form form, Onlooker onlooker) throws IOException {
        return in(folder, form, onlooker, new InMemoryStateStore());
    }

    static Team in(Path folder, Onlooker onlooker, StateStore store) throws IOException {
        return in(folder, Form.JSON, onlooker, store);
    }

    /** A project with two commits, which the colleague has too. */
    static Team in(Path folder, Form form, Onlooker onlooker, StateStore store) throws IOException {
        Beginning.copyTo(folder, form);
        Team team = new Team(folder, form, onlooker, store);
        // Our files are published as the store's own: the same bytes as in git.
        Files.delete(team.ours.resolve(MAIN_FILE));
        Files.deleteIfExists(team.ours.resolve(form.file));
        team.begin();
        if (onlooker != Onlooker.NOBODY) {
            team.desk = team.open();
            team.second = onlooker == Onlooker.TWO ? team.open() : null;
        }
        return team;
    }

    private void begin() {
        try (Desk first = Desk.at(ours, store, form)) {
            first.with(MAIN, BEGIN);
        }
    }

    /** What every team begins with, made once: a dozen runs of git take longer than most tests. */
    private static final class Beginning {
        private static final Map<Form, Path> MADE = new EnumMap<>(Form.class);

        static synchronized void copyTo(Path folder, Form form) throws IOException {
            Path from = MADE.get(form);
            if (from == null) {
                from = make(Files.createTempDirectory("team"), form);
                MADE.put(form, from);
                Path temporary = from;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary)));
            }
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Path to = folder.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }

        private static Path make(Path folder, Form form) throws IOException {
            Git ours = Git.init(Files.createDirectory(folder.resolve("ours")));
            Files.createDirectories(folder.resolve("ours/.git/info"));
            Files.writeString(folder.resolve("ours/.git/info/exclude"), ".state/\n*.conflict-*\n");
            Files.writeString(folder.resolve("ours/README.md"), "one\n");
            ours.commitAll("readme");
            new Team(folder, form, Onlooker.NOBODY, new InMemoryStateStore()).begin();
            ours.commitAll("begin");
            Git.in(folder).run("clone", "-q", "--template=", "--bare", "ours", "origin.git");
            Git.in(folder).run("clone", "-q", "--template=", "origin.git", "theirs");
            Git.in(folder.resolve("theirs")).run("remote", "set-url", "origin", "../origin.git");
            ours.run("remote", "add", "origin", "../origin.git");
            ours.run("fetch", "-q", "origin");
            ours.run("branch", "-q", "--set-upstream-to=origin/main", "main");
            ours.run("config", "advice.detachedHead", "false");
            return folder;
        }

        private static void delete(Path folder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Desk open() {
        Desk opened = Desk.at(ours, store, form);
        opened.value(MAIN);
        return opened;
    }

    /** The process that is asked at the end. */
    Desk desk() {
        Desk there = desk;
        if (there == null) {
            there = open();
            desk = there;
        }
        return there;
    }

    /** An agent's change, acknowledged and published. */
    void set(String field, String text) {
        act(at -> {
            at.set(MAIN, field, text);
            at.files.flush();
        });
    }

    private void act(java.util.function.Consumer<Desk> work) {
        if (onlooker == Onlooker.NOBODY && desk == null) {
            try (Desk passing = open()) {
                work.accept(passing);
            }
        } else {
            work.accept(second == null ? desk() : second);
        }
    }

    /** An agent's change that was acknowledged by a process that was killed before it wrote the file. */
    void setUnpublished(String field, String text) {
        StateFiles files = form.with(Desk.files(ours, store).clock(Desk.CLOCK)).build();
        StateManager.of(files.store(), new Unpublished(files), Desk.CLOCK)
                .update(MAIN, value -> value.asObject().with(field, json(text)), Desk.TOOL);
    }

    String text() {
        try {
            return Files.readString(ours.resolve(form.file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person saves this; whoever looks always looks then. */
    void save(String text) {
        try {
            Files.writeString(ours.resolve(form.file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        look(onlooker == Onlooker.ASKED_ALWAYS || onlooker == Onlooker.TWO);
    }

    /** Git does this. */
    void git(String... arguments) {
        git.run(arguments);
        look();
    }

    /** Git tries this: it may refuse since a file was changed meanwhile, or stop at a conflict. */
    boolean tryGit(String... arguments) {
        boolean done = git.status(arguments).status() == 0;
        look();
        return done;
    }

    /** Whoever looks after git looks. */
    void look() {
        look(onlooker != Onlooker.NOBODY && onlooker != Onlooker.IDLE);
    }

    private void look(boolean looks) {
        if (looks) {
            Desk asked = second == null ? desk() : second;
            asked.value(MAIN);
            asked.files.flush();
        }
    }

    /** What the file says. */
    Json said() {
        return form.read(text());
    }

    Json value() {
        return desk().value(MAIN);
    }

    /** The colleague changes the readme and pushes. */
    void theyChangeTheReadme() throws IOException {
        Files.writeString(theirs.resolve("README.md"), "two\n");
        theirGit.run("commit", "-q", "-a", "-m", "readme two");
        theirGit.run("push", "-q");
    }

    /** The colleague changes the state and pushes. */
    void theyChange(UnaryOperator<String> change) throws IOException {
        Path file = theirs.resolve(form.file);
        Files.writeString(file, change.apply(Files.readString(file)));
        theirGit.run("commit", "-q", "-a", "-m", "theirs");
        theirGit.run("push", "-q");
    }

    /** Whether the value has this text, or a file that a notice names. */
    boolean isKept(String token) {
        return value().toString().contains(token) || isBeside(token);
    }

    /** Whether a file that a notice names has this text. */
    boolean isBeside(String token) {
        desk().files.flush();
        return desk().state.notices().stream()
                .anyMatch(notice -> keeps(notice.path(), token)
                        || named(notice.message()).stream().anyMatch(path -> keeps(path, token)));
    }

    private boolean keeps(String path, String token) {
        try {
            return !path.equals(form.file)
                    && Files.isRegularFile(ours.resolve(path))
                    && Files.readString(ours.resolve(path)).contains(token);
        } catch (IOException e) {
            return false;
        }
    }

    /** The paths in quotes of a message. */
    private static List<String> named(String message) {
        return java.util.regex.Pattern.compile("'([^']+\\.(?:json|lines))'")
                .matcher(message)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Override
    public void close() {
        if (second != null) {
            second.close();
        }
        if (desk != null) {
            desk.close();
        }
    }
}
