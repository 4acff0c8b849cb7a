package io.workfloworchestrator.state.files;

import io.workfloworchestrator.json.CodedException;
import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps what the state could not take: unreadable files in quarantine, those in conflict beside. Thread-safe. */
record KeptCopies(Project project, ShadowStore store) {
    /** A list of names shows so many. */
    static final int SHOWN = 10;

    private static final String NOTE = "files.kept.";
    private static final int MOST = 1_000;
    private static final Pattern QUARANTINED = Pattern.compile(".*-[0-9a-f]{8,32}\\.[A-Za-z0-9]{1,16}");

    /** Puts a copy into quarantine and says so; it is on the disk when this returns. */
    void quarantine(String path, byte[] content, String fingerprint, CodedException why) throws IOException {
        String name = quarantined(path, fingerprint.substring(0, 16));
        String kept = project.keep(name, content);
        note(kept, notice(path, kept, why));
    }

    /** Moves a file that is too long to be read into quarantine. */
    void quarantineUnread(String path, Stat stat, CodedException why) throws IOException {
        String size = Long.toHexString(stat.size()) + Long.toHexString(stat.modified());
        String name = quarantined(path, size);
        project.makeFoldersAbove(name);
        project.fs.move(project.file(path), project.file(name));
        note(name, notice(path, name, why));
    }

    /** Moves a file that was replaced into quarantine, so that whoever still writes into it does so there. */
    void quarantineFile(String path, String file, String fingerprint, CodedException why) throws IOException {
        String name = quarantined(path, fingerprint.substring(0, 16));
        project.makeFoldersAbove(name);
        project.fs.move(project.file(file), project.file(name));
        note(name, notice(path, name, why));
    }

    boolean isInQuarantine(String path, String fingerprint) {
        return project.look(quarantined(path, fingerprint.substring(0, 16))) != null;
    }

    /** Removes from quarantine the beginnings of a text that was later taken over whole. */
    void forgetBeginnings(String path, byte[] whole) {
        String any = quarantined(path, "");
        String stem = Layout.stem(any.substring(any.lastIndexOf('/') + 1));
        for (String name : project.list(project.state("quarantine"), MOST)) {
            String file = project.state("quarantine/") + name;
            if (name.startsWith(stem)
                    && Reading.of(project, file) instanceof Reading.Content content
                    && content.bytes().length < whole.length
                    && Arrays.equals(content.bytes(), Arrays.copyOf(whole, content.bytes().length))) {
                forget(file);
            }
        }
    }

    private String quarantined(String path, String id) {
        return project.state("quarantine/") + Layout.stem(Project.flat(path)) + "-" + id + Layout.keptEnding(path);
    }

    private static Notice notice(String path, String kept, CodedException why) {
        return new Notice(
                why.code(),
                path,
                why.getMessage() + " The file was kept as '" + kept
                        + "' and written anew from the state. Take over what"
                        + " you need from there, then delete it.");
    }

    /** Keeps a version that contradicts the state beside the file; gives the path, empty if it was kept before. */
    Optional<String> beside(String path, FilePlan.Copy.Beside version) throws IOException {
        String name = Layout.conflict(path, version.bytes());
        boolean fresh = project.fs.stat(project.file(name)) == null;
        String kept = project.keep(name, version.bytes());
        String places = shown(version.places());
        String text = version.isGits() ? gitConflictText(path, places) : conflictText(path, places);
        note(kept, new Notice("E_EDIT_CONFLICT", kept, text));
        return fresh ? Optional.of(kept) : Optional.empty();
    }

    /** Removes a version again, because the state changed meanwhile and the file is looked at anew. */
    void forget(String kept) {
        try {
            project.fs.delete(project.file(kept));
        } catch (IOException e) {
            // The person has one file more to look at, nothing worse.
        }
    }

    private static String conflictText(String path, String places) {
        return "the edit of '" + path + "' and a newer change differ in " + places
                + ". The newer change stays there; everything else of the edit was taken over. Here is the edited file:"
                + " take over what you need, then delete it.";
    }

    private static String gitConflictText(String path, String places) {
        return "what git brought for '" + path + "' and what the state has differ in " + places
                + ". The state's value stays there; everything else of git's was taken over. Here is the file that git"
                + " brought: take over what you need, then delete it.";
    }

    /** For a version without a note: git's merge driver kept it, or a process whose state was lost. */
    private static String besideText(String path) {
        return "this is another version of '" + path
                + "', kept when a merge found that both sides had changed the same places"
                + " differently. That file has one side's values there, and everything else of both. Take over what you"
                + " need from here, then delete this file.";
    }

    static String shown(Collection<String> names) {
        List<String> first = names.stream().limit(SHOWN).toList();
        String text = String.join(", ", first);
        return names.size() > first.size() ? text + " and " + (names.size() - first.size()) + " more" : text;
    }

    List<Notice> notices(Collection<String> conflicts) {
        List<Notice> notices = new ArrayList<>();
        for (String path : conflicts) {
            notices.add(noted(path).orElseGet(() -> {
                String of = Layout.conflictOf(path);
                return new Notice("E_EDIT_CONFLICT", path, besideText(of));
            }));
        }
        String folder = project.state("quarantine");
        for (String name : project.list(folder, MOST)) {
            String path = folder + "/" + name;
            if (project.look(path + "/state.db") != null) {
                notices.add(new Notice(
                        "E_STATE_CORRUPT",
                        path,
                        "the database was damaged, cut off or replaced by an older one, and was put here as it was."
                                + " What was intact in it was restored, and what the files have was taken over. Look"
                                + " whether anything is missing; delete the folder when you need it no more."));
            }
            if ((name.endsWith(".json") || QUARANTINED.matcher(name).matches()) && !name.startsWith(".")) {
                notices.add(noted(path)
                        .orElseGet(() -> new Notice(
                                "E_STATE_QUARANTINE",
                                path,
                                "this file could not be read as state and was kept here. Take over what you need from"
                                        + " it, then delete it.")));
            }
        }
        return notices;
    }

    private void note(String kept, Notice notice) {
        // Without it the file is kept, which matters, and its notice will say less.
        store.hint(NOTE + kept, notice.code() + '\n' + notice.path() + '\n' + notice.message());
    }

    private Optional<Notice> noted(String kept) {
        return store.hint(NOTE + kept)
                .map(text -> text.split("\n", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Notice(parts[0], parts[1], parts[2]));
    }
}
