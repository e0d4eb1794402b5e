import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { acceptedNow } from '@/tests/harness/ledger';
import { answerParent } from '../processes/child';
import type { GeneratorJob, GeneratorReport } from './job';
import { now, runLoad, summarise } from './run-load';
import { openSender, type Reply } from './sender';
import { applicants } from './sign-ups';
import { type Watch, watchEvents } from './watch-events';

// The load generator: a process of its own, so that what it costs is not taken from what it measures, and can be told.
const LINES_AT_ONCE = 5_000;

const generate = async ({
  url,
  load,
  ledgerFile,
  watch: watched,
}: GeneratorJob): Promise<GeneratorReport> => {
  const sender = openSender(url, load.connections);
  const nextApplicant = applicants();
  const ledger = ledgerFile === undefined ? undefined : openLedger(ledgerFile);
  const watch = watched && (await watchEvents(watched));
  const refused = new Map<string, number>();
  const call = async (): Promise<boolean> => {
    const form = nextApplicant();
    const reply = await sender.send(JSON.stringify(form), randomUUID());
    const why = whyRefused(reply);
    if (why !== undefined) refused.set(why, (refused.get(why) ?? 0) + 1);
    // Read for every arm, so that the generator takes as much of the machine from each.
    else if ('body' in reply) noteAccepted(reply.body, form.email, { ledger, watch });
    return why === undefined;
  };

  const since = now();
  const cpu = process.cpuUsage();
  const { startedAt, samples } = await runLoad(load, call);
  const used = process.cpuUsage(cpu);
  const cpuCores = (used.user + used.system) / 1_000 / (now() - since);
  ledger?.flush();
  const visible = await watch?.finish();
  await sender.close();
  const acceptedInAll = samples.filter(({ accepted }) => accepted).length;
  return {
    startedAt,
    acceptedInAll,
    refused,
    cpuCores,
    visible,
    ...summarise(load, startedAt, samples),
  };
};

const whyRefused = (reply: Reply): string | undefined => {
  if ('failure' in reply) return reply.failure;
  return reply.status === 202 ? undefined : `${reply.status} ${reply.body.slice(0, 200)}`;
};

type Notes = { ledger?: Ledger; watch?: Watch };

const noteAccepted = (body: string, email: string, { ledger, watch }: Notes): void => {
  const { registrationId } = JSON.parse(body) as AcceptedRegistration;
  watch?.accepted(registrationId, now());
  ledger?.add(JSON.stringify(acceptedNow(registrationId, email)));
};

type Ledger = { add: (line: string) => void; flush: () => void };

/** Lines are gathered: a write for each would be a part of what is measured. */
const openLedger = (file: string): Ledger => {
  const lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) appendFileSync(file, `${lines.splice(0).join('\n')}\n`, { mode: 0o600 });
  };
  return {
    add: (line) => {
      lines.push(line);
      if (lines.length >= LINES_AT_ONCE) flush();
    },
    flush,
  };
};

answerParent(generate);
