package io.workfloworchestrator.local;

import io.workfloworchestrator.definition.Definitions;
import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.files.Layout;
import io.workfloworchestrator.state.files.StateFiles;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The state's files, of which those of recorded definitions are written again where somebody deleted them: such a definition
 * never changes, so that no later change of it would. What git took away with all work that runs by it stays away. Thread-safe.
 */
final class RecordedFiles implements StateView {
    private static final String MISSING = "E_FILE_MISSING";

    private final StateFiles files;
    private final Supplier<List<Notice>> more;
    private final Supplier<Set<String>> rendered;

    /**
     * @param more gives what people should know of other files that the state has
     * @param rendered gives the paths of files that are made from the state and never read
     */
    RecordedFiles(StateFiles files, Supplier<List<Notice>> more, Supplier<Set<String>> rendered) {
        this.files = files;
        this.more = more;
        this.rendered = rendered;
    }

    @Override
    public void absorb() {
        files.absorb();
    }

    @Override
    public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
        return files.announce(changes);
    }

    @Override
    public void committed(List<String> keys) {
        files.committed(keys);
    }

    @Override
    public void flush() {
        files.flush();
    }

    @Override
    public void writing(String path, String text, String caller) {
        files.writing(path, text, caller);
    }

    @Override
    public Optional<String> file(String key) {
        return files.file(key);
    }

    @Override
    public Set<String> files() {
        Set<String> all = new HashSet<>(files.files());
        all.addAll(rendered.get());
        return all;
    }

    @Override
    public List<Notice> notices() {
        List<Notice> all = new ArrayList<>(more.get());
        List<String> again = new ArrayList<>();
        List<Notice> notices = files.notices();
        Set<String> missing = notices.stream()
                .filter(notice -> notice.code().equals(MISSING))
                .map(Notice::path)
                .collect(Collectors.toSet());
        for (Notice notice : notices) {
            Optional<String> record = record(notice);
            if (record.isEmpty()) {
                all.add(notice);
            } else if (isUsed(record.get(), missing)) {
                again.add(record.get());
                all.add(new Notice(
                        MISSING,
                        notice.path(),
                        "this file was deleted, and was written again, because work runs by"
                                + " this definition as it was when it began. To have it run by another, change the one in "
                                + Definitions.FOLDER + ", then run 'workflow definition migrate'."));
            }
        }
        if (!again.isEmpty()) {
            files.committed(again);
            files.flush();
        }
        return all;
    }

    private static Optional<String> record(Notice notice) {
        return notice.code().equals(MISSING)
                ? Layout.standard().key(notice.path()).filter(Definitions::isRecord)
                : Optional.empty();
    }

    /** Whether work of which the file is there runs by it: git takes both away on the way to a commit before the work began. */
    private boolean isUsed(String record, Set<String> missing) {
        return files.store().readAll().entrySet().stream()
                .filter(entry -> !isMissing(entry.getKey(), missing))
                .flatMap(entry -> entry.getValue().value().stream())
                .flatMap(value -> value.asObject().text("definition").stream())
                .anyMatch(record::endsWith);
    }

    private boolean isMissing(String key, Set<String> missing) {
        try {
            return files.file(key).filter(missing::contains).isPresent();
        } catch (CodedException e) {
            return false; // The key was made under another layout; this one has no file for it.
        }
    }

    @Override
    public void close() {
        files.close();
    }
}
