import type { ProgressReply } from '@/src/application/contracts/review';
import { oneAtATime } from './one-at-a-time';
import type { EventSink } from './sse-body';

/** The stages before the pending list are not announced, so they are looked up; after it, announcements suffice. */
const LOOK_EVERY_MS = 1_000;
const LOOK_SELDOM_EVERY_MS = 30_000;
/** While a store cannot be read: soon enough after it is back, and no burden while it is not. */
const LOOK_IN_OUTAGE_EVERY_MS = 5_000;

export type ProgressSource = {
  /** Undefined where there is nothing at the link any more. */
  lookUp: () => Promise<ProgressReply | undefined>;
  /** Calls back when something may have changed. Answers how to stop. */
  onChange: (look: () => void) => () => void;
  onUnreadable: (error: unknown) => void;
};

/** The progress of one registration for all who follow it: each hears of a change once, and one look-up serves them all. */
export class LiveProgress {
  readonly #sinks = new Set<EventSink>();
  readonly #stopListening: () => void;
  #last: ProgressReply | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly source: ProgressSource) {
    this.#stopListening = source.onChange(() => void this.#look());
  }

  /** `first` is what was looked up for the one who joins. */
  join(sink: EventSink, first: ProgressReply): void {
    this.#sinks.add(sink);
    if (!this.#last) return this.#tell(first);
    send(sink, this.#last);
    // Which of the two is the later one, nobody can tell.
    if (!isSame(first, this.#last)) void this.#look();
  }

  /** Answers whether nobody follows any more; it has stopped then. */
  leave(sink: EventSink): boolean {
    this.#sinks.delete(sink);
    if (this.#sinks.size > 0) return false;
    clearTimeout(this.#timer);
    this.#stopListening();
    return true;
  }

  readonly #look = oneAtATime(async () => {
    if (this.#sinks.size === 0) return;
    try {
      const progress = await this.source.lookUp();
      if (progress) this.#tell(progress);
    } catch (error) {
      // The pages reconnect and say so meanwhile; a stream that stays open would claim to be live.
      this.source.onUnreadable(error);
      for (const sink of [...this.#sinks]) sink.end();
    }
  });

  #tell(progress: ProgressReply): void {
    const isNews = !this.#last || !isSame(progress, this.#last);
    this.#last = progress;
    if (isNews) for (const sink of [...this.#sinks]) send(sink, progress);
    clearTimeout(this.#timer);
    if (this.#sinks.size > 0 && !isFinal(progress))
      this.#timer = setTimeout(() => void this.#look(), pauseMsAfter(progress));
  }
}

const send = (sink: EventSink, progress: ProgressReply): void => {
  sink.send(progress);
  if (isFinal(progress)) sink.end();
};

const isSame = (one: ProgressReply, other: ProgressReply): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const isFinal = ({ status }: ProgressReply): boolean => status === 'approved' || status === 'rejected';

const pauseMsAfter = ({ status, incomplete }: ProgressReply): number => {
  if (incomplete) return LOOK_IN_OUTAGE_EVERY_MS;
  return status === 'pending' ? LOOK_SELDOM_EVERY_MS : LOOK_EVERY_MS;
};
