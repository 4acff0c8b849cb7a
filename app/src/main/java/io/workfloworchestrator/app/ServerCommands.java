package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.Pruning;
import io.workfloworchestrator.app.environments.RunningServer;
import io.workfloworchestrator.app.environments.ServerAdoption;
import io.workfloworchestrator.definition.Shapes;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.projectmanagement.environments.ReleaseEntry;
import io.workfloworchestrator.projectmanagement.environments.ServerBook;
import io.workfloworchestrator.projectmanagement.environments.ServerEntry;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code workflow server …}: staging and production of servers, and what each server is. */
final class ServerCommands {
    private ServerCommands() {}

    static CommandGroup group() {
        return new CommandGroup(
                "Staging and production of servers: built and checked, promoted at once, rolled back in one command.",
                Add::new,
                Listed::new,
                Show::new,
                Change::new,
                ReleaseCommands.Check::new,
                ReleaseCommands.Replay::new,
                ReleaseCommands.Promote::new,
                ReleaseCommands.Rollback::new,
                ServerRestoreCommand::new,
                Running::new,
                Adopt::new,
                Prune::new);
    }

    @Command(
            name = "add",
            description = "Add a server or a library; how it is built, tested and started is found from Maven or npm.")
    static final class Add extends EnvironmentCommand {
        private final Given<String> name = operand("NAME", "Small letters, digits and dashes.");
        private final Given<String> source = needed("--source DIR", "Its source, a folder of the project.");
        private final Given<List<String>> depends =
                options("--depends NAME", "A server or library that it is built with; may be given again.");

