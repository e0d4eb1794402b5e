import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../terminal/launch-error';
import { seconds, type StepReporter } from '../terminal/step-reporter';
import { backOff, type BackOff } from './back-off';
import { endProcess, forgetPid, type ProcessIdentity, signalProcess } from './process-identity';
import { freezeTree, thaw } from './process-tree';
import { type Program, startProgram } from './program';
import { type Environment, type RunningProcess, systemEnvironment } from './spawn';

/** How a stop went: by itself, only by SIGKILL, or there was nothing to stop. */
export type Ending = 'stopped' | 'killed' | 'not running';

/** What happens when the program ends unasked: with back-off, after 0.1 s each time, or nothing. */
export type RestartPolicy = 'with back-off' | 'at once' | 'never';

/** Makes other arguments of a program's usual ones. */
export type ChangeArguments = (usual: string[]) => string[];

type Options = { say: (line: string) => void; onChange?: () => void; restart?: RestartPolicy };

/** A program that cannot start at all must not take the processor for itself. */
const RESTART_AT_ONCE_AFTER_MS = 100;

const DELAYS_OF: Record<Exclude<RestartPolicy, 'never'>, () => BackOff> = {
  'with back-off': backOff,
  'at once': () => ({ nextDelayMs: () => RESTART_AT_ONCE_AFTER_MS }),
};

/**
 * Keeps one program running: when it ends unasked it is started again as `restart` says (with back-off where nothing is
 * said), and `say` tells so. What is stopped or killed through this object stays down until `start`.
 */
export class Supervised {
  /** How each run that had become ready ended, in words: `exit code 0`, `signal SIGKILL`. */
  readonly endings: string[] = [];
  readonly #delays: BackOff | undefined;
  #setting: { env: Environment; args?: ChangeArguments } = { env: {} };
  #current: RunningProcess | undefined;
  #ended: Promise<string> | undefined;
  #starting: Promise<void> | undefined;
  // Aborted by every stop: ends a start that is under way, and the wait before a restart.
  #wanted = new AbortController();
  #frozen: ProcessIdentity[] = [];

  constructor(
    private readonly program: Program,
    private readonly options: Options,
  ) {
    const { restart = 'with back-off' } = options;
    this.#delays = restart === 'never' ? undefined : DELAYS_OF[restart]();
  }

  get title(): string {
    return this.program.title;
  }

  /** The pid while it runs. */
  get pid(): number | undefined {
    return this.#current?.identity.pid;
  }

  /** Resolves when the latest run ends, with how, as in `endings`; rejects where there was no run yet. */
  get ended(): Promise<string> {
    return this.#ended ?? Promise.reject(new Error(`${this.title} has not run yet`));
  }

  /**
   * Resolves when it answers; harmless while it runs. `env` comes on top of its usual environment, and `args` changes its
   * usual arguments, for this run and its restarts, until the next `start`.
   */
  async start(env: Environment = {}, args?: ChangeArguments): Promise<void> {
    if (this.#starting) return this.#starting;
    if (this.#current) return;
    this.#wanted = new AbortController();
    this.#setting = { env, args };
    return this.#underWay(this.#launch());
  }

  async stop(signal: NodeJS.Signals = this.program.stopSignal): Promise<Ending> {
    this.#wanted.abort();
    await this.#starting?.catch(() => undefined);
    const current = this.#current;
    if (!current) return 'not running';
    this.resume();
    const how = await endProcess(current.identity, { signal, timeoutMs: this.program.stopTimeoutMs });
    // Another stop at the same time may have been ahead, and a start has followed it.
    if (this.#current === current) {
      forgetPid(this.program.pidFile);
      this.#current = undefined;
    }
    return how === 'ended' ? 'stopped' : 'killed';
  }

  /** SIGKILL, and it stays down. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
  }

  /** SIGKILL that counts as an accident: it comes back by itself. */
  crash(): void {
    if (this.#current) signalProcess(this.#current.identity, 'SIGKILL');
  }

  /** Holds it still, with every process that it has started, until it is resumed, stopped or killed. */
  pause(): void {
    if (this.#current) this.#frozen.push(...freezeTree(this.#current.identity));
  }

  resume(): void {
    // One that an earlier launcher has paused goes on as well, as far as it is known.
    if (this.#current) signalProcess(this.#current.identity, 'SIGCONT');
    thaw(this.#frozen.splice(0));
  }

  #underWay(work: Promise<void>): Promise<void> {
    this.#starting = work.finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #launch(): Promise<void> {
    const process = await startProgram(this.#programOfThisRun(), this.#wanted.signal);
    this.#current = process;
    this.#ended = process.ended;
    this.options.onChange?.();
    void process.ended.then((how) => this.#afterEnd(process, how));
  }

  #programOfThisRun(): Program {
    const { program } = this;
    const { env, args = (usual) => usual } = this.#setting;
    const prepare: Program['prepare'] = async (signal) => {
      const command = await program.prepare(signal);
      const ownEnv = { ...(command.env ?? systemEnvironment()), ...env };
      return { ...command, args: args(command.args), env: ownEnv };
    };
    return { ...program, prepare };
  }

  #afterEnd(process: RunningProcess, how: string): void {
    this.endings.push(how);
    // What it had started would be held still for ever, and keep its ports and files.
    if (this.#current === process) thaw(this.#frozen.splice(0));
    // The end of one that was stopped on purpose can be heard only after the next one was asked for.
    if (this.#current !== process) return;
    this.#current = undefined;
    if (this.#wanted.signal.aborted || !this.#delays) return;
    void this.#underWay(this.#bringBack(this.#delays, how, performance.now() - process.since));
  }

  async #bringBack(delays: BackOff, how: string, livedMs: number): Promise<void> {
    const { signal } = this.#wanted;
    const { say } = this.options;
    let cause = `${this.title} ended (${how})`;
    for (let lived = livedMs; !signal.aborted; lived = 0) {
      const delayMs = delays.nextDelayMs(lived);
      say(`! ${cause}; starting it again in ${delayMs / 1_000} s`);
      const since = performance.now();
      try {
        await sleep(delayMs, undefined, { signal });
        await this.#launch();
        say(`✓ ${this.title} is back as process ${this.pid} … ${seconds(since)}`);
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
