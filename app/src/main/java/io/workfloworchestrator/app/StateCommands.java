package io.workfloworchestrator.app;

import io.workfloworchestrator.diagram.Widths;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonDiff;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.DiskChange;
import io.workfloworchestrator.state.Moment;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.Snapshot;
import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.Subscription;
import io.workfloworchestrator.state.TakenBack;
import io.workfloworchestrator.workflow.Workflow;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;

/** The commands about the state as a whole: who changed what and when, what it was, what differs, and how a change is taken back. */
final class StateCommands {
    private StateCommands() {}

    @Command(
            name = "history",
            description = "Who changed what, when and why, the newest first, briefly; with -w, in one workflow.")
    static final class History extends ProjectCommand {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

        /** Narrower terminals get a shorter time. */
        private static final int NARROW = 72;

        /** In older histories the evidence stands behind each step; now it has lines of its own. */
        private static final Pattern EVIDENCE = Pattern.compile(
                "(step \"[^\"]*\" is [a-z ]+): .*?(?=; step \"|; [^;:]+ (?:found|changed|missing): |$)");

        private final Given<Integer> limit = count("--limit N", 20, "At most so many commits; 20 when not given.");
        private final Given<Boolean> verbose =
                flag("--verbose", "All that was recorded: the evidence too, and which state was changed.");

        @Override
        ExitCode run(Workbench bench) {
            Moment now = bench.states().now();
            bench.requireHistory(now);
            List<Commit> commits = Undo.history(bench, now, limit.get());
            return console.done(
                    Answers.at(now.revision()).with("commits", Answers.list(commits, Answers::of)),
                    () -> commits.forEach(commit -> {
                        if (verbose.get()) {
                            printWhole(console, commit);
                            printEvidence(commit);
                        } else {
                            print(console, commit);
                        }
                    }));
        }

        static void print(Console console, Commit commit) {
            console.entry(when(console, commit), commit.cause().actor() + ": " + brief(commit));
        }

        static void printWhole(Console console, Commit commit) {
            console.paragraph(
                    when(console, commit), " ".repeat(9), commit.cause().actor() + ": " + brief(commit));
        }

        private static String when(Console console, Commit commit) {
            DateTimeFormatter form = console.room() < NARROW ? SHORT_TIME : TIME;
            String time = form.format(commit.time().atZone(ZoneId.systemDefault()));
            return console.bold(String.format("%5d", commit.revision().number())) + "  " + console.dim(time) + "  ";
        }

        private static String brief(Commit commit) {
            String reason = commit.cause().reason().strip();
            String first = reason.lines().findFirst().orElse(reason);
            return DiskChange.isFound(commit.cause()) ? EVIDENCE.matcher(first).replaceAll("$1") : first;
        }

        private void printEvidence(Commit commit) {
            String reason = commit.cause().reason().strip();
            List<String> lines = reason.lines().toList();
            boolean said = lines.get(0).equals(brief(commit));
            lines.subList(said ? 1 : 0, lines.size())
                    .forEach(line -> console.paragraph("         ", "           ", line));
            console.paragraph("         " + console.dim("in  "), String.join(", ", commit.keys()));
        }
    }

    @Command(name = "show", description = "The state itself as JSON, now or as it was at a revision.")
    static final class Show extends ProjectCommand {
        private final Given<String> key = maybe("KEY", "Which state; that of the workflow when not given.");
        private final Given<Long> at =
                option("--at REV", Long.class, "As of this revision; the newest when not given.");

        @Override
        ExitCode run(Workbench bench) {
            Moment now = bench.states().now();
            bench.requireHistory(now);
            Moment then = at.isGiven() ? now.at(now.commit(revision(at.get())).revision()) : now;
            StateKey<Json> asked = bench.meant().key(key.find(), then);
            Optional<Snapshot<Json>> found = then.find(asked);
            if (found.isEmpty()) {
                throw new NotFoundException("'" + asked.name() + "' has no value"
                        + at.find().map(rev -> " at revision " + rev).orElse(" now") + ". " + known(then, asked));
            }
            Snapshot<Json> snapshot = found.get();
            return console.done(
                    Json.Obj.EMPTY
                            .with("key", asked.name())
                            .with("commit", Answers.of(snapshot.commit()))
                            .with("value", snapshot.json()),
                    () -> {
                        History.print(console, snapshot.commit());
                        snapshot.json().toPrettyText().lines().forEach(line -> console.verbatim(Console.plain(line)));
                    });
        }

