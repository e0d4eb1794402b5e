import type { AppName } from '@/services/product/app-programs';
import { eventually } from '../../../harness/eventually';
import { acceptedNow, emptyLedger, idsIn } from '../../../harness/ledger';
import { makePerson } from '../../../harness/people/people';
import type { AppProcess } from '../../../harness/processes/app-process';
import { randomFrom } from '../../../harness/random';
import { decide, readDecisionAnswer, ReviewerSession } from '../../../harness/reviewer-session';
import { signUp } from '../../../harness/visitor';
import { answerOrNone, untilLive, webOnPorts, type WebClient } from '../../../harness/web-client';
import type { DecisionAnswer } from '../../../invariants/facts';
import { readBacklog } from '../../../invariants/read-backlog';
import { readPending } from '../../../invariants/read-stores';
import { withStoreClients } from '../../../invariants/store-clients';
import { waitUntilIdle } from '../../../invariants/wait-until-idle';
import { EACH_WEB_PROCESS } from '../check-run';
import type { Environment } from '../environment';
import { startProcesses, type ProductProcesses } from '../processes';
import type { ServersBehindProxies } from '../servers-behind-proxies';

const WITHIN_MS = 60_000;

/** The servers, some processes of the product, and what a scenario does with them and writes down. */
export class ScenarioRun {
  readonly ledger = emptyLedger();
  readonly #web: WebClient;
  readonly #sessions: [ReviewerSession, ReviewerSession];

  constructor(
    readonly servers: ServersBehindProxies,
    readonly processes: ProductProcesses,
    private readonly setting: { reviewers: Environment['reviewers']; mark: string },
  ) {
    this.#web = webOnPorts(processes.webPorts);
    const [ana, bia] = setting.reviewers;
    this.#sessions = [new ReviewerSession(ana, this.#web), new ReviewerSession(bia, this.#web)];
  }

  get ids(): string[] {
    return idsIn(this.ledger);
  }

  app(name: AppName): AppProcess {
    return this.processes[name][0]!;
  }

  /** Starts all processes of these programs; the web is waited for. */
  async start(...names: AppName[]): Promise<void> {
    await startProcesses(this.processes, names);
    if (names.includes('web')) await untilLive(this.#web, EACH_WEB_PROCESS);
  }

  /** Runs it until it has ended itself at the failpoint, and not again. */
  async startAndCrash(name: AppName, failpoint: string): Promise<void> {
    const process = this.app(name);
    const endings = process.endings.length;
    await process.start({ NODE_ENV: 'test', PORTARIA_FAIL_AT: failpoint });
    await eventually(`${name} ends at ${failpoint}`, () => process.endings.length > endings, WITHIN_MS);
    await process.stop('SIGKILL');
  }

  async signUp(count: number): Promise<void> {
    const random = randomFrom(1);
    for (let number = 0; number < count; number += 1) {
      const { name, email, reason } = makePerson(random, `${this.setting.mark}${number}`);
      const key = `${this.setting.mark}-${number}`;
      const { registrationId } = await signUp({ name, email, reason }, key, this.#web);
      this.ledger.accepted.push(acceptedNow(registrationId, email));
    }
  }

  /** The orchestrator has committed its place behind all of them, so they are on the queue and in the record. */
  async untilRouted(): Promise<void> {
    const routed = async (): Promise<boolean> => {
      const { lag } = await withStoreClients(this.servers.direct, readBacklog);
      return lag['orchestrator'] === 0;
    };
    await eventually('all of them are routed', routed, WITHIN_MS);
  }

  async untilPending(atLeast = this.ids.length): Promise<void> {
    const enough = async (): Promise<boolean> => (await this.#pending()).length >= atLeast;
    await eventually(`${atLeast} of them wait for a reviewer`, enough, WITHIN_MS);
  }

  /** The first reviewer decides all that wait; where `against` is set, both do at the same moment, each their way. */
  async decide(verdict: DecisionAnswer['verdict'], against?: DecisionAnswer['verdict']): Promise<void> {
    const [ana, bia] = this.#sessions;
    // Sessions are opened first, so that the two decisions meet.
    await Promise.all([ana, bia].map((session) => session.signIn()));
    for (const registrationId of await this.#pending()) {
      const asked = [this.#ask(ana, { registrationId, verdict })];
      if (against) asked.push(this.#ask(bia, { registrationId, verdict: against }));
      await Promise.all(asked);
    }
  }

  async untilIdle(): Promise<void> {
    await waitUntilIdle(this.servers.direct, WITHIN_MS);
  }

  async #ask(
    session: ReviewerSession,
    asked: Pick<DecisionAnswer, 'registrationId' | 'verdict'>,
  ): Promise<void> {
    const response = await answerOrNone(decide(session, asked.registrationId, { verdict: asked.verdict }));
    if (response) this.ledger.answers.push(await readDecisionAnswer(response, asked));
  }

  async #pending(): Promise<string[]> {
    const { entries } = await withStoreClients(this.servers.direct, readPending);
    return this.ids.filter((id) => entries.includes(id));
  }
}
