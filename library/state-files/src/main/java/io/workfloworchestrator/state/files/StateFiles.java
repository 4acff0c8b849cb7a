package io.workfloworchestrator.state.files;

import io.workfloworchestrator.state.Json;
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
import java.util.SortedMap;

/** The state of a project as readable JSON files, one for each key, that people may edit. */
public final class StateFiles implements StateView {
    private final ShadowStore store;
    private final Layout layout;
    private final Notices notices;
    private final Kept kept;
    private final Absorber absorber;
    private final FileWriter writer;
    private final Publisher publisher;
    private final Project project;

    private StateFiles(Builder builder, StoreFs fs) {
        this.project = new Project(builder.projectFolder, fs, builder.stateFolder);
        project.requireOwnFolder();
        this.store = new ShadowStore(builder.store);
        this.layout = builder.layout;
        this.notices = new Notices();
        this.kept = new Kept(project, store);
        Judge judge = new Judge(
                project, store, new Formats(builder.importer, builder.check), notices, kept, this::publishSoon);
        this.absorber = new Absorber(project, store, layout, builder.clock, notices, judge, this::publishLater);
        this.writer = new FileWriter(project, store, layout, notices, kept, absorber);
        this.publisher = new Publisher(writer, fs);
    }

    private void publishSoon(String key) {
        publisher.soon(key);
    }

    private void publishLater(String key) {
        publisher.later(key);
    }

    /**
     * The files of a project.
     *
     * @throws io.workfloworchestrator.state.StateException (E_STATE_DIR_SYMLINK) when {@code .ai-planning} is a symbolic
     *     link
     */
    public static StateFiles of(Path projectFolder, StateStore store, Layout layout, Clock clock) {
        return builder(projectFolder, store).layout(layout).clock(clock).build();
    }

    /** Files with more settings. */
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
    }

    @Override
    public Map<String, Proposal.Announcement> announce(SortedMap<String, Optional<Json>> changes) {
        Map<String, Proposal.Announcement> announcements = new HashMap<>();
        changes.forEach((key, value) -> {
            String path = layout.path(key);
            absorber.requireChangeable(path);
            if (value.isPresent() && !Rendered.isLongerThan(value.get(), Batch.SMALL)) {
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
        List<String> all = new ArrayList<>(keys);
        all.addAll(absorber.waiting());
        if (absorber.isEverythingGone()) {
            all.addAll(absorber.missing());
        }
        publisher.committed(all);
    }

    @Override
    public List<Notice> notices() {
        List<Notice> all = new ArrayList<>(notices.all());
        all.addAll(kept.notices(absorber.conflicts()));
        return all;
    }

    /** Waits until everything that was committed here is in the files, or is named in {@link #notices()}. */
    public void flush() {
        publisher.flush();
    }

    /** Writes files again that are gone, or that could not be written, and waits for it. */
    public void repair() {
        absorber.look();
        absorber.missing().forEach(publisher::soon);
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
    }

    /** Settings of {@link StateFiles}. Not thread-safe. */
    public static final class Builder {
        private final Path projectFolder;
        private final StateStore store;
        private Layout layout = Layout.standard();
        private Clock clock = Clock.systemUTC();
        private Importer importer = Importer.NONE;
        private Check check = Check.NONE;
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

        /** Converts documents of other products. */
        public Builder importer(Importer importer) {
            this.importer = importer;
            return this;
        }

        /** Looks at edited values before they become state. */
        public Builder check(Check check) {
            this.check = check;
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
