package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder full of folders needs no look at each; anything else among them is still seen for what it is. */
class LinkCountsTest {

    private static final int MANY = 2 * LinkCounts.WORTH;

    @TempDir
    Path root;

    private Project project = new Project(Path.of(""));

    @BeforeEach
    void make() {
        project = new Project(root);
        for (int i = 0; i < MANY; i++) {
            project.folder("flows/f" + i);
        }
    }

    private Detection scan() {
        return project.scan(FactDeclaration.directories("flows/*"));
    }

    @Test
    void nothingButFoldersCostsOneLookForAll() throws Exception {
        String type = Files.getFileStore(root).type();
        assumeTrue(Set.of("ext4", "xfs", "tmpfs").contains(type), () -> type + " does not count folders");

        Detection detection = scan();

        assertThat(detection.fact("f").value()).containsEntry("count", (long) MANY);
        assertThat(detection.cost().looks()).isLessThan(10);
    }

    @Test
    void aFileAmongFoldersIsNoFolder() {
        project.file("flows/notes.md", "x");
        assertThat(scan().fact("f").value()).containsEntry("count", (long) MANY);
        assertThat(project.value(FactDeclaration.files("flows/*"))).containsEntry("count", 1L);
    }

    @Test
    void aLinkAmongFoldersIsFollowedOnlyInside() {
        project.link("flows/inside", "f1").link("flows/outside", "../..").link("flows/nowhere", "gone");
        Detection detection = scan();
        assertThat(detection.fact("f").value()).containsEntry("count", MANY + 1L);
        assertThat(Project.codes(detection)).containsExactly("E_PATH_SYMLINK", "E_PATH_SYMLINK");
    }

    @Test
    void asManyFilesAsThereAreFoldersElsewhereAreFiles() {
        for (int i = 0; i < MANY; i++) {
            project.empty("flows/f" + i + "/x.md").empty("flows/f0/" + i + ".md");
        }
        assertThat(project.value(FactDeclaration.directories("flows/f0/*"))).containsEntry("count", 0L);
        assertThat(project.value(FactDeclaration.files("flows/f0/*.md"))).containsEntry("count", MANY + 1L);
        assertThat(project.value(FactDeclaration.files("flows/*/x.md"))).containsEntry("count", (long) MANY);
    }

    @Test
    void aFolderThatBecomesAFileIsNoticed() {
        StateDetector detector = project.detector(
                java.util.Map.of("f", FactDeclaration.directories("flows/*"), "g", FactDeclaration.files("flows/*")));
        detector.scan();
        project.delete("flows/f7").file("flows/f7", "x");
        Detection detection = detector.scan();
        assertThat(detection.fact("f").value()).containsEntry("count", MANY - 1L);
        assertThat(detection.fact("g").value()).containsEntry("names", java.util.List.of("f7"));
    }
}
