#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// Our layout beside elkjs's, on the same boxes and edges: time, crossings and length of the edges, and the goals. Both draw
// the model that layouts are compared by: plain states of one size, no labels. An edge is as long as it is from box to
// box, its arrow included. For the time elk draws all edges, as we do; the rest is counted in pictures without the edges
// that we draw in a side channel, which would only add to elk's.
//
//   node layout.cjs --bench PROGRAM [--cache DIR] [--runs N] [--shapes mixed,flat,nested,wide] [--sizes 100,500,1000]
//     [--cards] [FILE.asl.json...]
//
// PROGRAM is bench-layout, which makes the definitions up, unless FILEs are named. With --cards the picture that a person
// sees is compared, too: larger states, and labels, for which elk finds room as well. elkjs is installed into the cache.
// Exits with 1 where a goal that does not hang on the time is missed.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const ELK = 'elkjs@0.12.1';
const STEPS = 6; // straight lines that a curve is taken for
const CELL = 150; // points: edges are only set beside those that share a cell
const TOUCH = 4; // points by which an edge may run into a box that is not its own
const SPACING = { layers: 32, nodes: 25 }; // of elk's pictures
const PADDING = { top: 54, left: 22, bottom: 22, right: 22 }; // of containers, as in ours: a header above, and a frame

// At most, and better: our time as a share of elk's, by the number of states up to which they hold
const SEVERAL = 500; // states that are to be drawn at least
const TIMED = ['mixed', 'flat'];
const TIME_GOALS = [[100, 1 / 20, 1 / 50], [500, 1 / 40, 1 / 120], [1000, 1 / 60, 1 / 150], [Infinity, 1 / 60, 1 / 100]];

