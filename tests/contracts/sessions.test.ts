import { InMemorySessions } from '../fakes/in-memory-sessions';
import { sessionsContract } from './sessions';

sessionsContract('the fake', async () => {
  const sessions = new InMemorySessions();
  return {
    sessions,
    account: {
      id: 'r1',
      email: 'ana@example.org',
      name: 'Ana',
      role: 'reviewer',
      sessionVersion: 1,
    } as const,
    entriesFor: async (subject) => sessions.entries.filter((entry) => entry.subject === subject),
  };
});
