import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChangeArguments, Supervised } from '@/services/processes/supervise';
import { SERVER_NAMES, type ServerName } from '@/services/servers/server-program';

type Controls = { server: (name: ServerName) => Supervised; restart: () => Promise<void> };

const ACTIONS = ['start', 'stop', 'kill', 'pause', 'resume'] as const;

/** Lets the tests, which are other processes, act on the servers that this one holds. On the loopback address only. */
export const openControl = async (controls: Controls): Promise<{ url: string; close: () => void }> => {
  const server = createServer((request, response) => {
    obey(controls, new URL(request.url ?? '', 'http://localhost')).then(
      () => response.writeHead(204).end(),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const obey = async (controls: Controls, { pathname, searchParams }: URL): Promise<void> => {
  if (pathname === '/restart') return controls.restart();
  const [, serverWord, actionWord] = /^\/servers\/([a-z]+)\/([a-z]+)$/.exec(pathname) ?? [];
  const name = SERVER_NAMES.find((candidate) => candidate === serverWord);
  const action = ACTIONS.find((candidate) => candidate === actionWord);
  if (!name || !action) throw new Error(`no such order: ${pathname}`);
  if (action === 'start')
    await controls.server(name).start({}, otherSettings(name, searchParams.getAll('setting')));
  else await controls.server(name)[action]();
};

/** Settings are last among the arguments, where they win; ActiveMQ takes one file of settings, in the place of the usual one. */
const otherSettings = (name: ServerName, settings: string[]): ChangeArguments | undefined => {
  if (settings.length === 0) return undefined;
  return (usual) => [...(name === 'activemq' ? usual.slice(0, -1) : usual), ...settings];
};
