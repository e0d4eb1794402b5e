import { outcomeOf, type Ending } from './endings';
import { describeBacklog, isIdle, type DecisionAnswer, type DecisionFact, type Facts } from './facts';
import { violationOf, type Violation } from './violation';

const SUBMITTED = { status: 'submitted', version: 1 };
const DECIDED_VERSION = 2;

/** I6: state and version in Elasticsearch are those of the truth, for every id that has one and for no other. */
export const theRecordTellsTheTruth = (facts: Facts, endings: Map<string, Ending[]>): Violation[] => {
  const { documents, decisions, log } = facts;
  const ids = new Set([...log.map(({ registrationId }) => registrationId), ...endings.keys()]);
  const missing: string[] = [];
  const wrong: string[] = [];
  const nameless: string[] = [];
  for (const id of ids) {
    // What became a dead letter before the record was written may have none.
    if (endings.get(id)?.includes('dead letter')) continue;
    const document = documents.get(id);
    const truth = truthOf(decisions.get(id));
    if (!document) missing.push(id);
    else if (document.status !== truth.status || document.version !== truth.version) wrong.push(id);
    else if (!document.complete) nameless.push(id);
  }
  return [
    ...violationOf('I6', 'has no document', missing),
    ...violationOf('I6', 'has a document with another state or version', wrong),
    ...violationOf('I6', 'has a document without its applicant', nameless),
    ...violationOf(
      'I6',
      'has a document and was never accepted',
      [...documents.keys()].filter((id) => !ids.has(id)),
    ),
  ];
};

const truthOf = (decision: DecisionFact | undefined): { status: string | undefined; version: number } =>
  decision ? { status: outcomeOf(decision.verdict), version: DECIDED_VERSION } : SUBMITTED;

const ANSWERED = [200, 409];

/** I7: every answer names the decision that stands, so of two different verdicts one at most was told that it won. */
export const everyReviewerWasToldTheTruth = (
  { decisions }: Facts,
  answers: readonly DecisionAnswer[],
): Violation[] => {
  const telling = answers.filter(({ status }) => ANSWERED.includes(status));
  const namesWhatStands = ({ registrationId, stands }: DecisionAnswer): boolean => {
    const decision = decisions.get(registrationId);
    return (
      decision !== undefined &&
      stands !== undefined &&
      stands.outcome === outcomeOf(decision.verdict) &&
      stands.decidedBy === decision.decidedBy &&
      new Date(stands.decidedAt).toISOString() === decision.decidedAt
    );
  };
  const agrees = ({ verdict, stands }: DecisionAnswer): boolean => stands?.outcome === outcomeOf(verdict);
  const idsOf = (wrong: DecisionAnswer[]): string[] => wrong.map(({ registrationId }) => registrationId);
  return [
    ...violationOf(
      'I7',
      'an answer names another decision than the one that stands',
      idsOf(telling.filter((answer) => !namesWhatStands(answer))),
    ),
    ...violationOf(
      'I7',
      'a reviewer was told to have won who lost, or the other way round',
      idsOf(telling.filter((answer) => (answer.status === 200) !== agrees(answer))),
    ),
    ...violationOf(
      'I7',
      'a reviewer who saw it pending was told nothing of its decision',
      idsOf(answers.filter(({ status }) => status < 500 && !ANSWERED.includes(status))),
    ),
  ];
};

/** I8: lag 0 and queue 0 once the system is idle, and nothing left in the outbox. */
export const nothingIsOnItsWay = ({ backlog }: Facts): Violation[] =>
  isIdle(backlog) ? [] : [{ invariant: 'I8', what: describeBacklog(backlog), ids: [] }];
