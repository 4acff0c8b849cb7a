// Reads graphs as lines "nodes from>to from>to …", and writes for each edge a line of the points through which dagre draws it:
// "graph edge x,y x,y …", from the middle of a node to the middle of the other.
import dagre from '@dagrejs/dagre';
import { readFileSync } from 'node:fs';

const out = [];
readFileSync(0, 'utf8').trim().split('\n').forEach((line, number) => {
  const [nodes, ...edges] = line.split(' ');
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({});
  graph.setDefaultEdgeLabel(() => ({}));
  for (let i = 0; i < Number(nodes); i++) graph.setNode(String(i), { width: 40, height: 20 });
  for (const edge of edges) graph.setEdge(...edge.split('>'));
  dagre.layout(graph);
  edges.forEach((edge, index) => {
    const [from, to] = edge.split('>').map(id => graph.node(id));
    const bends = graph.edge(...edge.split('>')).points.slice(1, -1);
    const points = [from, ...bends, to].map(p => `${p.x},${p.y}`);
    out.push(`${number} ${index} ${points.join(' ')}`);
  });
});
console.log(out.join('\n'));
