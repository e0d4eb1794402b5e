import type { AppName } from '@/services/app-names';
import { atRest } from '../../../invariants/wait-until-idle';
import type { Accepted, DecisionAnswer } from '../../../invariants/ledger';
import { withPlainClients } from '../../../invariants/store-clients';
import { readBacklog } from '../../../invariants/read-backlog';
import { readPending } from '../../../invariants/read-stores';
import { makePerson } from '../../../harness/people/people';
import { randomFrom } from '../../../harness/random';
import { eventually } from '../../../harness/eventually';
import { askForDecision } from '../ask-for-decision';
import type { AppProcess } from '../app-process';
import type { FiveServers } from '../servers-behind-proxies';
import type { Fleet } from '../processes';
import { ReviewerSession } from '../reviewer-session';
import type { Stage } from '../environment';
import { untilLive } from '../until-ready';
import { WebClient } from '../../../harness/web-client';

const REST_WITHIN_MS = 60_000;

/** The servers, one fleet of the product, and what a scenario does with them and notes down. */
export class Scene {
  readonly accepted: Accepted[] = [];
  readonly answers: DecisionAnswer[] = [];
  readonly #web: WebClient;
  readonly #sessions: [ReviewerSession, ReviewerSession];

  constructor(
    readonly servers: FiveServers,
    readonly fleet: Fleet,
    private readonly setting: { reviewers: Stage['reviewers']; mark: string },
  ) {
    this.#web = new WebClient(fleet.web);
    const [ana, bia] = setting.reviewers;
    this.#sessions = [new ReviewerSession(this.#web, ana), new ReviewerSession(this.#web, bia)];
  }

  get ids(): string[] {
    return this.accepted.map(({ registrationId }) => registrationId);
  }

  app(name: AppName): AppProcess {
    return this.fleet[name][0]!.process;
  }

  /** Starts all processes of these programs; the web is waited for. */
  async start(...names: AppName[]): Promise<void> {
    for (const name of names) for (const { process } of this.fleet[name]) process.start();
    if (names.includes('web')) await untilLive(this.#web);
  }

  /** Runs it until it has ended itself at the failpoint, and not again. */
  async startAndDie(name: AppName, failpoint: string): Promise<void> {
    const process = this.app(name);
    const endings = process.endings.length;
    process.start({ NODE_ENV: 'test', PORTARIA_FAIL_AT: failpoint });
    await eventually(`${name} ends at ${failpoint}`, () => process.endings.length > endings, 60_000);
    await process.stop('SIGKILL');
  }

  async signUp(count: number): Promise<void> {
    const random = randomFrom(1);
    for (let number = 0; number < count; number += 1) {
      const { name, email, reason } = makePerson(random, `${this.setting.mark}${number}`);
      const answer = await this.#web.send('/api/registrations', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': `${this.setting.mark}-${number}` },
        body: JSON.stringify({ name, email, reason }),
      });
      if (answer?.status !== 202) throw new Error(`sign-up: ${answer?.status}`);
      const { registrationId } = answer.body as { registrationId: string };
      this.accepted.push({ registrationId, email, at: new Date().toISOString(), status: 202 });
    }
  }

  /** The orchestrator has committed its place behind all of them, so they are on the queue and in the record. */
  async untilRouted(): Promise<void> {
    const routed = async (): Promise<boolean> => {
      const { lag } = await withPlainClients(this.servers.direct, readBacklog);
      return lag['orchestrator'] === 0;
    };
    await eventually('all of them are routed', routed, 60_000);
  }

  async untilPending(atLeast = this.ids.length): Promise<void> {
    const enough = async (): Promise<boolean> => (await this.#pending()).length >= atLeast;
    await eventually(`${atLeast} of them wait for a reviewer`, enough, 60_000);
  }

  /** The first reviewer decides all that wait; where `against` is set, both do at the same moment, each their way. */
  async decide(verdict: 'approve' | 'reject', against?: 'approve' | 'reject'): Promise<void> {
    const [ana, bia] = this.#sessions;
    // Sessions are opened first, so that the two decisions meet.
    await Promise.all([ana, bia].map((session) => session.get('/api/review/registrations?limit=1')));
    for (const id of await this.#pending()) {
      const asked = [askForDecision(ana, id, verdict)];
      if (against) asked.push(askForDecision(bia, id, against));
      for (const answer of await Promise.all(asked)) if (answer) this.answers.push(answer);
    }
  }

  async rest(): Promise<void> {
    await atRest(this.servers.direct, REST_WITHIN_MS);
  }

  async #pending(): Promise<string[]> {
    const { entries } = await withPlainClients(this.servers.direct, readPending);
    return this.ids.filter((id) => entries.includes(id));
  }
}