        /** Names the state that there is, and how to bring back the one that was asked for. */
        private static String known(Moment then, StateKey<Json> asked) {
            List<String> there = then.list();
            List<Commit> last = then.history(asked, 1);
            return (there.isEmpty() ? "There is no state at all then." : "There are: " + String.join(", ", there) + ".")
                    + (last.isEmpty()
                            ? ""
                            : " Revision " + last.get(0).revision() + " took it away; 'workflow undo "
                                    + last.get(0).revision() + "' brings it back.");
        }

        static Revision revision(long number) {
            if (number < 0) {
                throw new UsageException("a revision is 0 or more, not " + number + ".");
            }
            return Revision.of(number);
        }
    }

    @Command(name = "diff", description = "What differs in the state between two revisions.")
    static final class Diff extends ProjectCommand {
        private static final int LONGEST_VALUE = 200;

        /** The columns of the indent and the sign before a value, and of what shows that it is cut. */
        private static final int BESIDE = 6;

        private final Given<Long> from = operand("A", Long.class, "The earlier revision; 0 is before the first.");
        private final Given<Long> to = operand("B", Long.class, "The later revision.");
        private final Given<String> key = maybe("KEY", "Which state; that of the workflow when not given.");

        @Override
        ExitCode run(Workbench bench) {
            Moment now = bench.states().now();
            bench.requireHistory(now);
            Revision before = known(now, from.get());
            Revision after = known(now, to.get());
            StateKey<Json> asked = asked(bench, now.at(before), now.at(after));
            MeantWorkflow.requireEver(now, asked);
            List<JsonDiff> differences = now.diff(asked, before, after);
            return console.done(
                    Json.Obj.EMPTY
                            .with("key", asked.name())
                            .with("from", from.get())
                            .with("to", to.get())
                            .with("differences", Answers.list(JsonDiff.class, differences)),
                    () -> {
                        if (differences.isEmpty()) {
                            // Who meant the whole project hears that other states may differ.
                            console.paragraph(
                                    "",
                                    "No difference in " + asked.name() + "; " + others(now)
                                            + "'workflow history' says what each revision changed.");
                        }
                        differences.forEach(this::print);
                    });
        }

        private static String others(Moment now) {
            return now.list().size() > 1 ? "'workflow diff A B KEY' looks at another state, and " : "";
        }

        /** The state that is meant at the later revision; if it is gone there, the one that is meant at the earlier revision. */
        private StateKey<Json> asked(Workbench bench, Moment before, Moment after) {
            StateKey<Json> then = bench.meant().key(key.find(), after);
            return after.find(then).isPresent() ? then : bench.meant().key(key.find(), before);
        }

        private static Revision known(Moment now, long number) {
            Revision revision = Show.revision(number);
            return number == 0 ? revision : now.commit(revision).revision();
        }

        private void print(JsonDiff difference) {
            int room = Math.min(LONGEST_VALUE, console.room() - BESIDE);
            console.line(console.bold(difference.path()));
            difference.before().ifPresent(value -> console.line("  " + console.bad("- " + shortened(value, room))));
            difference.after().ifPresent(value -> console.line("  " + console.good("+ " + shortened(value, room))));
        }

        /** The value as one line, which is cut where it is too long. */
        private static String shortened(Json value, int room) {
            String text = Console.plain(value.toString());
            return Wrapping.columns(text) <= room
                    ? text
                    : Widths.clipped(text, room + 1).replaceFirst("…$", " …");
        }
    }

    @Command(name = "undo", description = "Take back what one commit changed; what came later elsewhere stays.")
    static final class Undo extends ChangingCommand {
        private static final int MOST_PASSED_OVER = 20;

        /** How many commits are looked at for the one before that can be taken back, too. */
        private static final int FURTHER = 100;

        private static final int LONGEST_HEADLINE = 60;

        private final Given<Long> revision =
                maybe("REV", Long.class, "Which commit; the newest, with -w of that workflow, when not given.");
        private final Given<String> reason = option("--reason TEXT", "Why; kept in the history.");

