package io.workfloworchestrator.state.files;

import java.util.Optional;

sealed interface GitStep {
    GitText text();

    /** Git committed this text from the working folder, where somebody had saved it or we had published it. */
    record Saved(GitText text) implements GitStep {}

    /**
     * Git went from a commit to another one and wrote the file.
     *
     * @param from the file in the commit that git came from, or in the last one before it that had the file
     * @param appeared whether the commit that git came from did not have the file
     * @param text the file in the commit that git went to
     * @param certain whether git surely wrote the file into the working folder. {@code git reset} does so only with
     *     {@code --hard}, and then the working folder has to tell
     * @param after where git was after it
     * @param whole the JSON file of the key in the commit that git went to, with a document that appeared there
     */
    record Moved(
            Optional<GitText> from,
            boolean appeared,
            GitText text,
            boolean certain,
            GitPosition after,
            Optional<GitText> whole)
            implements GitStep {
        Moved(Optional<GitText> from, boolean appeared, GitText text, boolean certain, GitPosition after) {
            this(from, appeared, text, certain, after, Optional.empty());
        }

        /** Whether git came back to the text from which it went. */
        boolean isBack() {
            return from.filter(before -> before.id().equals(text.id())).isPresent();
        }

        Moved then(Moved next) {
            return new Moved(from, appeared, next.text, certain, next.after, next.whole);
        }
    }
}
