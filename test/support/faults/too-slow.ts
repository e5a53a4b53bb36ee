/** A store without a fault did not answer in time: the machine is too slow at the moment. */
export class TooSlow extends Error {}

/** Why what must succeed was refused: any refusal but this one is a fault of the code. */
export const unexpected = (what: string, code: string): Error =>
  new (code === 'SERVICE_UNAVAILABLE' ? TooSlow : Error)(`${what}: ${code}.`);
