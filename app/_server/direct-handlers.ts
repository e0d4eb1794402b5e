import type { DirectHandler, DirectHandlers } from './edge/direct';

const PROCESS_WIDE = Symbol.for('portaria.direct-handlers');
const holder = globalThis as { [PROCESS_WIDE]?: Map<string, DirectHandler> };

/**
 * The handlers that the server calls ahead of Next. They come out of Next's own build, where `instrumentation.ts` names
 * them, so that there is one copy of everything they use; it hangs on the process, as the composition does.
 */
export const directHandlers = (): DirectHandlers => handlers();

/** Names a handler by method and path, such as `POST /api/registrations`. */
export const callDirectly = (address: string, handle: DirectHandler): void => {
  handlers().set(address, handle);
};

const handlers = (): Map<string, DirectHandler> => (holder[PROCESS_WIDE] ??= new Map());
