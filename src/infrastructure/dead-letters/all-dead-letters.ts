import type { DeadLetter, DeadLetters, Redrive } from '@/src/application/ports/dead-letters';
import type { KafkaClient } from '../kafka/kafka-client';
import { ActiveMqDeadLetters } from './activemq-dead-letters';
import { KafkaDeadLetters } from './kafka-dead-letters';

/** The dead letters of the topics and of the queue as one list; an id tells by its first word where its message is. */
class AllDeadLetters implements DeadLetters {
  constructor(private readonly places: { kafka: KafkaDeadLetters; activemq: ActiveMqDeadLetters }) {}

  async list(): Promise<DeadLetter[]> {
    const lists = await Promise.all(Object.values(this.places).map((place) => place.list()));
    return lists.flat().sort((one, other) => one.firstAt.getTime() - other.firstAt.getTime());
  }

  async find(id: string): Promise<DeadLetter | undefined> {
    return this.#placeOf(id)?.find(id);
  }

  async redrive(id: string): Promise<Redrive> {
    return (await this.#placeOf(id)?.redrive(id)) ?? { kind: 'unknown' };
  }

  async discard(id: string): Promise<boolean> {
    return (await this.#placeOf(id)?.discard(id)) ?? false;
  }

  close(): Promise<void> {
    return this.places.kafka.close();
  }

  #placeOf(id: string): DeadLetters | undefined {
    const [place] = id.split(':');
    return place === 'kafka' || place === 'activemq' ? this.places[place] : undefined;
  }
}

/** All dead letters, through one Kafka client and a STOMP session for each call. `close` lets the process end. */
export const openDeadLetters = ({
  kafka,
  activeMqUrl,
}: {
  kafka: KafkaClient;
  activeMqUrl: string;
}): DeadLetters & { close(): Promise<void> } =>
  new AllDeadLetters({
    kafka: new KafkaDeadLetters(kafka),
    activemq: new ActiveMqDeadLetters({ url: activeMqUrl }),
  });
