package io.workfloworchestrator.specdriven.imports;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.documents.Derivation;
import io.workfloworchestrator.documents.Markdown;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.server.OpenProject;
import io.workfloworchestrator.specdriven.SpecDrivenException;
import io.workfloworchestrator.specdriven.delta.LivingSpecs;
import io.workfloworchestrator.specdriven.guide.FeatureDocumentPaths;
import io.workfloworchestrator.specdriven.guide.FeatureRegister;
import io.workfloworchestrator.state.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Takes over what spec-kit, OpenSpec and Kiro wrote: features with their documents, requirements and tasks, living specifications and
 * the changes of them.
 *
 * <pre>{@code
 * SpecImport imports = new SpecImport(project);
 * ImportReport would = imports.look(folder, "."); // nothing is written
 * ImportReport done = imports.take(folder, ".", cause);
 * imports.takeBack(cause);                        // the last one
 * }</pre>
 *
 * <p>Their files are read and never changed: each feature gets a folder of its own, with a number that no other one has. What was taken
 * over before is not taken again. The features of one import begin in one commit. If the process dies after it, the next import
 * begins anew. Not thread-safe.
 */
public final class SpecImport {
    public static final String NOTHING_NEW =
            "Nothing was taken over: what is there was taken over before, or the project has it already.";

    private final OpenProject open;
    private final ProjectFolder project;
    private final FeatureDocumentPaths paths;
    private final FeatureRegister register;

    public SpecImport(OpenProject open) {
        this.open = open;
        this.project = open.workflow().project();
        this.paths = FeatureDocumentPaths.of(project);
        this.register = new FeatureRegister(open);
    }

    /**
     * What an import would add.
     *
     * @param folder that is looked at, with everything at most four folders deep
     * @param from how it is named to people
     * @throws SpecDrivenException E_IMPORT_NOTHING if nothing that is known lies there
     */
    public ImportReport look(ProjectFolder folder, String from) {
        ImportPlan plan = plan(folder, from);
        List<ImportReport.Feature> features = plan.features().stream()
                .map(each -> ImportReport.feature(each, "", ""))
                .toList();
        return new ImportReport(features, List.copyOf(plan.specs().keySet()), plan.allNotes());
    }

    private ImportPlan plan(ProjectFolder folder, String from) {
        Set<String> own = new HashSet<>(register.folders());
        ImportPlan plan = new ImportReader(folder, project, paths.specs()).read(from, own);
        Set<String> known = new HashSet<>();
        records().values().forEach(record -> record.features().forEach(each -> known.add(each.source())));
        List<ImportPlan.Placed> some = new ArrayList<>();
        List<ImportNote> notes = new ArrayList<>();
        String root = folder.root().toString();
        for (ImportPlan.Placed each : plan.features()) {
            if (known.contains(source(root, each))) {
                notes.add(new ImportNote(each.feature().source(), 0, "It was taken over before."));
            } else {
                some.add(each);
            }
        }
        if (plan.constitution().isPresent() && paths.constitution().isPresent()) {
            notes.add(new ImportNote(
                    paths.constitution().get(),
                    0,
                    "The project has a constitution, which stays; theirs is not taken over."));
        }
        return plan.with(some, newSpecs(plan.specs(), notes), notes);
    }

    /** Those of the living specifications that are not there; the notes say of the others why they are not taken. */
    private Map<String, String> newSpecs(Map<String, String> specs, List<ImportNote> notes) {
        Map<String, String> fresh = new LinkedHashMap<>(specs);
        fresh.keySet().removeIf(path -> {
            boolean isThere = project.exists(path);
            if (isThere) {
                boolean isSame = isText(path, specs.getOrDefault(path, ""));
                notes.add(new ImportNote(
                        path,
                        0,
                        isSame
                                ? "It was taken over before."
                                : "The project has another file of this name, which stays."));
            }
            return isThere;
        });
        return fresh;
    }

    private static String source(String root, ImportPlan.Placed each) {
        return root + "/" + each.feature().source();
    }

    private Map<String, ImportRecord> records() {
        Map<String, ImportRecord> records = new LinkedHashMap<>();
        for (String name : open.state().list(ImportRecord.TYPE)) {
            String id = name.substring(name.indexOf('/') + 1);
            open.state().find(ImportRecord.key(id)).ifPresent(found -> records.put(id, found.value()));
        }
        return records;
    }

