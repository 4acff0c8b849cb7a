package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.state.spi.Proposal;
import io.workfloworchestrator.state.spi.StateStore;
import io.workfloworchestrator.state.spi.StateView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The state of a project as readable files that people may read, compare, commit to git and edit: a JSON file for each key, and
 * parts of values as documents in other formats.
 *
 * <pre>{@code
 * StateFiles files = StateFiles.of(project, store, Layout.standard(), Clock.systemUTC());
 * StateManager state = StateManager.of(files.store(), files, Clock.systemUTC());
 * }</pre>
 *
 * <p>The truth is the store. A file is a publication of the newest value of its key, and at the same time a place where
 * people write; {@code docs/state.md} says what becomes of a text in each case. A value is written as
 * {@link Json#toPrettyText()}, so equal values have equal bytes. Closing the manager closes the files. Thread-safe; any number
 * of processes may have files of the same folder and store.
 *
 * <h2>Publishing</h2>
 * The SHA-256 of a file is recorded in the store <em>before</em> the file is there: in the same commit for small values
 * ({@value FileState#ANNOUNCED} bytes), in a transaction of its own right before the rename for larger ones. So whatever
 * happens, a file of ours is recognised as ours. A background thread then writes the newest value, once for all commits
 * meanwhile, into a temporary file in the same folder (new, unforeseeable name, forced to the disk) and renames it over the
 * file. Then the file rests nine times as long as that took, for all processes, at most 3 seconds; a file that a person saved
 * is replaced by the merged value at once. A lock orders the processes that do this. It is only a courtesy, given up after 2
 * seconds, because each process looks at the store once more after its rename, and writes again later if it is newer. If a
 * process dies before it publishes, another one that sees the commit does. A failure to write never fails a commit; it is a
 * notice, and tried again with the next change.
 *
 * <p>Nothing is replaced that is not ours or kept elsewhere. Right before the rename the bytes are compared, and the file gets
 * a second name below {@code .ai-planning/.state/replaced}. Under that name it is looked at again as long as a program may be
 * writing into it, however slowly (see {@link ReplacedFiles}). Two windows remain: a program loses its save if it renames a
 * file over ours in the few microseconds between our last look and our rename, or if it opened the file without emptying it
 * and wrote nothing within a second after our rename. No system call of POSIX that Java offers closes these windows.
 *
 * <h2>Reading edits</h2>
 * Each look asks the file system for size, times and identity of each file, and reads those that differ from what is
 * remembered. Equal times prove nothing if the look was within the clock's granularity after the change; such a file is read
 * once more (the racily-clean rule of git). What was read becomes {@linkplain Finding findings}, the findings a
 * {@linkplain FilePlan plan} for each file, and the {@link Applier} carries the plans out: it puts on the disk what must not
 * be lost, changes the state, then remembers and says what was decided. The commit that takes an edit in also records the
 * file's own fingerprint, so that no process merges it twice. What cannot be read never counts as absent.
 *
 * <p>Before that, what git did since the last look is followed (see {@link GitTrail}): a text that git committed from the
 * working folder was saved there and is an edit like any other; a move of HEAD is the difference between two commits, merged
 * with the state as "git checkout". So acknowledged changes that are in no commit of git's stay.
 *
 * <h2>Documents</h2>
 * Which parts of a value are documents, where, and in which format, is what {@link Documents} says. What this page says of a
 * file holds of a document, where its value is the part ({@link Portion}); which one a file is follows from its content
 * ({@link DocumentClaims}). A document never refuses changes of its key: it is left as it is, and the state goes on.
 *
 * <h2>A store without commits</h2>
 * In a fresh clone, or after a damaged database was put aside, the files are the state: see {@link ShadowStore}.
 */
public final class StateFiles implements StateView {
    private final ShadowStore store;
    private final Layout layout;
    private final Notices notices;
    private final KeptCopies kept;
    private final TakenSecrets secrets;
    private final CallersTexts texts = new CallersTexts();
    private final Absorber absorber;
    private final ReplacedFiles replaced;
    private final FileWriter writer;
    private final Publisher publisher;
    private final Project project;

    private StateFiles(Builder builder, StoreFs fs) {
        this.project = new Project(builder.projectFolder, fs, builder.stateFolder);
        project.requireOwnFolder();
        this.store = new ShadowStore(builder.store);
        this.layout = builder.layout;
        this.notices = new Notices();
        this.kept = new KeptCopies(project, store);
        this.secrets = new TakenSecrets(store, layout);
        DocumentFiles documents = new DocumentFiles(builder.documents);
        Applier applier = new Applier(
                fs, store, builder.clock, notices, kept, secrets, texts, documents.areThere(), this::publish);
        Formats formats = new Formats(builder.importer, builder.check);
        this.absorber = new Absorber(project, store, layout, documents, notices, formats, applier, this::publishLater);
        this.replaced = new ReplacedFiles(project, store, notices, kept, absorber);
        this.writer = new FileWriter(project, store, layout, documents, notices, replaced, absorber);
        this.publisher = new Publisher(writer, fs);
    }

    private void publish(String key, FilePlan.Write when) {
        if (when == FilePlan.Write.NOW) {
            publisher.now(key);
        } else {
            publisher.soon(key);
        }
    }

    private void publishLater(String key) {
        publisher.later(key);
    }

    /**
     * The files of a project.
     *
     * @throws io.workfloworchestrator.state.StateException (E_STATE_DIR_SYMLINK) when {@code .ai-planning} is a symbolic
     *     link; (E_STATE_DIR) when it is a file
     */
    public static StateFiles of(Path projectFolder, StateStore store, Layout layout, Clock clock) {
        return builder(projectFolder, store).layout(layout).clock(clock).build();
    }

    public static Builder builder(Path projectFolder, StateStore store) {
        return new Builder(projectFolder, store);
    }

    /**
     * The store to give to the {@code StateManager} together with these files: the project's store, which shows what the
     * files say while it has no commits of its own.
     */
    public StateStore store() {
        return store;
    }

    @Override
    public void absorb() {
        absorber.look();
        replaced.look();
    }

    @Override
    public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
        Map<String, Proposal.Announcement> announcements = new HashMap<>();
        changes.forEach((key, value) -> {
            String path = layout.path(key);
            absorber.files().requireChangeable(path);
            if (value.isPresent() && value.get().bytes() <= FileState.ANNOUNCED) {
                announcements.put(
                        path,
                        new Proposal.Announcement(
                                key, writer.render(path, value.get()).fingerprint()));
            }
        });
        return announcements;
    }

    @Override
    public void committed(List<String> keys) {
        keys.forEach(notices::clearTold);
        List<String> all = new ArrayList<>(keys);
        all.addAll(absorber.files().waiting());
        if (absorber.files().isEverythingGone()) {
            all.addAll(absorber.files().missing(store));
        }
        publisher.committed(all);
    }

    @Override
    public void writing(String path, String text, String caller) {
        texts.add(path, text, caller);
    }

    @Override
    public Optional<String> file(String key) {
        return Optional.of(layout.path(key));
    }

    @Override
    public Set<String> files() {
        return absorber.files().present();
    }

    @Override
    public List<Notice> notices() {
        if (notices.isAnyPlaceTaken() && publisher.isPending()) {
            publisher.flush(); // What is still to be written may free the place: nobody is told to do what we do.
        }
        List<Notice> all = new ArrayList<>(notices.tell());
        all.addAll(kept.notices(absorber.conflicts()));
        all.addAll(secrets.notices());
        return all;
    }

    /** Waits until everything that was committed here is in the files, or is named in {@link #notices()}. */
    @Override
    public void flush() {
        publisher.flush();
    }

    /** Looks at every file, writes those again that are gone or could not be written, and waits for it. */
    public void repair() {
        absorber.look();
        store.keys().forEach(publisher::soon);
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
        absorber.keepRead();
    }

    /** Settings of {@link StateFiles}. Not thread-safe. */
    public static final class Builder {
        private final Path projectFolder;
        private final StateStore store;
        private Layout layout = Layout.standard();
        private Clock clock = Clock.systemUTC();
        private Importer importer = Importer.NONE;
        private Check check = Check.NONE;
        private @Nullable Documents documents;
        private String stateFolder = Layout.STATE_FOLDER;

        private Builder(Path projectFolder, StateStore store) {
            this.projectFolder = projectFolder;
            this.store = store;
        }

        /** Where files are; {@link Layout#standard()} unless set. */
        public Builder layout(Layout layout) {
            this.layout = layout;
            return this;
        }

        /** Stamps commits of edits; no decision depends on it. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        public Builder importer(Importer importer) {
            this.importer = importer;
            return this;
        }

        public Builder check(Check check) {
            this.check = check;
            return this;
        }

        /** Publishes parts of values as documents in other formats, too. */
        public Builder documents(Documents documents) {
            this.documents = documents;
            return this;
        }

        /** The files; nothing is read or written before the first look. */
        public StateFiles build() {
            return build(new DiskFs(projectFolder));
        }

        StateFiles build(StoreFs fs) {
            return new StateFiles(this, fs);
        }
    }
}
