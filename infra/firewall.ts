import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { maxBodyBytes } from '../src/adapters/primary/rest/json-body.ts';
import { bodySizeRule, managedRules, outsideNetworksRule, rateRule, visibility } from './firewall-rules.ts';
import { logGroup } from './logs.ts';
import { nameOfThisCreation } from './name-of-this-creation.ts';
import type { FirewallSettings, Settings } from './settings.ts';

/**
 * One web ACL before both doors, which are given by name and ARN. It looks at a request before anybody has checked its
 * signature. Where it is switched off, production has its log group all the same: that would stay, and be in the way of
 * one of its name when the firewall is switched on again.
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, doors: Readonly<Record<string, string>>, key: IKey, settings: Settings) {
    super(scope, id);
    const { firewall, production } = settings;
    if (firewall === null && !production) return;
    // WAF takes no log group whose name begins otherwise.
    const group = logGroup(this, 'Logs', key, settings, `aws-waf-logs-${nameOfThisCreation(this, 60)}`);
    if (firewall === null) return;
    const { attrArn: webAclArn } = this.webAcl(firewall);
    this.log(webAclArn, group);
    for (const [door, resourceArn] of Object.entries(doors)) {
      new CfnWebACLAssociation(this, door, { resourceArn, webAclArn });
    }
  }

  private webAcl(firewall: FirewallSettings): CfnWebACL {
    return new CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('Firewall'),
      rules: [
        ...outsideNetworksRule(this.ipSets(firewall.allowedNetworks)),
        bodySizeRule(maxBodyBytes),
        rateRule(firewall.requestsPerAddress),
        ...managedRules(),
      ].map((rule, priority) => ({ ...rule, priority })),
      // REST bodies are looked at as a whole; AppSync shows its first 8 KB, and there is no setting for that.
      associationConfig: { requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: 'KB_32' } } },
    });
  }

  private ipSets(networks: readonly string[]): CfnIPSet[] {
    const version = (network: string) => (network.includes(':') ? 'IPV6' : 'IPV4');
    return ['IPV4', 'IPV6'].flatMap((ipAddressVersion) => {
      const addresses = networks.filter((network) => version(network) === ipAddressVersion);
      return addresses.length === 0
        ? []
        : [new CfnIPSet(this, `Allowed${ipAddressVersion}`, { scope: 'REGIONAL', ipAddressVersion, addresses })];
    });
  }

  /** Only what was blocked, and without what could be a signature or a token. */
  private log(resourceArn: string, group: LogGroup): void {
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({ service: 'logs', resource: `log-group:${group.logGroupName}` }),
      ],
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'x-amz-security-token' } },
        { queryString: {} },
      ],
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] },
        ],
      },
    });
  }
}
