#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// Our layout beside elkjs's, on the same boxes and edges: time, crossings and length of the edges, and the goals. For the
// time elk draws all edges, as we do; crossings and lengths are those of pictures without the edges that we draw in a
// side channel, which would only add to elk's. Where elk is to find room for the labels, as we do, its edges are longer.
//
//   node layout.cjs --bench PROGRAM [--cache DIR] [--runs N] [--sizes 100,500,1000] [FILE.asl.json...]
//
// PROGRAM is bench-layout, which makes the definitions up, unless FILEs are named. elkjs is installed into the cache.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const ELK = 'elkjs@0.12.1';
const STEPS = 6; // straight lines that a curve is taken for
const CELL = 150; // points: edges are only set beside those that share a cell

// At most, and better: our time as a share of elk's, by the number of states up to which they hold
const TIME_GOALS = [[100, 1 / 20, 1 / 50], [500, 1 / 40, 1 / 120], [1000, 1 / 60, 1 / 150], [Infinity, 1 / 60, 1 / 100]];

function readArguments () {
  const options = { cache: path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'stepwright', 'peers'),
    runs: '5', sizes: '100,500,1000', bench: null, files: [] };
  for (let i = 2; i < process.argv.length; i++) {
    const name = process.argv[i].startsWith('--') ? process.argv[i].slice(2) : null;
    if (name === null) options.files.push(path.resolve(process.argv[i]));
    else if (['bench', 'cache', 'runs', 'sizes'].includes(name) && i + 1 < process.argv.length) options[name] = process.argv[++i];
    else fail(`there is no option '${process.argv[i]}', or its value is missing`);
  }
  if (!options.bench) fail('--bench names no program');
  options.bench = path.resolve(options.bench);
  return options;
}

function fail (text) {
  console.error(`layout.cjs: ${text}`);
  process.exit(2);
}

function loadElk (cache) {
  fs.mkdirSync(cache, { recursive: true });
  const folder = path.join(cache, 'node_modules', 'elkjs');
  if (!fs.existsSync(folder)) {
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', cache, ELK],
      { stdio: 'inherit' });
  }
  const Elk = require(path.join(folder, 'lib', 'elk.bundled.js'));
  return new Elk();
}

// The definitions to draw: [name, file] each
function findDefinitions (options) {
  if (options.files.length > 0) return options.files.map(file => [path.basename(file), file]);
  const made = [];
  for (const shape of ['mixed', 'flat']) {
    for (const size of options.sizes.split(',')) {
      const file = path.join(options.cache, `${shape}-${size}.asl.json`);
      execFileSync(options.bench, [shape, size, file]);
      made.push([`${shape}, ${size} states`, file, Number(size)]);
    }
  }
  return made;
}

// Our layout of FILE and the best of its times, in milliseconds of processor time
function layOutOurs (bench, cache, file) {
  const out = path.join(cache, 'ours.json');
  const text = execFileSync(bench, [file, out], { encoding: 'utf8' });
  const times = [...text.matchAll(/total ([\d.]+)/g)].map(match => Number(match[1]));
  return { picture: JSON.parse(fs.readFileSync(out, 'utf8')), time: Math.min(...times.slice(1)) };
}

// The same boxes and EDGES for elk, each container a graph of its own
function makeElkGraph (picture, edges, labelled) {
  const layoutOptions = { 'elk.algorithm': 'layered', 'elk.direction': 'DOWN',
    'elk.layered.spacing.nodeNodeBetweenLayers': '40', 'elk.spacing.nodeNode': '25' };
  const root = { id: 'root', layoutOptions, children: [], edges: [] };
  const nodes = new Map();
  for (const box of picture.nodes) {
    nodes.set(box.id, box.cont
      ? { id: box.id, layoutOptions: { ...layoutOptions, 'elk.padding': '[top=54,left=22,bottom=22,right=22]' }, children: [], edges: [] }
      : { id: box.id, width: box.w, height: box.h });
  }
  const parents = new Map(picture.nodes.map(box => [box.id, box.in === undefined ? root : nodes.get(box.in)]));
  for (const [id, node] of nodes) parents.get(id).children.push(node);
  edges.forEach((edge, i) => {
    const labels = labelled && edge.label ? [{ text: ' ', width: edge.label[0], height: edge.label[1] }] : [];
    parents.get(edge.s).edges.push({ id: `e${i}`, sources: [edge.s], targets: [edge.t], labels });
  });
  return root;
}

async function layOutByElk (elk, picture, edges, labelled) {
  const graph = makeElkGraph(picture, edges, labelled);
  const begin = process.cpuUsage();
  const laidOut = await elk.layout(graph);
  const { user, system } = process.cpuUsage(begin);
  return { lines: collectElkLines(laidOut, 0, 0), time: (user + system) / 1000 };
}

