package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What people do with git in one round of the storm. Git may refuse; then nothing has moved. */
final class StormGit {
    private final StormRepository repository;
    private final StormJournal journal;
    private final StormAgents agents;
    private final AtomicInteger names = new AtomicInteger();

    StormGit(StormRepository repository, StormJournal journal, StormAgents agents) {
        this.repository = repository;
        this.journal = journal;
        this.agents = agents;
    }

    /** What somebody does. */
    enum Use {
        COMMIT,
        PULL_BY_MERGE,
        PULL_BY_REBASE,
        CHECKOUT_BEFORE_AND_BACK,
        SWITCH_TO_NEW,
        SWITCH,
        MERGE,
        STASH_AND_POP,
        RESET_HARD,
        RESET_MIXED,
        REVERT,
        CHERRY_PICK,
        AMEND,
        ORPHAN_AND_BACK,
        CHECKOUT_FILE,
        WORKTREE
    }

    void use(Use use, Random random) {
        switch (use) {
            case COMMIT -> commit("-a");
            case PULL_BY_MERGE -> pull(random, "merge", "--no-rebase", "--no-edit");
            case PULL_BY_REBASE -> pull(random, "rebase", "--rebase");
            case CHECKOUT_BEFORE_AND_BACK -> thereAndBack(random);
            case SWITCH_TO_NEW -> call("switch", "-q", "-c", "b" + names.incrementAndGet(), back(random));
            case SWITCH -> call("switch", "-q", branch(random));
            case MERGE -> stopping(random, "merge", "merge", "-q", "--no-edit", branch(random));
            case STASH_AND_POP -> stash(random);
            case RESET_HARD -> {
                discardFiles();
                call("reset", "-q", "--hard", back(random));
            }
            case RESET_MIXED -> {
                call("reset", "-q", back(random));
                commit("-a");
            }
            case REVERT -> stopping(random, "revert", "revert", "--no-edit", "HEAD");
            case CHERRY_PICK -> stopping(random, "cherry-pick", "cherry-pick", branch(random));
            case AMEND -> call("commit", "-q", "-a", "--amend", "-m", "again");
            case ORPHAN_AND_BACK -> orphan(random);
            case CHECKOUT_FILE -> {
                discardFiles();
                call("checkout", "-q", "--", ".");
            }
            case WORKTREE -> {
                call("worktree", "add", "-q", "--detach", "../beside", "HEAD");
                call("worktree", "remove", "--force", "../beside");
            }
        }
        recordHead();
    }

    private boolean call(String... arguments) {
        GitCall call = repository.git(arguments);
        journal.note("git " + String.join(" ", arguments) + (call.isDone() ? "" : " (refused)"));
        return call.isDone();
    }

    private void commit(String all) {
        call("commit", "-q", all, "-m", "work");
    }

    private static String back(Random random) {
        return random.nextBoolean() ? "HEAD" : "HEAD~1";
    }

    private String branch(Random random) {
        List<String> branches = new ArrayList<>(repository
                .git("branch", "--format=%(refname:short)")
                .output()
                .lines()
                .toList());
        branches.removeIf(name -> name.startsWith("("));
        branches.add("origin/main");
        return branches.get(random.nextInt(branches.size()));
    }

