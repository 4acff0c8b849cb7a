package io.workfloworchestrator.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.workfloworchestrator.diagram.LayeredLayout.Bend;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredLayoutTest {
    private static final double GAP = 20;

    private static LayeredLayout laidOut(Digraph graph) {
        double[] sizes = new double[graph.size()];
        Arrays.setAll(sizes, i -> 30 + 10 * (i % 4));
        return LayeredLayout.of(graph, sizes, GAP);
    }

    @Test
    void whatWaitsStandsBehindWhatItWaitsFor() {
        LayeredLayout layout = laidOut(Graphs.of(4, 0, 1, 1, 2, 0, 3, 3, 2));
        assertThat(layout.layer()).containsExactly(0, 1, 2, 1);
        assertThat(layout.closing()).containsOnly(false);
    }

    @Test
    void aNodeStandsWhereItsEdgesAreShort() {
        LayeredLayout layout = laidOut(Graphs.of(5, 0, 1, 1, 2, 2, 3, 4, 3));
        assertThat(layout.layer()[4]).isEqualTo(2);
    }

    @Test
    void aLongEdgeBendsInEachLayerThatItPasses() {
        LayeredLayout layout = laidOut(Graphs.of(4, 0, 1, 1, 2, 2, 3, 0, 3));
        assertThat(layout.routes().get(3)).extracting(Bend::layer).containsExactly(1, 2);
        assertThat(layout.routes().get(0)).isEmpty();
    }

    @Test
    void aCircleIsOpenedAtTheEdgeThatClosesIt() {
        LayeredLayout layout = laidOut(Graphs.of(4, 0, 1, 1, 2, 2, 3, 3, 1));
        assertThat(layout.closing()).containsExactly(false, false, false, true);
        assertThat(layout.layer()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void anEdgeFromANodeToItselfClosesACircleAndHasNoWay() {
        LayeredLayout layout = laidOut(Graphs.of(2, 0, 1, 1, 1));
        assertThat(layout.closing()).containsExactly(false, true);
        assertThat(layout.routes().get(1)).isEmpty();
    }

    @Test
    void aTreeHasNoCrossings() {
        int[] ends = IntStream.range(1, 200)
                .flatMap(node -> IntStream.of((node - 1) / 3, node))
                .toArray();
        Digraph tree = Graphs.of(200, ends);
        assertThat(Graphs.crossings(Graphs.drawn(tree, laidOut(tree)))).isZero();
    }

    @Test
    void theSameGraphGivesTheSameLayout() {
        Digraph graph = Graphs.random(new Random(7), 80, 140);
        LayeredLayout first = laidOut(graph);
        LayeredLayout second = laidOut(graph);
        assertThat(second.at()).containsExactly(first.at());
        assertThat(second.routes()).isEqualTo(first.routes());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingOverlapsAndEveryEdgeLeadsForward(long seed) {
        Random random = new Random(seed);
        Digraph acyclic = Graphs.random(random, 40, 80);
        boolean[] turn = new boolean[acyclic.edges()];
        Arrays.fill(turn, 0, 12, true); // makes circles
        Digraph graph = acyclic.turned(turn);
        LayeredLayout layout = laidOut(graph);

        for (int edge = 0; edge < graph.edges(); edge++) {
            int before = layout.layer()[graph.from()[edge]];
            int behind = layout.layer()[graph.to()[edge]];
            assertThat(before < behind).isEqualTo(!layout.closing()[edge]);
        }
        for (int layer = 0; layer < layout.layers(); layer++) {
            List<double[]> taken = new ArrayList<>();
            for (int node = 0; node < graph.size(); node++) {
                if (layout.layer()[node] == layer) {
                    double half = (30 + 10 * (node % 4)) / 2.0;
                    taken.add(new double[] {layout.at()[node] - half, layout.at()[node] + half});
                }
            }
            for (List<Bend> route : layout.routes()) {
                for (Bend bend : route) {
                    if (bend.layer() == layer) {
                        taken.add(new double[] {bend.at(), bend.at()});
                    }
                }
            }
            taken.sort((a, b) -> Double.compare(a[0] + a[1], b[0] + b[1]));
            for (int i = 1; i < taken.size(); i++) {
                assertThat(taken.get(i)[0]).isGreaterThanOrEqualTo(taken.get(i - 1)[1] + GAP / 2 - 0.001);
            }
            assertThat(taken).allSatisfy(range -> {
                assertThat(range[0]).isGreaterThanOrEqualTo(-0.001);
                assertThat(range[1]).isLessThanOrEqualTo(layout.length() + 0.001);
            });
        }
    }

    /** The processor's time, which does not depend on what else the machine does. */
    private static long processorMillis() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }

    @Test
    void twoThousandNodesTakeASecondOrTwo() {
        Random random = new Random(5);
        Set<List<Integer>> pairs = new LinkedHashSet<>();
        while (pairs.size() < 4_000) { // 40 layers of 50; most arrows lead to the next layer, some further
            int layer = random.nextInt(39);
            int length = random.nextInt(10) < 8 ? 1 : random.nextInt(1, Math.min(6, 40 - layer));
            pairs.add(List.of(layer * 50 + random.nextInt(50), (layer + length) * 50 + random.nextInt(50)));
        }
        int[] ends =
                pairs.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
        long begin = processorMillis();
        LayeredLayout layout = laidOut(Graphs.of(2_000, ends));
        long took = processorMillis() - begin;
        System.err.println("2,000 nodes, 4,000 edges, " + layout.layers() + " layers: " + took + " ms");
        assertThat(took).isLessThan(6_000);
    }

    @Test
    void aChainOfTwoThousandWithLongEdgesEndsToo() {
        Random random = new Random(12);
        int[] chain = IntStream.range(1, 2_000)
                .flatMap(node -> IntStream.of(node - 1, node))
                .toArray();
        int[] leaps = IntStream.range(0, 1_000)
                .flatMap(i -> {
                    int to = random.nextInt(2, 2_000);
                    return IntStream.of(random.nextInt(0, to - 1), to);
                })
                .toArray();
        Digraph graph = Graphs.of(
                2_000,
                IntStream.concat(Arrays.stream(chain), Arrays.stream(leaps)).toArray());
        long begin = processorMillis();
        LayeredLayout layout = laidOut(graph);
        System.err.println("a chain of 2,000 with 1,000 leaps: " + (processorMillis() - begin) + " ms");
        assertThat(layout.layers()).isEqualTo(2_000);
    }
}
