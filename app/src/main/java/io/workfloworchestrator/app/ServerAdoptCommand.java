package io.workfloworchestrator.app;

import io.workfloworchestrator.app.environments.Environments;
import io.workfloworchestrator.app.environments.ServerAdoption;
import io.workfloworchestrator.json.Json;
import java.util.Optional;
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

    ServerAdoptCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench, Environments environments) {
        ServerAdoption adoption = environments.adoption();
        ServerAdoption.Adopted adopted = apply ? adoption.adopt(bench.cause(Optional.empty())) : adoption.planned();
        Json findings = Json.array(
                adopted.findings().stream().map(ServerAdoptCommand::json).toList());
        Json.Obj answer = Json.Obj.EMPTY
                .with("servers", Json.strings(adopted.servers().keySet()))
                .with("issues", Json.of(adopted.issues().size()))
                .with("findings", findings)
                .with("applied", Json.of(apply));
        console.answer(answer, () -> print(adopted));
        return ExitCode.OK;
    }

    private static Json.Obj json(ServerAdoption.Finding finding) {
        return Json.Obj.EMPTY
                .with("server", Json.of(finding.server()))
                .with("rule", Json.of(finding.rule()))
                .with("severity", Json.of(finding.severity()))
                .with("says", Json.of(finding.says()))
                .with("fix", Json.of(finding.fix()));
    }

    private void print(ServerAdoption.Adopted adopted) {
        adopted.findings()
                .forEach(finding -> console.paragraph(
                        console.warn(finding.severity() + " "),
                        "  ",
                        finding.server() + ": " + finding.says() + " " + finding.fix() + " [" + finding.rule() + "]"));
        adopted.servers()
                .forEach((name, commands) ->
                        console.line(console.bold(name) + ", of " + Console.plain(commands.folder())));
        console.line(Check.count(adopted.servers().size(), "server") + " and "
                + Check.count(adopted.issues().size(), "issue") + " "
                + (apply ? "taken over." : "to take over. Do it: workflow server adopt --apply"));
    }
}
