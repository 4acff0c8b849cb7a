package io.workfloworchestrator.state.jdbc;

import io.workfloworchestrator.state.spi.StateView.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out whether a database is at risk: on a network, in a synchronised folder, on a bridge to another system. */
final class Storage {
    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "beegfs", "ncpfs");
    private static final Set<String> BRIDGE =
            Set.of("9p", "v9fs", "drvfs", "virtiofs", "vboxsf", "prl_fs", "fakeowner");
    private static final Pattern SYNCED = Pattern.compile(
            "dropbox( .*)?|onedrive.*|mobile documents|cloudstorage|google drive.*|googledrive|nextcloud");

    private Storage() {}

    static List<Notice> findings(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return findings(Files.getFileStore(there).type(), there.toRealPath());
        } catch (IOException e) {
            return List.of(new Notice(
                    "W_STORAGE_UNKNOWN",
                    ".",
                    "it could not be found out what " + there + " is stored on: " + e.getMessage()));
        }
    }

    static List<Notice> findings(String type, Path real) {
        List<Notice> findings = new ArrayList<>();
        String kind = type.toLowerCase(Locale.ROOT);
        if (NETWORK.contains(kind) || kind.startsWith("fuse.sshfs") || kind.startsWith("fuse.gluster")) {
            findings.add(new Notice(
                    "W_STORAGE_NETWORK",
                    ".",
                    real + " is on a network file system (" + type
                            + "): its locks and its shared memory do not work between machines, and the state"
                            + " can be damaged. Keep the state folder on a local disk."));
        } else if (BRIDGE.contains(kind) || kind.startsWith("fuse")) {
            findings.add(new Notice(
                    "W_STORAGE_BRIDGE",
                    ".",
                    real + " is on a file system of another system or program (" + type
                            + "), as containers and WSL mount it: use the state from one side only, and expect changes"
                            + " to be noticed late. A folder on a local disk is safer."));
        }
        for (Path part : real) {
            if (SYNCED.matcher(part.toString().toLowerCase(Locale.ROOT)).matches()) {
                findings.add(new Notice(
                        "W_STORAGE_SYNCED",
                        ".",
                        real + " looks synchronised with other machines (" + part
                                + "): a program that copies a database while"
                                + " it is written damages it. Exclude the state folder, or keep it elsewhere."));
                break;
            }
        }
        return findings;
    }
}
