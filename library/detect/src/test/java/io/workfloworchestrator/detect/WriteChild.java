package io.workfloworchestrator.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.workfloworchestrator.files.FolderEntry;
import io.workfloworchestrator.files.PathException;
import io.workfloworchestrator.files.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes on a disk that is full, then read-only, in a JVM of its own: the argument is where that disk is. */
final class WriteChild {

    private WriteChild() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path disk = Path.of(args[0]);
        ProjectFolder project = ProjectFolder.open(disk);
        project.writeNew("a.md", "old".getBytes(UTF_8));
        fill(disk.resolve("fill"));
        System.out.println("full: " + write(project) + ", kept " + read(project));
        Files.delete(disk.resolve("fill"));
        project.replace("a.md", "new".getBytes(UTF_8));
        System.out.println("freed: " + project.readText("a.md", 100));
        int mounted = new ProcessBuilder("mount", "-o", "remount,ro", disk.toString())
                .inheritIO()
                .start()
                .waitFor();
        System.out.println("read-only: " + (mounted == 0 ? write(project) : "not mounted") + ", kept " + read(project));
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 10_000; i++) {
                out.write(new byte[1_024]);
            }
        } catch (IOException e) {
            return; // full, as meant
        }
    }

    private static String write(ProjectFolder project) {
        try {
            project.replace("a.md", "x".repeat(10_000).getBytes(UTF_8));
            return "written";
        } catch (PathException e) {
            return e.code();
        }
    }

    private static String read(ProjectFolder project) {
        List<String> names =
                project.list(".", 100).stream().map(FolderEntry::name).toList();
        return project.readText("a.md", 100_000) + ", names " + names;
    }
}
