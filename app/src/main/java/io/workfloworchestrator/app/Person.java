package io.workfloworchestrator.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The person at the command line: the name that was given, else the name that git would put into a commit here, else the
 * system's user.
 *
 * <p>Git's files are read here, since starting git would cost more than the command itself. Included files are not read.
 */
final class Person {
    private static final int LONGEST_NAME = 100;
    private static final long LONGEST_FILE = 256 << 10;
    private static final Pattern SECTION = Pattern.compile("\\s*\\[\\s*([^\\]]*?)\\s*\\]\\s*");
    private static final Pattern NAME = Pattern.compile("\\s*name\\s*=\\s*(.*)", Pattern.CASE_INSENSITIVE);

    private Person() {}

    /**
     * The name of the person who works in a project.
     *
     * @throws UsageException if the given name is empty
     */
    static String name(Optional<String> named, Path project, Map<String, String> environment) {
        if (named.isPresent()) {
            String name = clean(named.get());
            if (name.isEmpty()) {
                throw new UsageException("--as needs a name.");
            }
            return name;
        }
        return Stream.concat(
                        Stream.of(Optional.ofNullable(environment.get("GIT_AUTHOR_NAME"))),
                        files(project, environment).stream().map(Person::userName))
                .flatMap(Optional::stream)
                .map(Person::clean)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> {
                    String user = clean(System.getProperty("user.name", ""));
                    return user.isEmpty() ? "somebody" : user;
                });
    }

    /** Git's configuration files; an earlier one has precedence. */
    private static List<Path> files(Path project, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        try {
            Path shared = xdg.isEmpty() ? Path.of(home, ".config") : Path.of(xdg);
            return List.of(
                    project.resolve(".git").resolve("config"),
                    Path.of(home, ".gitconfig"),
                    shared.resolve("git").resolve("config"));
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** The last {@code user.name} of a file, as git takes it. */
    private static Optional<String> userName(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
                return Optional.empty();
            }
            @Nullable String name = null;
            boolean user = false;
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
                Matcher section = SECTION.matcher(line);
                Matcher value = NAME.matcher(line);
                if (section.lookingAt() && section.group(1).indexOf('=') < 0) {
                    user = section.group(1).equalsIgnoreCase("user");
                } else if (user && value.matches()) {
                    name = value(value.group(1));
                }
            }
            return Optional.ofNullable(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The value as git reads it: without comment and quotes. */
    private static String value(String written) {
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == ';')) {
                break;
            } else if (c == '\\' && i + 1 < written.length()) {
                value.append(written.charAt(++i));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private static String clean(String name) {
        String plain = Console.plain(name)
                .codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.strip();
    }
}
