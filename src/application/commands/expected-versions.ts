import type { Issue } from '../../domain/errors.ts';

const maxExpectedVersions = 20;

/** What is wrong with a list of expected versions, empty when nothing is. */
export const versionIssues = (versions: readonly number[] = []): Issue[] => {
  if (versions.length > maxExpectedVersions) {
    return [{ field: 'expectedVersion', detail: `must name at most ${maxExpectedVersions} versions` }];
  }
  return versions.every((version) => Number.isSafeInteger(version) && version >= 1)
    ? []
    : [{ field: 'expectedVersion', detail: 'must be a whole number from 1' }];
};
