import type { connect } from 'stompit';

const HEARTBEAT_MS = 10_000;

/** stompit's default margin of 100 ms takes a busy event loop for a dead broker. */
const HEARTBEAT_MARGIN_MS = 3_000;

/** Reads `stomp://user:password@host:port` (`stomp+ssl://` for TLS) into the options of a connection. */
export const stompOptions = (url: string, timeoutMs: number): connect.ConnectOptions => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const common = {
    host: hostname,
    port: Number(port || 61613),
    timeout: timeoutMs,
    heartbeatDelayMargin: HEARTBEAT_MARGIN_MS,
    connectHeaders: {
      host: '/',
      'accept-version': '1.2',
      'heart-beat': `${HEARTBEAT_MS},${HEARTBEAT_MS}`,
      login: decodeURIComponent(username),
      passcode: decodeURIComponent(password),
    },
  };
  return protocol === 'stomp+ssl:' ? { ...common, ssl: true } : { ...common, ssl: false };
};
