// Opens each picture of a folder (argument) in Chromium: SVG as it is, Mermaid by Mermaid, draw.io by mxGraph, the library that
// draw.io is made of. Writes a PNG beside each, and to stdout one JSON object: file name to {labels, boxes, arrows, outside,
// faults}. Exit code 3 means that there is no Chromium that runs here.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]);
const modules = resolve('node_modules');

async function launch() {
  const { chromium } = await import('playwright-core');
  const packed = (await import('@sparticuz/chromium')).default;
  return chromium.launch({ executablePath: await packed.executablePath(), args: ['--no-sandbox', '--disable-gpu'], headless: true });
}

let browser;
try {
  browser = await launch();
} catch (e) {
  console.error(String(e));
  process.exit(3);
}

async function opened(read) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const faults = [];
  page.on('pageerror', e => faults.push(String(e)));
  page.on('dialog', d => { faults.push('dialog: ' + d.message()); d.dismiss(); });
  page.on('request', r => { if (!/^(file|data|about|blob):/.test(r.url())) faults.push('request: ' + r.url()); });
  try {
    const result = await read(page);
    return { ...result, faults: [...faults, ...(result.faults ?? [])] };
  } catch (e) {
    return { labels: [], boxes: 0, arrows: 0, outside: [], faults: [...faults, String(e)] };
  } finally {
    await page.close();
  }
}

const svg = file => opened(async page => {
  await page.goto(pathToFileURL(join(folder, file)).href);
  const result = await page.evaluate(() => {
    const outside = [];
    for (const text of document.querySelectorAll('g > text')) {
      const box = text.parentElement.querySelector('rect').getBBox();
      const at = text.getBBox();
      if (at.x < box.x || at.x + at.width > box.x + box.width || at.y < box.y - 1 || at.y + at.height > box.y + box.height + 1)
        outside.push(text.textContent);
    }
    const root = document.documentElement;
    return {
      labels: [...document.querySelectorAll('text')].map(t => t.textContent),
      boxes: document.querySelectorAll('g > rect:first-of-type').length,
      arrows: document.querySelectorAll('path[marker-end]').length,
      outside,
      faults: [
        ...(root.getAttribute('role') === 'img' ? [] : ['no role']),
        ...(document.querySelector('script, foreignObject, a, image') ? ['a forbidden element'] : []),
      ],
    };
  });
  const size = await page.evaluate(() => {
    const box = document.documentElement.viewBox.baseVal;
    return { width: Math.ceil(box.width), height: Math.ceil(box.height) };
  });
  await page.setViewportSize({ width: Math.min(size.width, 3000), height: Math.min(size.height, 3000) });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${file}.${colorScheme}.png`) });
  }
  return result;
});

const mermaid = file => opened(async page => {
  await page.goto('about:blank');
  await page.addScriptTag({ path: join(modules, 'mermaid/dist/mermaid.min.js') });
  const result = await page.evaluate(async source => {
    mermaid.initialize({ startOnLoad: false, maxTextSize: 5_000_000, maxEdges: 10_000 });
    await mermaid.parse(source);
    const { svg } = await mermaid.render('picture', source);
    document.body.innerHTML = svg;
    const texts = selector => [...document.querySelectorAll(selector)].map(t => t.textContent.trim()).filter(t => t);
    return {
      labels: texts('.nodeLabel, .label text, text'),
      boxes: document.querySelectorAll('g.node, rect.task').length,
      arrows: document.querySelectorAll('path.flowchart-link').length,
      outside: [],
      faults: document.querySelector('svg script, svg img, svg a, svg iframe') ? ['a forbidden element'] : [],
    };
  }, readFileSync(join(folder, file), 'utf8'));
  await page.screenshot({ path: join(folder, file + '.png'), fullPage: true });
  return result;
});

const drawio = file => opened(async page => {
  await page.goto('about:blank');
  await page.evaluate(() => Object.assign(window,
    { mxBasePath: '', mxLoadResources: false, mxLoadStylesheets: false, mxForceIncludes: false }));
  await page.addScriptTag({ path: join(modules, 'mxgraph/javascript/mxClient.min.js') });
  const result = await page.evaluate(source => {
    const model = mxUtils.parseXml(source).querySelector('mxGraphModel');
    const container = document.body.appendChild(document.createElement('div'));
    const graph = new mxGraph(container);
    graph.setHtmlLabels(false);
    new mxCodec(model.ownerDocument).decode(model, graph.getModel());
    const cells = Object.values(graph.getModel().cells);
    const faults = [];
    for (const cell of cells) {
      if (cell.isEdge() && !(cell.source && cell.target)) faults.push('an edge without ends: ' + cell.id);
      if ((cell.isEdge() || cell.isVertex()) && !cell.geometry) faults.push('no geometry: ' + cell.id);
    }
    return {
      labels: cells.filter(c => c.isVertex()).map(c => graph.getLabel(c)).filter(l => l),
      boxes: cells.filter(c => c.isVertex()).length,
      arrows: cells.filter(c => c.isEdge()).length,
      outside: [],
      faults,
    };
  }, readFileSync(join(folder, file), 'utf8'));
  await page.screenshot({ path: join(folder, file + '.png'), fullPage: true });
  return result;
});

const readers = { svg, mmd: mermaid, drawio };
const results = {};
for (const file of readdirSync(folder).sort()) {
  const read = readers[file.slice(file.lastIndexOf('.') + 1)];
  if (read) results[file] = await read(file);
}
await browser.close();
writeFileSync(1, JSON.stringify(results));
