import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './options';

/** A new password from whoever runs the command: asked for twice without an echo, or the first line of a pipe. */
export const askPassword = async (): Promise<string> => {
  if (!process.stdin.isTTY) return firstLine();
  const password = await ask('New password: ');
  if ((await ask('Once more: ')) !== password)
    throw new UsageError('The two are not the same; nothing was changed.');
  return password;
};

/** readline echoes what is typed into its output, so that is one which swallows everything. */
const ask = (question: string): Promise<string> => {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => reject(new UsageError('Interrupted; nothing was changed.')));
    lines.question('', resolve);
  }).finally(() => {
    lines.close();
    process.stderr.write('\n');
  }) as Promise<string>;
};

const firstLine = async (): Promise<string> => {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new UsageError('There was no password on standard input.');
};
