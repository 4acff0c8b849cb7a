package io.workfloworchestrator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonTest {
    @TempDir
    Path folder;

    private String name(Optional<String> named, Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.putIfAbsent("HOME", folder.resolve("home").toString());
        return Person.name(named, folder.resolve("project"), environment);
    }

    private void config(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void whoWasNamedIsMeant() throws IOException {
        config("home/.gitconfig", "[user]\n\tname = Git Name\n");
        assertThat(name(Optional.of(" Release crew\u001b[2J "), Map.of())).isEqualTo("Release crew");
        assertThatThrownBy(() -> name(Optional.of("  "), Map.of())).isInstanceOf(UsageException.class);
    }

    @Test
    void elseWhomGitWouldNameTheProjectsOwnSettingFirst() throws IOException {
        assertThat(name(Optional.empty(), Map.of())).isEqualTo(System.getProperty("user.name"));
        config("home/.config/git/config", "[user]\nname = shared\n");
        assertThat(name(Optional.empty(), Map.of())).isEqualTo("shared");
        config(
                "home/.gitconfig",
                "[core]\n\tname = other\n[User]\n\temail = a@example.org\n\tNAME = \"Own # Name\" ; why\n");
        assertThat(name(Optional.empty(), Map.of())).isEqualTo("Own # Name");
        config("project/.git/config", "[user]\n\tname = first\n\tname = here\n[remote \"origin\"]\n\tname = no\n");
        assertThat(name(Optional.empty(), Map.of())).isEqualTo("here");
        assertThat(name(Optional.empty(), Map.of("GIT_AUTHOR_NAME", "now"))).isEqualTo("now");
        assertThat(name(Optional.empty(), Map.of("XDG_CONFIG_HOME", folder.toString())))
                .isEqualTo("here");
    }

    @Test
    void aNameIsOneShortLine() throws IOException {
        config("home/.gitconfig", "[user]\n\tname = " + "x".repeat(5_000) + "\n");
        assertThat(name(Optional.empty(), Map.of())).hasSize(100);
        config("home/.gitconfig", "[user]\n\tname =\n");
        assertThat(name(Optional.empty(), Map.of())).isEqualTo(System.getProperty("user.name"));
    }
}
