package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** The people of one round of the storm of git, whose editors are open for a while. */
final class StormPeople {
    private static final int COPIES = 6;

    private final StormRepository repository;
    private final StormJournal journal;
    private final Map<String, Deque<Json>> copies = new HashMap<>();

    StormPeople(StormRepository repository, StormJournal journal) {
        this.repository = repository;
        this.journal = journal;
    }

    /** How an editor saves. */
    enum How {
        IN_PLACE,
        RENAMED,
        TRUNCATED_AND_WRITTEN_LATER
    }

    /** What a person is about to save. */
    record Text(String key, Json base, String content) {}

    /** Somebody opens the file in an editor. */
    boolean open(String key) {
        Deque<Json> open = copies.computeIfAbsent(key, any -> new ArrayDeque<>());
        try {
            open.addFirst(Json.parse(repository.text(key)).asObject());
            if (open.size() > COPIES) {
                open.removeLast();
            }
            return true;
        } catch (JsonException | IllegalStateException | ClassCastException e) {
            return false; // Not there, or marked by git.
        }
    }

    /** Types one or two texts into an open copy, or into the file as it is; an empty content where there is none. */
    Text type(String key, Random random) {
        boolean stale = random.nextInt(5) < 3;
        if (!open(key)) {
            stale = true;
        }
        List<Json> open = List.copyOf(copies.getOrDefault(key, new ArrayDeque<>()));
        if (open.isEmpty()) {
            return new Text(key, Json.Obj.EMPTY, "");
        }
        Json base = open.get(stale ? random.nextInt(open.size()) : 0);
        Json text = base;
        journal.note("on top of " + StormPlace.shown(key, base));
        List<StormPlace> places = new ArrayList<>(StormPlace.ALL);
        places.removeIf(place -> !place.key().equals(key));
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            StormPlace place = places.remove(random.nextInt(places.size()));
            String token = journal.token(StormJournal.Who.PERSON);
            text = place.typed(text, token);
            journal.note(token + " to " + place.field());
            journal.wrote(token, place, StormJournal.Who.PERSON);
        }
        journal.saved(new StormJournal.Save(journal.now(), key, base, text));
        // The editor goes on with what it has saved.
        copies.computeIfAbsent(key, any -> new ArrayDeque<>()).addFirst(text);
        return new Text(key, base, text.toPrettyText());
    }

    void save(Text text, How how) {
        Path file = repository.file(text.key());
        try {
            if (how == How.RENAMED) {
                Path beside = file.resolveSibling("editor.swp");
                Files.writeString(beside, text.content());
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.writeString(file, text.content());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empties the file now, and writes the text into it in parts, from another thread. */
    Thread saveSlowly(Text text, long hold, int parts, long pause) {
        try {
            FileChannel file = FileChannel.open(
                    repository.file(text.key()), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            Thread writer = new Thread(() -> write(file, text.content(), hold, parts, pause), "person");
            writer.start();
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(FileChannel open, String text, long hold, int parts, long pause) {
        try (FileChannel file = open) {
            pass(hold);
            for (int i = 0; i < parts; i++) {
                String part = text.substring(text.length() * i / parts, text.length() * (i + 1) / parts);
                ByteBuffer bytes = ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                pass(i + 1 < parts ? pause : 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pace of a person's program; nothing is expected to have happened after it. */
    static void pass(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
