package io.workfloworchestrator.examples.guide;

import io.workfloworchestrator.local.LocalServer;
import io.workfloworchestrator.mcp.Field;
import io.workfloworchestrator.mcp.Tool;
import io.workfloworchestrator.mcp.ToolException;
import io.workfloworchestrator.server.OpenProject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

// tag::server
/** Serves the translation, with a tool of its own that looks for words to be replaced. */
final class TranslationServer {
    record Ask(
            @Field("Only this page, such as docs/de/start.md")
            Optional<String> page) {}

    record Found(
            @Field(value = "Pages that use other words", untrusted = true)
            List<String> misused) {}

    private TranslationServer() {}

    static LocalServer server() {
        return LocalServer.of("translation", "1.0", Translation::definition).tool(TranslationServer::checkWords);
    }

    static Tool<Ask, Found> checkWords(Supplier<OpenProject> project) {
        return Tool.of("check_words", Ask.class, Found.class)
                .description("Looks through the translations for words that glossary.json replaces.")
                .handler((ask, call) -> {
                    OpenProject open = project.get(); // in each call: a client may change its root
                    GlossaryDetector glossary = new GlossaryDetector(Translation.open(open.root(), open.state()));
                    List<String> misused = glossary.look();
                    if (ask.page().isPresent()
                            && !open.workflow().project().exists(ask.page().get())) {
                        throw new ToolException(
                                "E_PAGE", "there is no page " + ask.page().get() + ".");
                    }
                    return new Found(misused.stream()
                            .filter(page ->
                                    ask.page().isEmpty() || ask.page().get().equals(page))
                            .toList());
                });
    }

    public static void main(String[] args) {
        server().run(args);
    }
}
// end::server
