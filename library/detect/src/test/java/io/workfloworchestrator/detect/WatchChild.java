package io.workfloworchestrator.detect;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Watches a project, in a JVM of its own: arguments are the project and how many watch services to use up before. */
final class WatchChild {

    private WatchChild() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Project project = new Project(Path.of(args[0]));
        List<WatchService> used = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            used.add(FileSystems.getDefault().newWatchService());
        }
        StateDetector detector = project.detector(Map.of("f", FactDeclaration.files("goals/*/plan.md", "*.md")));
        CountDownLatch noticed = new CountDownLatch(1);
        FolderWatch watch = detector.watch(noticed::countDown, Duration.ofMillis(50));
        System.out.println("mode=" + watch.mode() + " " + watch.reason().orElse(""));
        project.file("new.md", "x");
        System.out.println("noticed=" + noticed.await(10, TimeUnit.SECONDS));
        watch.close();
        System.out.println("closed=" + watch.mode());
        for (WatchService service : used) {
            service.close();
        }
    }
}