function collectElkLines (graph, x, y) {
  const lines = [];
  for (const edge of graph.edges || []) {
    for (const part of edge.sections || []) {
      const points = [part.startPoint, ...(part.bendPoints || []), part.endPoint].map(p => [x + p.x, y + p.y]);
      lines.push({ s: edge.sources[0], t: edge.targets[0], points });
    }
  }
  for (const child of graph.children || []) lines.push(...collectElkLines(child, x + child.x, y + child.y));
  return lines;
}

function flatten (curve) {
  const points = [curve[0]];
  for (let i = 0; i + 3 < curve.length; i += 3) {
    for (let step = 1; step <= STEPS; step++) {
      const t = step / STEPS;
      const u = 1 - t;
      points.push([0, 1].map(k => u * u * u * curve[i][k] + 3 * u * u * t * curve[i + 1][k] +
        3 * u * t * t * curve[i + 2][k] + t * t * t * curve[i + 3][k]));
    }
  }
  return points;
}

const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const cross = (a, b, c, d) => turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
const meet = (a, b) => a.s === b.s || a.s === b.t || a.t === b.s || a.t === b.t;

// How often edges cross that share no state
function countCrossings (lines) {
  const cells = new Map();
  const pairs = new Set();
  let number = 0;
  for (const line of lines) {
    for (let i = 0; i + 1 < line.points.length; i++) {
      const piece = { line, a: line.points[i], b: line.points[i + 1], number: number++ };
      const [low, high] = [Math.min, Math.max].map(pick => [0, 1].map(k => Math.floor(pick(piece.a[k], piece.b[k]) / CELL)));
      for (let x = low[0]; x <= high[0]; x++) {
        for (let y = low[1]; y <= high[1]; y++) {
          const key = `${x} ${y}`;
          if (!cells.has(key)) cells.set(key, []);
          for (const other of cells.get(key)) {
            if (other.line !== line && !meet(other.line, line) && cross(piece.a, piece.b, other.a, other.b)) {
              pairs.add(`${other.number} ${piece.number}`);
            }
          }
          cells.get(key).push(piece);
        }
      }
    }
  }
  return pairs.size;
}

function getMeanLength (lines) {
  let sum = 0;
  for (const { points } of lines) {
    for (let i = 0; i + 1 < points.length; i++) sum += Math.hypot(points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]);
  }
  return sum / Math.max(1, lines.length);
}

const getMedian = values => values.sort((a, b) => a - b)[values.length >> 1];

function printGoal (id, what, value, most, better) {
  const verdict = value > most ? 'MISSED' : value > better ? 'met' : 'met, and more';
  console.log(`${id.padEnd(3)} ${what.padEnd(52)} ${value.toFixed(4).padStart(9)}  at most ${most.toFixed(4)} better ${better.toFixed(4)}  ${verdict}`);
}

async function compare (options, elk, [name, file, states]) {
  const ours = [];
  const theirs = [];
  const { picture } = layOutOurs(options.bench, options.cache, file);
  const { lines } = await layOutByElk(elk, picture, picture.edges, false); // warms up, too
  const { lines: withLabels } = await layOutByElk(elk, picture, picture.edges, true);
  for (let run = 0; run < Number(options.runs); run++) {
    ours.push(layOutOurs(options.bench, options.cache, file).time);
    theirs.push((await layOutByElk(elk, picture, [...picture.edges, ...picture.bundled], false)).time);
  }
  const own = picture.edges.map(edge => ({ s: edge.s, t: edge.t, points: flatten(edge.bezier) }));
  const [ourTime, elkTime] = [getMedian(ours), getMedian(theirs)];
  const crossings = [countCrossings(own), countCrossings(lines)];
  const lengths = [getMeanLength(own), getMeanLength(lines)];
  console.log(`${name}: ${ourTime.toFixed(1)} ms, elk ${elkTime.toFixed(0)} ms; crossings ${crossings[0]}, elk ${crossings[1]}; ` +
    `length ${lengths[0].toFixed(0)}, elk ${lengths[1].toFixed(0)}`);
  if (states !== undefined) {
    const [, most, better] = TIME_GOALS.find(goal => states <= goal[0]);
    printGoal('L1', `${name}: time, of elk's`, ourTime / elkTime, most, better);
  }
  printGoal('L5', `${name}: crossings beyond elk's`, crossings[0] - crossings[1], 0, -crossings[1]);
  printGoal('L5', `${name}: length of the edges, of elk's`, lengths[0] / lengths[1], 1, 1);
  printGoal('-', `${name}: the same, of elk's with labels`, lengths[0] / getMeanLength(withLabels), 1, 1);
}

async function main () {
  const options = readArguments();
  const elk = loadElk(options.cache);
  for (const definition of findDefinitions(options)) await compare(options, elk, definition);
}

main().catch(error => fail(error.stack));
