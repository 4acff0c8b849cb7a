package io.workfloworchestrator.specdriven.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.workflow.Item;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureDocumentsTest {
    @TempDir
    Path folder;

    @Test
    void answersBecomeDocumentsAndItems() {
        try (FeatureProject project = new FeatureProject(folder)) {
            var written = project.writeAll(Answered.login().of(FeatureProject.FEATURE));
            System.out.println(written);
            System.out.println(project.constitution() + "\n=====\n" + project.spec() + "\n=====\n" + project.plan() + "\n=====\n" + project.tasks()
              + project.text("specs/001-sign-in/data-model.md") + project.text("specs/001-sign-in/contracts/api.md"));
            System.out.println(project.items("requirement"));
            assertThat(project.items("requirement")).extracting(Item::title).contains("The page works on a phone");
            assertThat(project.items("task")).hasSizeGreaterThan(10);
            System.out.println(project.tasks());
        }
    }
}
