package io.workfloworchestrator.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
    @Test
    void aLocalDiskIsNoRisk(@TempDir Path folder) {
        assertThat(Storage.findings(folder.resolve("not").resolve("there"))).isEmpty();
    }

    @Test
    void networksBridgesAndSynchronisedFoldersAreNamed() {
        assertThat(codes("nfs4", "/home/me/p")).containsExactly("W_STORAGE_NETWORK");
        assertThat(codes("cifs", "/mnt/share/p")).containsExactly("W_STORAGE_NETWORK");
        assertThat(codes("fuse.sshfs", "/mnt/host/p")).containsExactly("W_STORAGE_NETWORK");
        assertThat(codes("9p", "/mnt/c/Users/me/p")).containsExactly("W_STORAGE_BRIDGE");
        assertThat(codes("virtiofs", "/workspaces/p")).containsExactly("W_STORAGE_BRIDGE");
        assertThat(codes("fuse.osxfs", "/host_mnt/p")).containsExactly("W_STORAGE_BRIDGE");
        assertThat(codes("ext4", "/home/me/Dropbox/p")).containsExactly("W_STORAGE_SYNCED");
        assertThat(codes("apfs", "/Users/me/Library/Mobile Documents/com~apple~CloudDocs/p"))
                .containsExactly("W_STORAGE_SYNCED");
        assertThat(codes("9p", "/mnt/c/Users/me/OneDrive - Work/p"))
                .containsExactly("W_STORAGE_BRIDGE", "W_STORAGE_SYNCED");
        assertThat(codes("overlay", "/app")).isEmpty();
        assertThat(codes("btrfs", "/home/me/dropboxes/p")).isEmpty();
    }

    private static List<String> codes(String type, String path) {
        return Storage.findings(type, Path.of(path)).stream().map(Notice::code).toList();
    }
}
