package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void aNameThatIsGivenTwiceIsRefused() {
        assertThat(Settings.of(List.of("a=1", "b=x"), "a=1").toString()).isEqualTo("{\"a\":1,\"b\":\"x\"}");
        assertThatThrownBy(() -> Settings.of(List.of("people=ana", "people=bo"), "a=1"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'people' is given twice")
                .hasMessageContaining("people=a,b");
    }

    @Test
    void soIsATitleThatIsGivenAsAWordAndByName(@TempDir Path project) {
        Shell shell = new Shell(project);
        shell.run("init");
        assertThat(shell.run("item", "add", "goal", "One", "title=Two").err()).contains("the title is given twice");
    }
}
