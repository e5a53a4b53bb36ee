import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnIPSet, CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { maxBodyBytes } from '../src/adapters/primary/rest/json-body.ts';
import { bodySizeRule, managedRules, outsideNetworksRule, rateRule, visibility } from './firewall-rules.ts';
import { logGroup } from './logs.ts';
import { nameOfThisCreation } from './name-of-this-creation.ts';
import type { FirewallSettings, Settings } from './settings.ts';

/** One web ACL before both doors. It looks at a request before anybody has checked its signature. */
export class Firewall extends Construct {
  readonly webAcl: CfnWebACL;

  constructor(scope: Construct, id: string, key: IKey, firewall: FirewallSettings, settings: Settings) {
    super(scope, id);
    this.webAcl = new CfnWebACL(this, 'WebAcl', {
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
    this.log(key, settings);
  }

  protect(id: string, resourceArn: string): CfnWebACLAssociation {
    return new CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.webAcl.attrArn });
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
  private log(key: IKey, settings: Settings): void {
    // WAF takes no log group whose name begins otherwise.
    const name = `aws-waf-logs-${nameOfThisCreation(this, 60)}`;
    const group = logGroup(this, 'Logs', key, settings, name);
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAcl.attrArn,
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
