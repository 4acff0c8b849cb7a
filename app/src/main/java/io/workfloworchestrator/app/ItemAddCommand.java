package io.workfloworchestrator.app;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.server.ItemFieldsGiven;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code workflow item add KIND [TITLE] [FIELD=VALUE…]}. */
@Command(name = "add", description = "Add an item in its first status, after all others.")
final class ItemAddCommand extends ItemWritingCommand {
    @Parameters(index = "0", paramLabel = "KIND", description = "Such as task; the definition says which there are.")
    private String kind = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TITLE|FIELD=VALUE",
            description = "The title, then fields such as hours=2 or needs=T-01,T-02. VALUE is JSON, else text.")
    private List<String> words = new ArrayList<>();

    @Override
    ExitCode write(Workbench bench, WorkflowItems<Json> items, Cause cause) {
        List<String> settings = new ArrayList<>(words);
        Map<String, Json> fields = new HashMap<>();
        if (!settings.isEmpty() && !isField(bench, settings.get(0))) {
            fields.put("title", Json.of(settings.remove(0)));
        }
        Settings.of(settings, "FIELD=VALUE, such as hours=2; a title of several words stands in quotes")
                .forEach(fields::put);
        return answer(items.add(kind, ItemFieldsGiven.of(bench.workflow(), kind, fields), cause), "is a new " + kind);
    }

    /** Whether a word sets a field that the kind has; a title may have an equals sign too. */
    private boolean isField(Workbench bench, String word) {
        int equals = word.indexOf('=');
        var described = bench.workflow().running().kinds().get(kind);
        String name = word.substring(0, Math.max(0, equals));
        return equals > 0
                && (name.equals("title")
                        || described == null
                        || described.fields().containsKey(name));
    }
}
