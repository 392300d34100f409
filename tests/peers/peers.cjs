// SPDX-License-Identifier: GPL-3.0-or-later
// What other checkers say of definitions, and how long they take.
//
//   node peers.cjs ENGINE SAMPLES.json [--time]
//
// Run in the folder into which npm has put the peers. SAMPLES is a list of texts. Prints one JSON document:
// { findings: [[{ message, line, column, pointer }…]…], load, first, warm } with times in milliseconds: loading the
// engine, checking the first sample and, with --time, each of them again on the average.
'use strict'

const fs = require('fs')
const { performance } = require('perf_hooks')
const { createRequire } = require('module')

const from = createRequire(process.cwd() + '/')

// Each engine answers a function from a text to a promise of findings.
const engines = {
  'amazon-states-language-service': () => {
    const { getLanguageService, TextDocument } = from('amazon-states-language-service')
    const service = getLanguageService({})
    return async (text) => {
      const document = TextDocument.create('x.asl.json', 'asl', 1, text)
      const found = await service.doValidation(document, service.parseJSONDocument(document), {})
      return found.map((item) => ({
        message: String(item.message),
        line: item.range.start.line + 1,
        column: item.range.start.character + 1
      }))
    }
  },
  'asl-validator': () => {
    const validate = from('asl-validator')
    return async (text) => {
      let definition
      try {
        definition = JSON.parse(text)
      } catch (error) {
        return [{ message: String(error.message) }]
      }
      return validate(definition).errors.map((item) => ({
        message: String(item.Message || item['Error code']),
        pointer: item.path || (item.schemaError && item.schemaError.instancePath) || undefined
      }))
    }
  }
}

async function check (run, text) {
  try {
    return await run(text)
  } catch (error) {
    return [{ message: 'fails: ' + String(error.message), failed: true }]
  }
}

async function main () {
  const [engine, file] = process.argv.slice(2)
  const samples = JSON.parse(fs.readFileSync(file, 'utf8'))
  const timed = process.argv[4] === '--time'
  const start = performance.now()
  const run = engines[engine]()
  const loaded = performance.now()
  const findings = [await check(run, samples[0])]
  const first = performance.now()
  for (const text of samples.slice(1)) findings.push(await check(run, text))
  const again = performance.now()
  if (timed) for (const text of samples) await check(run, text)
  const warm = (performance.now() - again) / samples.length
  console.log(JSON.stringify({ findings, load: loaded - start, first: first - loaded, warm }))
}

main()
