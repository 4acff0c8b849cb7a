package io.workfloworchestrator.app;

import io.workfloworchestrator.state.Json;
import io.workfloworchestrator.state.JsonException;
import io.workfloworchestrator.workflow.NextStep;
import io.workfloworchestrator.workflow.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code workflow simulate}: what would change if something were so. */
@Command(name = "simulate", description = "What would change if a fact or field were so; nothing is written.")
final class SimulateCommand extends ProjectCommand {
    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            required = true,
            description = "Such as facts.constitution.exists=true; may be given again. VALUE is JSON, else text.")
    private List<String> settings = new ArrayList<>();

    SimulateCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Workbench bench) {
        Map<String, Object> assumed = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "--set needs PATH=VALUE, such as facts.constitution.exists=true, not '" + setting + "'.");
            }
            assumed.put(setting.substring(0, equals), value(setting.substring(equals + 1)));
        }
        Simulation simulation = bench.workflow().simulate(assumed);
        console.answer(Answers.of(simulation), () -> print(console, simulation));
        return ExitCode.OK;
    }

    private static Object value(String text) {
        try {
            return plain(Json.parse(text), text);
        } catch (JsonException e) {
            return text;
        }
    }

    private static Object plain(Json json, String text) {
        if (json instanceof Json.Bool truth) {
            return truth.value();
        }
        if (json instanceof Json.Num number) {
            return number.isInteger()
                    ? (Object) number.value().longValueExact()
                    : number.value().doubleValue();
        }
        if (json instanceof Json.Arr array) {
            return array.elements().stream()
                    .map(element -> plain(element, element.toString()))
                    .toList();
        }
        return json.asText().orElse(text);
    }

    static void print(Console console, Simulation simulation) {
        simulation.changes().forEach(change -> console.paragraph("  ~ ", "    ", change));
        simulation.opened().forEach(gate -> console.paragraph("  " + console.good("✓ "), "    ", gate + " would hold"));
        simulation
                .closed()
                .forEach(gate -> console.paragraph("  " + console.bad("✗ "), "    ", gate + " would no longer hold"));
        simulation.suggested().forEach(step -> print(console, console.good("+ "), step));
        simulation.withdrawn().forEach(step -> print(console, console.bad("- "), step));
        console.line(simulation.advances() ? "The phase could be left." : "The phase could not be left.");
    }

    private static void print(Console console, String mark, NextStep step) {
        console.paragraph("  " + mark, "    ", step.action() + " (" + step.id() + "): " + step.because());
    }
}
