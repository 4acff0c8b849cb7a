package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    void set(Kind kind, Notice notice) {
        notices.put(notice.path() + '\0' + kind, notice);
    }

    void clear(Kind kind, String path) {
        notices.remove(path + '\0' + kind);
    }

    List<Notice> all() {
        return new ArrayList<>(notices.values());
    }
}