        private final ServerWords words = new ServerWords(this);

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerEntry added = environments.add(
                    name.get(), source.get(), words::over, depends.get(), bench.cause(Optional.empty()));
            return console.done(ReleaseCommands.json(environments, added), () -> {
                console.line(console.bold(added.name()) + " is a "
                        + (added.isStarted() ? "server" : "library") + ", built of "
                        + Console.plain(added.commands().folder()) + ".");
                ReleaseCommands.commands(console, added);
                console.line(console.dim("Build and check it: workflow server check " + added.name()));
            });
        }
    }

    @Command(name = "list", description = "The servers: which release is live, what is staged, how many run.")
    static final class Listed extends EnvironmentCommand {
        private static final int MOST_INDENT = 20;

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            List<ServerEntry> servers = book.servers();
            Json list = Answers.list(servers, one -> ReleaseCommands.json(environments, one));
            return console.done(Json.Obj.EMPTY.with("servers", list), () -> {
                if (servers.isEmpty()) {
                    console.line("There is no server yet. Add one with 'workflow server add NAME --source DIR'.");
                }
                int width = servers.stream()
                        .mapToInt(one -> one.name().length())
                        .max()
                        .orElse(0);
                for (ServerEntry server : servers) {
                    int running = environments.running(server).size();
                    String staged = book.staged(server)
                            .map(release -> ", " + release.serial() + " is " + release.status())
                            .orElse("");
                    String others = String.join("; ", book.builtWithOthers(server));
                    console.paragraph(
                            console.bold(ItemTable.padded(server.name(), width)) + "  ",
                            " ".repeat(Math.min(MOST_INDENT, width + 2)),
                            book.live(server)
                                            .map(release -> "live: " + release.serial())
                                            .orElse("nothing is live")
                                    + staged
                                    + (running > 0
                                            ? ", run by " + running + (running == 1 ? " process" : " processes")
                                            : "")
                                    + (others.isEmpty() ? "" : "; " + others));
                }
            });
        }
    }

    @Command(
            name = "show",
            description =
                    "All about a server: how it is built, its releases with their checks, and what is missing for promotion.")
    static final class Show extends EnvironmentCommand {
        private final Given<String> name = operand("NAME", "The server.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            ServerEntry server = book.named(name.get());
            List<String> missing = book.staged(server).isEmpty()
                    ? List.of()
                    : environments.production().missing(List.of(server));
            List<ReleaseEntry> releases = book.releases(server);
            Json.Obj answer = ReleaseCommands.json(environments, server)
                    .with("dependents", Json.strings(ReleaseCommands.names(book.dependents(server))))
                    .with("releases", Answers.list(releases, ReleaseCommands::whole))
                    .with("missing", Json.strings(missing));
            return console.done(answer, () -> {
                console.line(console.bold(server.name()) + ", " + (server.isStarted() ? "a server" : "a library")
                        + " of " + Console.plain(server.commands().folder()));
                ReleaseCommands.commands(console, server);
                names("depends on ", book.needs(server));
                names("is needed by ", book.dependents(server));
                releases.forEach(release -> print(environments, server, release));
                missing.forEach(one -> console.paragraph(console.warn("! "), one));
            });
        }

        private void names(String label, List<ServerEntry> servers) {
            if (!servers.isEmpty()) {
                console.line("  " + label + String.join(", ", ReleaseCommands.names(servers)));
            }
        }

        private void print(Environments environments, ServerEntry server, ReleaseEntry release) {
            boolean isHere = Files.isDirectory(environments.folder(server, release));
            Optional<String> why = release.rolledBack();
            console.line(console.bold(Long.toString(release.serial())) + "  " + release.status()
                    + why.map(reason -> ", rolled back: " + Console.plain(reason))
                            .orElse("")
                    + (isHere ? "" : console.dim(" (not on this machine)")));
            if (release.status().equals("retired")) {
                return;
            }
            release.evidence()
                    .forEach(proof -> console.paragraph("   " + console.mark(proof.isPassed()), proof.result()));
        }
    }

    @Command(
            name = "change",
            description = "Change how a server is built, tested and started, or what it depends on; its releases stay.")
    static final class Change extends EnvironmentCommand {
        private final Given<String> name = operand("NAME", "The server.");
        private final Given<List<String>> depends = options(
                "--depends NAME",
                "A server or library that it is built with; all of them, in the place of those of before.");
        private final Given<Boolean> independent = flag("--independent", "It is built with none of them.");

        private final ServerWords words = new ServerWords(this);

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            ServerEntry server = book.named(name.get());
            List<ServerEntry> needs = independent.get()
                    ? List.of()
                    : depends.get().isEmpty() ? book.needs(server) : named(environments, depends.get());
            ServerEntry changed = environments.change(server, words::over, needs, bench.cause(Optional.empty()));
            return console.done(ReleaseCommands.json(environments, changed), () -> {
                console.line(console.bold(changed.name()) + " is built so from its next check on:");
                ReleaseCommands.commands(console, changed);
            });
        }
    }

    @Command(name = "running", description = "Which servers run for clients, and which releases they are.")
    static final class Running extends EnvironmentCommand {
        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerBook book = environments.book();
            List<Json> rows = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (ServerEntry server : book.servers()) {
                Optional<String> live = book.live(server).map(ReleaseEntry::folder);
                for (RunningServer running : environments.running(server)) {
                    boolean isLive = live.equals(Optional.of(running.release()));
                    rows.add(running.json().with("server", server.name()).with("live", isLive));
                    lines.add(console.bold(server.name()) + " "
                            + running.release().replaceFirst("-.*", "") + "  process "
                            + running.pid() + " in " + Console.plain(running.folder()) + " since " + running.started()
                            + (isLive ? "" : console.warn("; another release is live by now")));
                }
            }
            return console.done(Json.Obj.EMPTY.with("running", Json.array(rows)), () -> {
                if (lines.isEmpty()) {
                    console.line("No server runs. Clients start one with 'workflow serve NAME'.");
                }
                lines.forEach(console::line);
            });
        }
    }

    @Command(
            name = "prune",
            description =
                    "Delete the folders of releases that nobody needs: not what is live, runs, is staged, or is the last good"
                            + " one.")
    static final class Prune extends EnvironmentCommand {
        private final Given<String> name = operand("NAME", "The server.");
        private final Given<Integer> release =
                option("--release N", Integer.class, "Only this one; refused if somebody needs it.");
        private final Given<Integer> keep =
                option("--keep N", 3, "How many of the newest others stay; 3 when not given.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            UsageWords.requireAtLeast(0, keep);
            ServerEntry server = environments.book().named(name.get());
            Pruning pruning = environments.pruning();
            Pruning.Pruned pruned = release.find()
                    .map(serial -> pruning.one(server, serial))
                    .orElseGet(() -> pruning.all(server, keep.get()));
            Json.Obj answer = Json.Obj.EMPTY
                    .with("deleted", Json.strings(pruned.deleted()))
                    .with("kept", Shapes.json(pruned.kept()));
            return console.done(answer, () -> {
                console.line(pruned.deleted().size() + " deleted.");
                pruned.kept().forEach((folder, why) -> console.line("  " + folder + " stays: " + why));
            });
        }
    }

    @Command(
            name = "adopt",
            description =
                    "Say which servers a folder laid out in the reference's way has, what is wrong with them, and with"
                            + " --apply take them over with their issues, in one commit that undo takes back.")
    static final class Adopt extends EnvironmentCommand {
        private final Given<Boolean> apply = flag("--apply", "Take them over; without it nothing is changed.");

        @Override
        ExitCode run(Workbench bench, Environments environments) {
            ServerAdoption adoption = environments.adoption();
            ServerAdoption.Adopted adopted =
                    apply.get() ? adoption.adopt(bench.cause(Optional.empty())) : adoption.planned();
            Json.Obj answer = Json.Obj.EMPTY
                    .with("servers", Json.strings(adopted.servers().keySet()))
                    .with("issues", adopted.issues().size())
                    .with("findings", Answers.list(ServerAdoption.Finding.class, adopted.findings()))
                    .with("applied", apply.get());
            return console.done(answer, () -> print(adopted));
        }

        private void print(ServerAdoption.Adopted adopted) {
            Stream.concat(
                            adopted.servers().keySet().stream(),
                            adopted.findings().stream().map(ServerAdoption.Finding::server))
                    .distinct()
                    .sorted()
                    .forEach(name -> print(adopted, name));
            console.line(Check.count(adopted.servers().size(), "server") + " and "
                    + Check.count(adopted.issues().size(), "issue") + " "
                    + (apply.get() ? "taken over." : "to take over. Do it: workflow server adopt --apply"));
        }

        private void print(ServerAdoption.Adopted adopted, String name) {
            String from = Optional.ofNullable(adopted.servers().get(name))
                    .map(commands -> ", of " + Console.plain(commands.folder()))
                    .orElse(", which is not taken over");
            console.line(console.bold(name) + from);
            adopted.findings().stream()
                    .filter(finding -> finding.server().equals(name))
                    .forEach(finding -> console.paragraph(
                            "  " + console.warn(finding.severity()) + " ",
                            "    ",
                            finding.says() + " " + finding.fix() + " [" + finding.rule() + "]"));
        }
    }
}
