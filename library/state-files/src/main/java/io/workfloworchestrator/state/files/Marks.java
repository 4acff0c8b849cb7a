package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.StateException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.util.function.Consumer;

/** Writes down what was decided about a file: for us, and for people. Used under the absorber's lock. */
final class Marks {
    private final ShadowStore store;
    private final Notices notices;
    private final Consumer<String> publish;
    private final Consumer<String> refresh;

    /**
     * @param publish told each key whose file must be written at once, since a person waits for it
     * @param refresh told each key whose file is only behind
     */
    Marks(ShadowStore store, Notices notices, Consumer<String> publish, Consumer<String> refresh) {
        this.store = store;
        this.notices = notices;
        this.publish = publish;
        this.refresh = refresh;
    }

    void publish(FileState file) {
        publish.accept(file.key);
    }

    void refresh(FileState file) {
        refresh.accept(file.key);
    }

    /** The content is ours or was taken over. */
    void accept(FileState file) {
        file.safe = true;
        file.held = false;
        file.refusal = null;
        file.pending = false;
        notices.clear(Notices.Kind.CONTENT, file.path);
    }

    void quiet(FileState file) {
        notices.clear(Notices.Kind.CONTENT, file.path);
    }

    void say(FileState file, String code, String message) {
        notices.set(Notices.Kind.CONTENT, new Notice(code, file.path, message));
    }

    /** Says what stays worth knowing after the file is right again, until the state of the key changes. */
    void tell(FileState file, String code, String message) {
        notices.set(Notices.Kind.EVENT, new Notice(code, file.path, message));
    }

    /** @param same whether the content has the newest value, so that nothing is to be written */
    void accepted(FileState file, boolean same) {
        accept(file);
        if (same) {
            store.read(file.key)
                    .ifPresent(now -> file.sameAs(now.commit().revision().number()));
        } else {
            publish(file);
        }
    }

    void notKept(FileState file, IOException e) {
        String code = Failures.code(e);
        file.safe = false;
        file.pending = true;
        say(
                file,
                code,
                "this file cannot be kept aside, so it is left as it is: " + Failures.words(e) + ". "
                        + Failures.advice(code));
    }

    /** An edit that the state must not take holds the file as it is; the state goes on, unless the file is newer. */
    void guarded(FileState file, boolean known, Runnable work) {
        try {
            work.run();
        } catch (StateException e) {
            if (!known || e.code().equals("E_STATE_NEWER")) {
                file.refusal = e;
                say(file, e.code(), refusedText(e));
            } else {
                file.held = true;
                say(
                        file,
                        e.code(),
                        e.getMessage()
                                + " The edit was not taken over; the file is left as it is, and not written, until"
                                + " it is corrected or deleted.");
            }
        }
    }

    static String refusedText(StateException why) {
        return why.getMessage() + " The file is left as it is, and its state cannot be changed until it is corrected or"
                + " moved away.";
    }
}
