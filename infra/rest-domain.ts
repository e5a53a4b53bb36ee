import { DomainName, EndpointType, type RestApi, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { Domain } from './settings.ts';

/** The REST API under a name of one's own. Its alias goes into whichever DNS holds that name. */
export class RestDomain extends Construct {
  readonly target: string;

  constructor(scope: Construct, id: string, api: RestApi, { name, certificateArn }: Domain) {
    super(scope, id);
    const domain = new DomainName(this, 'Name', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    domain.addBasePathMapping(api);
    this.target = domain.domainNameAliasDomainName;
  }
}
