package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What people should know now: at most one notice per file and kind of trouble. Thread-safe. */
final class Notices {
    /** What kind of trouble a notice is about; the text of each orders the notices of one file. */
    enum Kind {
        CONTENT,
        EVENT,
        PUBLISHING,
        REPLACED
    }

    private final Map<String, Notice> notices = new ConcurrentSkipListMap<>();

    /** Paths of documents in which something could not be read. */
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /** For each key, the paths of which an event may be said. */
    private final Map<String, Set<String>> events = new ConcurrentHashMap<>();

    private final Set<Notice> told = ConcurrentHashMap.newKeySet();

    void set(Kind kind, Notice notice) {
        notices.put(notice.path() + '\0' + kind, notice);
    }

    /** Says these, and nothing else, of what could not be read in a document. */
    void findings(String path, List<Notice> found) {
        if (found.isEmpty() && !named.contains(path)) {
            return;
        }
        // What is said again is never missing meanwhile: somebody may be asking for it.
        String name = path + '\0' + "FINDING";
        Set<String> said = new HashSet<>();
        for (int i = 0; i < found.size(); i++) {
            String numbered = name + String.format("%06d", i);
            said.add(numbered);
            notices.put(numbered, found.get(i));
        }
        notices.keySet().removeIf(known -> known.startsWith(name) && !said.contains(known));
        if (found.isEmpty()) {
            named.remove(path);
        } else {
            named.add(path);
        }
    }

    /** Removes everything that is said of a file which is no file of ours any more. */
    void clear(String path) {
        for (Kind kind : Kind.values()) {
            clear(kind, path);
        }
        findings(path, List.of());
    }

    void clear(Kind kind, String path) {
        notices.remove(path + '\0' + kind);
    }

    void event(String key, Notice notice) {
        events.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet()).add(notice.path());
        set(Kind.EVENT, notice);
    }

    /** Removes the notices of events with the next change of the key, once somebody was told of them. */
    void clearTold(String key) {
        Set<String> paths = events.get(key);
        if (paths != null) {
            paths.removeIf(this::isOver);
        }
    }

    /** Whether there is no event of this file any more that somebody has still to be told of. */
    private boolean isOver(String path) {
        String name = path + '\0' + Kind.EVENT;
        Notice event = notices.get(name);
        if (event != null && told.remove(event)) {
            notices.remove(name, event);
            return true;
        }
        return event == null;
    }

    /** Whether a document is said not to be written, because another one is at its place. */
    boolean isAnyPlaceTaken() {
        return notices.values().stream().anyMatch(notice -> notice.code().equals("E_DOCUMENT_PLACE"));
    }

    /** All of them; the caller tells somebody of them now. */
    List<Notice> tell() {
        List<Notice> all = new ArrayList<>(notices.values());
        told.addAll(all);
        told.retainAll(all);
        return all;
    }
}
