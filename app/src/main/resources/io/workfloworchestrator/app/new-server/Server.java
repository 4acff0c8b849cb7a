package @package@;

import io.workfloworchestrator.definition.WorkflowDefinition;
import io.workfloworchestrator.local.LocalServer;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;

/** Serves the workflow of @type@.yaml, with a tool of its own. */
public final class @class@ {
    record Ask(@Field("The file, relative to the project") String path) {}

    record Answer(boolean there) {}

    private @class@() {}

    static WorkflowDefinition definition() {
        return WorkflowDefinition.resource(@class@.class, "@type@.yaml");
    }

    static LocalServer server() {
        return LocalServer.of("@name@", "1.0", @class@::definition)
                .tool(project -> Tool.of("is_there", Ask.class, Answer.class)
                        .description("Whether a file of the project is there.")
                        .readOnly()
                        .handler((ask, call) ->
                                new Answer(project.get().workflow().project().exists(ask.path()))));
    }

    public static void main(String[] args) {
        server().run(args);
    }
}
