package io.workfloworchestrator.app.environments;

import io.workfloworchestrator.state.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks for secrets in the source of a server, which everybody gets who gets the release. Pure functions. */
final class SecretScan {
    private static final String GATE = "secrets";
    private static final long MOST_BYTES = 2L << 20;
    private static final int MOST_NAMED = 5;

    /** Files in which people keep secrets, whatever is in them. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)\\.env(\\..*)?|\\.npmrc|\\.netrc|id_(rsa|dsa|ecdsa|ed25519)|.*\\.(pem|key|p12|pfx|jks|keystore)");

    private SecretScan() {}

    /** Whether a file has a secret, by its name or by what is in it. */
    static boolean isSecret(Path file) {
        return SECRET_NAME.matcher(String.valueOf(file.getFileName())).matches()
                || look(file).isPresent();
    }

    /** @param paths of the source's files below the folder */
    static GateResult of(Path folder, Collection<String> paths) {
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            look(folder.resolve(path)).ifPresent(what -> found.add(path + what));
        }
        if (found.isEmpty()) {
            return GateResult.passed(GATE, "none in " + paths.size() + (paths.size() == 1 ? " file" : " files"));
        }
        return GateResult.failed(
                GATE,
                found.size() + " in the source, such as " + found.get(0),
                String.join("\n", found.subList(0, Math.min(MOST_NAMED, found.size()))));
    }

    private static Optional<String> look(Path file) {
        if (!Files.isRegularFile(file) || FileTree.io(() -> Files.size(file)) > MOST_BYTES) {
            return Optional.empty();
        }
        String text = new String(FileTree.io(() -> Files.readAllBytes(file)), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> kind = Secrets.kind(lines.get(i));
            if (kind.isPresent()) {
                return Optional.of(":" + (i + 1) + " " + kind.get());
            }
        }
        return Optional.empty();
    }
}