    /**
     * Adds it; one that has nothing to add is no import. Throws as {@link #look}, and PathException if a file cannot be written; the
     * next import begins anew then.
     */
    public ImportReport take(ProjectFolder folder, String from, Cause cause) {
        List<ImportNote> notes = takeBackUnfinished(cause);
        ImportPlan plan = plan(folder, from);
        notes.addAll(plan.allNotes());
        boolean isConstitutionNew =
                plan.constitution().isPresent() && paths.constitution().isEmpty();
        if (plan.features().isEmpty() && plan.specs().isEmpty() && !isConstitutionNew) {
            return new ImportReport(List.of(), List.of(), notes);
        }
        register.prepare(cause);
        Writing writing = new Writing(plan, notes);
        String id = open.state()
                .change(cause.doing("imported " + plan.features().size() + " features of " + from), commit -> {
                    List<FeatureRegister.Added> added = register.add(
                            commit, plan.features().stream().map(this::entry).toList(), cause);
                    writing.placed(added);
                    long next = commit.list(ImportRecord.TYPE).stream()
                                    .mapToLong(name -> Long.parseLong(name.substring(name.indexOf('/') + 1)))
                                    .max()
                                    .orElse(0)
                            + 1;
                    String name = String.valueOf(next);
                    commit.put(
                            ImportRecord.key(name), writing.record(folder.root().toString()));
                    return name;
                })
                .result();
        write(id, writing, cause);
        return writing.report();
    }

    private FeatureRegister.Entry entry(ImportPlan.Placed each) {
        ForeignFeature feature = each.feature();
        return new FeatureRegister.Entry(
                feature.title(),
                feature.number(),
                each.root(),
                feature.files().keySet(),
                feature.isDone(),
                "Imported from " + feature.source() + " of " + each.tool() + ".");
    }

    /** What is written, once the features have their folders. For one import. */
    private final class Writing {
        private final ImportPlan plan;
        private final List<ImportNote> notes;
        private final Map<String, String> files = new LinkedHashMap<>();
        private final Map<String, String> changes = new LinkedHashMap<>();
        private List<FeatureRegister.Added> added = List.of();

        Writing(ImportPlan plan, List<ImportNote> notes) {
            this.plan = plan;
            this.notes = notes;
        }

        /** Called again if another process commits at the same time. */
        void placed(List<FeatureRegister.Added> features) {
            added = List.copyOf(features);
            files.clear();
            changes.clear();
            if (paths.constitution().isEmpty()) {
                plan.constitution().ifPresent(text -> files.put(paths.constitutionPath(), text));
            }
            files.putAll(plan.specs());
            each((placed, one) -> {
                ForeignFeature feature = placed.feature();
                String folder = one.folder();
                String specs = folder.substring(0, folder.lastIndexOf('/'));
                feature.files().forEach((file, text) -> files.put(folder + "/" + file, text));
                feature.changes().forEach((capability, text) -> {
                    String path = folder + "/" + LivingSpecs.CHANGES + "/" + capability + ".md";
                    files.put(path, text);
                    if (!feature.isDone()) {
                        changes.put(path, specs + "/" + capability + "/spec.md");
                    }
                });
            });
        }

        private void each(BiConsumer<ImportPlan.Placed, FeatureRegister.Added> work) {
            for (int i = 0; i < added.size(); i++) {
                work.accept(plan.features().get(i), added.get(i));
            }
        }

        ImportRecord record(String root) {
            List<ImportRecord.Feature> features = new ArrayList<>();
            each((placed, one) -> features.add(new ImportRecord.Feature(
                    source(root, placed),
                    one.item(),
                    one.number(),
                    one.folder(),
                    placed.feature().title())));
            Map<String, String> written = new LinkedHashMap<>();
            files.forEach((path, text) -> {
                if (!project.exists(path)) {
                    written.put(path, Derivation.fingerprint(text));
                }
            });
            return new ImportRecord(plan.from(), features, written, false);
        }

        ImportReport report() {
            List<ImportReport.Feature> features = new ArrayList<>();
            each((placed, one) -> features.add(ImportReport.feature(placed, one.number(), one.folder())));
            return new ImportReport(features, List.copyOf(plan.specs().keySet()), notes);
        }
    }

