package io.workfloworchestrator.state.proofs;

import io.workfloworchestrator.state.StateKey;
import io.workfloworchestrator.state.proofs.StormJournal.Who;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One round of the storm of git: agents, people and git at one project, in an order that the seed decides. */
final class StormRound {
    private static final int OPERATIONS = 8;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(4);

    private final long seed;
    private final StormRepository repository;
    private final StormJournal journal;
    private final StormAgents agents;
    private final StormPeople people;
    private final StormGit git;

    private StormRound(Path folder, long seed, Supplier<Child> children) throws IOException {
        this.seed = seed;
        this.repository = StormRepository.begin(folder);
        this.journal = new StormJournal('x');
        this.agents = new StormAgents(repository.ours(), children);
        this.people = new StormPeople(repository, journal);
        this.git = new StormGit(repository, journal, agents);
    }

    /** What was lost: empty, or the operations in order and each token that is lost. */
    static String run(Path folder, long seed, Supplier<Child> children) throws IOException {
        StormRound round = new StormRound(folder, seed, children);
        try (StormAgents agents = round.agents) {
            round.storm();
        }
        return round.judge();
    }

    private void storm() {
        Random random = new Random(seed);
        begin("begin");
        git.recordHead();
        if (random.nextBoolean()) {
            agents.server();
            journal.note("a server runs");
        }
        end();
        for (int i = OPERATIONS + random.nextInt(OPERATIONS); i > 0; i--) {
            // Each operation draws its own numbers, so that what one of them finds changes no other one.
            operate(new Random(random.nextLong()));
            end();
        }
    }

    private void begin(String operation) {
        journal.begin(operation);
    }

    private void end() {
        journal.end(agents.head().number());
    }

    private void operate(Random random) {
        int what = random.nextInt(100);
        if (what < 28) {
            StormAgents.How[] ways = StormAgents.How.values();
            act(ways[random.nextInt(ways.length)], random);
        } else if (what < 34) {
            begin("ask");
            agents.ask();
            journal.looked();
        } else if (what < 38) {
            serveOrStop();
        } else if (what < 44) {
            begin("open an editor");
            StormPlace.KEYS.forEach(people::open);
        } else if (what < 62) {
            save(random);
        } else if (what < 65) {
            saveSlowly(random);
        } else {
            StormGit.Use[] uses = StormGit.Use.values();
            StormGit.Use use = random.nextInt(4) == 0 ? StormGit.Use.COMMIT : uses[random.nextInt(uses.length)];
            begin(use.toString());
            if (random.nextInt(4) > 0) {
                agents.rest();
            }
            git.use(use, random);
        }
    }

    private void serveOrStop() {
        if (agents.isServing()) {
            begin("the server stops");
            agents.stopServer();
        } else {
            begin("a server starts");
            agents.server();
        }
    }

    private void act(StormAgents.How how, Random random) {
        StormPlace place = StormPlace.ALL.get(random.nextInt(StormPlace.ALL.size()));
        begin("agent, " + how);
        String token = journal.token(Who.AGENT);
        String refused = agents.set(how, place, token);
        journal.looked();
        journal.note(token + " to " + place + (refused == null ? "" : ", refused with " + refused));
        if (refused == null) {
            journal.wrote(token, place, Who.AGENT);
        }
    }

    private void save(Random random) {
        String key = StormPlace.KEYS.get(random.nextInt(StormPlace.KEYS.size()));
        StormPeople.How how = random.nextBoolean() ? StormPeople.How.IN_PLACE : StormPeople.How.RENAMED;
        begin("person saves, " + how);
        if (how == StormPeople.How.RENAMED || random.nextBoolean()) {
            // A rename in the microseconds of ours is lost, as docs/state.md says; EditStorm measures that.
            agents.rest();
        }
        StormPeople.Text text = typed(key, random);
        if (!text.content().isEmpty()) {
            people.save(text, how);
        }
    }

    /** What is typed; the file that it will replace is the typist's to answer for. */
    private StormPeople.Text typed(String key, Random random) {
        String before = repository.text(key);
        StormPeople.Text text = people.type(key, random);
        StormRepository.tokens(key, before, (place, token) -> {
            if (!text.content().contains(token)) {
                journal.overwritten(token);
            }
        });
        return text;
    }

    private void saveSlowly(Random random) {
        String key = StormPlace.KEYS.get(random.nextInt(StormPlace.KEYS.size()));
        begin("person saves, " + StormPeople.How.TRUNCATED_AND_WRITTEN_LATER);
        long hold = random.nextInt(4) == 0 ? 300 + random.nextInt(700) : random.nextInt(400);
        int parts = 1 + random.nextInt(3);
        long pause = 20L + random.nextInt(200);
        journal.note(hold + " ms empty, " + parts + " parts " + pause + " ms apart");
        StormPeople.Text text = typed(key, random);
        if (text.content().isEmpty() || repository.text(key).isEmpty()) {
            return;
        }
        Thread person = people.saveSlowly(text, hold, parts, pause);
        for (int i = random.nextInt(4); i > 0; i--) {
            StormPlace place = StormPlace.ALL.get(random.nextInt(StormPlace.ALL.size()));
            String token = journal.token(Who.AGENT);
            if (agents.set(StormAgents.How.SERVER, place, token) == null) {
                journal.note("meanwhile " + token + " to " + place);
                journal.wrote(token, place, Who.AGENT);
            }
        }
        try {
            person.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String judge() {
        try (Stack stack = Stack.open(repository.ours())) {
            List<String> losses = List.of();
            for (long end = System.nanoTime() + PATIENCE; ; LockSupport.parkNanos(50_000_000)) {
                StormPlace.KEYS.forEach(key -> stack.state().find(StateKey.json(key)));
                stack.files().flush();
                StormOracle oracle = new StormOracle(repository, journal, stack);
                losses = oracle.losses();
                if (losses.isEmpty() || System.nanoTime() - end > 0) {
                    break;
                }
            }
            return losses.isEmpty() ? "" : String.join("\n", losses) + "\n" + journal;
        }
    }
}
