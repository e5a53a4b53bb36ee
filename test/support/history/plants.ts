import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Ports } from '../../../src/application/application.ts';
import type { Alteration } from '../faults/exchange.ts';
import { plantsInCode } from './plants-in-code.ts';
import { plantsInRequests } from './plants-in-requests.ts';

/** A mistake as somebody might make it in the adapter or around it, for the checker to find. */
export interface Plant {
  readonly name: string;
  /** In what the store is asked, or says. */
  readonly alteration?: Alteration;
  /** In what the application gets. */
  readonly alter?: (ports: Ports) => Ports;
  /** In how the client is set up. */
  readonly change?: (client: DynamoDBDocumentClient) => void;
}

export const plants: readonly Plant[] = [...plantsInRequests, ...plantsInCode];
