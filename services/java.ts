import path from 'node:path';

import { runCommand } from './command';
import { repositoryRoot } from './home';
import { LaunchError } from './launch-error';

const oldestJava = 17;

/**
 * The Java to run the servers with: that of JAVA_HOME, else the one on the PATH.
 *
 * @throws LaunchError when there is none or it is older than 17.
 */
export const findJava = async (javaHome?: string): Promise<string> => {
  const java = javaHome ? path.join(javaHome, 'bin', 'java') : 'java';
  const version = await javaVersion(java);
  if (version === undefined) {
    throw new LaunchError(
      `${javaHome ? `JAVA_HOME is set, but ${java} cannot be run` : 'Java was not found'}: install Java ${oldestJava} or newer (a JDK), or set JAVA_HOME to one.`,
    );
  }
  if (version < oldestJava) {
    throw new LaunchError(
      `${java} is Java ${version}, but Kafka, ActiveMQ and Elasticsearch need ${oldestJava} or newer: install one, or set JAVA_HOME to it.`,
    );
  }
  return java;
};

const javaVersion = async (java: string): Promise<number | undefined> => {
  try {
    const { exitCode, stderr, stdout } = await runCommand({
      file: java,
      args: ['-version'],
      cwd: repositoryRoot,
    });
    return exitCode === 0 ? majorVersion(stderr + stdout) : undefined;
  } catch (failure) {
    if (failure instanceof LaunchError) return undefined;
    throw failure;
  }
};

/** 17 from `openjdk version "17.0.15"`, 8 from `java version "1.8.0_392"`; 0 where nothing is said. */
export const majorVersion = (text: string): number => Number(/version "(?:1\.)?(\d+)/.exec(text)?.[1] ?? 0);
