package io.workfloworchestrator.server;

import io.workfloworchestrator.definition.FieldShape;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.state.Cause;
import io.workfloworchestrator.workflow.WorkflowChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The tool that sets the data which a definition declares, so that gates on that data can be opened. Thread-safe. */
final class DataTool {
    static final String NAME = "set_data";

    private DataTool() {}

    record In(@Field("As tag=v2.0, approvers=[\"ann\"]") Map<String, Json> values, Optional<String> reason) {}

    static Tool<In, Answers.DataSet> of(ToolContext context) {
        return Tool.of(NAME, In.class, Answers.DataSet.class)
                .description("Set fields of the workflow's data.")
                .idempotent()
                .handler(context.handler(NAME, (project, in, cause) -> {
                    if (in.values().isEmpty()) {
                        throw new ToolException(
                                "E_ARG_MISSING", "values has no field. Give those to set, as tag=v2.0.");
                    }
                    Map<String, FieldShape> declared =
                            project.workflow().running().data();
                    Cause recorded = ToolContext.because(cause, in.reason())
                            .doing("set "
                                    + String.join(
                                            ", ", new TreeSet<>(in.values().keySet())));
                    WorkflowChange<Json> changed = project.workflow()
                            .update(
                                    data -> ItemFieldsGiven.data(data.asObject(), Json.object(in.values()), declared),
                                    recorded);
                    Map<String, Json> fields = new LinkedHashMap<>();
                    changed.value().data().asObject().forEach(fields::put);
                    return new Answers.DataSet(
                            fields, context.told(project, changed.after().moment(), changed.commit()));
                }));
    }
}
