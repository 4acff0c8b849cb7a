package io.workfloworchestrator.local;

import io.workfloworchestrator.documents.DocumentFormat;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.workflow.WorkflowState;
import java.util.function.Function;

/**
 * A file of an author's own form for the items of each workflow of a type, beside the files that its definition names. It is written and
 * read by the same rules as those: what people or programs save in it is merged field by field. It
 * is left where it is when its workflow goes.
 *
 * <p>The value of the format is {@code {"items": {id: {"uid", "number", "status", "title", "fields": {…}}}, "about": …}}.
 *
 * @param type of the workflows
 * @param kind of the items
 * @param path of the file, relative to the project; it names paths of the definition, and the workflow as <code>${workflow.id}</code>
 * @param format how it is written and read
 * @param about what else the file says of the workflow; what somebody changes of it in the file is not taken
 */
public record ItemsFile(
        String type, String kind, String path, DocumentFormat format, Function<WorkflowState<Json>, Json> about) {}
