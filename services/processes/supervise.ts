import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from './back-off';
import { endProcess, forgetPid, signalProcess } from './process-identity';
import { startProgram, type Program } from './program';
import type { RunningProcess } from './spawn';
import { messageOf } from '../terminal/launch-error';
import { seconds, type StepReporter } from '../terminal/step-reporter';

/** How a stop went: by itself, only by SIGKILL, or there was nothing to stop. */
export type Ending = 'stopped' | 'killed' | 'not running';

type News = { say: (line: string) => void; onChange?: () => void };

/**
 * Keeps one program running: when it ends unasked it is started again with back-off, and `say` tells so. What is stopped
 * or killed through this object stays down until `start`.
 */
export class Supervised {
  readonly #delays = backOff();
  #current: RunningProcess | undefined;
  #starting: Promise<void> | undefined;
  // Aborted by every stop: ends a start that is under way, and the wait before a restart.
  #wanted = new AbortController();

  constructor(
    private readonly program: Program,
    private readonly news: News,
  ) {}

  get title(): string {
    return this.program.title;
  }

  /** The pid while it runs. */
  get pid(): number | undefined {
    return this.#current?.identity.pid;
  }

  /** Resolves when it answers; harmless while it runs. */
  async start(): Promise<void> {
    if (this.#starting) return this.#starting;
    if (this.#current) return;
    this.#wanted = new AbortController();
    return this.#underWay(this.#launch());
  }

  async stop(signal: NodeJS.Signals = this.program.stopSignal): Promise<Ending> {
    this.#wanted.abort();
    await this.#starting?.catch(() => undefined);
    if (!this.#current) return 'not running';
    const { identity } = this.#current;
    signalProcess(identity, 'SIGCONT');
    const how = await endProcess(identity, { signal, timeoutMs: this.program.stopTimeoutMs });
    forgetPid(this.program.pidFile);
    this.#current = undefined;
    return how === 'ended' ? 'stopped' : 'killed';
  }

  /** SIGKILL, and it stays down. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** SIGKILL that counts as an accident: it comes back by itself. */
  crash(): void {
    this.#signal('SIGKILL');
  }

  pause(): void {
    this.#signal('SIGSTOP');
  }

  resume(): void {
    this.#signal('SIGCONT');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#current) signalProcess(this.#current.identity, signal);
  }

  #underWay(work: Promise<void>): Promise<void> {
    this.#starting = work.finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #launch(): Promise<void> {
    const process = await startProgram(this.program, this.#wanted.signal);
    this.#current = process;
    this.news.onChange?.();
    void process.ended.then((how) => this.#afterEnd(process, how));
  }

  #afterEnd(process: RunningProcess, how: string): void {
    // The end of one that was stopped on purpose can be heard only after the next one was asked for.
    if (this.#current !== process) return;
    this.#current = undefined;
    if (this.#wanted.signal.aborted) return;
    void this.#underWay(this.#bringBack(how, performance.now() - process.since));
  }

  async #bringBack(how: string, livedMs: number): Promise<void> {
    const { signal } = this.#wanted;
    let cause = `${this.title} ended (${how})`;
    for (let lived = livedMs; !signal.aborted; lived = 0) {
      const delayMs = this.#delays.nextDelayMs(lived);
      this.news.say(`! ${cause}; starting it again in ${delayMs / 1_000} s`);
      const since = performance.now();
      try {
        await sleep(delayMs, undefined, { signal });
        await this.#launch();
        this.news.say(`✓ ${this.title} is back as process ${this.pid} … ${seconds(since)}`);
        return;
      } catch (error) {
        cause = messageOf(error);
      }
    }
  }
}

/** Stops a program with a line for it; says so when it had to be killed. Nothing is said of one that was down. */
export const stopSupervised = async (program: Supervised, { onStep, say }: StepReporter): Promise<void> => {
  if (program.pid === undefined) {
    await program.stop();
    return;
  }
  const how = await onStep(`Stopping ${program.title}`, () => program.stop());
  if (how === 'killed') say(`! ${program.title} did not stop in time and was killed`);
};
