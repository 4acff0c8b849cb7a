package io.workfloworchestrator.state.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

/** What people are told of a file call that failed. */
class FailuresTest {
    @Test
    void whatTheSystemSaidIsSaid() {
        IOException full = new IOException("No space left on device");
        assertThat(Failures.code(full)).isEqualTo("E_NO_SPACE");
        assertThat(Failures.text(full)).isEqualTo("No space left on device. Free some space.");
        assertThat(Failures.words(new IOException("Input/output error"))).isEqualTo("Input/output error");
        assertThat(Failures.text(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("No space left on device. Free some space.");
    }

    @Test
    void noFolderOutsideTheProjectIsNamed() {
        assertThat(Failures.words(new IOException("/home/ana/secret is odd"))).isEqualTo("IO");
        assertThat(Failures.words(new IOException("odd: C:\\Users\\ana"))).isEqualTo("IO");
        assertThat(Failures.words(new IOException())).isEqualTo("IO");
    }
}