    private void write(String id, Writing writing, Cause cause) {
        writing.files.forEach((path, text) -> write(path, text, cause).ifPresent(writing.notes::add));
        writing.each((placed, one) -> register.begin(one, placed.feature().title(), cause));
        LivingSpecs living = new LivingSpecs(open);
        writing.changes.forEach((change, spec) -> {
            try {
                living.begin(change, spec, cause);
            } catch (SpecDrivenException e) {
                writing.notes.add(new ImportNote(change, 0, String.valueOf(e.getMessage())));
            }
        });
        finished(id, writing.changes.keySet(), cause);
    }

    /** Whether a file has exactly this text; one that cannot be read has another. */
    private boolean isText(String path, String text) {
        try {
            return project.readText(path, Markdown.MAX_BYTES).equals(text);
        } catch (PathException e) {
            return false;
        }
    }

    private Optional<ImportNote> write(String path, String text, Cause cause) {
        if (project.exists(path)) {
            return isText(path, text)
                    ? Optional.empty()
                    : Optional.of(new ImportNote(path, 0, "The project has another file of this name, which stays."));
        }
        open.state().writing(path, text, cause);
        project.writeNew(path, text.getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }

    /** Remembers the files as they are now: a change was bound to its specification. */
    private void finished(String id, Set<String> changes, Cause cause) {
        open.state()
                .update(
                        ImportRecord.key(id),
                        record -> {
                            Map<String, String> files = new LinkedHashMap<>(record.files());
                            for (String path : changes) {
                                if (files.containsKey(path)) {
                                    files.put(path, Derivation.fingerprint(project.readText(path, Markdown.MAX_BYTES)));
                                }
                            }
                            return new ImportRecord(record.from(), record.features(), files, true);
                        },
                        cause.doing("finished the import " + id));
    }

    /** Takes imports back that a process began and did not finish: they are made anew, and whole. */
    private List<ImportNote> takeBackUnfinished(Cause cause) {
        List<ImportNote> kept = new ArrayList<>();
        records().forEach((id, record) -> {
            if (!record.isFinished()) {
                takeBack(id, record, cause)
                        .forEach(path -> kept.add(new ImportNote(
                                path,
                                0,
                                "It is of an import that was not finished, and was changed since: it stays.")));
            }
        });
        return kept;
    }

    public Optional<String> last() {
        return newest().map(Map.Entry::getValue).map(record -> {
            List<String> folders =
                    record.features().stream().map(ImportRecord.Feature::folder).toList();
            int files = record.files().size();
            return (folders.isEmpty() ? "" : Names.listed(folders) + " and ") + files
                    + (files == 1 ? " file" : " files") + ", imported from " + record.from();
        });
    }

    /** The newest import that added something; those of older versions may have added nothing. */
    private Optional<Map.Entry<String, ImportRecord>> newest() {
        return records().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .max(Comparator.comparingLong(one -> Long.parseLong(one.getKey())));
    }

    /**
     * Takes the last import back: its features, and the files that it wrote and nobody changed since. A changed spec.md or tasks.md, which
     * is the state's as long as there is a feature, is kept beside its place, such as spec.kept.md.
     *
     * @return the files that somebody changed, where they are now
     * @throws SpecDrivenException E_IMPORT_NONE if nothing was imported
     */
    public List<String> takeBack(Cause cause) {
        Map.Entry<String, ImportRecord> last = newest().orElseThrow(() -> new SpecDrivenException(
                "E_IMPORT_NONE", "nothing was imported into this project, so there is nothing to take back."));
        return takeBack(last.getKey(), last.getValue(), cause);
    }

    private List<String> takeBack(String id, ImportRecord record, Cause cause) {
        List<FeatureRegister.Added> features = record.features().stream()
                .map(each -> new FeatureRegister.Added(each.item(), each.number(), each.folder()))
                .toList();
        WrittenFiles written = new WrittenFiles(project);
        Map<String, String> copies = written.keep(record);
        register.prepare(cause);
        open.state()
                .change(cause.doing("took the import of " + record.from() + " back"), commit -> {
                    register.remove(commit, features, cause);
                    commit.delete(ImportRecord.key(id));
                    return id;
                })
                .result();
        open.state().publish(); // Its files are gone then, so that their folders can go too.
        copies.forEach(written::removeCopied);
        Set<String> kept = new TreeSet<>(copies.values());
        record.files().forEach((path, fingerprint) -> {
            if (!copies.containsKey(path) && !written.remove(path, fingerprint)) {
                kept.add(path);
            }
        });
        return List.copyOf(kept);
    }
}
