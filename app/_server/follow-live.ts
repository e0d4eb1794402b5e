import 'server-only';
import type { ProgressReply } from '@/src/application/contracts/review';
import { web } from './composition';
import { LiveProgress, type ProgressSource } from './live-progress';
import { toProgressReply } from './replies';
import type { EventSink } from './sse-body';

type Link = { registrationId: string; token: string };

/** One for each private link that is open in this process, in however many tabs. */
const followed = new Map<string, LiveProgress>();

/** Where the registration of a private link stands; undefined for a link that is none. */
export const progressAt = async (link: Link): Promise<ProgressReply | undefined> => {
  const progress = await web().followRegistration(link);
  return progress && toProgressReply(progress);
};

/**
 * Sends the progress whenever it has changed, beginning with `first`, and ends with the final state. Answers how to stop.
 * Whoever follows the same link shares its look-ups.
 */
export const followLive = (link: Link, first: ProgressReply, sink: EventSink): (() => void) => {
  const key = `${first.registrationId}?${link.token}`;
  const live = followed.get(key) ?? new LiveProgress(sourceOf(link, first));
  followed.set(key, live);
  live.join(sink, first);
  return () => {
    if (live.leave(sink) && followed.get(key) === live) followed.delete(key);
  };
};

const sourceOf = (link: Link, { registrationId }: ProgressReply): ProgressSource => ({
  lookUp: () => progressAt(link),
  onChange: (look) =>
    web().pendingChanges.subscribe((change) => {
      if (change.type === 'lagging' || change.registrationId === registrationId) look();
    }),
  onUnreadable: (error) => web().logger.warn({ err: error }, 'a followed registration could not be read'),
});
