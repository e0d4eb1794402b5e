/** How many event streams may be open at once in this process; 0 is no limit. */
export type StreamCaps = { link: number; session: number; network: number; total: number };

/** Whose a stream is: a private link's or a session's, and always a network's. */
export type StreamOwner = { link?: string; session?: string; network: string };

type Slot = { ok: true; release: () => void } | { ok: false; full: keyof StreamCaps };

/** The places for event streams: each open stream holds one of its link or session, of its network, and of the process. */
export class StreamSlots {
  readonly #held = new Map<string, number>();

  constructor(private readonly caps: StreamCaps) {}

  /** Takes a place, to be released when the stream has ended (more than once does no harm), or tells which cap is full. */
  take(owner: StreamOwner): Slot {
    const places = placesOf(owner);
    const full = places.find(({ cap, key }) => this.caps[cap] > 0 && this.#count(key) >= this.caps[cap]);
    if (full) return { ok: false, full: full.cap };
    for (const { key } of places) this.#held.set(key, this.#count(key) + 1);
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      for (const { key } of places) this.#release(key);
    };
    return { ok: true, release };
  }

  #count(key: string): number {
    return this.#held.get(key) ?? 0;
  }

  #release(key: string): void {
    const left = this.#count(key) - 1;
    if (left > 0) this.#held.set(key, left);
    else this.#held.delete(key);
  }
}

type Place = { cap: keyof StreamCaps; key: string };

const placesOf = ({ link, session, network }: StreamOwner): Place[] => [
  ...(link === undefined ? [] : [{ cap: 'link' as const, key: `link ${link}` }]),
  ...(session === undefined ? [] : [{ cap: 'session' as const, key: `session ${session}` }]),
  { cap: 'network', key: `network ${network}` },
  { cap: 'total', key: 'total' },
];
