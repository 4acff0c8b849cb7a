package io.workfloworchestrator.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The keys of the elements of a loop. */
class AddressTest {
    @Test
    void aShortWordIsItsOwnKeyAndAnyOtherTextHasAPrintOfItself() {
        assertThat(Address.key("login")).isEqualTo("login");
        assertThat(Address.key("3")).isEqualTo("3");
        assertThat(Address.key("Log in")).startsWith("log-in-").isNotEqualTo(Address.key("log in"));
        assertThat(Address.key("Prüfung")).startsWith("prufung-");
        assertThat(Address.key("日本")).matches("[0-9a-f]{6}");
        assertThat(Address.of("owner", "api")).isEqualTo("owner.api");
    }

    @Test
    void noTextOfAUserGetsIntoAnIdWhateverItIs() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> texts =
                new HashSet<>(List.of("../..", "a/b", "{{x}}", "# h", "]] ![", "a.b", "-", "--a--", "\u202e"));
        while (texts.size() < 2_000) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.appendCodePoint(random.nextInt(0x20, 0x2fff));
            }
            texts.add(text.toString());
        }
        Set<String> keys = new HashSet<>();
        for (String text : texts) {
            String key = Address.key(text);
            assertThat(key).as("seed " + seed).matches("[a-z0-9][a-z0-9-]{0,39}");
            keys.add(key);
        }
        assertThat(keys).as("seed " + seed).hasSizeGreaterThan(texts.size() - 3);
    }
}