    /** The colleague pushes a change of the readme, or of a state, and we pull. */
    private void pull(Random random, String way, String... options) {
        Path theirs = repository.theirs();
        GitCall.must(theirs, "pull", "-q", "--ff-only");
        try {
            Files.writeString(theirs.resolve("README.md"), "change " + names.incrementAndGet() + "\n");
            if (random.nextInt(3) > 0) {
                colleagueWrites(random);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GitCall.must(theirs, "commit", "-q", "-a", "-m", "theirs");
        GitCall.must(theirs, "push", "-q");
        List<String> pull = new ArrayList<>(List.of("pull", "-q"));
        pull.addAll(List.of(options));
        pull.addAll(List.of("origin", "main"));
        stopping(random, way, pull.toArray(String[]::new));
    }

    private void colleagueWrites(Random random) throws IOException {
        StormPlace place = StormPlace.ALL.get(random.nextInt(StormPlace.ALL.size()));
        Path file = Stack.file(repository.theirs(), place.key());
        String token = journal.token(StormJournal.Who.COLLEAGUE);
        String before = StormRepository.text(file);
        if (!before.isEmpty() && !before.contains("<<<<<<<")) {
            Files.writeString(file, place.with(Json.parse(before), token).toPrettyText());
            journal.note(token + " to " + place);
            journal.wrote(token, place, StormJournal.Who.COLLEAGUE);
            journal.gitHas(place, token);
        }
    }

    /** A call that may stop at a conflict; then somebody merges with our help, or gives up. */
    private void stopping(Random random, String way, String... arguments) {
        boolean givesUp = random.nextInt(4) == 0;
        boolean looks = random.nextInt(3) > 0;
        if (call(arguments)) {
            return;
        }
        for (int i = 0; i < 3 && repository.hasConflict() && !givesUp; i++) {
            journal.conflict();
            journal.note("conflict");
            if (looks) {
                settle();
            }
            call("add", "-A");
            if (way.equals("merge") ? call("commit", "-q", "--no-edit") : call(way, "--continue")) {
                return;
            }
        }
        if (repository.hasConflict() || isUnderWay(way)) {
            journal.conflict();
            discardFiles();
            call(way, "--abort");
        }
    }

    private boolean isUnderWay(String way) {
        Path git = repository.ours().resolve(".git");
        return switch (way) {
            case "merge" -> Files.exists(git.resolve("MERGE_HEAD"));
            case "rebase" -> Files.exists(git.resolve("rebase-merge")) || Files.exists(git.resolve("rebase-apply"));
            case "revert" -> Files.exists(git.resolve("REVERT_HEAD"));
            default -> Files.exists(git.resolve("CHERRY_PICK_HEAD"));
        };
    }

    /** Somebody asks a tool about the marked files, once they are at rest. */
    private void settle() {
        for (String key : StormPlace.KEYS) {
            Path file = repository.file(key);
            try {
                if (StormRepository.text(file).contains("<<<<<<<")) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 10_000));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ask();
    }

    private void ask() {
        agents.ask();
        journal.looked();
        journal.note("asked");
    }

    private void thereAndBack(Random random) {
        String branch =
                repository.git("symbolic-ref", "-q", "--short", "HEAD").output().strip();
        boolean asks = random.nextBoolean();
        if (branch.isEmpty()) {
            branch = repository.git("rev-parse", "HEAD").output().strip();
        }
        if (call("checkout", "-q", "HEAD~1")) {
            recordHead();
            if (asks) {
                ask();
            }
            call("checkout", "-q", branch);
        }
    }

    private void stash(Random random) {
        boolean asks = random.nextBoolean();
        StormPlace.KEYS.forEach(key -> StormRepository.tokens(key, repository.text(key), journal::gitHas));
        if (call("stash", "push", "-q")) {
            if (asks) {
                ask();
            }
            if (!call("stash", "pop", "-q") && repository.hasConflict()) {
                journal.conflict();
                settle();
                call("add", "-A");
                call("reset", "-q");
            }
        }
    }

    private void orphan(Random random) {
        String branch =
                repository.git("symbolic-ref", "-q", "--short", "HEAD").output().strip();
        String target = branch(random);
        boolean asks = random.nextBoolean();
        if (branch.isEmpty() || !call("checkout", "-q", "--orphan", "o" + names.incrementAndGet())) {
            return;
        }
        discardFiles();
        call("rm", "-r", "-q", "-f", ".");
        if (asks) {
            ask();
        }
        if (!call("checkout", "-q", "-f", random.nextBoolean() ? branch : target)) {
            call("checkout", "-q", "-f", branch);
        }
    }

    /** What nobody has looked at yet goes with the next call, as whoever makes it wants. */
    private void discardFiles() {
        StormPlace.KEYS.forEach(
                key -> StormRepository.tokens(key, repository.text(key), (place, token) -> journal.overwritten(token)));
    }

    void recordHead() {
        repository.head().forEach(journal::gitHas);
    }
}