        @Override
        ExitCode run(Workbench bench) {
            Moment now = bench.states().now();
            bench.requireHistory(now);
            Revision asked = revision.isGiven() ? Show.revision(revision.get()) : newest(bench, now);
            Workflow.requireUndoable(bench.folder(), bench.states(), now.commit(asked));
            TakenBack done = Workflow.takeBack(
                    bench.states(),
                    asked,
                    bench.cause(reason.find()),
                    PlanningMoves.goingBack(bench.local(), now.commit(asked)));
            Json.Obj json = Json.Obj.EMPTY
                    .with("undone", Answers.of(done.undone()))
                    .with("changed", done.commit().isPresent())
                    .with("redo", done.redo());
            return console.done(Answers.with(json, "commit", done.commit().map(Answers::of)), () -> {
                console.line(Console.plain(done.toText())
                        + done.commit()
                                .map(commit -> console.dim(" revision " + commit.revision()))
                                .orElse(""));
                further(bench, done).ifPresent(words -> console.paragraph(words));
            });
        }

        /** What to say after an undo: without a revision, the next one takes back this one. */
        private static Optional<String> further(Workbench bench, TakenBack done) {
            if (done.redo() || done.commit().isEmpty()) {
                return Optional.empty();
            }
            List<Commit> before = TakenBack.inForce(history(bench, done.moment(), FURTHER)).stream()
                    .filter(commit -> commit.revision().compareTo(done.change().revision()) < 0)
                    .toList();
            return Workflow.newestMeant(bench.folder(), bench.states(), before)
                    .map(commit -> "Once more brings it back. One further back, \""
                            + Console.clipped(commit.cause().headline(), LONGEST_HEADLINE)
                            + "\": workflow undo " + commit.revision());
        }

        /** Those of the workflow that was named, else of all. */
        static List<Commit> history(Workbench bench, Moment now, int most) {
            return bench.meant()
                    .asked(now)
                    .map(name -> now.history(StateKey.json(name), most))
                    .orElseGet(() -> now.history(most));
        }

        private static Revision newest(Workbench bench, Moment now) {
            List<Commit> commits = history(bench, now, MOST_PASSED_OVER);
            return Workflow.newestMeant(bench.folder(), bench.states(), commits)
                    .or(() -> commits.stream().findFirst())
                    .map(Commit::revision)
                    .orElse(now.revision());
        }
    }

    @Command(
            name = "watch",
            description = "What happens, as it happens, by whomever; with -w, in one workflow. Ctrl-C ends it.")
    static final class Watch extends ProjectCommand {
        /** How often the files are looked at; edits of files become commits, too. */
        private static final Duration LOOK = Duration.ofSeconds(1);

        private final Given<Integer> count = count("--count N", "End after so many commits.");

        @Override
        ExitCode run(Workbench bench) {
            int left = count.find().orElse(Integer.MAX_VALUE);
            Moment now = bench.states().now();
            bench.requireHistory(now);
            LinkedBlockingQueue<Commit> news = new LinkedBlockingQueue<>();
            Optional<String> asked = bench.meant().asked(now);
            List<Workflow<Json>> watched = MeantWorkflow.all(now).stream()
                    .filter(name -> asked.isEmpty() || asked.get().equals(name))
                    .map(name -> bench.named(name).open())
                    .toList();
            Subscription subscription = bench.states().watch(commit -> {
                if (asked.isEmpty() || commit.keys().contains(asked.get())) {
                    news.add(commit);
                }
            });
            try {
                if (!console.isJson()) {
                    console.line(console.dim(
                            "Watching from revision " + bench.states().head() + "; Ctrl-C ends it."));
                    console.out().flush();
                }
                while (left > 0) {
                    Commit commit = news.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    if (commit == null) {
                        watched.forEach(Workflow::sync);
                        tellNews(bench, "");
                        continue;
                    }
                    left--;
                    if (console.isJson()) {
                        console.jsonLine(Answers.of(commit));
                    } else {
                        History.printWhole(console, commit);
                        console.out().flush();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                subscription.close();
            }
            return ExitCode.OK;
        }
    }
}
