package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import io.workfloworchestrator.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A person saves at the very moments in which processes publish: nothing but the file tells them of it. */
final class EditStorm {
    private EditStorm() {}

    /** Saves until more edits than these are lost, at most so many times; what was lost. */
    static List<String> run(Path file, int edits, int tolerated) throws IOException {
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < edits && lost.size() <= tolerated; i++) {
            String note = "s" + i;
            String mine = read(file)
                    .asObject()
                    .withAt(List.of("notes", note), Json.of(i))
                    .without("gone")
                    .toPrettyText();
            Path beside = file.resolveSibling("editor.swp");
            Files.writeString(beside, mine);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            if (!isTaken(file, mine, note, i)) {
                lost.add("the edit " + note + " was overwritten: " + read(file));
            }
        }
        return lost;
    }

    private static Json read(Path file) throws IOException {
        while (true) {
            try {
                return Json.parse(Files.readAllBytes(file));
            } catch (JsonException | NoSuchFileException e) {
                LockSupport.parkNanos(500_000);
            }
        }
    }

    /** Whether the edit is in what is published after it. */
    private static boolean isTaken(Path file, String mine, String note, int value) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            Json now = read(file);
            if (!now.toPrettyText().equals(mine) && now.at("notes", note).equals(Optional.of(Json.of(value)))) {
                return true;
            }
            LockSupport.parkNanos(500_000);
        }
        return false;
    }
}
