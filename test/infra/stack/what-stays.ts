import { inTheWay } from '../../../infra/left-behind.ts';
import { readSettings } from '../../../infra/settings.ts';
import { resourcesOf, synthesise } from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });
const hardened = synthesise({ stage: 'prod', hardened: 'true' });

describe('a deployment', () => {
  it('that is rolled back takes away what it made, but for a protected table, its key and what others log with', () => {
    const keptAnyway = resourcesOf(hardened).filter(({ deletionPolicy }) => deletionPolicy === 'Retain');
    expect(keptAnyway.map(({ type }) => type).sort()).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::DynamoDB::GlobalTable',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
    ]);
    const keptUnlessRolledBack = resourcesOf(
      hardened,
      'AWS::Logs::LogGroup',
      'AWS::Backup::BackupVault',
      'AWS::Lambda::Version',
    );
    expect(new Set(keptUnlessRolledBack.map(({ type }) => type)).size).toBe(3);
    for (const { deletionPolicy } of keptUnlessRolledBack) expect(deletionPolicy).toBe('RetainExceptOnCreate');
  });

  it.each([
    ['dev', dev],
    ['prod', prod],
    ['hardened', hardened],
  ])('finds nothing of its names that an earlier one has left behind: %s', (_, synthesis) => {
    const outliving = resourcesOf(synthesis, 'AWS::Logs::LogGroup', 'AWS::Backup::BackupVault');
    const names = outliving.flatMap(({ properties }) => {
      const name = properties['LogGroupName'] ?? properties['BackupVaultName'];
      return name === undefined ? [] : [JSON.stringify(name)];
    });
    expect(names.length).toBeGreaterThanOrEqual(3);
    // The id of the API or of the stack.
    for (const name of names) expect(name).toMatch(/"(Ref|Fn::GetAtt)":\["Graphql|"Ref":"RestApi|"Ref":"AWS::StackId"/);
  });
});

describe('production', () => {
  const kept = (synthesis = prod): string[] =>
    resourcesOf(synthesis, 'AWS::Logs::LogGroup', 'AWS::Backup::BackupVault')
      .filter(({ id }) => /^(Firewall|Backups)/.test(id))
      .map(({ id, properties, deletionPolicy }) => JSON.stringify([id, properties, deletionPolicy]));

  it.each<[string, Record<string, unknown>]>([
    ['backups', { backups: 'false' }],
    ['firewall', { firewall: 'false' }],
  ])('holds on to what it keeps without %s, since a second one of its name could not be made', (_, off) => {
    const without = synthesise({ stage: 'prod', ...off });
    expect(kept()).toHaveLength(2);
    expect(kept(without)).toEqual(kept());
  });

  it('has neither plan nor web ACL where they are switched off', () => {
    const without = synthesise({ stage: 'prod', backups: 'false', firewall: 'false' });
    const gone = ['AWS::Backup::BackupPlan', 'AWS::Backup::BackupSelection', 'AWS::WAFv2::WebACL'];
    expect(resourcesOf(without, ...gone, 'AWS::WAFv2::WebACLAssociation')).toEqual([]);
    expect(resourcesOf(prod, ...gone)).toHaveLength(3);
  });

  it('alone has what a stage that is thrown away can make again', () => {
    expect(kept(synthesise({ backups: 'false', firewall: 'false' }))).toEqual([]);
  });
});

describe('before a stage is destroyed', () => {
  it.each<[string, Record<string, unknown>]>([
    ['hardened', { hardened: 'true' }],
    ['with backups', { backups: 'true' }],
  ])(
    'its backups must go, where the vault goes with it, as AWS deletes no vault with a backup in it: %s',
    (_, settings) => {
      const [vault] = resourcesOf(synthesise(settings), 'AWS::Backup::BackupVault');
      expect(vault?.deletionPolicy).toBe('Delete');
      const said = inTheWay(readSettings(settings), 'ProductCatalogue-dev').map(({ removal }) => removal);
      expect(said).toEqual([
        expect.stringMatching(/ProductCatalogue-dev.+list-recovery-points.+delete-recovery-point/s),
      ]);
    },
  );

  it('nothing else must go: not without backups, nor where the vault stays', () => {
    for (const settings of [{}, { stage: 'prod', backups: 'false' }, { stage: 'prod', hardened: 'true' }]) {
      expect(inTheWay(readSettings(settings), 'ProductCatalogue-dev')).toEqual([]);
    }
  });
});
