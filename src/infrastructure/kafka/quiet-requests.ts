import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const QUIET = Symbol.for('portaria.quiet-requests');

/**
 * Keeps kafkajs from looking a thousand times a second for requests that wait, on each connection and for ever, while
 * none does (tulios/kafkajs#1556, its pull request #1667; kafkajs 2.2.4, which is pinned). A request that has to wait asks for
 * the look itself.
 */
export const quietRequests = (): void => {
  const queue = RequestQueue.prototype as RequestQueue & { [QUIET]?: true };
  if (queue[QUIET]) return;
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) schedule.call(this);
  };
  queue[QUIET] = true;
};
