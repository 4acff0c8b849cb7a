package io.workfloworchestrator.interview;

import io.workfloworchestrator.definition.Names;
import io.workfloworchestrator.files.Fingerprints;
import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.ProjectFolder;
import io.workfloworchestrator.json.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The question sets of a project: those that a server brings, and those in its {@value #FOLDER}, which may be new or stand in the
 * place of a server's own. A set is read when it is first used, and again when its file changed. Thread-safe.
 */
public final class QuestionSets {
    /** The folder of a project's own sets: {@code <id>.yaml}. */
    public static final String FOLDER = ".ai-planning/questions";

    private static final int MOST_FILES = 200;
    private static final int MOST_BYTES = 256 * 1024 + 1;
    private static final String ID = "[a-z0-9][a-z0-9-]{0,63}";

    private final ProjectFolder project;
    private final Map<String, Supplier<QuestionSet>> brought;
    private final Map<String, ReadSet> read = new ConcurrentHashMap<>();
    /** The brought sets that were used; they do not change. */
    private final Map<String, QuestionSet> used = new ConcurrentHashMap<>();

    private record ReadSet(String fingerprint, QuestionSet set) {}

    private QuestionSets(ProjectFolder project, Map<String, Supplier<QuestionSet>> brought) {
        this.project = project;
        this.brought = new LinkedHashMap<>(brought);
    }

    /** The sets of a project, beside those that the caller brings, by their ids. */
    public static QuestionSets of(ProjectFolder project, Map<String, Supplier<QuestionSet>> brought) {
        return new QuestionSets(project, brought);
    }

    /** The ids of all sets, sorted. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>(brought.keySet());
        if (project.exists(FOLDER)) {
            for (FolderEntry entry : project.list(FOLDER, MOST_FILES)) {
                if (entry.name().endsWith(".yaml")) {
                    ids.add(entry.name().substring(0, entry.name().length() - ".yaml".length()));
                }
            }
        }
        return ids;
    }

    /**
     * The set of this id: the project's own, else that of the caller.
     *
     * @throws InterviewException (E_QUESTION_SET) if there is no such set, or the file is about another one
     * @throws io.workfloworchestrator.definition.BrokenDefinitionException with every problem of the project's own
     */
    public QuestionSet get(String id) {
        String path = FOLDER + "/" + id + ".yaml";
        if (id.matches(ID) && project.exists(path)) {
            return own(id, path);
        }
        QuestionSet known = used.get(id);
        if (known != null) {
            return known;
        }
        Supplier<QuestionSet> found = brought.get(id);
        if (found == null) {
            String shown = Words.clip(id.replaceAll("\\p{C}", "?"), 80);
            List<String> ids = List.copyOf(ids());
            throw new InterviewException(
                    "E_QUESTION_SET",
                    "there is no question set \"" + shown + "\"."
                            + (ids.isEmpty() ? " Write one as " + FOLDER + "/<id>.yaml." : Names.hint(shown, ids)));
        }
        QuestionSet set = found.get();
        used.put(id, set);
        return set;
    }

    private QuestionSet own(String id, String path) {
        byte[] bytes = project.read(path, MOST_BYTES);
        String fingerprint = Fingerprints.of(bytes);
        ReadSet known = read.get(id);
        if (known != null && known.fingerprint.equals(fingerprint)) {
            return known.set;
        }
        QuestionSet set = QuestionSet.read(path, bytes);
        if (!set.id().equals(id)) {
            throw new InterviewException(
                    "E_QUESTION_SET",
                    path + " describes the set \"" + set.id() + "\". Rename the file, or write interview: " + id + ".");
        }
        read.put(id, new ReadSet(fingerprint, set));
        return set;
    }
}
