/**
 * Next calls this once when the server starts: a wrong environment should stop the start, not the first visitor. The
 * handlers that the server calls by itself come out of the build here.
 */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { callDirectly } = await import('./app/_server/direct-handlers');
  const { web } = await import('./app/_server/composition');
  web();
  const { POST } = await import('./app/api/registrations/route');
  callDirectly('POST /api/registrations', (request) => POST(request, undefined));
};
