package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.diagram.Graphs.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our layout beside dagre's, the one that Mermaid and many web pages draw with. Skipped where Node is not to be had. */
@Tag("nightly")
class DagreComparisonTest {
    private static final long SEED = 20_260_301;

    @Test
    void ourEdgesCrossAtMostATenthMoreOftenThanDagres() throws Exception {
        NodePackages dagre = NodePackages.of("dagre");
        List<Digraph> graphs = graphs();
        String input = graphs.stream().map(DagreComparisonTest::line).collect(Collectors.joining("\n"));
        NodePackages.Outcome outcome = dagre.run(120, input, "layout.mjs");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        List<List<List<Point>>> theirs = read(outcome.out(), graphs.size());

        long ours = 0;
        long dagres = 0;
        for (int i = 0; i < graphs.size(); i++) {
            Digraph graph = graphs.get(i);
            double[] sizes = new double[graph.size()];
            Arrays.fill(sizes, 40);
            ours += Graphs.crossings(Graphs.drawn(graph, LayeredLayout.of(graph, sizes, 20)));
            dagres += Graphs.crossings(theirs.get(i));
        }
        System.err.println(
                "crossings in " + graphs.size() + " graphs (seed " + SEED + "): ours " + ours + ", dagre's " + dagres);
        assertThat(theirs).allSatisfy(graph -> assertThat(graph).isNotEmpty());
        assertThat((double) ours).isLessThanOrEqualTo(1.1 * dagres);
    }

    private static List<Digraph> graphs() {
        Random random = new Random(SEED);
        return IntStream.range(0, 40)
                .mapToObj(i -> {
                    int size = 8 + i;
                    return Graphs.random(random, size, size + i * size / 80);
                })
                .toList();
    }

    private static String line(Digraph graph) {
        return graph.size()
                + IntStream.range(0, graph.edges())
                        .mapToObj(edge -> " " + graph.from()[edge] + ">" + graph.to()[edge])
                        .collect(Collectors.joining());
    }

    private static List<List<List<Point>>> read(String out, int graphs) {
        List<List<List<Point>>> drawn = new ArrayList<>();
        IntStream.range(0, graphs).forEach(i -> drawn.add(new ArrayList<>()));
        out.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.split(" ");
            drawn.get(Integer.parseInt(words[0]))
                    .add(Arrays.stream(words)
                            .skip(2)
                            .map(DagreComparisonTest::point)
                            .toList());
        });
        return drawn;
    }

    private static Point point(String text) {
        String[] parts = text.split(",");
        return new Point(Double.parseDouble(parts[1]), Double.parseDouble(parts[0]));
    }
}
