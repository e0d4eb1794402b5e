declare module 'kafkajs/src/network/requestQueue/index.js' {
  /** What is used of it (kafkajs 2.2.4). */
  export default class RequestQueue {
    readonly pending: unknown[];
    throttledUntil: number;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
  }
}