function readArguments () {
  const options = { cache: path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'stepwright', 'peers'),
    runs: '3', sizes: '100,500,1000', shapes: 'mixed,flat,nested,wide', bench: null, cards: false, files: [] };
  for (let i = 2; i < process.argv.length; i++) {
    const name = process.argv[i].startsWith('--') ? process.argv[i].slice(2) : null;
    if (name === null) options.files.push(path.resolve(process.argv[i]));
    else if (name === 'cards') options.cards = true;
    else if (['bench', 'cache', 'runs', 'sizes', 'shapes'].includes(name) && i + 1 < process.argv.length) options[name] = process.argv[++i];
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

// What to draw: a name, files, and the number of states by which the goals for the time are, if there is one. Small
// definitions differ much by chance, so several are taken together.
function findDefinitions (options) {
  if (options.files.length > 0) return options.files.map(file => ({ name: path.basename(file), files: [file] }));
  const made = [];
  for (const shape of options.shapes.split(',')) {
    for (const states of options.sizes.split(',').map(Number)) {
      const files = [];
      for (let seed = 1; seed <= Math.max(1, SEVERAL / states); seed++) {
        files.push(path.join(options.cache, `${shape}-${states}-${seed}.asl.json`));
        execFileSync(options.bench, [shape, `${states}`, files[seed - 1], `${seed}`]);
      }
      made.push({ name: `${shape}, ${states} states`, files, states: TIMED.includes(shape) ? states : undefined });
    }
  }
  return made;
}

// Our layout of FILE, with CARDS as it is drawn, and the best of its times, in milliseconds of processor time
function layOutOurs (bench, cache, file, cards) {
  const out = path.join(cache, 'ours.json');
  const text = execFileSync(bench, [...(cards ? ['--cards'] : []), file, out], { encoding: 'utf8' });
  const times = [...text.matchAll(/total ([\d.]+)/g)].map(match => Number(match[1]));
  return { picture: JSON.parse(fs.readFileSync(out, 'utf8')), time: Math.min(...times.slice(1)) };
}

// The same boxes and EDGES for elk, each container a graph of its own
function makeElkGraph (picture, edges, labelled) {
  const layoutOptions = { 'elk.algorithm': 'layered', 'elk.direction': 'DOWN',
    'elk.layered.spacing.nodeNodeBetweenLayers': `${SPACING.layers}`, 'elk.spacing.nodeNode': `${SPACING.nodes}` };
  const padding = Object.entries(PADDING).map(([side, width]) => `${side}=${width}`).join(',');
  const root = { id: 'root', layoutOptions, children: [], edges: [] };
  const nodes = new Map();
  for (const box of picture.nodes) {
    nodes.set(box.id, box.cont
      ? { id: box.id, layoutOptions: { ...layoutOptions, 'elk.padding': `[${padding}]` }, children: [], edges: [] }
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

// Whether the straight line from A to B runs through the inside of BOX
function runsThrough (a, b, box) {
  let [from, to] = [0, 1];
  for (const [k, low, size] of [[0, box.x, box.w], [1, box.y, box.h]]) {
    const [near, far] = [low + TOUCH - a[k], low + size - TOUCH - a[k]];
    const step = b[k] - a[k];
    if (near >= far || (step === 0 && (near >= 0 || far <= 0))) return false;
    if (step === 0) continue;
    from = Math.max(from, Math.min(near / step, far / step));
    to = Math.min(to, Math.max(near / step, far / step));
  }
  return from < to;
}

// How many edges run through a state that is not theirs
function countThrough (boxes, lines) {
  const states = boxes.filter(box => !box.cont);
  let count = 0;
  for (const { s, t, points } of lines) {
    const [low, high] = [Math.min, Math.max].map(pick => [0, 1].map(k => pick(...points.map(point => point[k]))));
    count += states.filter(box => box.id !== s && box.id !== t && box.x < high[0] && box.x + box.w > low[0] &&
      box.y < high[1] && box.y + box.h > low[1] && points.some((a, i) => i > 0 && runsThrough(points[i - 1], a, box))).length;
  }
  return count;
}

// The edges that close a loop, seen from the beginning of each scope
function findLoops (boxes, edges) {
  const exits = new Map(boxes.map(box => [box.id, []]));
  const marks = new Map();
  const loops = new Set();
  for (const edge of edges) exits.get(edge.s).push(edge);
  for (const { id } of boxes) {
    const way = marks.has(id) ? [] : [[id, 0]];
    while (way.length > 0) {
      const step = way[way.length - 1];
      const edge = exits.get(step[0])[step[1]++];
      marks.set(step[0], edge ? 'open' : 'done');
      if (!edge) way.pop();
      else if (marks.get(edge.t) === 'open') loops.add(edge);
      else if (!marks.has(edge.t)) way.push([edge.t, 0]);
    }
  }
  return loops;
}

// How many edges lead upwards though they close no loop
function countWrong (boxes, edges) {
  const tops = new Map(boxes.map(box => [box.id, box.y]));
  const loops = findLoops(boxes, edges);
  return edges.filter(edge => tops.get(edge.t) < tops.get(edge.s) && !loops.has(edge)).length;
}

function sumLengths (lines) {
  let sum = 0;
  for (const { points } of lines) {
    for (let i = 0; i + 1 < points.length; i++) sum += Math.hypot(points[i + 1][0] - points[i][0], points[i + 1][1] - points[i][1]);
  }
  return sum;
}

const getMedian = values => values.sort((a, b) => a - b)[values.length >> 1];

function printGoal (id, what, value, most, better) {
  const verdict = value > most ? 'MISSED' : value > better ? 'met' : 'met, and more';
  console.log(`${id.padEnd(3)} ${what.padEnd(52)} ${value.toFixed(4).padStart(9)}  at most ${most.toFixed(4)} better ${better.toFixed(4)}  ${verdict}`);
  return value <= most;
}

const drawOurs = picture => picture.edges.map(edge => ({ s: edge.s, t: edge.t, points: flatten(edge.bezier) }));

// The median times of both
async function measureTimes (options, elk, file) {
  const ours = [];
  const theirs = [];
  for (let run = 0; run < Number(options.runs); run++) {
    const { picture, time } = layOutOurs(options.bench, options.cache, file, false);
    ours.push(time);
    theirs.push((await layOutByElk(elk, picture, [...picture.edges, ...picture.bundled], false)).time);
  }
  return [getMedian(ours), getMedian(theirs)];
}

async function compareTimes (options, elk, name, file, states) {
  const [ours, theirs] = await measureTimes(options, elk, file);
  const [, most, better] = TIME_GOALS.find(goal => states <= goal[0]);
  console.log(`${name}: ${ours.toFixed(1)} ms, elk ${theirs.toFixed(0)} ms`);
  printGoal('L1', `${name}: time, of elk's`, ours / theirs, most, better);
}

// Both pictures of FILES, one beside the other: what is counted in them
async function judge (options, elk, files, cards) {
  const sums = { edges: 0, crossings: [0, 0], lengths: [0, 0], through: 0, wrong: 0 };
  for (const file of files) {
    const { picture } = layOutOurs(options.bench, options.cache, file, cards);
    const { lines } = await layOutByElk(elk, picture, picture.edges, cards);
    const own = drawOurs(picture);
    [own, lines].forEach((drawn, i) => {
      sums.crossings[i] += countCrossings(drawn);
      sums.lengths[i] += sumLengths(drawn);
    });
    sums.edges += own.length;
    sums.through += countThrough(picture.nodes, own);
    sums.wrong += countWrong(picture.nodes, picture.edges);
  }
  return sums;
}

const printSums = (name, { edges, crossings, lengths }) =>
  console.log(`${name}: ${edges} edges; crossings ${crossings[0]}, elk ${crossings[1]}; ` +
    `length ${(lengths[0] / edges).toFixed(0)}, elk ${(lengths[1] / edges).toFixed(0)}`);

// Returns whether the goals for the picture are met
async function compare (options, elk, { name, files, states }) {
  const { edges, crossings, lengths, through, wrong } = await judge(options, elk, files, false);
  printSums(name, { edges, crossings, lengths });
  const met = [
    printGoal('L5', `${name}: crossings beyond elk's`, crossings[0] - crossings[1], 0, -crossings[1]),
    printGoal('L5', `${name}: length of the edges, of elk's`, lengths[0] / lengths[1], 1, 1),
    printGoal('L5', `${name}: edges through states`, through, 0, 0),
    printGoal('L5', `${name}: edges upwards that close no loop`, wrong, 0, 0),
  ];
  if (states !== undefined) await compareTimes(options, elk, name, files[0], states);
  if (options.cards) printSums(`${name}, as it is drawn`, await judge(options, elk, files, true));
  return met.every(Boolean);
}

async function main () {
  const options = readArguments();
  const elk = loadElk(options.cache);
  for (const definition of findDefinitions(options)) {
    if (!await compare(options, elk, definition)) process.exitCode = 1;
  }
}

main().catch(error => fail(error.stack));
