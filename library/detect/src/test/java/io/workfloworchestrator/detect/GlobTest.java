package io.workfloworchestrator.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.files.PathRules;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class GlobTest {

    private static boolean matches(String glob, String path) {
        return Glob.of(glob.contains("/") ? glob : "x/" + glob)
                .excludes(Glob.compose(path.contains("/") ? path : "x/" + path));
    }

    @Test
    void wildcardsMatchWithinOneName() {
        assertThat(matches("*.md", "a.md")).isTrue();
        assertThat(matches("*.md", "a.mdx")).isFalse();
        assertThat(matches("a?c", "abc")).isTrue();
        assertThat(matches("a?c", "a\uD83D\uDE00c")).isTrue();
        assertThat(matches("a?c", "ac")).isFalse();
        assertThat(matches("*a*b*", "xxaxxbxx")).isTrue();
        assertThat(matches("{a,b,}x", "x")).isTrue();
        assertThat(matches("{a,b*}.{md,txt}", "bcd.txt")).isTrue();
        assertThat(matches("{a,b*}.{md,txt}", "c.txt")).isFalse();
        assertThat(matches("a/*/c", "a/b/c")).isTrue();
        assertThat(matches("a/*/c", "a/b/b/c")).isFalse();
        assertThat(matches("a[b].md", "a[b].md")).isTrue();
        assertThat(matches("A.md", "a.md")).isFalse();
        assertThat(matches("caf\u00e9", "cafe\u0301")).isTrue();
    }

    @Test
    void deepWildcardsMatchAnyNumberOfFolders() {
        assertThat(matches("**/c.md", "c.md")).isTrue();
        assertThat(matches("a/**/c.md", "a/c.md")).isTrue();
        assertThat(matches("a/**/c.md", "a/x/y/c.md")).isTrue();
        assertThat(matches("a/**/b/**/c.md", "a/x/b/y/z/c.md")).isTrue();
        assertThat(matches("a/**/b/**/c.md", "a/x/y/z/c.md")).isFalse();
    }

    @Test
    void anExcludingNameIsMatchedAtAnyDepth() {
        assertThat(Glob.of("README*").excludes("a/b/README.md")).isTrue();
        assertThat(Glob.of("a/README*").excludes("a/b/README.md")).isFalse();
    }

    @Test
    void whatTheWildcardStoodForIsCaptured() {
        assertThat(Glob.of("TEST-*.xml").parts().get(0).captured("TEST-a.b.xml"))
                .isEqualTo("a.b");
        assertThat(Glob.of("{a,b}.md").parts().get(0).captured("a.md")).isEqualTo("a");
        assertThat(Glob.of("*-??").parts().get(0).captured("x-yz")).isEqualTo("x-yz");
    }

    @Test
    void wildcardsAgreeWithRegularExpressions() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String glob = text(random, "ab*?.", 8);
            String name = text(random, "ab.", 10);
            if (glob.isEmpty()
                    || name.isEmpty()
                    || glob.contains("**")
                    || PathRules.nameProblem(glob.replace('*', 'x').replace('?', 'x')) != null) {
                continue;
            }
            String regex = glob.replace(".", "\\.").replace("*", ".*").replace("?", ".");
            assertThat(matches(glob, name))
                    .as("seed %s: %s on %s", seed, glob, name)
                    .isEqualTo(Pattern.matches(regex, name));
        }
    }

    private static String text(Random random, String letters, int max) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(max); n > 0; n--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void hostilePatternsAreQuick() {
        String glob = "*a".repeat(120) + "b";
        String name = "a".repeat(250);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(matches(glob, name)).isFalse();
            }
        });
    }
}
