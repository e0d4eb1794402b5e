import { isPortFree } from './free-port';
import { LaunchError } from './launch-error';
import { whoListensOn } from './port-holder';

/** @throws LaunchError that says who has the port and how to choose another. */
export const requireFreePort = async (port: number): Promise<void> => {
  if (await isPortFree(port)) return;
  throw new LaunchError(
    `Port ${port} is taken by ${whoListensOn(port)}: stop it, or choose another port with \`PORT=${port + 1} npm start\`.`,
  );
};
