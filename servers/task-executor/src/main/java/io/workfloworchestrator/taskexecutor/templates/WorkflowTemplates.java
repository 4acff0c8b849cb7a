package io.workfloworchestrator.taskexecutor.templates;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.BuiltInFiles;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathAttributes;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.CodedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The templates of workflows of a project: its own in {@code .ai-planning/templates/workflows}, one in each file {@code name.yaml}, and
 * those that come with the program. A project's own of the same name comes first. Thread-safe.
 */
public record WorkflowTemplates(ProjectFolder project) {
    /** Where a project has its own. */
    public static final String FOLDER = ".ai-planning/templates/workflows";

    private static final List<String> BUILT_IN = List.of("bug-fix", "feature", "refactor", "release");
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_FILES = 200;

    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(BUILT_IN);
        names.addAll(own());
        return List.copyOf(names);
    }

    private List<String> own() {
        List<String> own = new ArrayList<>();
        if (project.exists(FOLDER)) {
            for (FolderEntry entry : project.list(FOLDER, MOST_FILES)) {
                if (entry.kind() == PathAttributes.Kind.FILE && entry.name().endsWith(".yaml")) {
                    own.add(entry.name().substring(0, entry.name().length() - ".yaml".length()));
                }
            }
        }
        return own;
    }

    public boolean isOwn(String name) {
        return own().contains(name);
    }

    /**
     * The template of this name.
     *
     * @throws CodedException E_TEMPLATE_NONE if there is none, which names the nearest; E_TEMPLATE if it is broken, with every fault
     */
    public WorkflowTemplate get(String name) {
        if (own().contains(name)) {
            String file = FOLDER + "/" + name + ".yaml";
            return TemplateReader.read(name, file, project.read(file, MOST_BYTES));
        }
        return builtIn(name)
                .map(bytes -> TemplateReader.read(name, name + ".yaml", bytes))
                .orElseThrow(() -> {
                    String shown = name.replaceAll("[^\\w.-]", "?");
                    return new CodedException(
                            "E_TEMPLATE_NONE",
                            "There is no template \"" + shown + "\"."
                                    + Names.nearest(shown, names())
                                            .map(near -> " Did you mean \"" + near + "\"?")
                                            .orElse("")
                                    + " There are "
                                    + String.join(", ", names()) + "; one of your own is a file in " + FOLDER + ".");
                });
    }

    private static Optional<byte[]> builtIn(String name) {
        return BUILT_IN.contains(name) ? BuiltInFiles.find(WorkflowTemplates.class, name + ".yaml") : Optional.empty();
    }
}
