/** The environment variables of the stream function. The CDK sets exactly these. */
export const streamEnvironmentNames = {
  eventBusName: 'EVENT_BUS_NAME',
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
} as const;

export interface StreamEnvironment {
  /** The EventBridge bus, by its name. */
  readonly eventBusName: string;
  /** The SQS queue for what can never be told as an event. */
  readonly deadLetterQueueUrl: string;
}

/** Reads the environment once, at start. Throws one error that names every fault and its remedy. */
export const readStreamEnvironment = (variables: Readonly<Record<string, string | undefined>>): StreamEnvironment => {
  const faults: string[] = [];
  const { eventBusName: busName, deadLetterQueueUrl: queueUrl } = streamEnvironmentNames;
  const eventBusName = variables[busName] ?? '';
  if (!/^[\w./-]{1,256}$/.test(eventBusName)) {
    faults.push(`${busName} must be the name of an EventBridge bus, not '${eventBusName}'`);
  }
  const deadLetterQueueUrl = variables[queueUrl] ?? '';
  if (!URL.canParse(deadLetterQueueUrl)) {
    faults.push(`${queueUrl} must be the URL of an SQS queue, not '${deadLetterQueueUrl}'`);
  }
  if (faults.length > 0) throw new Error(`Bad environment: ${faults.join('; ')}.`);
  return { eventBusName, deadLetterQueueUrl };
};
