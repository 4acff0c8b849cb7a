package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.ServerAdoption;
import io.workfloworchestrator.json.Json;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow server adopt}: servers that are laid out in the reference's way. */
@Command(
        name = "adopt",
        description =
                "Say which servers a folder laid out in the reference's way has, what is wrong with them, and with"
                        + " --apply take them over with their issues, in one commit that undo takes back.")
final class ServerAdoptCommand extends EnvironmentCommand {
    @Option(names = "--apply", description = "Take them over; without it nothing is changed.")
    private boolean apply;

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerAdoption adoption = environments.adoption();
        ServerAdoption.Adopted adopted = apply ? adoption.adopt(bench.cause(Optional.empty())) : adoption.planned();
        Json.Obj answer = Json.Obj.EMPTY
                .with("servers", Json.strings(adopted.servers().keySet()))
                .with("issues", Json.of(adopted.issues().size()))
                .with("findings", Answers.list(ServerAdoption.Finding.class, adopted.findings()))
                .with("applied", Json.of(apply));
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
                + (apply ? "taken over." : "to take over. Do it: workflow server adopt --apply"));
    }

    /** A server, and below it what is wrong with it. */
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
