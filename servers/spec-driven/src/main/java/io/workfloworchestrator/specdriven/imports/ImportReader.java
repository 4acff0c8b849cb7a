package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what other tools wrote below a folder. Nothing is changed. For one folder. */
final class ImportReader {
    private final SourceFolder source;
    private final boolean isProject;
    /** Where the folder lies in the project, with a slash at its end; of no use if it lies elsewhere. */
    private final String prefix;

    private final String specs;
    private final List<ImportPlan.Placed> features = new ArrayList<>();
    private final Map<String, String> living = new TreeMap<>();
    private final List<ImportNote> notes = new ArrayList<>();
    private Optional<String> constitution = Optional.empty();

    /**
     * @param project where the specifications go
     * @param specs where a project's features are, such as {@code specs}
     */
    ImportReader(ProjectFolder folder, ProjectFolder project, String specs) {
        this.source = new SourceFolder(folder);
        this.isProject = folder.root().equals(project.root());
        boolean isInside = folder.root().startsWith(project.root()) && !isProject;
        this.prefix = isProject ? "" : isInside ? project.root().relativize(folder.root()) + "/" : folder.root() + "/";
        this.specs = specs;
    }

    /**
     * @param from how the folder is named to people
     * @param own the folders of features that are ours already, relative to the project
     * @throws SpecDrivenException E_IMPORT_NOTHING if nothing that is known lies there
     */
    ImportPlan read(String from, Set<String> own) {
        List<SpecFolder> folders = SpecFolder.of(source);
        for (SpecFolder each : folders) {
            Optional<String> root = isProject && !each.root().equals(".") ? Optional.of(each.root()) : Optional.empty();
            switch (each.tool()) {
                case SPEC_KIT -> specKit(each, root, own);
                case OPENSPEC -> openSpec(each, root);
                case KIRO -> kiro(each, root);
            }
        }
        boolean isNothing = features.isEmpty() && living.isEmpty() && notes.isEmpty();
        if (folders.isEmpty() || isNothing) {
            throw new SpecDrivenException(
                    "E_IMPORT_NOTHING",
                    "there is nothing to import in " + from
                            + ". Known are specs/001-name/ of spec-kit, openspec/ and .kiro/specs/, at most four"
                            + " folders deep. Name the folder that holds one of them.");
        }
        return new ImportPlan(from, features, living, constitution, notes);
    }

    private void specKit(SpecFolder folder, Optional<String> root, Set<String> own) {
        String memory = SourceFolder.below(folder.root(), ".specify/memory/constitution.md");
        if (!isProject || root.isPresent()) {
            constitution(memory);
        }
        for (String name : source.folders(folder.path())) {
            String path = SourceFolder.below(folder.path(), name);
            boolean isOurs = own.contains(prefix + path);
            if (isOurs) {
                continue;
            }
            if (SpecFolder.isFeature(source, path)) {
                add(folder, root, new SpecKitFeature(source, path).read());
            } else if (SpecKitFeature.isNamedSo(name)) {
                note(path, "It has neither spec.md nor tasks.md, so it is no feature.");
            }
        }
    }

    /** The first one counts; the constitution of a project is one. */
    private void constitution(String path) {
        Optional<String> text = source.text(path);
        if (text.isPresent() && constitution.isPresent()) {
            note(path, "Another constitution was found first; take over from this one what you want.");
        }
        constitution = constitution.isPresent() ? constitution : text;
    }

    private void openSpec(SpecFolder folder, Optional<String> root) {
        String specsHere = SourceFolder.below(folder.path(), "specs");
        String changes = SourceFolder.below(folder.path(), "changes");
        String ours = root.map(part -> part + "/" + specs).orElse(specs);
        for (String file : source.filesBelow(specsHere, "spec.md")) {
            source.text(specsHere + "/" + file).ifPresent(text -> living.put(ours + "/" + file, text));
        }
        archive(folder, root, changes);
        for (String name : source.folders(changes)) {
            if (!name.equals("archive")) {
                add(folder, root, new OpenSpecChange(source, changes + "/" + name, false).read());
            }
        }
        for (String file : List.of("project.md", "AGENTS.md", "config.yaml")) {
            String path = SourceFolder.below(folder.path(), file);
            if (source.isFile(path)) {
                note(path, "It has no place here; what it asks for belongs in the constitution.");
            }
        }
    }

    private void archive(SpecFolder folder, Optional<String> root, String changes) {
        String archive = changes + "/archive";
        for (String name : source.folders(archive)) {
            add(folder, root, new OpenSpecChange(source, archive + "/" + name, true).read());
        }
    }

    private void kiro(SpecFolder folder, Optional<String> root) {
        for (String name : source.folders(folder.path())) {
            add(folder, root, new KiroFeature(source, SourceFolder.below(folder.path(), name)).read());
        }
        String steering = SourceFolder.below(folder.root(), ".kiro/steering");
        for (String name : source.files(steering)) {
            note(steering + "/" + name, "It has no place here; what it asks for belongs in the constitution.");
        }
    }

    private void note(String path, String text) {
        notes.add(new ImportNote(path, 0, text));
    }

    private void add(SpecFolder folder, Optional<String> root, ForeignFeature feature) {
        features.add(new ImportPlan.Placed(folder.tool().title(), root, feature));
    }
}
