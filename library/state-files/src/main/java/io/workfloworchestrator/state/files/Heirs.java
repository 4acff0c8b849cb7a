package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.Commit;
import io.workfloworchestrator.state.Revision;
import io.workfloworchestrator.state.spi.Entry;
import io.workfloworchestrator.state.spi.Publication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells as which key another one goes on, its heir: the commit that took the value of the one away began the other. Branches and
 * editors that do not know of it may still bring the file of the old key. Reads only.
 */
record Heirs(ShadowStore store, Project project, Layout layout, GitLook git) {
    /**
     * What a file means whose key goes on as another one; empty if that is not so, or if the file has nothing that the heir did
     * not take over. While the heir has no file, somebody is on a branch that does not have it, and the old key lives there.
     *
     * @throws io.workfloworchestrator.json.JsonException if the content is not JSON
     */
    Optional<Finding.Inherited> inherited(FileState.Known file, Reading.Content content) {
        Optional<Entry> entry =
                store.read(file.key()).filter(some -> some.value().isEmpty());
        if (!file.portion().isWhole() || entry.isEmpty() || store.isUnwritten()) {
            return Optional.empty();
        }
        Commit removal = entry.get().commit();
        Optional<Json> last = before(file.key(), removal);
        Optional<String> heir = last.flatMap(value -> heir(value.asObject(), removal));
        if (heir.isEmpty()) {
            return Optional.empty();
        }
        Json value = Json.parse(content.bytes());
        Optional<Json> base = git.baseOfRemoved(file.path(), content.bytes()).flatMap(GitText::value);
        boolean isNews = !last.equals(Optional.of(value))
                && !isTaken(file, content, heir.get())
                && (base.isPresent() || !isLeftBehind(file, content));
        return isNews
                ? Optional.of(new Finding.Inherited(
                        content, value, last.get(), heir.get(), own(last.get().asObject(), heir.get(), removal), base))
                : Optional.empty();
    }

    /** The key that the commit began with most of what the removed one had; it may begin others, such as a definition. */
    private Optional<String> heir(Json.Obj last, Commit removal) {
        return removal.keys().stream()
                .filter(key -> isBegun(key, removal) && carried(last, key, removal) > 0)
                .max(Comparator.comparingLong(key -> carried(last, key, removal)))
                .filter(key -> project.look(layout.path(key)) != null);
    }

    private long carried(Json.Obj last, String heir, Commit removal) {
        Set<String> own = own(last, heir, removal);
        List<String> came = new ArrayList<>();
        last.forEach((field, value) -> {
            if (!own.contains(field)) {
                came.add(field);
            }
        });
        return came.size();
    }

    private boolean isBegun(String key, Commit commit) {
        return before(key, commit).isEmpty()
                && at(key, commit.revision()).isPresent()
                && store.value(key).isPresent();
    }

    private Optional<Json> before(String key, Commit commit) {
        return at(key, Revision.of(commit.revision().number() - 1));
    }

    private Optional<Json> at(String key, Revision revision) {
        return store.valueAsOf(key, revision);
    }

    private boolean isTaken(FileState.Known file, Reading.Content content, String heir) {
        return store.publication(FileState.edited(file.path()), content.fingerprint())
                .map(Publication::key)
                .filter(heir::equals)
                .isPresent();
    }

    /** Whether the file has what we wrote, and a process died before it could write or remove it again. */
    private boolean isLeftBehind(FileState.Known file, Reading.Content content) {
        return store.publication(file.path(), content.fingerprint())
                .filter(ours ->
                        SeenRevisions.newest(store, file) <= ours.revision().number())
                .isPresent();
    }

    private Set<String> own(Json.Obj had, String heir, Commit removal) {
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
