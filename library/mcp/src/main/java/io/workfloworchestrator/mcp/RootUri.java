package io.workfloworchestrator.mcp;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder that a client's root URI names (RFC 8089).
 *
 * <p>This class does not use {@link java.net.URI}, which refuses URIs that clients send and whose meaning is clear
 * (with a blank, or a letter outside ASCII), and accepts URIs that mean nothing here (a Windows drive on another
 * system).
 */
final class RootUri {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("/[A-Za-z][:|](/.*)?", Pattern.DOTALL);

    private RootUri() {}

    /**
     * Returns the folder, which need not exist.
     *
     * @throws ToolException (E_ROOT_URI) when the URI names no folder of this machine
     */
    static Path folder(String uri) {
        return folder(uri, File.separatorChar == '\\');
    }

    static Path folder(String uri, boolean windows) {
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            throw refused(uri, "is no URI");
        }
        if (!scheme.group(1).equalsIgnoreCase("file")) {
            throw refused(uri, "is no folder of this machine, as file: would be");
        }
        String path = scheme.group(2);
        Matcher authority = AUTHORITY.matcher(path);
        if (authority.matches()) {
            String host = authority.group(1);
            if (!host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
                throw refused(uri, "is a folder of another machine, " + PlainText.line(host, 80));
            }
            path = authority.group(2);
        }
        if (!path.startsWith("/")) {
            throw refused(uri, "is not absolute");
        }
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw refused(uri, "has a query or a fragment; in a name, ? is %3F and # is %23");
        }
        String name = decoded(uri, path);
        boolean drive = DRIVE.matcher(name).matches();
        if (drive && !windows) {
            throw refused(uri, "is a folder on a drive of Windows, and this server does not run on Windows");
        }
        try {
            return Path.of(drive ? name.substring(1, 2) + ":" + name.substring(3) : name);
        } catch (InvalidPathException e) {
            throw refused(uri, "is no path here: " + e.getReason());
        }
    }

    private static String decoded(String uri, String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '%') {
                int end = path.offsetByCodePoints(i, 1);
                bytes.writeBytes(path.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
                continue;
            }
            int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            if (low < 0) {
                throw refused(uri, "has a % that two hexadecimal digits must follow");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(uri, "has escapes that are no UTF-8");
        }
    }

    private static ToolException refused(String uri, String why) {
        return new ToolException("E_ROOT_URI", "the client's root \"" + PlainText.line(uri, 300) + "\" " + why + ".");
    }
}
