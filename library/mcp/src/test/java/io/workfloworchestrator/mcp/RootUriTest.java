package io.workfloworchestrator.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootUriTest {
    @ParameterizedTest
    @CsvSource({
        "file:///home/me/shop, /home/me/shop",
        "file:///home/me/shop/, /home/me/shop",
        "file:/home/me/shop, /home/me/shop",
        "FILE:///home/me/shop, /home/me/shop",
        "file://localhost/home/me/shop, /home/me/shop",
        "file:///home/me/my%20shop, /home/me/my shop",
        "file:///home/me/my shop, /home/me/my shop",
        "file:///home/me/gr%C3%BCn, /home/me/grün",
        "file:///home/me/grün, /home/me/grün",
        "file:///home/me/a%23b%25c, /home/me/a#b%c",
        "file:///, /",
    })
    void aFolderOfThisMachineIsReadAsItIsMeant(String uri, Path folder) {
        assertThat(RootUri.folder(uri, false)).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "file:///c%3A/Users/me/app, drive of Windows",
        "file:///C:/Users/me/app, drive of Windows",
        "file:///c:, drive of Windows",
        "vscode-remote://wsl%2Bubuntu/home/me/app, no folder of this machine",
        "https://example.org/app, no folder of this machine",
        "untitled:app, no folder of this machine",
        "file://server/share/app, 'another machine, server'",
        "file:app, not absolute",
        "file://, not absolute",
        "/home/me/app, is no URI",
        "'', is no URI",
        "file:///home/me/100%, two hexadecimal digits",
        "file:///home/me/%zz, two hexadecimal digits",
        "file:///home/me/%FF, no UTF-8",
        "file:///home/me/%00, is no path",
        "file:///home/me/app?x=1, query or a fragment",
        "file:///home/me/app#x, query or a fragment",
    })
    void whatIsNoFolderOfThisMachineIsRefusedByItsName(String uri, String why) {
        assertThatThrownBy(() -> RootUri.folder(uri, false))
                .isInstanceOf(ToolException.class)
                .hasMessageContainingAll("the client's root \"" + uri + "\"", why)
                .extracting(refusal -> ((ToolException) refusal).code())
                .isEqualTo("E_ROOT_URI");
    }

    @Test
    void aDriveIsAFolderOnWindows() {
        assertThat(RootUri.folder("file:///c%3A/Users/me", true).toString().replace('\\', '/'))
                .isEqualTo("c:/Users/me");
    }
}
