package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells as which key another one goes on, its heir: the commit that took the value of the one away began the other. Branches and
 * editors that do not know of it may still bring the file of the old key. Reads only.
 */
final class Heirs {
    private final ShadowStore store;
    private final Project project;
    private final Layout layout;
    private final GitLook git;

    Heirs(ShadowStore store, Project project, Layout layout, GitLook git) {
        this.store = store;
        this.project = project;
        this.layout = layout;
        this.git = git;
    }

    /**
     * What a file means whose key goes on as another one; empty if that is not so, or if the file has nothing that the heir did
     * not take over. While the heir has no file, somebody is on a branch that does not have it, and the old key lives there.
     *
     * @throws io.workfloworchestrator.json.JsonException if the content is not JSON
     */
    Optional<Finding.Inherited> inherited(FileState.Known file, Reading.Content content) {
        Optional<Entry> entry = store.read(file.key()).filter(some -> some.value().isEmpty());
        if (!file.portion().isWhole() || entry.isEmpty() || store.isUnwritten()) {
            return Optional.empty();
        }
        Commit removal = entry.get().commit();
        Optional<Json> last = before(file.key(), removal);
        Optional<String> heir = removal.keys().stream()
                .filter(key -> !key.equals(file.key()) && isBegun(key, removal))
                .filter(key -> project.look(layout.path(key)) != null)
                .findFirst();
        if (heir.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        Json value = Json.parse(content.bytes());
        Optional<Json> base = git.baseOfRemoved(file.path(), content.bytes()).flatMap(GitText::value);
        boolean isNews = !last.get().equals(value)
                && !isTaken(file, content, heir.get())
                && (base.isPresent() || !isLeftBehind(file, content));
        return isNews
                ? Optional.of(new Finding.Inherited(
                        content, value, last.get(), heir.get(), own(last.get(), heir.get(), removal), base))
                : Optional.empty();
    }

    private boolean isBegun(String key, Commit commit) {
        return before(key, commit).isEmpty()
                && at(key, commit.revision()).isPresent()
                && store.read(key).flatMap(Entry::value).isPresent();
    }

    private Optional<Json> before(String key, Commit commit) {
        return at(key, Revision.of(commit.revision().number() - 1));
    }

    private Optional<Json> at(String key, Revision revision) {
        return store.readAsOf(key, revision).flatMap(Entry::value);
    }

    /** Whether this content was taken over into the heir before. */
    private boolean isTaken(FileState.Known file, Reading.Content content, String heir) {
        return store.publication(FileState.edited(file.path()), content.fingerprint())
                .map(Publication::key)
                .filter(heir::equals)
                .isPresent();
    }

    /** Whether the file has what we wrote, and a process died before it could write or remove it again. */
    private boolean isLeftBehind(FileState.Known file, Reading.Content content) {
        return store.publication(file.path(), content.fingerprint())
                .filter(ours -> SeenRevisions.newest(store, file)
                        <= ours.revision().number())
                .isPresent();
    }

    /** The fields that did not come over as they were. */
    private Set<String> own(Json last, String heir, Commit removal) {
        Json.Obj had = last.asObject();
        Json.Obj began = at(heir, removal.revision()).map(Json::asObject).orElse(Json.Obj.EMPTY);
        Set<String> own = new LinkedHashSet<>();
        BiConsumer<String, Json> compare = (field, value) -> {
            if (!had.find(field).equals(began.find(field))) {
                own.add(field);
            }
        };
        had.forEach(compare);
        began.forEach(compare);
        return own;
    }
}
