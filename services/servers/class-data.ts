import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from '../processes/spawn';
import type { Java } from './server-program';

/** A Java program without what it is asked to do. */
export type JavaProgram = {
  java: Java;
  /** Its own folder. */
  folder: string;
  /** The folder of its jars, where the archive of its classes is kept as well. */
  built: string;
  /** Options of the virtual machine. */
  options: string[];
  /** An option that loads an agent: such a machine cannot write an archive, and can use one. */
  agent?: string;
  classPath: string;
};

/**
 * The arguments with which a program does `main`. Its classes come from an archive (class-data sharing, JEP 310) where there
 * is one, which halves the start of Kafka and Elasticsearch; else the machine notes which it loads, for `archiveClasses`.
 */
export const javaArguments = (program: JavaProgram, main: string[]): string[] => {
  const { options, agent, classPath } = program;
  const archive = archiveOf(program);
  const sharing = existsSync(archive)
    ? `-XX:SharedArchiveFile=${archive}`
    : `-XX:DumpLoadedClassList=${classListOf(program)}`;
  return [...options, sharing, ...(agent ? [agent] : []), '-cp', classPath, ...main];
};

/**
 * Makes the archive of the classes that the program has loaded so far; nothing where there is one. It takes ten to thirty
 * seconds of whatever the processor has left over. A machine that cannot make one is no fault: the program starts
 * without.
 */
export const archiveClasses = async (program: JavaProgram, signal: AbortSignal): Promise<void> => {
  const { java, folder, options, classPath } = program;
  const [archive, classList] = [archiveOf(program), classListOf(program)];
  if (existsSync(archive) || !existsSync(classList)) return;
  const draft = `${archive}.${process.pid}`;
  const dump = ['-Xshare:dump', `-XX:SharedClassListFile=${classList}`, `-XX:SharedArchiveFile=${draft}`];
  const args = ['-n', '19', java.file, ...options, ...dump, '-cp', classPath];
  try {
    const { exitCode } = await runToEnd({ file: 'nice', args, cwd: folder }, { signal });
    if (exitCode === 0) renameSync(draft, archive);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** An archive fits one build of Java and one place of the jars. */
const archiveOf = ({ java, built }: JavaProgram): string => {
  const hash = createHash('sha256').update(`${java.build}\0${built}`).digest('hex');
  return path.join(built, `classes-${hash.slice(0, 16)}.jsa`);
};

const classListOf = ({ folder }: JavaProgram): string => path.join(folder, 'classes.lst');
