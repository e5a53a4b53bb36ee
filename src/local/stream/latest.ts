import { memoryCheckpoints, type Checkpoints } from './checkpoints.ts';
import type { StreamReader } from './stream-reader.ts';

/**
 * Begins at the end of a stream, as Lambda's starting position `LATEST` does: once it resolves, all that is written
 * from then on will be read, and of what was written before nothing more than happens to be under way.
 */
export const latest = async (reader: StreamReader): Promise<Checkpoints> => {
  const checkpoints = memoryCheckpoints();
  const shards = await reader.shards();
  const parents = new Set(shards.map(({ parent }) => parent));
  const isClosed = ({ id }: { readonly id: string }): boolean => parents.has(id);
  for (const { id } of shards.filter(isClosed)) checkpoints.finish(id);
  // A shard that is split only now is read to its end, and its children, which are not among these, from their beginning.
  await Promise.all(shards.filter((shard) => !isClosed(shard)).map(({ id }) => reader.skip(id)));
  return checkpoints;
};
