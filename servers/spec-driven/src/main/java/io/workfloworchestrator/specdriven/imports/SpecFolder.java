package io.workfloworchestrator.specdriven.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder in which another tool keeps specifications. A monorepo may have several, such as {@code .kiro} in one package and {@code
 * openspec} in another. Immutable.
 *
 * @param root the folder that holds it, {@code .} for the folder that was looked at; our specifications of it lie below the same root
 */
record SpecFolder(Tool tool, String root, String path) {
    private static final int DEEPEST = 4;
    private static final Set<String> NOT_LOOKED_AT =
            Set.of("node_modules", "target", "build", "dist", "vendor", "venv", "__pycache__");

    private static final List<String> DOCUMENTS = List.of("spec.md", "tasks.md");

    enum Tool {
        SPEC_KIT("spec-kit"),
        OPENSPEC("OpenSpec"),
        KIRO("Kiro");

        private final String title;

        Tool(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** All of them in a folder and, at most four levels deep, below it. The folder may be one of them itself. */
    static List<SpecFolder> of(SourceFolder source) {
        List<SpecFolder> found = new ArrayList<>();
        if (isOpenSpec(source, ".")) {
            found.add(new SpecFolder(Tool.OPENSPEC, ".", "."));
        } else if (hasFeatures(source, ".")) {
            found.add(new SpecFolder(Tool.SPEC_KIT, ".", "."));
        } else if (isKiro(source, ".")) {
            found.add(new SpecFolder(Tool.KIRO, ".", "specs"));
        } else {
            find(source, ".", 0, found);
        }
        return found;
    }

    private static void find(SourceFolder source, String root, int depth, List<SpecFolder> found) {
        String openSpec = SourceFolder.below(root, "openspec");
        String specs = SourceFolder.below(root, "specs");
        String kiro = SourceFolder.below(root, ".kiro/specs");
        if (isOpenSpecByName(source, openSpec)) {
            found.add(new SpecFolder(Tool.OPENSPEC, root, openSpec));
        }
        if (hasFeatures(source, specs)) {
            found.add(new SpecFolder(Tool.SPEC_KIT, root, specs));
        }
        if (source.isFolder(kiro)) {
            found.add(new SpecFolder(Tool.KIRO, root, kiro));
        }
        for (String name : source.folders(root)) {
            boolean isOther = name.startsWith(".") || NOT_LOOKED_AT.contains(name);
            boolean isFound = name.equals("openspec") || name.equals("specs");
            if (depth < DEEPEST && !isOther && !isFound) {
                find(source, SourceFolder.below(root, name), depth + 1, found);
            }
        }
    }

    /** Version control keeps no empty folders: a project may have only changes, or only specifications. */
    private static boolean isOpenSpecByName(SourceFolder source, String path) {
        return source.isFolder(SourceFolder.below(path, "changes"))
                || !source.filesBelow(SourceFolder.below(path, "specs"), "spec.md")
                        .isEmpty();
    }

    /** Whether a folder of any name is one, as it is when somebody looks at it alone. */
    private static boolean isOpenSpec(SourceFolder source, String path) {
        return source.isFolder(SourceFolder.below(path, "changes"))
                && (source.isFolder(SourceFolder.below(path, "specs"))
                        || source.isFile(SourceFolder.below(path, "config.yaml"))
                        || source.isFile(SourceFolder.below(path, "project.md"))
                        || hasChange(source, SourceFolder.below(path, "changes")));
    }

    private static boolean hasChange(SourceFolder source, String changes) {
        return source.folders(changes).stream().anyMatch(name -> source.isFile(changes + "/" + name + "/proposal.md"));
    }

    private static boolean isKiro(SourceFolder source, String path) {
        return source.folders(SourceFolder.below(path, "specs")).stream()
                .map(name -> SourceFolder.below(path, "specs/" + name))
                .anyMatch(feature ->
                        source.isFile(feature + "/requirements.md") || source.isFile(feature + "/bugfix.md"));
    }

    private static boolean hasFeatures(SourceFolder source, String path) {
        return source.folders(path).stream()
                .map(name -> SourceFolder.below(path, name))
                .anyMatch(feature -> isFeature(source, feature));
    }

    /** Whether a folder is named as a feature of spec-kit, and has requirements or tasks. */
    static boolean isFeature(SourceFolder source, String path) {
        return SpecKitFeature.isNamedSo(path.substring(path.lastIndexOf('/') + 1))
                && DOCUMENTS.stream().anyMatch(name -> source.isFile(path + "/" + name));
    }
}
