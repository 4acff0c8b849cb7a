package io.workfloworchestrator.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the text of a relative path. They are the same on every platform, so that a project that works on Linux can
 * be checked out on Windows: no drive, stream or device names, no backslash.
 */
public final class PathRules {
    /** Longest path argument, in characters. */
    static final int MAX_LENGTH = 1_024;
    /** Longest name of one component, in bytes of UTF-8: the limit of ext4, XFS, btrfs, APFS and NTFS. */
    static final int MAX_NAME_BYTES = 255;
    /** Most components in a path argument, and the depth that a scan descends. */
    public static final int MAX_DEPTH = 32;

    private static final int SHOWN = 80;
    private static final Set<String> DEVICES = Set.of(("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9"
                    + " lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")
            .split(" "));
    /** Files that can later run code, or steer an agent or an editor: this library never writes them. */
    private static final Set<String> PROTECTED = Set.of(
            (".git .gitmodules .hg .svn .github .gitlab-ci.yml .mcp.json .vscode .idea .claude claude.md claude.local.md"
                            + " agents.md gemini.md .gemini .codex .cursor .cursorrules .windsurf .windsurfrules .envrc")
                    .split(" "));

    private PathRules() {}

    /** Why a text is refused: a code and the end of a sentence that begins with the path. */
    public record Problem(String code, String what) {}

    /** The components of a relative path; an empty list for "." (the project folder itself). */
    public static List<String> components(String path) {
        List<String> components = new ArrayList<>();
        Problem problem = split(path, components);
        if (problem != null) {
            String advice = problem.code().equals("E_PATH_RESERVED")
                    ? ", so a project that has it cannot be checked out there. Give it another name."
                    : ". Use a path inside the project, relative to it, with '/' between names.";
            throw PathException.of(problem.code(), path, problem.what() + advice, null);
        }
        return components;
    }

    private static @Nullable Problem split(String path, List<String> into) {
        if (path.isBlank()) {
            return new Problem("E_PATH_EMPTY", "is empty");
        }
        if (path.length() > MAX_LENGTH) {
            return new Problem("E_PATH_LONG", "has " + path.length() + " characters; at most " + MAX_LENGTH);
        }
        if (looksAbsolute(path)) {
            return new Problem("E_PATH_ABSOLUTE", "is absolute, a home folder, a drive, a share or a URL");
        }
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                return new Problem("E_PATH_TRAVERSAL", "climbs out with '..'");
            }
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            Problem problem = nameProblem(name);
            if (problem != null) {
                return problem;
            }
            into.add(name);
            if (into.size() > MAX_DEPTH) {
                return new Problem("E_PATH_DEPTH", "is more than " + MAX_DEPTH + " levels deep");
            }
        }
        return null;
    }

    private static boolean looksAbsolute(String path) {
        char first = path.charAt(0);
        if (first == '/' || first == '~' || path.startsWith("\\\\")) {
            return true;
        }
        int colon = path.indexOf(':');
        if (colon < 1) {
            return false;
        }
        boolean drive = colon == 1 && isLetter(first) && (path.length() == 2 || "\\/".indexOf(path.charAt(2)) >= 0);
        boolean url = path.startsWith("//", colon + 1) || path.regionMatches(true, 0, "file:", 0, 5);
        return drive || url;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** What is wrong with one name; null if nothing is. Names on disk are checked too. */
    public static @Nullable Problem nameProblem(String name) {
        boolean ascii = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '\\' || c == ':' || c == 0x7f) {
                return new Problem("E_PATH_CHAR", "contains " + describe(c));
            }
            if (c > 0x7f) {
                ascii = false;
            }
        }
        if (!ascii) {
            Problem problem = unicodeProblem(name);
            if (problem != null) {
                return problem;
            }
        }
        char last = name.charAt(name.length() - 1);
        if (last == '.' || last == ' ') {
            return new Problem("E_PATH_CHAR", "has a name that ends with a dot or a space");
        }
        if (name.length() * 3 > MAX_NAME_BYTES && name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            return new Problem("E_PATH_LONG", "has a name of more than " + MAX_NAME_BYTES + " bytes");
        }
        return isDevice(name) ? new Problem("E_PATH_RESERVED", "has a name that Windows reserves for a device") : null;
    }

    private static @Nullable Problem unicodeProblem(String name) {
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            boolean invisible = (c >= 0x80 && c < 0xa0)
                    || c == 0x61c
                    || c == 0x200b
                    || c == 0x200e
                    || c == 0x200f
                    || (c >= 0x2028 && c <= 0x202e)
                    || (c >= 0x2060 && c <= 0x206f)
                    || c == 0xfeff
                    || (c >= 0xfff9 && c <= 0xfffd)
                    || (c >= 0xe0000 && c <= 0xe007f)
                    || (c >= 0xd800 && c <= 0xdfff);
            if (invisible) {
                return new Problem("E_PATH_CHAR", "contains " + describe(c));
            }
        }
        return null;
    }

    private static String describe(int c) {
        return switch (c) {
            case '\\' -> "a backslash";
            case ':' -> "a colon";
            default -> String.format(Locale.ROOT, "the character U+%04X", c);
        };
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        int length = dot < 0 ? name.length() : dot;
        return (length == 3 || length == 4)
                && DEVICES.contains(name.substring(0, length).toLowerCase(Locale.ROOT));
    }

    /** Refuses to write the configuration of agents, editors and version control. */
    static void requireWritable(List<String> components) {
        for (String name : components) {
            if (PROTECTED.contains(name.toLowerCase(Locale.ROOT))) {
                String what = "is not written: '" + name + "' configures version control, an editor or an agent. "
                        + "Change it by hand if you mean to.";
                throw PathException.of("E_PATH_PROTECTED", String.join("/", components), what, null);
            }
        }
    }

    /**
     * Refuses the store's own folder for reading too: closing any descriptor of a database file drops the locks that the
     * process holds on it.
     */
    public static void requireNotStore(List<String> components) {
        for (int i = 0; i + 1 < components.size(); i++) {
            if (components.get(i).equalsIgnoreCase(".ai-planning")
                    && components.get(i + 1).equalsIgnoreCase(".state")) {
                String what =
                        "belongs to the state store, which alone may open it. Use the state's own commands to read,"
                                + " export or back it up.";
                throw PathException.of("E_PATH_PROTECTED", String.join("/", components), what, null);
            }
        }
    }

    /** At most 80 characters of a hostile text, with control characters escaped. */
    public static String show(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < SHOWN; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
            if (shown.length() >= SHOWN && i < text.length()) {
                shown.append('…');
            }
        }
        return shown.toString();
    }
}
