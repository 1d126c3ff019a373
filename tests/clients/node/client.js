'use strict';

// A client of the Secrets daemon over vscode-jsonrpc, the library of the Language Server Protocol; shared/PROTOCOL.md tells the protocol.
//
// As a program it sets the secrets whose names and values (base64) it reads from stdin as a JSON object, lists them,
// gets them, and prints what it got in the same form.

const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const rpc = require('vscode-jsonrpc/node');

/** Where the daemon listens. */
function pipePath() {
  const { SECRETS_HOME, XDG_RUNTIME_DIR, XDG_STATE_HOME } = process.env;
  if (SECRETS_HOME) return path.join(path.resolve(SECRETS_HOME), 'run', 'pipe');
  if (XDG_RUNTIME_DIR) return path.join(XDG_RUNTIME_DIR, 'secrets', 'pipe');
  return path.join(XDG_STATE_HOME || path.join(os.homedir(), '.local', 'state'), 'secrets', 'pipe');
}

/** The bytes of a value as the wire has them. */
function encode(bytes) {
  const text = bytes.toString('utf8');
  return text.includes('\0') || !Buffer.from(text, 'utf8').equals(bytes) ? { base64: bytes.toString('base64') } : text;
}

/** The bytes of a value that came over the wire. */
function decode(value) {
  return typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value.base64, 'base64');
}

/** Connects and says hello. */
async function connect() {
  const socket = net.connect(pipePath());
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(socket), new rpc.StreamMessageWriter(socket));
  connection.onNotification('changed', () => {});
  connection.onNotification('lockChanged', () => {});
  connection.listen();
  await connection.sendRequest('hello', { protocol: 1, client: 'client.js/1' });
  return { connection, close: () => { connection.dispose(); socket.destroy(); } };
}

async function main() {
  const values = new Map(Object.entries(JSON.parse(fs.readFileSync(0, 'utf8'))).map(([name, value]) => [name, Buffer.from(value, 'base64')]));
  const { connection, close } = await connect();
  try {
    await connection.sendRequest('secret.set', { secrets: [...values].map(([name, bytes]) => ({ name, value: encode(bytes) })) });
    const listed = (await connection.sendRequest('secret.list')).secrets.map((entry) => entry.name);
    const reply = await connection.sendRequest('secret.get', { names: listed.filter((name) => values.has(name)) });
    process.stdout.write(JSON.stringify(Object.fromEntries(reply.secrets.map(({ name, value }) => [name, decode(value).toString('base64')]))));
  } finally {
    close();
  }
}

module.exports = { connect, decode, encode, pipePath };

if (require.main === module) {
  main().catch((error) => {
    const { code = 1, message, data } = error;
    process.stderr.write(`client.js: error ${code} (${data?.error}): ${message}\n`);
    process.exitCode = code > 0 && code < 100 ? code : 1;
  });
}
