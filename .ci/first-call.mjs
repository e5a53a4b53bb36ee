/* Starts the server as the README says, runs its Node example against it, and stops it as Ctrl-C does. */
import { execFileSync, spawn } from 'node:child_process';

const begun = performance.now();
const server = spawn('npm', ['start', '--silent', '--', '--json', '--port', '0'], { detached: true });
const ended = new Promise((resolve) => server.once('exit', resolve));
let complaints = '';
server.stderr.on('data', (chunk) => (complaints += chunk));
let answer = '';
try {
  const line = await new Promise((resolve, reject) => {
    server.stdout.once('data', (chunk) => resolve(String(chunk)));
    server.once('exit', () => reject(new Error(`The server ended: ${complaints}`)));
  });
  console.log(`ready after ${Math.round(performance.now() - begun)} ms, npm included`);
  const { rest } = JSON.parse(line);
  answer = execFileSync('node', ['docs/examples/signed-call.mjs', `${rest}/products`], { encoding: 'utf8' });
  console.log(answer.trim());
} finally {
  // In a group of its own: nothing else ends it when the call has failed.
  if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGINT');
  await ended;
}
if (!answer.startsWith('200 ')) throw new Error('The signed call was refused.');
if (complaints !== '') throw new Error(`The server complained: ${complaints}`);
