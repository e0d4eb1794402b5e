import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { jsonIn } from '../json/json-in';
import { KEYS } from './keys';

/** How long it is remembered that a process died, and so the longest that what it left is counted. */
export const LIFE_LASTS_SECONDS = 24 * 60 * 60;

/** A process of another machine that has given no sign of life for so long has died. */
const SILENT_FOR_SECONDS = 15;

const life = z.object({ machine: z.string(), pid: z.number() });

/**
 * Which processes live, said goodbye or died. A process leaves its life here from its first beat on and takes it away
 * when it ends in order. One that left it behind has died: on this machine once its process id is gone, on another one
 * after 15 s without a beat. Of one that is not here nothing is known, which is no death.
 */
export class RedisProcessLives {
  readonly instance = randomUUID();
  #saidGoodbye = false;

  constructor(private readonly redis: Redis) {}

  /** To be repeated well within 15 s. */
  async beat(): Promise<void> {
    if (this.#saidGoodbye) return;
    const value = JSON.stringify({ machine: thisMachine(), pid: process.pid });
    await this.redis.set(KEYS.life(this.instance), value, 'EX', LIFE_LASTS_SECONDS);
  }

  /** From now on the end of this process is no death, whatever it has in hand. */
  async sayGoodbye(): Promise<void> {
    this.#saidGoodbye = true;
    await this.redis.del(KEYS.life(this.instance));
  }

  /** Those of the instances that ended without a goodbye. */
  async dead(instances: readonly string[]): Promise<Set<string>> {
    const others = instances.filter((instance) => instance !== this.instance);
    const died = await Promise.all(others.map((instance) => this.#hasDied(instance)));
    return new Set(others.filter((_, index) => died[index]));
  }

  async #hasDied(instance: string): Promise<boolean> {
    const key = KEYS.life(instance);
    const [json, secondsLeft] = await Promise.all([this.redis.get(key), this.redis.ttl(key)]);
    const { data } = life.safeParse(jsonIn(json ?? ''));
    if (!data) return false;
    if (data.machine === thisMachine()) return !isRunning(data.pid);
    return secondsLeft < LIFE_LASTS_SECONDS - SILENT_FOR_SECONDS;
  }
}

/** Within one of these a process id names one process: containers of one host have ids of their own. */
const thisMachine = (): string => {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
};

/** Another instance under our own process id is one that ran before us. */
const isRunning = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};
