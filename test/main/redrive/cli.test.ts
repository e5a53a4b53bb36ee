import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const local = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const run = (...options: readonly string[]): Promise<unknown> =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/main/redrive/cli.ts', ...options], {
    cwd: join(__dirname, '..', '..', '..'),
    env: { ...process.env, ...local, AWS_MAX_ATTEMPTS: '1' },
  });

const unreachable = ['--queue', 'http://127.0.0.1:1/000000000000/queue', '--function', 'f', '--bus', 'b'];

it.each([
  ['an option that there is not', ['--que', 'q'], /^Unknown option '--que'.*\n\nUsage: /],
  ['a queue that cannot be reached', unreachable, /^connect ECONNREFUSED 127.0.0.1:1\n$/m],
])('npm run redrive ends with a sentence about %s', async (_, options, sentence) => {
  await expect(run(...options)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
});
