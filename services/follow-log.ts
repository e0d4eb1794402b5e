import { setTimeout as sleep } from 'node:timers/promises';

import { logSince, logSize } from './log-tail';

type Follow = { name: string; logFile: string; say: (line: string) => void; signal: AbortSignal };

/** Shows what is added to a log from now on, each line under the name of its process, until the abort. */
export const followLog = async ({ name, logFile, say, signal }: Follow): Promise<void> => {
  let from = logSize(logFile);
  let rest = '';
  while (!signal.aborted) {
    const size = logSize(logFile);
    if (size > from) {
      const lines = (rest + logSince(logFile, from)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) say(`${name.padEnd(12)} │ ${line}`);
    }
    from = size;
    await sleep(200, undefined, { ref: false });
  }
};
