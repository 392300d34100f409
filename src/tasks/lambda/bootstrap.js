// SPDX-License-Identifier: GPL-3.0-or-later
// Loads a Node.js handler and speaks the Lambda Runtime API for it. Needs Node.js 18 alone.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = env.LAMBDA_TASK_ROOT;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, route, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined
      ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(
      { host, port, method, agent, path: `/2018-06-01/runtime${route}`, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }));
      });
    request.on('error', reject);
    request.end(body);
  });
}

function failure(type, message) {
  return Object.assign(new Error(message), { name: type, stack: `${type}: ${message}` });
}

// As AWS's own runtime reports an error; what is thrown need not be one.
function report(error) {
  if (!(error instanceof Error) && !(error && error.message && error.stack))
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: String(error.stack).split('\n').filter((line) => !line.includes('[eval]')),
  };
}

async function load(name) {
  const file = path.basename(name);
  const parts = file.split('.');
  if (parts.length < 2)
    throw failure('Runtime.MalformedHandlerName', 'Bad handler');
  const stem = path.join(root, path.dirname(name), parts[0]);
  const found = ['', '.js', '.mjs', '.cjs'].map((suffix) => stem + suffix)
    .find((candidate) => fs.existsSync(candidate) && fs.statSync(candidate).isFile());
  if (!found)
    throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${parts[0]}'`);
  let loaded;
  try {
    loaded = found.endsWith('.mjs') ? await import(pathToFileURL(found)) : createRequire(`${root}/`)(found);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw failure('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    if (error.code === 'ERR_REQUIRE_ESM')
      loaded = await import(pathToFileURL(found));
    else if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')
      throw failure('Runtime.ImportModuleError', `Error: ${error.message.split('\n')[0]}`);
    else
      throw error;
  }
  const handler = parts.slice(1).reduce((value, key) => value && value[key], loaded);
  if (typeof handler !== 'function')
    throw failure('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  return handler;
}

// The handler's result, be it returned, promised, or handed to a callback.
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error === undefined || error === null ? resolve(result) : reject(error));
    Object.assign(context, {
      callbackWaitsForEmptyEventLoop: true, done,
      succeed: (result) => done(null, result), fail: (error) => done(error || 'handled'),
    });
    const result = handler(event, context, done);
    if (result && typeof result.then === 'function')
      result.then(resolve, reject);
    else // As in AWS: what such a handler returns is ignored; it ends when nothing is left to do.
      process.once('beforeExit', () => resolve(undefined));
  });
}

function makeContext(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client === undefined ? undefined : JSON.parse(client),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function print(result) {
  try {
    const text = JSON.stringify(result === undefined ? null : result);
    return text === undefined ? 'null' : text;
  } catch (error) {
    throw failure('Runtime.MarshalError', `Unable to stringify response body: ${error.message}`);
  }
}

async function serve(handler) {
  for (;;) {
    const { headers, body } = await call('GET', '/invocation/next');
    const context = makeContext(headers);
    const route = `/invocation/${context.awsRequestId}`;
    let answer;
    try {
      answer = [`${route}/response`, print(await run(handler, JSON.parse(body), context))];
    } catch (error) {
      console.error(error);
      answer = [`${route}/error`, JSON.stringify(report(error))];
    }
    await call('POST', ...answer);
  }
}

load(env._HANDLER).then(serve, async (error) => {
  console.error(error);
  await call('POST', '/init/error', JSON.stringify(report(error)));
  process.exit(1);
});
