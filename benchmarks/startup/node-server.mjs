// The yardstick: a server on the TypeScript SDK with as many tools, each with an input and an output schema.
// Usage: node node-server.mjs COUNT (needs @modelcontextprotocol/sdk and zod where it stands; measure.py sees to that)
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const count = Number(process.argv[2] ?? 8);
const server = new McpServer({ name: 'yardstick', version: '1.0' });
for (let i = 1; i <= count; i++) {
  server.registerTool(
    `echo_${i}`,
    {
      description: 'Gives back its text.',
      inputSchema: { text: z.string().describe('What to give back'), times: z.number().int().min(1).max(5).optional() },
      outputSchema: { text: z.string(), revision: z.number().int() },
      annotations: { readOnlyHint: true },
    },
    async ({ text }) => {
      const out = { text, revision: 1 };
      return { content: [{ type: 'text', text: JSON.stringify(out) }], structuredContent: out };
    },
  );
}
await server.connect(new StdioServerTransport());
