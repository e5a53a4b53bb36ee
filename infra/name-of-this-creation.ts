import { Aws, Fn, Names } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const idLength = 8;

/**
 * A name that no earlier stack of the same name can have left behind: it ends with the first digits of the stack's id,
 * which is another each time the stack is created.
 */
export const nameOfThisCreation = (construct: IConstruct, maxLength: number): string => {
  // arn:…:cloudformation:…:stack/<name>/<UUID>
  const uuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  const name = Names.uniqueResourceName(construct, { maxLength: maxLength - idLength - 1 });
  return `${name}-${Fn.select(0, Fn.split('-', uuid))}`;
};
