import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Environment } from '@/services/command';
import { forgetPid } from '@/services/pid-file';
import { endProcess, signalProcess } from '@/services/process-identity';
import { spawnLogged, type RunningProcess } from '@/services/running-process';

const RESTART_AFTER_MS = 100;
const STOP_TIMEOUT_MS = 10_000;

type Setting = { name: string; command: Command; pidFile: string; logFile: string };

/** One process of the product that is started again at once whenever it ends, as a supervisor without mercy would. */
export class AppProcess {
  readonly name: string;
  /** How it ended each time, in words. */
  readonly endings: string[] = [];
  #current: RunningProcess | undefined;
  #wanted = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly setting: Setting) {
    this.name = setting.name;
  }

  get pid(): number | undefined {
    return this.#current?.identity.pid;
  }

  /** `env` comes on top of its usual environment. */
  start(env: Environment = {}): void {
    if (this.#wanted) return;
    this.#wanted = true;
    const { command } = this.setting;
    this.#running = this.#keepRunning({ ...command, env: { ...command.env, ...env } });
  }

  /** Resolves with how it ended: `exit code 0` after a clean stop. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<string | undefined> {
    this.#wanted = false;
    const current = this.#current;
    if (current) {
      signalProcess(current.identity, 'SIGCONT');
      await endProcess(current.identity, { signal, timeoutMs: STOP_TIMEOUT_MS });
    }
    await this.#running;
    forgetPid(this.setting.pidFile);
    return current?.ended;
  }

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

  async #keepRunning(command: Command): Promise<void> {
    while (this.#wanted) {
      this.#current = await spawnLogged(command, this.setting, {});
      this.endings.push(await this.#current.ended);
      this.#current = undefined;
      if (this.#wanted) await sleep(RESTART_AFTER_MS);
    }
  }
}
