package io.workfloworchestrator.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a folder's number of links whether every name in it is a folder, which saves a look at each.
 *
 * <p>A folder has two links, and one more for the ".." of each folder in it. If there are as many folders as names, all
 * names are folders. Not every file system counts so (btrfs always says 1, APFS counts files too, network and user-space
 * file systems say anything), hence the list; ext4 says 1 above 65,000 folders, and the answer is no. GNU find relies on the
 * same.
 *
 * <p>A change between count and listing is noticed like any change after the listing, by the folder's time. Not
 * thread-safe.
 */
final class LinkCounts {
    private static final Set<String> COUNTING = Set.of("ext2", "ext3", "ext4", "xfs", "tmpfs");
    /** For fewer names the looks are cheaper than asking for the kind of file system. */
    static final int WORTH = 64;

    private final Path root;
    private boolean asked;
    /** The device of the project's root if its file system counts so, else null. Other devices are not known. */
    private @Nullable Object device;

    LinkCounts(Path root) {
        this.root = root;
    }

    /** Whether all names of a folder with that many names are folders; false if that cannot be told. */
    boolean areFolders(Path folder, int names) {
        if (names < WORTH) {
            return false;
        }
        try {
            Object known = device();
            if (known == null) {
                return false;
            }
            Map<String, Object> found = Files.readAttributes(folder, "unix:nlink,dev", LinkOption.NOFOLLOW_LINKS);
            return known.equals(found.get("dev")) && Integer.valueOf(names + 2).equals(found.get("nlink"));
        } catch (IOException e) {
            return false; // the looks will tell
        }
    }

    private @Nullable Object device() throws IOException {
        if (!asked) {
            asked = true;
            boolean counts = root.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && COUNTING.contains(Files.getFileStore(root).type());
            device = counts ? Files.getAttribute(root, "unix:dev") : null;
        }
        return device;
    }
}
